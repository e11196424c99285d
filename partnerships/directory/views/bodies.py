"""Bodies of a partnership and the seats at their table."""

from django.db.models import OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.directory import rules
from partnerships.directory.models import Body, Seat
from partnerships.directory.models.counting import count_to_limit
from partnerships.directory.requests import Request
from partnerships.directory.views.frame import partnership_frame
from partnerships.directory.views.links import organisation_links
from partnerships.directory.views.since import began
from partnerships.shared.keyset import page
from partnerships.shared.row_addresses import addresses, at_place
from partnerships.shared.templatetags.parts import Column, badge, link, missing, number, who, words

COLUMNS = [
    Column(gettext_lazy("Body")),
    Column(gettext_lazy("Kind")),
    Column(gettext_lazy("Seats"), numeric=True),
    Column(gettext_lazy("Meets")),
    Column(gettext_lazy("Place")),
]
SEAT_COLUMNS = [
    Column(gettext_lazy("Seat")),
    Column(gettext_lazy("Organisation")),
    Column(gettext_lazy("Person")),
    Column(gettext_lazy("Vote")),
    Column(gettext_lazy("Since")),
]
MOST_SEATS = 200


def bodies(request: Request, pk: int) -> HttpResponse:
    """Committees, offices and groups; closed ones say so."""
    frame = partnership_frame(request, pk, "bodies")
    seats = Seat.objects.current().filter(body=OuterRef("pk"))
    rows = (
        frame["partnership"]
        .bodies.visible_to(request.user)
        .annotate(seats_now=count_to_limit(seats))
    )
    listing = page(rows, by=["id"], cursor=request.GET.get("cursor", ""))
    context = {"page": listing, "columns": COLUMNS, "rows": _rows(listing.rows)}
    return render(request, "directory/bodies.html", frame | context)


def _rows(bodies: list[Body]) -> list[tuple]:
    address = addresses("directory:body")
    return [
        (
            link(words(row.name_in()), address(row.pk)),
            capfirst(row.get_kind_display()) if not row.closed_on else badge(_("closed")),
            number(row.seats_now),
            rhythm(row) or missing(_("no rhythm agreed")),
            words(row.place),
        )
        for row in bodies
    ]


def rhythm(body: Body) -> str:
    """How often it meets, or nothing where that was not agreed."""
    times = body.meetings_per_year
    return (
        ngettext("%(count)s time a year", "%(count)s times a year", times) % {"count": times}
        if times
        else ""
    )


def body(request: Request, pk: int) -> HttpResponse:
    """One body with its seats of today."""
    rows = Body.objects.visible_to(request.user).select_related("partnership")
    row = get_object_or_404(rows, pk=pk)
    seats = list(
        Seat.objects.current()
        .filter(body=row)
        .select_related("organisation", "person")
        .order_by("position", "id")[:MOST_SEATS]
    )
    keeps = rules.can_keep_partnership(request.user, row.partnership)
    tools = bool(keeps) and not row.closed_on
    return render(
        request,
        "directory/body.html",
        {
            "body": row,
            "can_keep": keeps,
            "can_close": rules.can_close_body(request.user, row),
            "name": row.name_in(),
            "kind": capfirst(row.get_kind_display()),
            "purpose": row.purpose_in(),
            "partnership": row.partnership.name_in(),
            "rhythm": rhythm(row),
            "founded": began(row.founded_on, row.attested_on)
            if row.founded_on or row.attested_on
            else "",
            "voting": sum(seat.voting for seat in seats),
            "advisory": sum(not seat.voting for seat in seats),
            "vacant": sum(seat.person_id is None for seat in seats),
            "columns": [*SEAT_COLUMNS, Column(_("Edit"))] if tools else SEAT_COLUMNS,
            "rows": _seats(request, seats, tools),
        },
    )


def _seats(request: Request, seats: list[Seat], tools: bool) -> list[tuple]:
    organisation = organisation_links(request.user, [seat.organisation_id for seat in seats])
    votes = {True: _("voting"), False: badge(_("advisory"))}
    vacant = badge(_("vacant"))
    return [
        (
            at_place(seat, words(seat.label_in())),
            organisation(seat.organisation_id, seat.organisation.name)
            if seat.organisation
            else _none(),
            who(str(seat.person)) if seat.person else vacant,
            votes[seat.voting],
            began(seat.since, seat.attested_on),
            *([_tools(seat)] if tools else []),
        )
        for seat in seats
    ]


def _tools(seat: Seat) -> SafeString:
    """Links of a keeper; each says of which seat."""
    whose = format_html('<span class="kern-sr-only">: {}</span>', seat.label_in())
    steps = {
        "fill_seat": _("Fill anew"),
        "correct_seat": _("Correct"),
        "end_seat": _("End the seat"),
    }
    return format_html_join(
        " · ",
        '<a class="kern-link app-link" href="{}">{}{}</a>',
        (
            (reverse(f"directory:{name}", args=[seat.pk]), text, whose)
            for name, text in steps.items()
        ),
    )


def _none() -> SafeString:
    return missing(_("for no organisation"))
