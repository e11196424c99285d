"""A signal reaches those it is meant for, says nothing in its letter, keeps no name unasked, and is gone after 30 days."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from meetings.actions import signals as actions
from meetings.models import Signal
from partnerships.directory.models import Seat, Side
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from partnerships.shared.step.models import Done
from tests.journeys.forms import browser, opened, typed, words

pytestmark = pytest.mark.django_db


def sent(cast, who: str = "partner", **values) -> Signal:
    """Sent by the action."""
    told = {"kind": "rumour", "text": "Man redet von Freitag.", "meant_for": "both"}
    return actions.send(
        cast.north,
        by=cast.account(who),
        **told | {"with_name": False, "token": uuid4().hex} | values,
    )


def told() -> list[str]:
    """Who got a letter of it."""
    letters = Letter.objects.filter(kind="meetings/signal")
    return sorted(letter.address.partition("@")[0] for letter in letters)


@pytest.fixture
def civil_chair(cast) -> None:
    """The partner manages North together with the police: a voting seat of the association."""
    body = cast.north.bodies.filter(kind="joint_management").first()
    assert body is not None
    Seat.objects.create(
        body=body,
        organisation=cast.association,
        person=cast.people["partner"],
        label="Verein",
        taken_at=timezone.now(),
        since=timezone.localdate(),
    )


def test_both_chairs_are_told_without_a_word_of_it(cast, delivered):
    sent(cast, text="Streng geheim.")
    assert told() == ["chair", "liaison"]
    for letter in delivered().values():
        assert "geheim" not in letter.as_string()


def test_nobody_keeps_who_sent_it_unless_they_want_to_be_asked(cast):
    before = AuditEvent.objects.count()
    assert sent(cast).by is None
    assert AuditEvent.objects.count() == before, "no event names whoever sent it"
    assert sent(cast, with_name=True).by == cast.account("partner")


def test_no_form_that_was_sent_is_kept_under_the_account_and_twice_is_once(cast):
    client, path = browser(cast, "partner"), f"/meetings/partnership/{cast.north.pk}/signals/send/"
    answers = typed(client, path, kind="rumour", text="Man redet.", meant_for="both")
    answers |= opened(client, path) | {"confirmed": "yes"}
    for _time in range(2):
        assert client.post(path, answers).status_code == 302
    assert Signal.objects.count() == 1
    assert told() == ["chair", "liaison"]
    assert not Done.objects.exists(), "it would tell who sent a signal, and when"
    client.post(path, answers | opened(client, path))
    assert Signal.objects.count() == 2, "the same words from a fresh form are another signal"


def test_a_signal_to_ones_own_side_stays_there(cast, civil_chair):
    signal = sent(cast, meant_for="own")
    assert (signal.side, told()) == (Side.CIVIL, ["partner"])
    readers = [
        name
        for name in ("liaison", "chair", "partner", "outsider", "admin", "dpo")
        if signal in Signal.objects.visible_to(cast.account(name))
    ]
    assert readers == ["partner"]


def test_without_a_chair_of_ones_own_there_is_no_such_choice(cast):
    page = browser(cast, "partner").get(f"/meetings/partnership/{cast.north.pk}/signals/send/")
    assert "The chairs of both sides" in words(page.content)
    assert "Only the chair of my side" not in words(page.content)
    with pytest.raises(PermissionDenied):
        sent(cast, meant_for="own")


def test_whoever_sends_it_reads_first_who_will_read_it(cast):
    client, path = browser(cast, "partner"), f"/meetings/partnership/{cast.north.pk}/signals/send/"
    shown = words(client.get(path).content)
    assert "no emergency call" in shown
    assert "section 163" in shown
    answers = typed(client, path, kind="rumour", text="Man redet.", meant_for="both")
    asked = client.post(path, answers | opened(client, path))
    assert "This is read by:" in words(asked.content)
    assert "Chair Beispiel" in words(asked.content)
    assert not Signal.objects.exists(), "asked before it is sent"


def test_chairs_read_it_and_plan_a_meeting_from_there(cast):
    sent(cast, place="Nordmarkt", with_name=True)
    sent(cast, "chair")
    client = browser(cast, "liaison")
    page = client.get(f"/meetings/partnership/{cast.north.pk}/signals/")
    assert "Nordmarkt" in words(page.content)
    assert "Partner Beispiel" in words(page.content)
    assert "without a name" in words(page.content)
    plan = f"/meetings/partnership/{cast.north.pk}/plan/?incident=1"
    assert plan in page.content.decode()
    assert client.get(plan).context["form"]["after_incident"].value() is True
    assert client.get(plan.partition("?")[0]).context["form"]["after_incident"].value() is False


def test_it_is_gone_after_thirty_days(cast):
    signal = sent(cast)
    Signal.objects.filter(pk=signal.pk).update(made_at=timezone.now() - timedelta(days=30, hours=1))
    assert not Signal.objects.visible_to(cast.account("liaison")).exists(), "not read any more"
    assert actions.forget() == 1
    assert not Signal.objects.exists()


def test_strangers_send_none(cast):
    with pytest.raises(PermissionDenied):
        sent(cast, "outsider")
