"""A meeting at short notice: until when one meets by what was agreed, a time that lies within, a warning where it does not."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from meetings.forms import MeetingForm, ShortNoticeForm
from meetings.models import Meeting, MeetingFormat
from meetings.short_notice import agreed_by, latest_start, propose_start
from partnerships.agreements.models import Agreement
from partnerships.agreements.stages import Stage
from partnerships.shared.short_notice import ShortNotice
from tests.factories import agreements as agree
from tests.journeys.forms import browser, opened, typed, words
from tests.meetings.test_signals import sent

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 12, 3, 11, tzinfo=UTC)  # a Thursday; 12:00 in Berlin


def in_force(partnership, hours: int | None, stage: str = Stage.IN_FORCE, **values) -> Agreement:
    """An agreement of this partnership."""
    agreement = agree.whole_agreement(
        partnership=partnership, title_en="Agreement North", incident_hours=hours, **values
    )
    return agree.lead_to(agreement, stage) if stage != Stage.DRAFT else agreement


def address(partnership) -> str:
    return f"/meetings/partnership/{partnership.pk}/plan/?incident=1"


def answers(client, path: str, **values) -> dict:
    told = {"title": "Kurzfristig", "format": MeetingFormat.objects.first().pk}
    sent_values = typed(client, path, **told, **values) | opened(client, path)
    return {name: value for name, value in sent_values.items() if value is not False}


@pytest.mark.parametrize(
    ("now", "latest", "start"),
    [
        (NOON, timedelta(hours=48), datetime(2026, 12, 3, 14, tzinfo=UTC)),  # 15:00: three hours ahead
        (NOON + timedelta(minutes=20), timedelta(hours=48), datetime(2026, 12, 3, 15, tzinfo=UTC)),
        (NOON + timedelta(hours=8), timedelta(hours=48), datetime(2026, 12, 4, 8, tzinfo=UTC)),  # 9:00 tomorrow
        (NOON + timedelta(hours=8), timedelta(hours=3), datetime(2026, 12, 3, 20, tzinfo=UTC)),  # only the night is left
        (NOON, timedelta(hours=2), datetime(2026, 12, 3, 12, tzinfo=UTC)),  # too soon for three hours ahead
        (NOON, timedelta(minutes=25), datetime(2026, 12, 3, 11, 25, tzinfo=UTC)),
        (NOON, timedelta(hours=-5), datetime(2026, 12, 3, 12, tzinfo=UTC)),  # it is over
        (NOON, timedelta(0), datetime(2026, 12, 3, 12, tzinfo=UTC)),
        (NOON, timedelta(hours=720), datetime(2026, 12, 3, 14, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_the_time_that_is_proposed(now, latest, start) -> None:
    assert propose_start(now, now + latest) == start


@pytest.mark.parametrize("hours", [1, 2, 6, 24, 48])
def test_it_lies_within_the_hours_at_every_time_of_day(hours: int) -> None:
    for minutes in range(0, 24 * 60, 7):
        now = NOON + timedelta(minutes=minutes, seconds=41)
        latest = now.replace(second=0) + timedelta(hours=hours)
        assert now < propose_start(now, latest) <= latest


@pytest.mark.parametrize(
    ("incident", "latest"),
    [
        (datetime(2026, 10, 24, 12, tzinfo=UTC), "Monday, 26 October 2026, 13:00 CET"),
        (datetime(2027, 3, 27, 12, tzinfo=UTC), "Monday, 29 March 2027, 14:00 CEST"),
    ],
)
def test_hours_that_pass_are_counted_when_clocks_change(cast, incident, latest) -> None:
    """From 14:00 CEST to 13:00 CET, and from 13:00 CET to 14:00 CEST."""
    agreed = ShortNotice(48, "Agreement North", "/")
    form = ShortNoticeForm(partnership=cast.north, agreed=agreed, incident=incident)
    assert latest_start(incident, agreed) - incident == timedelta(hours=48)
    assert form.latest_in_words == latest


def test_the_page_says_in_which_agreement_and_until_when(cast) -> None:
    agreement = in_force(cast.north, 48)
    with time_machine.travel(NOON + timedelta(minutes=7), tick=False):
        answer = browser(cast, "liaison").get(address(cast.north))
    page = words(answer.content)
    assert "Agreed in “Agreement North”: within 48 hours" in page
    assert "So both sides meet by Saturday, 5 December 2026, 12:07 CET at the latest." in page
    assert f'href="/agreements/{agreement.pk}/term/"' in answer.content.decode()
    shown = answer.context["form"]
    assert shown["after_incident"].value() is True
    proposed = ("incident_day", "incident_time", "first_day", "from_time", "until_time", "last_day")
    assert [shown[name].value() for name in proposed] == [
        date(2026, 12, 3), time(12, 7), date(2026, 12, 3), time(16), time(18), None,
    ]  # fmt: skip


def test_in_german_too(cast) -> None:
    in_force(cast.north, 48)
    with time_machine.travel(NOON, tick=False):
        page = words(browser(cast, "liaison", "de").get(address(cast.north)).content)
    assert "innerhalb von 48 Stunden" in page
    assert "spätestens bis Samstag, 5. Dezember 2026, 12:00 MEZ" in page


def test_what_is_proposed_is_planned_without_a_word(cast) -> None:
    in_force(cast.north, 48)
    client, path = browser(cast, "liaison"), address(cast.north)
    assert client.post(path, answers(client, path)).status_code == 302
    meeting = Meeting.objects.get()
    assert meeting.after_incident
    assert timezone.now() < meeting.starts_at <= timezone.now() + timedelta(hours=48)


def test_later_is_asked_and_not_refused(cast) -> None:
    in_force(cast.north, 48)
    with time_machine.travel(NOON, tick=False):
        client, path = browser(cast, "liaison"), address(cast.north)
        late = answers(client, path, first_day="2026-12-05", from_time="12:01", until_time="13:00")
        asked = client.post(path, late)
        assert not Meeting.objects.exists()
        page = words(asked.content)
        assert (
            "In “Agreement North” it is agreed to meet within 48 hours after an incident." in page
        )
        assert "That would be by Saturday, 5 December 2026, 12:00 CET." in page
        again = client.post(path, late | {"change": "1"})
        assert again.context["form"]["from_time"].value() == "12:01"
        kept = dict(asked.context["typed"]) | {"once": late["once"], "confirmed": "1"}
        assert client.post(path, kept).status_code == 302
    assert Meeting.objects.get().starts_at == datetime(2026, 12, 5, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "is_asked"),
    [
        ({"first_day": "2026-12-05", "from_time": "12:00", "until_time": "13:00"}, False),
        ({"first_day": "2026-12-04", "incident_day": "2026-12-01"}, True),
        ({"first_day": "2026-12-09", "after_incident": False}, False),
    ],
)
def test_what_was_typed_counts(cast, values: dict, is_asked: bool) -> None:
    in_force(cast.north, 48)
    with time_machine.travel(NOON, tick=False):
        client, path = browser(cast, "liaison"), address(cast.north)
        answer = client.post(path, answers(client, path, **values))
    assert (answer.status_code == 200) is is_asked
    assert Meeting.objects.exists() is not is_asked


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"incident_day": "2026-12-04"}, "incident_day"),
        ({"incident_day": ""}, "incident_day"),
        ({"incident_day": "0001-01-01"}, "incident_day"),
        ({"incident_time": "25:00"}, "incident_time"),
        ({"incident_time": "\x00"}, "incident_time"),
        ({"incident_day": "2026-03-29", "incident_time": "02:30"}, "incident_time"),
        ({"first_day": "2027-03-28", "from_time": "02:30", "until_time": "04:00"}, "from_time"),
    ],
)
def test_moments_that_cannot_be(cast, values: dict, field: str) -> None:
    in_force(cast.north, 48)
    with time_machine.travel(NOON, tick=False):
        client, path = browser(cast, "liaison"), address(cast.north)
        answer = client.post(path, answers(client, path, **values))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Meeting.objects.exists()


def test_hours_count_from_the_last_signal_that_something_happened(cast) -> None:
    in_force(cast.north, 24)
    for hours, kind in ((30, "happened"), (5, "happened"), (9, "happened"), (1, "rumour")):
        with time_machine.travel(NOON - timedelta(hours=hours), tick=False):
            sent(cast, kind=kind)
    with time_machine.travel(NOON, tick=False):
        client = browser(cast, "liaison")
        assert "Friday, 4 December 2026, 07:00 CET" in words(
            client.get(address(cast.north)).content
        )
    with time_machine.travel(NOON + timedelta(hours=30), tick=False):
        client = browser(cast, "liaison")
        shown = client.get(address(cast.north)).context["form"]
        assert shown["incident_time"].value() == time(18), "too old: from now on"


@pytest.mark.parametrize(
    ("hours", "stage", "values"),
    [
        (None, Stage.IN_FORCE, {}),
        (48, Stage.DRAFT, {}),
        (48, Stage.READY, {}),
        (48, Stage.TERMINATED, {}),
        (48, Stage.EXPIRED, {}),
        (48, Stage.IN_FORCE, {"effective_on": date(2099, 1, 1)}),
        (48, Stage.IN_FORCE, {"until_on": date(2026, 4, 1)}),
    ],
)
def test_what_does_not_bind_today_says_nothing(cast, hours, stage, values) -> None:
    agreement = in_force(cast.north, hours, stage)
    Agreement.objects.filter(pk=agreement.pk).update(**values) if values else None
    answer = browser(cast, "liaison").get(address(cast.north))
    assert "Agreed in" not in words(answer.content)
    assert type(answer.context["form"]) is MeetingForm
    assert answer.context["form"]["after_incident"].value() is True


def test_another_partnership_sees_nothing_of_it(cast) -> None:
    in_force(cast.north, 48)
    for name in ("outsider", "dpo", "admin"):
        assert agreed_by(cast.account(name), cast.north.pk) is None
    assert agreed_by(cast.account("liaison"), cast.south.pk) is None
    assert browser(cast, "outsider").get(address(cast.north)).status_code == 404


def test_the_shortest_counts(cast) -> None:
    for hours in (72, 24, 48):
        in_force(cast.north, hours)
    in_force(cast.south, 1)
    agreed = agreed_by(cast.account("liaison"), cast.north.pk)
    assert agreed is not None and agreed.hours == 24


def test_a_meeting_in_calm_times_is_planned_as_before(cast) -> None:
    in_force(cast.north, 48)
    answer = browser(cast, "liaison").get(address(cast.north).partition("?")[0])
    assert "Agreed in" not in words(answer.content)
    assert "incident_day" not in answer.context["form"].fields


def test_many_agreements_make_the_page_no_slower(cast, django_assert_max_num_queries) -> None:
    for hours in range(20, 30):
        in_force(cast.north, hours)
    client = browser(cast, "liaison")
    client.get(address(cast.north))
    with django_assert_max_num_queries(12):
        assert client.get(address(cast.north)).context["form"].agreed.hours == 20
