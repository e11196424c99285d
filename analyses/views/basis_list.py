"""The catalogue of legal bases as a list: its columns, and what may be asked of it."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from analyses import rules
from analyses.kinds import PARTIES, AuthorityKind, MayBegin
from analyses.models import BasisState, ProvisionVersion
from analyses.views.columns import choice_column, day_column, label_each, plain_column
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, WordsFilter, choice_filter
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.templatetags.parts import badge, code, link

TONES = {
    BasisState.SELECTABLE: "success",
    BasisState.EXPIRING: "warning",
    BasisState.UNREVIEWED: "warning",
    BasisState.EXPIRED: "danger",
    BasisState.BLOCKED: "danger",
    BasisState.REPLACED: "neutral",
}
FEW = 3  # kinds that a cell names
ASKED = [(value, label) for value, label in BasisState.choices if value != BasisState.REPLACED]


def state_badge(state: str) -> SafeString:
    """The state of an entry as a label."""
    return badge(BasisState(state).label, TONES[BasisState(state)])


def names_of(codes: Sequence[str], labels: dict[str, str]) -> str:
    """All of them in words."""
    return ", ".join(labels[each] for each in codes)


def shorten(codes: Sequence[str], labels: dict[str, str]) -> str:
    """The first ones, and how many more."""
    if set(AuthorityKind.values) <= set(codes):
        return _("every authority")
    if len(codes) <= FEW + 1:
        return names_of(codes, labels)
    more = len(codes) - FEW
    return ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", more) % {
        "names": names_of(codes[:FEW], labels),
        "n": more,
    }


class BasisFilter(ListFilter):
    """What may be asked of the catalogue."""

    words = WordsFilter(
        field_name="citation", also=("what", "provision__code"), label=gettext_lazy("Provision")
    )
    holder = choice_filter(PARTIES, label=gettext_lazy("Who holds it"), method="held_by")
    needer = choice_filter(PARTIES, label=gettext_lazy("Who receives it"), method="for_whom")
    state = choice_filter(ASKED, label=gettext_lazy("State"))

    def held_by(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """Of this kind."""
        return rows.filter(from_kinds__contains=[value])

    def for_whom(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """To this kind."""
        return rows.filter(to_kinds__contains=[value])


class BasisLabels:
    """Labels and addresses, made once for many rows."""

    def __init__(self, account: Account, rows: object) -> None:
        self.address = addresses("analyses:basis")
        self.parties = {value: str(label) for value, label in PARTIES}
        self.begins = label_each(MayBegin.choices)
        self.states = label_each(BasisState.choices)
        self.badges = {value: state_badge(value) for value in BasisState.values}


BASES = List(
    slug="legal-bases",
    caption=gettext_lazy("Legal bases"),
    columns=(
        ListColumn(
            "code",
            gettext_lazy("Code"),
            ("provision_id", "provision__code"),
            value=lambda row, look: row.provision__code,
            cell=lambda row, look: link(code(row.provision__code), look.address(row.provision_id)),
            sort=("provision__code",),
        ),
        plain_column("citation", gettext_lazy("Provision")),
        ListColumn(
            "holder",
            gettext_lazy("Who holds it"),
            ("from_kinds",),
            value=lambda row, look: names_of(row.from_kinds, look.parties),
            cell=lambda row, look: shorten(row.from_kinds, look.parties),
        ),
        ListColumn(
            "needer",
            gettext_lazy("Who receives it"),
            ("to_kinds",),
            value=lambda row, look: names_of(row.to_kinds, look.parties),
            cell=lambda row, look: shorten(row.to_kinds, look.parties),
        ),
        plain_column("what", gettext_lazy("What may be given"), sorts=False, shown=False),
        ListColumn(
            "may_begin",
            gettext_lazy("Who begins"),
            ("may_begin",),
            value=lambda row, look: look.begins[row.may_begin],
            shown=False,
        ),
        choice_column(
            "state", gettext_lazy("State"), BasisState.choices, "states", badges="badges"
        ),
        day_column("valid_until", gettext_lazy("Valid until"), missing="–"),
    ),
    filters=BasisFilter,
    order=("provision__code", "-number", "id"),
    look=BasisLabels,
    empty=gettext_lazy("The catalogue is empty"),
    empty_text=gettext_lazy(
        "Whoever runs the machine loads the starter entries, or the legal service writes one."
    ),
)


def bases(request: Request) -> HttpResponseBase:
    """Every entry: the version that can be chosen, and the one that waits to take its place."""
    rules.can_read_bases(request.user).enforce()
    rows = ProvisionVersion.objects.current().with_state(timezone.localdate())
    context = {"can_write": rules.can_write_basis(request.user)}
    return respond(request, BASES, rows, template="analyses/bases.html", context=context)
