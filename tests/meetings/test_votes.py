"""How the seats of a body voted on a point: noted with the minutes, counted, printed, and closed with them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from meetings.actions import agenda, minutes, planning, votes
from meetings.models import Meeting, Presence, SeatVote
from partnerships.directory.models import Side
from tests.factories import directory as make
from tests.journeys.forms import browser, opened, typed, words

pytestmark = pytest.mark.django_db
AFTER = datetime(2099, 3, 6, 9, tzinfo=UTC)


@pytest.fixture
def body(cast):
    """The steering committee: police and association with a vote, the ministry without."""
    body = make.BodyFactory(partnership=cast.north, kind="steering_committee", name="Lenkungskreis")
    make.SeatFactory(body=body, person=None, organisation=cast.police, label="Polizei")
    make.SeatFactory(body=body, person=None, organisation=cast.association, label="Verein")
    make.SeatFactory(body=body, person=None, organisation=None, label="Gast", voting=False)
    return body


@pytest.fixture
def held(cast, body, evening) -> Meeting:
    """The body met and has one point. It is the day after."""
    meeting, keeper = evening(send=True, body=body), cast.account("liaison")
    item = agenda.propose(cast.north, by=cast.account("partner"), meeting=meeting, title="Streifen")
    agenda.decide(item, meeting, by=keeper, verb="accept")
    with time_machine.travel(AFTER):
        there = dict.fromkeys(meeting.attendees.values_list("pk", flat=True), Presence.PRESENT)
        planning.hold(meeting, by=keeper, presences=there)
        yield Meeting.objects.get(pk=meeting.pk)


def seats(body) -> dict[str, int]:
    """Numbers of the seats by their labels."""
    return dict(body.seats.values_list("label", "pk"))


def test_the_vote_is_noted_counted_and_printed(cast, body, held) -> None:
    base, item, at = f"/meetings/{held.pk}/minutes/", held.agenda_items.get(), seats(body)
    client, path = browser(cast, "liaison"), f"{base}{item.pk}/votes/"
    assert "Note the vote" in words(client.get(base).content)
    assert f"seat_{at['Gast']}" not in client.get(path).context["form"].fields
    said = {
        f"seat_{at['Polizei']}": "yes",
        f"seat_{at['Verein']}": "no",
        f"reason_{at['Verein']}": "Zu teuer.",
    }
    sent = typed(client, path, **said) | opened(client, path)
    assert client.post(path, sent).status_code == 302
    rows = SeatVote.objects.values_list("label", "organisation", "side", "ballot", "reason")
    assert list(rows) == [
        ("Polizei", cast.police.pk, Side.AUTHORITY, "yes", ""),
        ("Verein", cast.association.pk, Side.CIVIL, "no", "Zu teuer."),
    ]
    page = words(client.get(base).content)
    assert "yes: 1 · no: 1" in page and "Verein, Verein Nord e. V.: no" in page
    minutes.write_note(held, by=cast.account("liaison"), note="Gut.")
    minutes.share(held, by=cast.account("liaison"))
    with time_machine.travel(AFTER + timedelta(days=30)):
        minutes.close_by_clock()
    (printed,) = Meeting.objects.get().minutes.document.facts["items"]
    assert printed["count"] == "Ja: 1 · Nein: 1"
    assert printed["votes"][1] == {
        "seat": "Verein",
        "place": "Verein Nord e. V.",
        "ballot": "Nein",
        "reason": "Zu teuer.",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatVote.objects.filter(label="Verein").update(ballot="yes")
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatVote.objects.all().delete()
    with pytest.raises(PermissionDenied):
        votes.note_votes(item, by=cast.account("liaison"), votes={at["Verein"]: ("yes", "")})


def test_a_vote_can_be_corrected_and_taken_away_while_minutes_are_written(cast, body, held) -> None:
    item, at, keeper = held.agenda_items.get(), seats(body), cast.account("liaison")
    votes.note_votes(item, by=keeper, votes={at["Verein"]: ("no", "Zu teuer.")})
    votes.note_votes(item, by=keeper, votes={at["Verein"]: ("abstained", "")})
    (vote,) = SeatVote.objects.all()
    assert (vote.ballot, vote.reason) == ("abstained", "")
    body.seats.filter(pk=at["Verein"]).update(label="Umbenannt")
    vote.refresh_from_db()
    assert vote.label == "Verein"
    votes.note_votes(item, by=keeper, votes={at["Gast"]: ("yes", "")})  # has no vote
    assert not SeatVote.objects.exists()


def test_what_paper_cannot_show_is_refused(cast, body, held) -> None:
    with pytest.raises(ValidationError):
        votes.note_votes(
            held.agenda_items.get(),
            by=cast.account("liaison"),
            votes={seats(body)["Verein"]: ("no", "\U000130d3")},
        )


def test_only_keepers_note_it_and_only_where_seats_vote(cast, body, held) -> None:
    item = held.agenda_items.get()
    path = f"/meetings/{held.pk}/minutes/{item.pk}/votes/"
    assert browser(cast, "partner").get(path).status_code == 403
    assert browser(cast, "outsider").get(path).status_code == 404
    body.seats.update(voting=False)
    assert browser(cast, "liaison").get(path).status_code == 403
    page = words(browser(cast, "liaison").get(f"/meetings/{held.pk}/minutes/").content)
    assert "Note the vote" not in page
