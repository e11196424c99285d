"""One's meetings in one's own calendar: an address that is made, read and ended, and what programs read there."""

from datetime import date, timedelta

import pytest
import recurring_ical_events
import time_machine
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from meetings.actions import feeds, planning
from meetings.models import CalendarFeed
from partnerships.directory.models import Representation
from tests.factories import agreements as agree
from tests.journeys.forms import browser, words

pytestmark = pytest.mark.django_db


def path_for(cast, name: str) -> str:
    """What the person copies from the page."""
    page = browser(cast, name).post("/meetings/calendar/")
    return "/meetings/calendar/" + words(page.content).split("/meetings/calendar/")[1].split()[0]


def events(path: str) -> list:
    answer = Client().get(path)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    return recurring_ical_events.of(Calendar.from_ical(answer.content)).between(
        date(2099, 1, 1), date(2099, 12, 31)
    )


def test_what_one_may_see_is_in_the_calendar_and_what_is_only_planned_is_not(cast, evening) -> None:
    path = path_for(cast, "partner")
    evening(title="Nur geplant")
    assert events(path) == []
    meeting = evening(send=True)
    (event,) = events(path)
    assert str(event["SUMMARY"]) == "Gesprächsabend" and event["STATUS"] == "CONFIRMED"
    assert event["DTSTART"].dt.hour == 18 and event["DTSTART"].dt.tzinfo is not None
    assert "ATTENDEE" not in event and "ORGANIZER" not in event
    planning.cancel(meeting, by=cast.account("liaison"), reason="illness")
    (event,) = events(path)
    assert event["STATUS"] == "CANCELLED"
    with time_machine.travel(meeting.ends_at + timedelta(days=91)):
        assert events(path) == []


def test_moved_the_event_moves(cast, evening) -> None:
    path, meeting = path_for(cast, "partner"), evening(send=True)
    (before,) = events(path)
    planning.move(
        meeting, by=cast.account("liaison"), reason="illness", first_day=date(2099, 4, 2),
        from_time=meeting.from_time, until_time=meeting.until_time,
    )  # fmt: skip
    going = [event for event in events(path) if event["STATUS"] == "CONFIRMED"]
    assert [event["UID"] for event in going] == [before["UID"]]
    assert going[0]["DTSTART"].dt.date() == date(2099, 4, 2)
    assert going[0]["SEQUENCE"] > before["SEQUENCE"]


def test_nothing_of_another_partnership_and_nothing_once_one_has_left(cast, evening) -> None:
    evening(send=True)
    assert events(path_for(cast, "outsider")) == []
    path = path_for(cast, "partner")
    assert len(events(path)) == 1
    Representation.objects.filter(person=cast.people["partner"]).update(
        until_on=date(2000, 1, 1), since=date(1999, 1, 1)
    )
    assert events(path) == []


def test_unchanged_it_says_so(cast, evening) -> None:
    path, meeting = path_for(cast, "partner"), evening(send=True)
    first = Client().get(path)
    tag = first["ETag"]
    assert tag.startswith('W/"') and Client().get(path).content == first.content
    for asked in (tag, f'"other", {tag}'):
        again = Client().get(path, headers={"If-None-Match": asked})
        assert again.status_code == 304 and again.content == b""
    planning.edit(meeting, by=cast.account("liaison"), place="Rathaus", first_day=meeting.first_day)
    changed = Client().get(path, headers={"If-None-Match": tag})
    assert changed.status_code == 200 and b"Rathaus" in changed.content


def test_the_address_is_shown_once_and_kept_nowhere(cast) -> None:
    path = path_for(cast, "partner")
    token = path.removeprefix("/meetings/calendar/").removesuffix(".ics")
    assert token not in words(browser(cast, "partner").get("/meetings/calendar/").content)
    assert token not in str(list(CalendarFeed.objects.values()))
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H" in Client().get(path).content.decode()
    assert CalendarFeed.objects.get().fetched_on is not None


def test_a_new_address_ends_the_old_one_and_so_does_ending(cast) -> None:
    old, new = path_for(cast, "partner"), path_for(cast, "partner")
    assert Client().get(old).status_code == 404 and Client().get(new).status_code == 200
    browser(cast, "partner").post("/meetings/calendar/", {"end": "yes"})
    assert Client().get(new).status_code == 404
    feeds.end_feed(by=cast.account("partner"))


def test_a_closed_account_has_no_calendar(cast) -> None:
    path, account = path_for(cast, "partner"), cast.account("partner")
    account.is_active = False
    account.save()
    assert Client().get(path).status_code == 404
    assert Client().post(path).status_code == 405


def test_days_of_agreements_are_whole_days_in_ones_own_language(cast) -> None:
    drafted = agree.whole_agreement(
        partnership=cast.north, drafted_by=cast.account("liaison"), term_months=12
    )
    end = agree.put_in_force(drafted, str(timezone.localdate())).until_on
    path = path_for(cast, "partner")
    answer = Client().get(path)
    calendar = recurring_ical_events.of(Calendar.from_ical(answer.content))
    told = {str(event["SUMMARY"]): event for event in calendar.between(end, end)}
    last = told[f"End of the term: {drafted.title}"]
    assert last["DTSTART"].dt == end
    assert last["TRANSP"] == "TRANSPARENT"
    assert Client().get(path).content == answer.content
    assert Client().get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    outsider = Client().get(path_for(cast, "outsider"))
    assert drafted.title not in outsider.content.decode()
