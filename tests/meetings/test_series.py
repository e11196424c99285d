"""A rhythm people can say: its days by RFC 5545, holidays seen, places in turn, and a word when it is not kept."""

from datetime import date, time, timedelta

import pytest
import time_machine
from dateutil.rrule import rrulestr
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from meetings import cadence
from meetings.actions import inviting, planning, series
from meetings.models import Meeting, MeetingFormat, Series
from meetings.rhythm import Held, rhythm_of
from meetings.stages import Stage
from tests.journeys.forms import browser, opened, typed, words

pytestmark = pytest.mark.django_db
THURSDAY = date(2099, 3, 5)


def begin(cast, **values) -> Series:
    details = {
        "title": "Gemeinsames Essen",
        "format": MeetingFormat.objects.get(code="ag_dialog"),
        "every": "W6",
        "first_day": THURSDAY,
        "from_time": time(18),
        "until_time": time(20),
        "number": 3,
    }
    return series.begin(cast.north, by=cast.account("liaison"), **details | values)


def days(row: Series) -> list[date]:
    return list(row.meetings.order_by("first_day").values_list("first_day", flat=True))


@pytest.mark.parametrize(
    ("every", "first", "rule", "said"),
    [
        ("W6", THURSDAY, "FREQ=WEEKLY;INTERVAL=6;BYDAY=TH", "every six weeks on Thursday, 18:00"),
        ("M3", date(2026, 3, 12), "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TH", "every quarter, on the second Thursday, 18:00"),
        ("M6", date(2026, 1, 29), "FREQ=MONTHLY;INTERVAL=6;BYDAY=-1TH", "twice a year, on the last Thursday, 18:00"),
        ("M12", date(2024, 2, 29), "FREQ=MONTHLY;INTERVAL=12;BYDAY=-1TH", "once a year, on the last Thursday, 18:00"),
    ],
)  # fmt: skip
def test_what_people_say_is_a_rule(every: str, first: date, rule: str, said: str) -> None:
    assert cadence.rule_of(every, first) == rule
    with translation.override("en"):
        assert cadence.in_words(rule, time(18)) == said
    independent = [
        each.date() for each in rrulestr(f"DTSTART:{first:%Y%m%d}\nRRULE:{rule};COUNT=4")
    ]
    assert cadence.next_days(rule, first, 4, on_holidays=cadence.KEEP) == independent
    assert independent[0] == first


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("keep", [date(2026, 12, 10), date(2026, 12, 17), date(2026, 12, 24), date(2026, 12, 31)]),
        ("leave_out", [date(2026, 12, 10), date(2026, 12, 17), date(2027, 1, 7), date(2027, 1, 14)]),
        ("later", [date(2026, 12, 10), date(2026, 12, 17), date(2027, 1, 7), date(2027, 1, 14)]),
    ],
)  # fmt: skip
def test_holidays_as_chosen(way: str, expected: list[date]) -> None:
    rule = cadence.rule_of("W1", date(2026, 12, 10))
    assert cadence.next_days(rule, date(2026, 12, 10), 4, on_holidays=way) == expected


def test_the_holidays_are_those_of_the_state() -> None:
    assert cadence.holiday_on(date(2026, 6, 4)) == "Fronleichnam"
    assert cadence.holiday_on(date(2026, 11, 1)) == "Allerheiligen"
    assert cadence.holiday_on(date(2026, 10, 31)) == ""  # a holiday elsewhere


def test_planned_with_all_days_in_sight(cast) -> None:
    liaison = browser(cast, "liaison")
    path = f"/meetings/partnership/{cast.north.pk}/series/"
    chosen = MeetingFormat.objects.get(code="ag_dialog").pk
    values = typed(
        liaison, path, title="Runder Tisch", format=chosen, every="W1", first_day="2099-12-17",
        from_time="18:00", until_time="20:00", number="3", places="Wache\nMoschee",
    ) | opened(liaison, path)  # fmt: skip
    page = liaison.post(path, values)
    said = words(page.content)
    assert "Thursday, 17 December 2099" in said and "Not on 24 December 2099: Christmas Eve" in said
    assert not Meeting.objects.exists()
    done = liaison.post(path, values | {"confirmed": "yes"}, follow=True)
    said = words(done.content)
    assert "every week on Thursday, 18:00" in said and "7 January 2100" in said
    places = Meeting.objects.order_by("first_day").values_list("place", flat=True)
    assert list(places) == ["Wache", "Moschee", "Wache"]


