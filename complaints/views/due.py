"""What is due in the office: each clock that runs, its last day, and in a word how urgent it is. The shell alone."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints import rules
from complaints.clocks import ClockKind, soon_until
from complaints.models import Clock
from complaints.models.complaints import space_number
from complaints.stages import Stage
from complaints.views.life import FINE, LATE, NEAR, WORDS, state_badge, state_of
from complaints.views.register import stage_badge
from complaints.views.sight import in_sight
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, choice_filter
from partnerships.shared.lists.ordering import by_label
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.templatetags.parts import code, link, when

STATES = [(state, WORDS[state][0]) for state in (LATE, NEAR, FINE)]


def _in_state(rows: QuerySet[Clock], _name: str, state: str) -> QuerySet[Clock]:
    today = timezone.localdate()
    soon = soon_until(today)
    asked = {
        LATE: Q(due_on__lt=today),
        NEAR: Q(due_on__gte=today, due_on__lte=soon),
        FINE: Q(due_on__gt=soon),
    }
    return rows.filter(asked[state])


class DueFilter(ListFilter):
    """What may be asked of the list."""

    state = choice_filter(STATES, label=pgettext_lazy("a clock", "State"), method=_in_state)
    kind = choice_filter(ClockKind.choices, label=_("What is to be done"))
    stage = choice_filter(
        Stage.choices, label=pgettext_lazy("a complaint", "Stage"), field_name="complaint__stage"
    )


class DueLabels:
    """Labels and addresses, made once for many rows."""

    def __init__(self, account: Account, rows: Sequence[object]) -> None:
        self.address = addresses("complaints:detail")
        self.kinds = {value: capfirst(str(label)) for value, label in ClockKind.choices}
        self.stages = {value: capfirst(str(label)) for value, label in Stage.choices}
        self.stage_badges = {value: stage_badge(value) for value in Stage.values}
        self.states = {value: str(label) for value, label in STATES}
        self.badges = {value: state_badge(value) for value, _label in STATES}
        self.today = timezone.localdate()
        self.soon = soon_until(self.today)


DUE = List(
    slug="complaints-due",
    caption=_("What is due"),
    columns=(
        ListColumn(
            "number",
            _("Number"),
            ("complaint_id", "complaint__number"),
            value=lambda row, look: space_number(row.complaint__number),
            cell=lambda row, look: link(
                code(space_number(row.complaint__number)), look.address(row.complaint_id)
            ),
            sort=("complaint__number",),
        ),
        ListColumn(
            "kind",
            _("What is to be done"),
            ("kind",),
            value=lambda row, look: look.kinds[row.kind],
            sort=lambda: by_label("kind", ClockKind.choices),
        ),
        ListColumn(
            "due_on",
            _("Last day"),
            ("due_on",),
            value=lambda row, look: row.due_on,
            cell=lambda row, look: when(row.due_on),
            sort=("due_on",),
        ),
        ListColumn(
            "state",
            pgettext_lazy("a clock", "State"),
            ("due_on",),
            value=lambda row, look: look.states[state_of(row.due_on, look.today, look.soon)],
            cell=lambda row, look: look.badges[state_of(row.due_on, look.today, look.soon)],
        ),
        ListColumn(
            "stage",
            pgettext_lazy("a complaint", "Stage"),
            ("complaint__stage",),
            value=lambda row, look: look.stages[row.complaint__stage],
            cell=lambda row, look: look.stage_badges[row.complaint__stage],
            sort=lambda: by_label("complaint__stage", Stage.choices),
        ),
        ListColumn(
            "received_at",
            _("Received"),
            ("complaint__received_at",),
            value=lambda row, look: row.complaint__received_at,
            cell=lambda row, look: when(row.complaint__received_at),
            sort=("complaint__received_at",),
        ),
    ),
    filters=DueFilter,
    order=("due_on", "id"),
    look=DueLabels,
    empty=_("Nothing is due"),
    empty_text=_(
        "What must be done by a certain day stands here, the most urgent first. What rests is not due."
    ),
)


@in_sight
def due(request: Request) -> HttpResponseBase:
    """Of one's own offices, the most urgent first."""
    rules.can_read_complaints(request.user).enforce()
    rows = Clock.objects.visible_to(request.user).ticking()
    return respond(request, DUE, rows, template="complaints/due.html", context={})
