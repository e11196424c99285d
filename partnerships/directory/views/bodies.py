"""Bodies of a partnership and the seats at their table."""

from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.directory import rules
from partnerships.directory.models import Body, Seat
from partnerships.directory.models.counting import limited
from partnerships.directory.views.frame import partnership_frame
from partnerships.directory.views.links import addresses, organisation_links
from partnerships.directory.views.since import began
from partnerships.shared.keyset import page
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


def bodies(request: HttpRequest, pk: int) -> HttpResponse:
    """Committees, offices and groups; closed ones say so."""
    frame = partnership_frame(request, pk, "bodies")
    seats = Seat.objects.current().filter(body=OuterRef("pk"))
    rows = frame["partnership"].bodies.visible_to(request.user).annotate(seats_now=limited(seats))
    found = page(rows, by=["id"], cursor=request.GET.get("cursor", ""))
    context = {"page": found, "columns": COLUMNS, "rows": _rows(found.rows)}
    return render(request, "directory/bodies.html", frame | context)


def _rows(found: list[Body]) -> list[tuple]:
    address = addresses("directory:body")
    return [
        (
            link(words(row.name_in()), address(row.pk)),
            capfirst(row.get_kind_display()) if not row.closed_on else badge(_("closed")),
            number(row.seats_now),
            rhythm(row) or missing(_("no rhythm agreed")),
            words(row.place),
        )
        for row in found
    ]


def rhythm(body: Body) -> str:
    """How often it meets, or nothing where that was not agreed."""
    times = body.meetings_per_year
    return (
        ngettext("%(count)s time a year", "%(count)s times a year", times) % {"count": times}
        if times
        else ""
    )


def body(request: HttpRequest, pk: int) -> HttpResponse:
    """One body with its seats of today."""
    seen = Body.objects.visible_to(request.user).select_related("partnership")
    found = get_object_or_404(seen, pk=pk)
    seats = list(
        Seat.objects.current()
        .filter(body=found)
        .select_related("organisation", "person")
        .order_by("position", "id")[:MOST_SEATS]
    )
    keeps = rules.can_keep_partnership(request.user, found.partnership)
    tools = bool(keeps) and not found.closed_on
    return render(
        request,
        "directory/body.html",
        {
            "body": found,
            "can_keep": keeps,
            "can_close": rules.can_close_body(request.user, found),
            "name": found.name_in(),
            "kind": capfirst(found.get_kind_display()),
            "purpose": found.purpose_in(),
            "partnership": found.partnership.name_in(),
            "rhythm": rhythm(found),
            "founded": began(found.founded_on, found.attested_on)
            if found.founded_on or found.attested_on
            else "",
            "voting": sum(seat.voting for seat in seats),
            "advisory": sum(not seat.voting for seat in seats),
            "vacant": sum(seat.person_id is None for seat in seats),
            "columns": [*SEAT_COLUMNS, Column(_("Edit"))] if tools else SEAT_COLUMNS,
            "rows": _seats(request, seats, tools),
        },
    )


def _seats(request: HttpRequest, seats: list[Seat], tools: bool) -> list[tuple]:
    organisation = organisation_links(request.user, [seat.organisation_id for seat in seats])
    votes = {True: _("voting"), False: badge(_("advisory"))}
    vacant = badge(_("vacant"))
    return [
        (
            words(seat.label_in()),
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