def test_it_goes_on_after_its_last_meeting_with_the_same_people(cast) -> None:
    row, keeper = begin(cast, points="Neues von beiden Seiten"), cast.account("liaison")
    last = row.meetings.order_by("-first_day").first()
    inviting.add(last, by=keeper, people=[cast.people["partner"]], guests=[inviting.Guest("Gast")])
    series.plan_more(row, by=keeper, number=2)
    assert days(row) == [THURSDAY + timedelta(weeks=6 * turn) for turn in range(5)]
    new = row.meetings.order_by("-first_day").first()
    assert {each.called for each in new.attendees.all()} == {"Partner Beispiel", "Gast"}
    assert new.agenda_items.get().title == "Neues von beiden Seiten"


def test_the_first_meetings_are_for_getting_to_know_each_other(cast) -> None:
    format = MeetingFormat.objects.filter(relation_first__gt=0).first()
    row = begin(cast, format=format, number=format.relation_first + 1, points="Neues")
    flags = list(row.meetings.order_by("first_day").values_list("relation_only", flat=True))
    assert flags == [True] * format.relation_first + [False]


def test_18_hours_stay_18_hours(cast) -> None:
    row = begin(cast, first_day=date(2099, 3, 19), every="W2")
    hours = [meeting.local(meeting.starts_at).hour for meeting in row.meetings.all()]
    assert hours == [18, 18, 18]


@pytest.mark.parametrize("name", ["partner", "outsider", "former", "dpo"])
def test_who_may_not(cast, name: str) -> None:
    row, by = begin(cast), cast.account(name)
    for act in (
        lambda: series.plan_more(row, by=by, number=1),
        lambda: series.end(row, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize("number", [0, 27])
def test_too_many_at_once(cast, number: int) -> None:
    with pytest.raises(ValidationError):
        begin(cast, number=number)


def test_ended_nothing_more_is_planned_and_nobody_is_reminded(cast) -> None:
    row, keeper = begin(cast, number=1), cast.account("liaison")
    with time_machine.travel("2099-04-01 10:00+00:00"):
        assert "No date to come: Gemeinsames Essen" in words(
            browser(cast, "liaison").get("/home/").content
        )
        series.end(row, by=keeper)
        assert "No date to come" not in words(browser(cast, "liaison").get("/home/").content)
        with pytest.raises(PermissionDenied):
            series.plan_more(row, by=keeper, number=1)


def test_a_rhythm_that_is_not_kept_is_said(cast, evening) -> None:
    begin(cast, number=1)
    meeting = evening(send=True)
    with time_machine.travel("2099-03-06 10:00+00:00"):
        planning.hold(meeting, by=cast.account("liaison"), presences={})
    path = f"/meetings/partnership/{cast.north.pk}/"
    with time_machine.travel("2099-07-01 10:00+00:00"):
        said = words(browser(cast, "partner").get(path).content)
    assert "The next meeting is overdue" in said and "5 March 2099 (118 days ago)" in said


TODAY = date(2026, 6, 1)
SIX_WEEKS = [timedelta(weeks=6)]


@pytest.mark.parametrize(
    ("ago", "ahead", "overdue"),
    [(30, None, False), (63, None, False), (64, None, True), (64, 1, True), (30, 33, False), (30, 34, True)],
)  # fmt: skip
def test_overdue_after_one_and_a_half_intervals(ago: int, ahead: int | None, overdue: bool) -> None:
    rows = [Held(TODAY - timedelta(days=ago), Stage.HELD, False)]
    if ahead is not None:
        rows.append(Held(TODAY + timedelta(days=ahead), Stage.INVITED, False))
    assert rhythm_of(rows, SIX_WEEKS, TODAY).is_overdue is overdue


def test_of_a_year_meetings_in_calm_times_are_counted_apart() -> None:
    rows = [
        Held(TODAY - timedelta(days=10), Stage.HELD, False),
        Held(TODAY - timedelta(days=20), Stage.HELD, True),
        Held(TODAY - timedelta(days=30), Stage.CANCELLED, False),
        Held(TODAY - timedelta(days=365), Stage.HELD, False),
    ]
    rhythm = rhythm_of(rows, [], TODAY)
    assert (rhythm.held, rhythm.calm, rhythm.called_off) == (2, 1, 1)
    assert (rhythm.days_since, rhythm.interval, rhythm.is_overdue) == (10, None, False)
