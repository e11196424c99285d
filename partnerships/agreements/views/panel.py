"""Agreements on the overview of their partnership."""

from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models import Agreement
from partnerships.agreements.models.latest import COUNT, LATEST
from partnerships.agreements.views.frame import stage_badge
from partnerships.shared.panels import Panel, PanelRow, Values
from partnerships.shared.templatetags.parts import link, when, words


def _describe(values: Values) -> PanelRow:
    """From number, title, English title, stage and first day in force (ISO or None)."""
    pk, title, title_en, stage, effective_on = values
    agreement = Agreement(pk=pk, title=str(title), title_en=str(title_en or ""))
    href = reverse("agreements:detail", args=[pk])
    return PanelRow(
        title=link(words(agreement.title_in()), href),
        state=stage_badge(str(stage)),
        more=_in_force_from(date.fromisoformat(str(effective_on))) if effective_on else "",
    )


def _in_force_from(day: date) -> str:
    sentence = gettext("in force from %(day)s") % {"day": "{}"}
    return format_html(f' <span class="app-muted">{sentence}</span>', when(day))


PANEL = Panel(
    count=COUNT,
    latest=LATEST,
    word=lambda count: ngettext("agreement", "agreements", count),
    row=_describe,
    url_name="agreements:of_partnership",
    about=_("What holds between the partners"),
    title=_("Latest agreements"),
    empty=_("Nothing has been agreed here yet."),
    all=_("All agreements"),
)
