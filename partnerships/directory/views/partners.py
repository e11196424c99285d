"""The partners of a partnership."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account, Entry, Kind, Side, Standing
from partnerships.directory.requests import Request
from partnerships.directory.views.frame import partnership_frame
from partnerships.directory.views.since import began
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, SearchFilter, choice_filter
from partnerships.shared.lists.ordering import by_label
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.templatetags.parts import badge, link, period, words


class PartnerFilter(ListFilter):
    """By name, kind, side and standing."""

    q = SearchFilter()
    side = choice_filter(Side.choices, label=_("Side"))
    kind = choice_filter(Kind.choices, label=_("Kind"), field_name="organisation__kind")
    standing = choice_filter(Standing.choices, label=_("Standing"))


class FormerFilter(PartnerFilter):
    """Of those that have left; `former` says so in the address."""

    identity = ("former",)
    former = django_filters.CharFilter(method="nothing", widget=forms.HiddenInput)

    def nothing(self, rows: QuerySet, _name: str, _value: str) -> QuerySet:
        """The rows as they are: which partners are listed the view has decided already."""
        return rows


class PartnerRow(Protocol):
    """A partner of the list: the days of its span."""

    since: date | None
    attested_on: date | None
    until_on: date | None
    ended_at: datetime | None


class PartnerCells:
    """Labels and addresses for the cells of many partners, made once."""

    def __init__(self, account: Account, rows: Sequence[object]) -> None:
        self.address = addresses("directory:organisation")
        self.story = addresses("directory:partner")
        self.kinds, self.sides, self.entries, self.standings = (
            {value: capfirst(str(label)) for value, label in choices.choices}
            for choices in (Kind, Side, Entry, Standing)
        )
        self.marked: dict[str, str] = {value: badge(label) for value, label in Standing.choices}
        # The usual case stays quiet.
        self.marked[Standing.FULL.value] = self.standings[Standing.FULL.value]


def _last(row: PartnerRow) -> date | None:
    return row.until_on or (timezone.localdate(row.ended_at) if row.ended_at else None)


def _span(row: PartnerRow, look: PartnerCells) -> SafeString:
    return period(row.since or row.attested_on, _last(row))


COLUMNS = (
    ListColumn(
        "name",
        _("Organisation"),
        ("organisation_id", "organisation__name"),
        value=lambda row, look: row.organisation__name,
        cell=lambda row, look: link(
            words(row.organisation__name), look.address(row.organisation_id)
        ),
        sort=("sort_key",),
    ),
    ListColumn(
        "kind",
        _("Kind"),
        ("organisation__kind",),
        value=lambda row, look: look.kinds[row.organisation__kind],
        sort=lambda: by_label("organisation__kind", Kind.choices),
    ),
    ListColumn(
        "side",
        _("Side"),
        ("side",),
        value=lambda row, look: look.sides[row.side],
        sort=lambda: by_label("side", Side.choices),
    ),
    ListColumn(
        "entry",
        _("Entered as"),
        ("id", "entry"),
        value=lambda row, look: look.entries[row.entry],
        cell=lambda row, look: link(look.entries[row.entry], look.story(row.id)),
        sort=lambda: by_label("entry", Entry.choices),
    ),
    ListColumn(
        "standing",
        _("Standing"),
        ("standing",),
        value=lambda row, look: look.standings[row.standing],
        cell=lambda row, look: look.marked[row.standing],
        sort=lambda: by_label("standing", Standing.choices),
    ),
)
SINCE = ListColumn(
    "since",
    _("Since"),
    ("since", "attested_on"),
    value=lambda row, look: row.since,
    cell=lambda row, look: began(row.since, row.attested_on),
    sort=("since",),
)
ATTESTED = ListColumn(
    "attested_on",
    _("Attested on"),
    ("attested_on",),
    value=lambda row, look: row.attested_on,
    sort=("attested_on",),
    shown=False,
)
TIME = ListColumn(
    "time",
    _("Time"),
    ("since", "attested_on", "until_on", "ended_at"),
    value=lambda row, look: row.since,
    cell=_span,
)
UNTIL = ListColumn(
    "until",
    _("Until"),
    ("until_on", "ended_at"),
    value=lambda row, look: _last(row),
    sort=("until_on",),
    shown=False,
)

PARTNERS = List(
    slug="partners",
    caption=_("Partners today"),
    columns=(*COLUMNS, SINCE, ATTESTED),
    filters=PartnerFilter,
    look=PartnerCells,
    empty=_("No partners yet"),
    empty_text=_("The liaison staff of the partnership enter its partners."),
)
FORMER = List(
    slug="former-partners",
    caption=_("Former partners"),
    columns=(*COLUMNS, TIME, SINCE._replace(shown=False), UNTIL, ATTESTED),
    filters=FormerFilter,
    look=PartnerCells,
    empty=_("Nobody has left"),
    empty_text=_("Everybody who ever joined is still a partner."),
)


def partners(request: Request, pk: int) -> HttpResponseBase:
    """Today's, or the former ones with `?former=1`, in the German order of names."""
    frame = partnership_frame(request, pk, "partners")
    former = request.GET.get("former") == "1"
    rows = frame["partnership"].partners.visible_to(request.user)
    over = Q(until_on__lt=timezone.localdate()) | Q(ended_at__isnull=False)
    return respond(
        request,
        FORMER if former else PARTNERS,
        rows.filter(over) if former else rows.current(),
        template="directory/partners.html",
        context={**frame, "former": former},
        facts={"partnership": pk},
    )
