"""What Outlook and Google are documented to need of invitation, change and cancellation, of a mailbox that is read; sources in
`replies/README.md`. Then what other programs make of the three letters, and the answer that comes back.
"""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import recurring_ical_events
import time_machine
from icalendar import Calendar

from meetings.actions import planning, telling
from meetings.itip import read_reply
from tests.meetings.mailed import ADDRESS, GUEST, mailed
from tests.meetings.test_calendar import event_in
from tests.meetings.test_khal import calendar as khal_calendar
from tests.meetings.test_khal import event_of

pytestmark = pytest.mark.django_db
calendar = khal_calendar


@pytest.fixture
def letters(cast, evening, delivered, settings) -> list:
    """The guest's three letters: invited, an hour later, called off."""
    settings.REPLIES_URL, settings.REPLIES_ADDRESS = "imaps://a:b@mail.example", ADDRESS
    meeting, keeper = evening(send=True), cast.account("liaison")
    found = [delivered()[GUEST]]
    hours = {"from_time": time(19), "until_time": time(21)}
    planning.edit(meeting, by=keeper, first_day=meeting.first_day, **hours)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=2)):
        telling.tell_changes()
        found.append(delivered()[GUEST])
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=3)):
        planning.cancel(meeting, by=keeper, reason="illness")
        found.append(delivered()[GUEST])
    return found


def test_outlook_knows_it_by_its_head_uid_and_sequence(letters) -> None:
    events = []
    for letter, wanted in zip(letters, ("REQUEST", "REQUEST", "CANCEL"), strict=True):
        assert letter.get_content_type() == "multipart/alternative"
        assert letter.get_payload()[-1].get_content_type() == "text/calendar"
        assert letter.get_payload()[-1].get_content_charset() == "utf-8"
        method, event = event_in(letter)  # the part's head says the same as METHOD
        assert method == wanted
        events.append(event)
    assert len({str(each["UID"]) for each in events}) == 1
    assert len({str(each["ORGANIZER"]) for each in events}) == 1
    assert [each["SEQUENCE"] for each in events] == [0, 1, 2]
    stamps = [each["DTSTAMP"].dt for each in events]
    assert stamps == sorted(stamps) and len(set(stamps)) == 3


def test_google_finds_itself_among_the_attendees_and_whom_to_answer(letters) -> None:
    for letter in letters:
        _method, event = event_in(letter)
        assert str(event["ORGANIZER"]) == f"mailto:{ADDRESS}"
        assert str(event["ATTENDEE"]) == f"mailto:{letter['To']}"
        assert event["ATTENDEE"].params["RSVP"] == "TRUE"
        assert "METHOD" in Calendar.from_ical(event_of(letter))
    assert str(event_in(letters[-1])[1]["STATUS"]) == "CANCELLED"


def test_other_programs_show_one_event_that_changes(letters, calendar) -> None:
    day, shown = date(2099, 3, 5), []
    for letter in letters:
        (event,) = recurring_ical_events.of(Calendar.from_ical(event_of(letter))).at(day)
        shown.append((event["DTSTART"].dt.hour, str(event["STATUS"])))
        calendar.enter(event_of(letter))
    assert shown == [(18, "CONFIRMED"), (19, "CONFIRMED"), (19, "CANCELLED")]
    assert calendar.shows() == ["2099-03-05 19:00 21:00 Gesprächsabend CANCELLED"]


@pytest.mark.parametrize("name", ["outlook_accept", "google_accept"])
def test_the_answer_names_what_the_invitation_named(evening, letters, name: str) -> None:
    """UID, ATTENDEE and SEQUENCE go there and back."""
    _method, event = event_in(letters[1])
    meeting = evening(send=True, title="Zweiter")
    data = mailed(name, meeting, sequence=event["SEQUENCE"]).replace(
        str(meeting.uid).encode(), str(event["UID"]).partition("@")[0].encode()
    )
    reply = read_reply(data)
    assert reply and f"{reply.uid}@{reply.host}" == str(event["UID"])
    assert f"mailto:{reply.attendee}" == str(event["ATTENDEE"])
    assert (reply.sequence, reply.said) == (1, "ACCEPTED")


def test_without_a_mailbox_no_program_is_asked_for_an_answer(evening, delivered, settings) -> None:
    evening(send=True)
    _method, event = event_in(delivered()[GUEST])
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    assert str(event["ORGANIZER"]).removeprefix("mailto:") in settings.DEFAULT_FROM_EMAIL
