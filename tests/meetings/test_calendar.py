"""What mails and files tell calendars, read by a library that is not ours to write."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
import time_machine
from django.core.exceptions import ValidationError
from icalendar import Calendar

from meetings.actions import inviting, planning, telling
from meetings.local_times import moment_of
from meetings.models import CancelReason, MeetingFormat
from tests.factories.meetings import MeetingFactory
from tests.journeys.forms import NASTY

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


def event_in(letter) -> tuple[str, dict]:
    """Method and event of the one calendar part of a letter."""
    parts = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    assert len(parts) == 1
    calendar = Calendar.from_ical(parts[0].get_payload(decode=True))
    assert calendar["METHOD"] == parts[0].get_param("method")
    events = calendar.walk("VEVENT")
    assert len(events) == 1 and len(calendar.walk("VTIMEZONE")) == 1
    return str(calendar["METHOD"]), events[0]


def test_request_update_and_cancel_are_one_event_that_changes(cast, evening, delivered) -> None:
    meeting, keeper = evening(send=True), cast.account("liaison")
    first_method, first = event_in(delivered()["gast@example.org"])
    values = {"first_day": meeting.first_day, "from_time": time(19), "until_time": time(21)}
    planning.edit(meeting, by=keeper, **values)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=2)):
        telling.tell_changes()
        second_method, second = event_in(delivered()["gast@example.org"])
    planning.cancel(meeting, by=keeper, reason=CancelReason.ILLNESS)
    last_method, last = event_in(delivered()["gast@example.org"])
    assert [first_method, second_method, last_method] == ["REQUEST", "REQUEST", "CANCEL"]
    assert first["UID"] == second["UID"] == last["UID"]
    assert [each["SEQUENCE"] for each in (first, second, last)] == [0, 1, 2]
    assert first.decoded("DTSTART") == datetime(2099, 3, 5, 18, tzinfo=BERLIN)
    assert second.decoded("DTSTART") == datetime(2099, 3, 5, 19, tzinfo=BERLIN)
    assert [str(each["STATUS"]) for each in (first, last)] == ["CONFIRMED", "CANCELLED"]
    assert str(first["ATTENDEE"]) == "mailto:gast@example.org"
    assert first["ATTENDEE"].params["RSVP"] == "FALSE"


def test_a_meeting_that_moves_is_the_same_event_on_another_day(cast, evening, delivered) -> None:
    meeting = evening(send=True)
    _method, before = event_in(delivered()["gast@example.org"])
    planning.move(
        meeting,
        by=cast.account("liaison"),
        first_day=date(2099, 4, 2),
        from_time=time(18),
        until_time=time(20),
        reason=CancelReason.PANDEMIC,
    )
    method, after = event_in(delivered()["gast@example.org"])
    assert method == "REQUEST" and before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("DTSTART") == datetime(2099, 4, 2, 18, tzinfo=BERLIN)


def test_somebody_taken_off_the_list_gets_a_cancellation_and_the_others_nothing(
    cast, evening, delivered
) -> None:
    meeting = evening(send=True)
    delivered()
    guest = meeting.attendees.get(name="Gast Beispiel")
    inviting.remove(guest, by=cast.account("liaison"))
    letters = delivered()
    assert set(letters) == {"gast@example.org"}
    assert event_in(letters["gast@example.org"])[0] == "CANCEL"


@pytest.mark.parametrize(
    ("day", "hours"), [("2027-03-28", 3), ("2027-10-31", 5), ("2028-02-29", 4)]
)
def test_six_oclock_stays_six_oclock_when_the_clocks_change(cast, day: str, hours: int) -> None:
    on = date.fromisoformat(day)
    meeting = MeetingFactory(
        partnership=cast.north, first_day=on, from_time=time(0, 30), until_time=time(4, 30)
    )
    meeting.stage = "invited"
    meeting.save()
    assert meeting.ends_at - meeting.starts_at == timedelta(hours=hours)
    file = cast.client("partner").get(f"/meetings/{meeting.pk}/calendar.ics").content
    found = recurring_ical_events.of(Calendar.from_ical(file)).at(on)
    assert len(found) == 1
    assert found[0]["DTSTART"].dt == datetime.combine(on, time(0, 30), BERLIN)
    assert found[0]["DTEND"].dt == datetime.combine(on, time(4, 30), BERLIN)


def test_a_time_that_the_clocks_leave_out_is_refused(cast) -> None:
    with pytest.raises(ValidationError, match="02:30"):
        moment_of(date(2027, 3, 28), time(2, 30))
    values = {
        "title": "Nacht",
        "format": MeetingFormat.objects.first(),
        "first_day": date(2027, 3, 28),
        "from_time": time(2, 30),
        "until_time": time(4),
    }
    with pytest.raises(ValidationError) as refused:
        planning.plan(cast.north, by=cast.account("liaison"), **values)
    assert "from_time" in refused.value.error_dict


def test_a_night_is_two_days_and_one_event(cast) -> None:
    meeting = MeetingFactory(
        partnership=cast.north,
        first_day=date(2099, 12, 31),
        last_day=date(2100, 1, 1),
        from_time=time(22),
        until_time=time(1),
    )
    assert meeting.ends_at - meeting.starts_at == timedelta(hours=3)


def test_hostile_words_do_not_leave_their_line(cast) -> None:
    title = "Abend\r\nATTENDEE:mailto:x@example.org\r\n" + NASTY.replace("\x00", "")
    meeting = MeetingFactory(partnership=cast.north, title=title, note=title)
    meeting.stage = "invited"
    meeting.save()
    file = cast.client("partner").get(f"/meetings/{meeting.pk}/calendar.ics").content
    event = Calendar.from_ical(file).walk("VEVENT")[0]
    assert "ATTENDEE" not in event
    assert str(event["SUMMARY"]) == meeting.title


def test_opened_twice_it_is_the_same_event(cast, evening) -> None:
    meeting, client = evening(send=True), cast.client("partner")
    files = [client.get(f"/meetings/{meeting.pk}/calendar.ics").content for _each in range(2)]
    uids = {str(Calendar.from_ical(file).walk("VEVENT")[0]["UID"]) for file in files}
    assert len(uids) == 1 and b"example.org" not in files[0]
