"""The partners of a partnership."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Entry, Kind, Side, Standing
from partnerships.directory.views.filters import PartnerFilter
from partnerships.directory.views.frame import partnership_frame
from partnerships.directory.views.links import addresses
from partnerships.directory.views.since import began
from partnerships.shared.keyset import page
from partnerships.shared.templatetags.parts import Column, badge, link, period, words

COLUMNS = [
    Column(_("Organisation")),
    Column(_("Kind")),
    Column(_("Side")),
    Column(_("Entered as")),
    Column(_("Standing")),
    Column(_("Since")),
]
FORMER_COLUMNS = [*COLUMNS[:-1], Column(_("Time"))]
VALUES = (
    "organisation_id", "organisation__name", "organisation__kind", "side", "entry", "standing",
    "since", "attested_on", "until_on", "ended_at",
)  # fmt: skip


def partners(request: HttpRequest, pk: int) -> HttpResponse:
    """Today's, or the former ones with `?former=1`, in the German order of names."""
    frame = partnership_frame(request, pk, "partners")
    asked = PartnerFilter(request.GET)
    rows = asked.narrow(frame["partnership"].partners.visible_to(request.user))
    cursor = request.GET.get("cursor", "")
    found = page(rows, by=["sort_key", "id"], cursor=cursor, values=VALUES)
    context = {
        "page": found,
        "filter": asked,
        "former": asked.shows_former,
        "columns": FORMER_COLUMNS if asked.shows_former else COLUMNS,
        "rows": _rows(found.rows, asked.shows_former),
    }
    return render(request, "directory/partners.html", frame | context)


def _rows(found: Iterable[tuple], former: bool) -> list[tuple]:
    address = addresses("directory:organisation")
    kinds = {value: capfirst(str(label)) for value, label in Kind.choices}
    sides = {value: capfirst(str(label)) for value, label in Side.choices}
    entries = {value: capfirst(str(label)) for value, label in Entry.choices}
    standings = {value: badge(label) for value, label in Standing.choices}
    standings[Standing.FULL.value] = capfirst(
        str(Standing.FULL.label)
    )  # the usual case stays quiet
    return [
        (
            link(words(name), address(pk)),
            kinds[kind],
            sides[side],
            entries[entry],
            standings[standing],
            _span(since, attested, until, ended) if former else began(since, attested),
        )
        for pk, name, kind, side, entry, standing, since, attested, until, ended in found
    ]


def _span(since, attested, until, ended) -> SafeString:
    last = until or (timezone.localdate(ended) if ended else None)
    return period(since or attested, last)
