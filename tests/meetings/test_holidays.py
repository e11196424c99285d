"""Series leave out the days that administrators entered; whoever keeps a partnership is told that it is overdue."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from meetings import cadence
from meetings.actions import closures, rhythm
from meetings.actions import series as actions
from meetings.models import ClosureDays
from partnerships.shared.letters.models import Letter
from tests.factories import meetings as meet

EASTER = cadence.Closure(date(2027, 3, 22), date(2027, 4, 3), "Osterferien")


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (cadence.LATER, [date(2027, 3, 18), date(2027, 4, 8), date(2027, 4, 15)]),
        (cadence.LEAVE_OUT, [date(2027, 3, 18), date(2027, 4, 15), date(2027, 4, 29)]),
        (cadence.KEEP, [date(2027, 3, 18), date(2027, 4, 1), date(2027, 4, 15)]),
    ],
)
def test_school_holidays_are_left_out_as_chosen(way, expected):
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"
    days = cadence.next_days(rule, date(2027, 3, 18), 3, on_holidays=way, closures=[EASTER])
    assert days == expected


def test_both_ends_belong_to_them():
    for day, name in (
        (date(2027, 3, 21), ""),
        (date(2027, 3, 22), "Osterferien"),
        (date(2027, 4, 3), "Osterferien"),
        (date(2027, 4, 4), ""),
    ):
        assert cadence.holiday_on(day, [EASTER]) == name
    assert cadence.holiday_on(date(2027, 3, 26), [EASTER]) == "Karfreitag", "the law's name first"


@pytest.mark.django_db
class TestRows:
    """Entered by administrators, asked by series."""

    def test_administrators_enter_them_and_nobody_else(self, cast):
        span = {"name": "Osterferien", "first_day": EASTER.first_day, "last_day": EASTER.last_day}
        for name in ("liaison", "chair", "partner", "dpo"):
            with pytest.raises(PermissionDenied):
                closures.enter_closure(by=cast.account(name), **span)
        made = closures.enter_closure(by=cast.account("admin"), **span)
        assert ClosureDays.objects.known() == [EASTER]
        with pytest.raises(ValidationError):
            closures.enter_closure(
                by=cast.account("admin"), **span | {"last_day": date(2027, 3, 1)}
            )
        closures.remove_closure(made, by=cast.account("admin"))
        assert ClosureDays.objects.known() == []

    def test_a_series_knows_them(self, cast):
        ClosureDays.objects.create(
            name="Ferien", first_day=EASTER.first_day, last_day=EASTER.last_day
        )
        with time_machine.travel(datetime(2027, 3, 1, tzinfo=UTC)):
            series = meet.SeriesFactory(
                partnership=cast.north,
                rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
                first_day=date(2027, 3, 18),
            )
            assert actions.days_to_come(series, 2) == [date(2027, 3, 18), date(2027, 4, 8)]


@pytest.mark.django_db
class TestOverdue:
    """Every six weeks; the last meeting was in January."""

    def told(self, cast, day: date) -> list[str]:
        with time_machine.travel(datetime(day.year, day.month, day.day, 9, tzinfo=UTC)):
            before = set(Letter.objects.values_list("pk", flat=True))
            number = rhythm.tell_overdue()
            letters = Letter.objects.exclude(pk__in=before)
            names = sorted(letter.address.partition("@")[0] for letter in letters)
            assert len(names) == number
            return names

    @pytest.fixture(autouse=True)
    def january(self, cast):
        with time_machine.travel(datetime(2027, 1, 1, tzinfo=UTC)):
            meet.SeriesFactory(partnership=cast.north, first_day=date(2027, 1, 7))
            meet.at_stage("held", partnership=cast.north, first_day=date(2027, 1, 7))

    def test_keepers_are_told_once_a_month(self, cast):
        assert self.told(cast, date(2027, 3, 1)) == []
        assert self.told(cast, date(2027, 3, 15)) == ["chair", "liaison"]
        assert self.told(cast, date(2027, 3, 16)) == []
        assert self.told(cast, date(2027, 4, 16)) == ["chair", "liaison"]

    def test_not_where_a_date_is_planned(self, cast):
        meet.MeetingFactory(partnership=cast.north, first_day=date(2027, 3, 4))
        assert self.told(cast, date(2027, 3, 2)) == []
