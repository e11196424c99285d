"""The life of a complaint: which moves who may make, with which reason not, and that two officers never make the same one."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from complaints import rules
from complaints.actions import mailbox as person
from complaints.actions import office as work
from complaints.models import (
    Complaint,
    Message,
    Office,
    Pause,
    seen_by,
    seen_by_house,
    seen_by_number,
)
from complaints.stages import LIFE, Stage, Who, step_of
from complaints.views.life import BUTTONS
from partnerships.directory.models import Account, Role
from partnerships.shared.audit.models import AuditEvent
from tests.clock import travel
from tests.directory.together import both_at_once
from tests.factories import directory as make
from tests.factories.complaints import SETTLED, complaint, keys_of, led, make_move

# How one comes to each stage.
WAYS = {
    Stage.RECEIVED: (),
    Stage.ACKNOWLEDGED: ("acknowledge",),
    Stage.UNDER_REVIEW: ("acknowledge", "review"),
    Stage.AWAITING_PERSON: ("acknowledge", "ask"),
    Stage.SUSPENDED: ("acknowledge", "review", "suspend"),
    Stage.HANDED_ON: ("acknowledge", "hand_on"),
    Stage.NOT_ADMISSIBLE: ("acknowledge", "dismiss"),
    Stage.ANSWERED: ("acknowledge", "answer"),
    Stage.REOPENED: ("acknowledge", "answer", "disagree"),
    Stage.WITHDRAWN: ("withdraw",),
    Stage.CLOSED: ("acknowledge", "answer", "close"),
}
# What an officer who has not written in it may do at each stage, as DOMAIN 2.7 says it.
MAY = {
    Stage.RECEIVED: {"acknowledge"},
    Stage.ACKNOWLEDGED: {"review", "ask", "hand_on", "dismiss", "answer"},
    Stage.UNDER_REVIEW: {"ask", "suspend", "hand_on", "dismiss", "answer"},
    Stage.AWAITING_PERSON: {"ask", "answer"},  # "go_on" once the time of the person is over
    Stage.SUSPENDED: {"resume"},
    Stage.HANDED_ON: {"close"},
    Stage.NOT_ADMISSIBLE: {"close"},
    Stage.ANSWERED: {"reopen", "close"},
    Stage.REOPENED: {"review"},
    Stage.WITHDRAWN: {"pursue", "close"},
    Stage.CLOSED: {"reopen"},
}
OF_THE_OFFICE = {move.verb for move in LIFE.moves if step_of(move.verb).who == Who.OFFICE}
FORMS = {"acknowledge": {}, "review": {}, "go_on": {}, "close": SETTLED}


def an_officer(office: Office) -> Account:
    account = make.AccountFactory()
    make.GrantFactory(person__account=account, role=Role.COMPLAINTS, organisation=office.authority)
    return Account.objects.get(pk=account.pk)


@pytest.fixture
def officer(office) -> Account:
    return an_officer(office)


def test_the_table_knows_each_stage_and_each_move_has_its_button() -> None:
    assert set(WAYS) == set(MAY) == set(Stage)
    assert set(BUTTONS) == OF_THE_OFFICE
    assert {"reply", "withdraw", "disagree"} == {m.verb for m in LIFE.moves} - OF_THE_OFFICE


@pytest.mark.parametrize("stage", Stage)
def test_what_an_officer_may_do_at_each_stage_and_nobody_else(cast, office, officer, stage) -> None:
    row = led(office, *WAYS[stage], by=officer)
    assert row.stage == stage
    other = an_officer(office)
    assert {verb for verb in OF_THE_OFFICE if rules.can_move(other, row, verb)} == MAY[stage]
    with override("en"):
        refused = {verb: rules.can_move(other, row, verb) for verb in OF_THE_OFFICE - MAY[stage]}
        assert all(verdict.reason for verdict in refused.values())
        for name in ("liaison", "chair", "partner", "approver", "analyst", "dpo", "admin"):
            for verb in OF_THE_OFFICE:
                verdict = rules.can_move(cast.account(name), row, verb)
                assert "complaints officers of this office" in str(verdict.reason)


@pytest.mark.parametrize("verb", sorted(OF_THE_OFFICE))
def test_the_page_of_a_move_is_refused_with_its_reason(cast, office, verb) -> None:
    stage = next(each for each in Stage if not LIFE.possible(verb, each))
    officer = cast.account("complaints")
    row = led(office, *WAYS[stage], by=officer)
    path = f"/complaints/{row.pk}/{verb.replace('_', '-')}/"
    answer = cast.client("complaints").post(path, {"text": "x", "language": "de"})
    assert answer.status_code == 403 and "nicht möglich" in answer.content.decode()
    assert cast.client("liaison").post(path).status_code == 404
    row.refresh_from_db()
    assert row.stage == stage


def test_the_page_shows_the_buttons_of_allowed_moves_alone(cast, office) -> None:
    row = led(office, "acknowledge", "review", by=an_officer(office))
    page = cast.client("complaints").get(f"/complaints/{row.pk}/").content.decode()
    shown = {verb for verb in OF_THE_OFFICE if f"/{row.pk}/{verb.replace('_', '-')}/" in page}
    assert shown == MAY[Stage.UNDER_REVIEW] - {"answer"}
    assert f"/{row.pk}/draft/" in page, "an answer is drafted first"


@pytest.mark.parametrize(
    ("before", "verb", "reason", "after"),
    [
        ("acknowledge review", "suspend", "disciplinary", Stage.SUSPENDED),
        ("acknowledge review suspend", "resume", "", Stage.UNDER_REVIEW),
        ("acknowledge", "hand_on", "", Stage.HANDED_ON),
        ("acknowledge", "dismiss", "", Stage.NOT_ADMISSIBLE),
        ("withdraw", "pursue", "pattern", Stage.UNDER_REVIEW),
        ("acknowledge answer", "reopen", "", Stage.REOPENED),
    ],
)
def test_a_move_with_a_text_is_read_in_the_mailbox_once(
    cast, office, officer, before, verb, reason, after
) -> None:
    row = led(office, *before.split(), by=officer)
    client, path = cast.client("complaints"), f"/complaints/{row.pk}/{verb.replace('_', '-')}/"
    page = client.get(path)
    token = page.context["once"]
    sent = {"once": token, "text": "Das ist der Grund.", "language": "de", "reason": reason}
    count = row.messages.count()
    if reason:
        answer = client.post(path, {**sent, "reason": "question"})
        assert answer.status_code == 200, "a reason of another move"
    assert client.post(path, {**sent, "text": ""}).status_code == 200
    row.refresh_from_db()
    assert row.messages.count() == count and row.stage != after
    assert client.post(path, sent).status_code == 302
    client.post(path, sent)  # the same form once more
    row.refresh_from_db()
    assert row.stage == after and row.messages.count() == count + 1


def test_the_table_holds_in_the_database_too(office) -> None:
    row = complaint(office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=row.pk).update(stage=Stage.SUSPENDED)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_one_makes_the_move(office) -> None:
    one, other = an_officer(office), an_officer(office)
    row = led(office, "acknowledge", "review", by=one)

    def suspend() -> str:
        return _try(row, "suspend", one)

    def answer() -> str:
        return _try(row, "answer", other)

    said = both_at_once(suspend, answer)
    row.refresh_from_db()
    assert sorted(map(str, said)) == ["done", "refused"] and row.stage in ("suspended", "answered")


@pytest.mark.django_db(transaction=True)
def test_the_person_and_an_officer_at_once(office) -> None:
    """Whoever waits for the row that another one holds has every part of the policy evaluated, also without an account in sight."""
    officer = an_officer(office)
    row = led(office, "acknowledge", "review", by=officer)

    def take_back() -> str:
        with seen_by_number(row.number):
            return _act(row, "withdraw", officer)

    def suspend() -> str:
        with seen_by(officer):
            return _act(row, "suspend", officer)

    said = both_at_once(take_back, suspend)
    row.refresh_from_db()
    # What is at rest can be taken back; what was taken back no longer rests.
    assert said[0] == "done" and said[1] in ("done", "refused") and row.stage == "withdrawn"
    assert not row.clocks.running().exists() and not row.pauses.open().exists()


def _act(row: Complaint, verb: str, by: Account) -> str:
    try:
        make_move(row, verb, by=by)
    except PermissionDenied:
        return "refused"
    return "done"


def _try(row: Complaint, verb: str, by: Account) -> str:
    with seen_by_house():
        return _act(row, verb, by)


def test_another_one_handles_what_was_opened_again(office, officer) -> None:
    row = led(office, "acknowledge", "answer", "disagree", by=officer)
    verdict = rules.can_move(officer, row, "review")
    assert not verdict
    other = an_officer(office)
    make_move(row, "review", by=other)
    make_move(row, "answer", by=other)
    row = Complaint.objects.get(pk=row.pk)
    assert row.stage == Stage.ANSWERED
    assert rules.can_move(other, row, "close") and not rules.can_move(officer, row, "close")


def test_it_is_opened_again_within_three_months_of_the_answer(office, officer) -> None:
    row = led(office, "acknowledge", "answer", "close", by=officer)
    now = timezone.now()
    Complaint.objects.filter(pk=row.pk).update(answered_at=now)
    row.refresh_from_db()
    last = rules.reopens_until(now)
    noon = timezone.localtime(now).replace(hour=12)
    with travel(noon + timedelta(days=(last - noon.date()).days + 1), tick=False):
        assert not rules.can_disagree(row) and not rules.can_move(officer, row, "reopen")
    with travel(noon + timedelta(days=(last - noon.date()).days), tick=False):
        assert rules.can_disagree(row)
        person.disagree(row, keys_of(row), text="Nein.", language="de", token="d" * 22)
        person.disagree(row, keys_of(row), text="Nein.", language="de", token="d" * 22)
    row = Complaint.objects.get(pk=row.pk)
    assert row.stage == Stage.REOPENED and row.ended_at is None
    assert Message.objects.filter(complaint=row, token="d" * 22).count() == 1
    assert AuditEvent.objects.filter(what="complaints.reopened", by=None).count() == 1


def test_what_closing_asks_for(office, officer) -> None:
    answered = led(office, "acknowledge", "answer", by=officer)
    for said in ({}, {"outcome": "withdrawn", "settled_by": ["apology"]}, {"outcome": "founded"}):
        with pytest.raises(ValidationError):
            work.close(answered, by=officer, **said)
    withdrawn = led(office, "withdraw", by=officer)
    with pytest.raises(ValidationError):
        work.close(withdrawn, by=officer)
    work.close(withdrawn, by=officer, is_no_crime=True)
    praise = led(office, "acknowledge", "answer", by=officer, kind="praise")
    work.close(praise, by=officer)
    handed = led(office, "acknowledge", "hand_on", "close", by=officer)
    outcomes = [Complaint.objects.get(pk=row.pk).outcome for row in (withdrawn, praise, handed)]
    assert outcomes == ["withdrawn", "", "not_competent_forwarded"]


def test_what_was_taken_back_goes_on_where_it_tells_of_a_crime(office, officer) -> None:
    row = led(office, "acknowledge", "withdraw", "pursue", by=officer)
    assert row.stage == Stage.UNDER_REVIEW and row.ended_at is None
    assert row.messages.filter(kind="reply").count() == 1, "why it was taken back"
    with pytest.raises(PermissionDenied):
        make_move(row, "pursue", by=officer)


def test_a_pause_has_the_reason_of_its_stage(office, officer) -> None:
    row = led(office, "acknowledge", "ask", by=officer)
    assert [(each.stage, each.reason) for each in row.pauses.all()] == [
        ("awaiting_person", "question")
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Pause.objects.filter(complaint=row).update(stage=Stage.UNDER_REVIEW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pause.objects.filter(complaint=row).update(reason="criminal")
