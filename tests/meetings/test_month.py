"""A month as a sheet: one's meetings, holidays, days of agreements; what one may not see is on none of its days."""

from datetime import date

import pytest

from meetings.models import ClosureDays, Meeting
from meetings.views.month import MOST
from partnerships.agreements.days.listing import list_days
from tests.factories import agreements as agree
from tests.factories import meetings as meet
from tests.journeys.forms import browser, words

pytestmark = pytest.mark.django_db


def sheet(cast, who: str, month: str = "2099-03"):
    """The page."""
    answer = browser(cast, who).get(f"/meetings/month/?month={month}")
    assert answer.status_code == 200
    return answer


def days(answer) -> dict[date, list[str]]:
    """Titles by day."""
    return {
        day.day: [meeting.title for meeting in day.meetings]
        for week in answer.context["weeks"]
        for day in week
        if day.meetings
    }


def test_weeks_are_whole_and_begin_on_monday(cast):
    weeks = sheet(cast, "partner").context["weeks"]
    assert {len(week) for week in weeks} == {7}
    assert {week[0].day.weekday() for week in weeks} == {0}
    assert weeks[0][0].day <= date(2099, 3, 1) <= weeks[0][-1].day


def test_a_meeting_stands_on_each_of_its_days(cast):
    meet.at_stage(
        "invited",
        partnership=cast.north,
        first_day=date(2099, 3, 31),
        last_day=date(2099, 4, 1),
        title="Zwei Tage",
    )
    assert days(sheet(cast, "partner")) == {
        date(2099, 3, 31): ["Zwei Tage"],
        date(2099, 4, 1): ["Zwei Tage"],
    }


def test_what_lasts_longer_than_the_month_stands_on_all_its_days(cast):
    meet.at_stage(
        "invited",
        partnership=cast.north,
        first_day=date(2099, 1, 15),
        last_day=date(2099, 5, 2),
        title="Ausstellung",
    )
    shown = days(sheet(cast, "partner"))
    assert min(shown).weekday() == 0 and max(shown).weekday() == 6 and len(shown) == 42
    assert days(sheet(cast, "partner", "2099-05"))[date(2099, 5, 2)] == ["Ausstellung"]
    assert date(2099, 5, 3) not in days(sheet(cast, "partner", "2099-05"))
    assert days(sheet(cast, "partner", "2099-07")) == {}


def test_more_meetings_than_the_sheet_shows_are_said(cast):
    first = meet.MeetingFactory(partnership=cast.north)
    more = [
        meet.MeetingFactory.build(
            partnership=cast.north, format=first.format, planned_by=first.planned_by
        )
        for _ in range(MOST)
    ]
    for each in more:
        each.clean()  # reckons the moments, as saving does
    said = f"Only the first {MOST} meetings are shown"
    Meeting.objects.bulk_create(more[1:])
    assert said not in words(sheet(cast, "liaison").content)
    Meeting.objects.bulk_create(more[:1])
    assert said in words(sheet(cast, "liaison").content)
    assert said not in words(sheet(cast, "partner").content), "nobody learns of plans"


def test_nobody_sees_more_than_in_the_list(cast):
    meet.MeetingFactory(partnership=cast.north, title="Plan")
    meet.at_stage("invited", partnership=cast.north, title="Abend")
    assert days(sheet(cast, "liaison")) == {meet.FAR: ["Plan", "Abend"]}
    assert days(sheet(cast, "partner")) == {meet.FAR: ["Abend"]}
    assert days(sheet(cast, "outsider")) == {}


@pytest.mark.parametrize("typed", ["", "2099", "2099-13", "9999-12", "0001-01", "%00", "x" * 500])
def test_what_is_no_month_is_this_one(cast, typed):
    assert "Month after" in words(sheet(cast, "partner", typed).content)


def test_holidays_stand_there(cast):
    ClosureDays.objects.create(
        name="<b>Ferien</b>", first_day=date(2099, 4, 6), last_day=date(2099, 4, 8)
    )
    page = sheet(cast, "partner", "2099-04")
    assert words(page.content).count("<b>Ferien</b>") == 3, "as it was typed, on each day"
    assert "Karfreitag" in words(page.content)


def test_the_end_of_an_agreement_stands_there(cast):
    drafted = agree.whole_agreement(
        partnership=cast.north, drafted_by=cast.account("liaison"), term_months=36
    )
    agreement = agree.put_in_force(drafted, "2026-06-04")
    end = agreement.until_on
    account = cast.account("liaison")
    assert agreement.title in {day.title for day in list_days(account, end, end).days}
    assert agreement.title in words(sheet(cast, "liaison", f"{end:%Y-%m}").content)
    assert list_days(cast.account("outsider"), end, end).days == []
