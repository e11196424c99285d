"""What somebody takes over who newly stands for an organisation. Source: issue 13, point 8."""

from tests.cast import Cast
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.factories import meetings as meet


def page(cast: Cast, name: str) -> str:
    return cast.client(name).get(f"/organisations/{cast.association.pk}/handover/").content.decode()


def test_partnerships_seats_and_agreements_stand_there(cast: Cast) -> None:
    agreement = agree.whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
    agree.PartyFactory(agreement=agreement, organisation=cast.association)
    make.SeatFactory(body=cast.north.bodies.get(), organisation=cast.association, person=None)
    shown = page(cast, "partner")
    for words in (cast.north.name, agreement.title, "Niemand hat den Sitz bisher", "Entwurf"):
        assert words in shown, words


def test_meetings_and_tasks_stand_there(cast: Cast) -> None:
    meeting = meet.at_stage("invited", partnership=cast.north, title="Gesprächsabend")
    meet.AttendeeFactory(meeting=meeting, organisation=cast.association)
    meet.ActionFactory(meeting=meeting, title="Flyer drucken", organisation=cast.association)
    meet.action_at("done", meeting=meeting, title="Fertig", organisation=cast.association)
    meet.at_stage("invited", partnership=cast.south, title="Im Süden")
    shown = page(cast, "partner")
    assert "Gesprächsabend" in shown
    assert "Flyer drucken" in shown
    assert "Fertig" not in shown
    assert "Im Süden" not in shown


def test_the_note_of_the_one_before_is_read(cast: Cast) -> None:
    own = cast.people["partner"].representations.get()
    before = make.RepresentationFactory(
        organisation=cast.association, until_on=make.LONG_AGO, since=make.LONG_AGO,
        handover_note="Schlüssel liegen im <Büro>.",
    )  # fmt: skip
    type(own).objects.filter(pk=own.pk).update(replaces=before)
    assert "Schlüssel liegen im &lt;Büro&gt;." in page(cast, "partner")


def test_a_note_of_somebody_whom_nobody_replaced_is_not(cast: Cast) -> None:
    make.RepresentationFactory(
        organisation=cast.association, until_on=make.LONG_AGO, since=make.LONG_AGO,
        handover_note="Nicht für alle",
    )  # fmt: skip
    assert "Nicht für alle" not in page(cast, "partner")


def test_the_organisations_page_leads_there_only_whom_it_lets_in(cast: Cast) -> None:
    for name, leads in (("partner", True), ("liaison", False), ("admin", False)):
        own = cast.client(name).get(f"/organisations/{cast.association.pk}/").content.decode()
        assert (f"/organisations/{cast.association.pk}/handover/" in own) is leads, name
