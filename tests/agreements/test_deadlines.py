"""Days before and after a deadline, on a clock that is set."""

from contextlib import contextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from partnerships.agreements.actions import rounds
from partnerships.agreements.actions import signing as actions
from partnerships.agreements.models import AfterDeadline, Ending
from partnerships.agreements.stages import Stage
from partnerships.agreements.tasks import deadlines
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.actions import compose
from partnerships.shared.letters.models import Letter

FROZEN, DEADLINE = date(2026, 6, 1), date(2026, 6, 30)


@contextmanager
def on(day: date):
    """Six in the morning, our time."""
    moment = datetime(day.year, day.month, day.day, 6, 40, tzinfo=ZoneInfo("Europe/Berlin"))
    with time_machine.travel(moment, tick=False):
        yield


@pytest.fixture
def ready(signing):
    """A round with a deadline; reminders are counted from here."""

    def make(after: AfterDeadline = AfterDeadline.WAIT, **rule):
        with on(FROZEN):
            return signing.ready(deadline_on=DEADLINE, after_deadline=after, **rule)

    return make


def reminded(day: date) -> set[str]:
    """Who is reminded on this day."""
    Letter.objects.all().delete()
    with on(day):
        deadlines()
    found = Letter.objects.filter(kind="agreements/asked_to_sign", facts__reminder=True)
    return {letter.recipient.email.split("@")[0] for letter in found}


def test_only_those_who_have_not_signed_are_reminded(signing, ready) -> None:
    ready()
    with on(FROZEN):
        signing.sign("mayor")
        signing.sign("treasurer")
    everybody = {"chairwoman", "deputy", "second_deputy"}
    assert reminded(DEADLINE - timedelta(days=8)) == set()
    assert reminded(DEADLINE - timedelta(days=7)) == everybody
    assert reminded(DEADLINE - timedelta(days=7)) == set()  # the clock runs twice
    with on(DEADLINE - timedelta(days=3)):
        actions.refuse(signing.parties["club"], by=signing.account("deputy"), reason="Nein.")
    assert reminded(DEADLINE - timedelta(days=2)) == {"chairwoman"}
    assert reminded(DEADLINE) == set()
    assert reminded(DEADLINE + timedelta(days=1)) == {"chairwoman"}
    [letter] = Letter.objects.filter(facts__late=True)
    with on(DEADLINE + timedelta(days=1)):
        assert "has passed, and Association Nord has not signed yet" in compose(letter).body
    assert reminded(DEADLINE + timedelta(days=2)) == set()
    signing.agreement.refresh_from_db()
    assert signing.agreement.stage == Stage.PARTLY_SIGNED  # signing goes on


def test_a_clock_that_stood_still_catches_up_once(signing, ready) -> None:
    ready()
    assert reminded(DEADLINE - timedelta(days=5)) >= {"mayor", "deputy"}
    assert reminded(DEADLINE - timedelta(days=4)) == set()
    assert reminded(DEADLINE - timedelta(days=1)) >= {"mayor", "deputy"}


def test_who_waits_for_others_is_not_reminded(signing, ready) -> None:
    ready(in_order=True)
    assert reminded(DEADLINE - timedelta(days=7)) == {"mayor"}


@pytest.mark.parametrize(
    ("after", "stage"),
    [
        (AfterDeadline.RECALL, Stage.CONSULTATION),
        (AfterDeadline.DECLINE, Stage.DECLINED),
        (AfterDeadline.WAIT, Stage.PARTLY_SIGNED),
    ],
)
def test_what_was_chosen_happens_on_the_day_after(signing, ready, after, stage) -> None:
    round = ready(after)
    with on(FROZEN):
        signing.sign("mayor")
    for day in (DEADLINE, DEADLINE + timedelta(days=1)):
        reminded(day)
        signing.agreement.refresh_from_db()
        assert signing.agreement.stage == (Stage.PARTLY_SIGNED if day == DEADLINE else stage)
    round.refresh_from_db()
    if after == AfterDeadline.WAIT:
        assert round.ended_at is None
        return
    assert (round.ending, round.ended_by) == (Ending.DEADLINE, None)
    assert not round.signatures.valid().exists()
    told = Letter.objects.filter(kind="agreements/round_ended")
    assert {letter.recipient.email.split("@")[0] for letter in told} == set(signing.people)
    assert (
        "Signatures were missing when the deadline, June 30, 2026, had passed"
        in compose(told[0]).body
    )
    event = AuditEvent.objects.filter(what="agreements.stage_changed").latest("id")
    assert event.by is None and event.facts["to"] == stage


def test_nothing_happens_to_what_is_in_force(signing, ready) -> None:
    ready(AfterDeadline.DECLINE)
    with on(FROZEN):
        for name in ("mayor", "chairwoman", "treasurer", "deputy"):
            signing.sign(name)
    assert reminded(DEADLINE + timedelta(days=1)) == set()
    signing.agreement.refresh_from_db()
    assert signing.agreement.stage == Stage.IN_FORCE


def test_a_clock_that_comes_late_finds_nothing_to_do(signing, ready) -> None:
    """Between its question and its act somebody has recalled the round, or the day has not come."""
    round = ready(AfterDeadline.DECLINE)
    with on(DEADLINE):
        assert not rounds.end_after_deadline(round)
    rounds.recall(signing.agreement, by=signing.keeper, reason="Ein Komma.")
    with on(DEADLINE + timedelta(days=1)):
        assert not rounds.end_after_deadline(round)
    signing.agreement.refresh_from_db()
    assert signing.agreement.stage != "declined"
