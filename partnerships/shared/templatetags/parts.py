"""The parts as template tags; Python code imports the same names from here."""

from django import template

from partnerships.shared.addresses import show_address
from partnerships.shared.directions import isolated
from partnerships.shared.documents.failures import advise, name_fault
from partnerships.shared.on_paper import address_on_paper
from partnerships.shared.parts.blocks import (
    alert,
    card,
    cards,
    crumbs,
    event,
    fact,
    facts,
    filterbar,
    panel,
    stage,
    stages,
    tab,
    tabs,
    timeline,
)
from partnerships.shared.parts.buttons import button, button_link
from partnerships.shared.parts.figures import number, period, quantity, when
from partnerships.shared.parts.marks import (
    badge,
    code,
    icon,
    link,
    missing,
    progress,
    prose,
    tool,
    who,
    words,
)
from partnerships.shared.parts.once import once
from partnerships.shared.parts.states import message_kind, work_state
from partnerships.shared.parts.tables import Column, frame, table
from partnerships.shared.pieces import drawn

__all__ = [
    "Column", "alert", "badge", "button", "button_link", "card", "cards", "code", "crumbs",
    "event", "fact", "facts", "filterbar", "frame", "icon", "isolated", "link", "missing", "number", "once", "panel",
    "period", "progress", "prose", "quantity", "stage", "stages", "tab", "table", "tabs",
    "timeline", "tool", "when", "who", "words", "work_state",
]  # fmt: skip

register = template.Library()

for part in (
    badge, button, button_link, card, code, crumbs, event, fact, icon, link, missing, number,
    period, progress, prose, quantity, stage, tab, table, tool, when, who, words, work_state,
):  # fmt: skip
    register.simple_tag(part)

register.simple_tag(once, takes_context=True)

for block in (alert, cards, facts, filterbar, panel, stages, tabs, timeline):
    register.simple_block_tag(block)

# In an argument of another part: {% fact _("Frozen") round.frozen_at|when:"long" %}
for part in (badge, code, link, number, when, words):
    register.filter(part)

# In an argument of another part: {% fact _("Frozen") round.frozen_at|when:"long" %}
for part in (badge, code, link, number, when, words):
    register.filter(part)

register.filter("shown", show_address)
register.filter(address_on_paper)
register.filter(isolated)
register.filter(message_kind)
register.filter("fault_name", name_fault)
register.filter(advise)
register.filter(drawn)
register.simple_block_tag(frame, name="tableframe", end_name="endtableframe")
