"""What came in, as a list: the shell alone, nothing that was said."""

from collections.abc import Sequence

from django.http.response import HttpResponseBase
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints import rules
from complaints.answers import Kind, Way
from complaints.languages import CHOICES, name_of
from complaints.models import Complaint
from complaints.models.complaints import space_number
from complaints.stages import TONES, Stage
from complaints.views.sight import in_sight
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, choice_filter
from partnerships.shared.lists.ordering import by_label
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.templatetags.parts import badge, code, link, when

KINDS = {
    Kind.COMPLAINT.value: pgettext_lazy("one thing", "complaint"),
    Kind.PRAISE.value: _("praise"),
    Kind.SUGGESTION.value: _("idea"),
}
WAYS = {Way.ANONYMOUS.value: _("without a name"), Way.FORMAL.value: _("with a name")}


def stage_badge(stage: str) -> SafeString:
    """The stage as a label."""
    return badge(Stage(stage).label, TONES[Stage(stage)])


class ComplaintFilter(ListFilter):
    """What may be asked of the list."""

    stage = choice_filter(Stage.choices, label=pgettext_lazy("a complaint", "Stage"))
    kind = choice_filter(list(KINDS.items()), label=_("What it is"))
    language = choice_filter(CHOICES, label=_("Language"))


class ComplaintLabels:
    """Labels and addresses, made once for many rows."""

    def __init__(self, account: Account, rows: Sequence[object]) -> None:
        self.address = addresses("complaints:detail")
        self.stages = {value: capfirst(str(label)) for value, label in Stage.choices}
        self.badges = {value: stage_badge(value) for value in Stage.values}
        self.kinds = {value: str(label) for value, label in KINDS.items()}
        self.ways = {value: str(label) for value, label in WAYS.items()}


REGISTER = List(
    slug="complaints",
    caption=_("Complaints"),
    columns=(
        ListColumn(
            "number",
            _("Number"),
            ("id", "number"),
            value=lambda row, look: space_number(row.number),
            cell=lambda row, look: link(code(space_number(row.number)), look.address(row.id)),
            sort=("number",),
        ),
        ListColumn(
            "received_at",
            _("Received"),
            ("received_at",),
            value=lambda row, look: row.received_at,
            cell=lambda row, look: when(row.received_at),
            sort=("received_at",),
        ),
        ListColumn(
            "stage",
            pgettext_lazy("a complaint", "Stage"),
            ("stage",),
            value=lambda row, look: look.stages[row.stage],
            cell=lambda row, look: look.badges[row.stage],
            sort=lambda: by_label("stage", Stage.choices),
        ),
        ListColumn(
            "kind",
            _("What it is"),
            ("kind",),
            value=lambda row, look: look.kinds[row.kind],
        ),
        ListColumn(
            "way",
            pgettext_lazy("a complaint", "Way"),
            ("way",),
            value=lambda row, look: look.ways[row.way],
        ),
        ListColumn(
            "language",
            _("Language"),
            ("language",),
            value=lambda row, look: name_of(row.language),
        ),
    ),
    filters=ComplaintFilter,
    order=("-received_at", "-id"),
    look=ComplaintLabels,
    empty=_("Nothing has come in yet"),
    empty_text=_("Complaints, praise and ideas stand here as soon as somebody sends one."),
)


@in_sight
def complaints(request: Request) -> HttpResponseBase:
    """Those of one's own office, the latest first."""
    rules.can_read_complaints(request.user).enforce()
    rows = Complaint.objects.visible_to(request.user)
    return respond(request, REGISTER, rows, template="complaints/list.html", context={})
