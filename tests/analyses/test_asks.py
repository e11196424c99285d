"""Requests for contributions and tasks: who asks, who answers, who reads what, and what happens at the edges."""

from threading import Barrier, Thread

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from analyses.actions import questions as actions
from analyses.actions import taking_part
from analyses.kinds import Secrecy
from analyses.models import (
    CaseQuestion,
    CaseTask,
    LogEntry,
    PartAnswer,
    Participation,
    PartNotice,
    QuestionPart,
    seen_by,
    seen_by_house,
    seen_by_nobody,
)
from analyses.stages import Stage
from analyses.todo import asks as asks_todo
from partnerships.directory.models import Account
from tests.factories import analyses as make
from tests.factories import analyses_asks as asks
from tests.factories.analyses import items_of
from tests.factories.analyses_log import signed_in

HOSTILE = "<script>alert(1)</script> ' OR 1=1; -- {{ 7*7 }} %(number)s \u202egnp.exe"


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def desk(crew) -> asks.Desk:
    return asks.desk(crew)


def page(account: Account, desk: asks.Desk) -> str:
    return signed_in(account).get(reverse("analyses:asks", args=[desk.case.pk])).content.decode()


def entries(what: str) -> list[LogEntry]:
    with seen_by_house():
        return list(LogEntry.objects.filter(what=what).order_by("pk"))


def address(name: str, part: QuestionPart) -> str:
    return reverse(f"analyses:{name}", args=[part.case_id, part.pk])


def ended(account: Account, desk: asks.Desk) -> None:
    with seen_by(account):
        own = Participation.objects.get(case=desk.case, account=account)
        taking_part.end_participation(own, reason="versetzt", by=account)


# --- asking


def test_the_lead_asks_and_each_authority_gets_its_part(desk):
    question = asks.question(desk)
    with seen_by_house():
        assert {part.authority for part in question.parts.all()} == {desk.crew.customs, desk.tax}
    assert {e.recipient_id for e in entries("question.asked")} == {
        desk.crew.customs.pk,
        desk.tax.pk,
    }
    assert {e.basis_id for e in entries("question.asked")} == {desk.crew.basis.pk}


def test_an_analyst_asks_too_and_nobody_else(desk):
    assert asks.question(desk, by=desk.analyst).asked_by == desk.analyst
    for account in (desk.crew.second, desk.crew.third):
        with pytest.raises(PermissionDenied):
            asks.question(desk, by=account)


@pytest.mark.parametrize(
    ("stage", "is_allowed"),
    [
        (Stage.APPROVED, False),
        (Stage.COLLECTING, True),
        (Stage.ANALYSING, True),
        (Stage.QUALITY_CHECK, False),
        (Stage.DELIVERED, False),
    ],
)
def test_only_while_the_case_collects_or_analyses(crew, stage, is_allowed):
    desk = asks.desk(crew, stage)
    if is_allowed:
        assert asks.question(desk).pk
        return
    with pytest.raises(PermissionDenied, match="collects or analyses"):
        asks.question(desk)


@pytest.mark.parametrize("days", [-1, 400])
def test_a_day_that_is_over_or_behind_the_end_of_the_case_is_refused(desk, days):
    with pytest.raises(ValidationError) as error:
        asks.question(desk, due_on=make.day(days))
    assert list(error.value.message_dict) == ["due_on"]


def test_a_basis_that_expires_between_form_and_post_is_refused(desk):
    client, basis = signed_in(desk.crew.lead), make.last_day()
    where = reverse("analyses:ask", args=[desk.case.pk])
    assert str(basis) in client.get(where).content.decode()
    sent = {
        "needed": "x",
        "task": "y",
        "basis": basis.pk,
        "due_on": make.day(5).isoformat(),
        "authorities": [desk.tax.pk],
    }
    with make.tomorrow():
        answer = signed_in(desk.crew.lead).post(where, sent)
        assert answer.status_code == 200
        assert answer.context["form"].errors["basis"]
        with pytest.raises(ValidationError, match="cannot be chosen today"):
            asks.question(desk, basis=basis)
    with seen_by_house():
        assert not CaseQuestion.objects.exists()


def test_an_authority_whose_only_officer_left_while_the_form_was_open_is_not_asked(desk):
    client = signed_in(desk.crew.lead)
    where = reverse("analyses:ask", args=[desk.case.pk])
    assert str(desk.tax) in client.get(where).content.decode()
    ended(desk.taxman, desk)
    sent = {
        "needed": "x",
        "task": "y",
        "due_on": make.day(5).isoformat(),
        "authorities": [desk.tax.pk],
    }
    answer = client.post(where, sent)
    assert answer.status_code == 200
    assert answer.context["form"].errors["authorities"]
    with pytest.raises(ValidationError, match="at work"):
        asks.question(desk)


def test_who_decides_only_is_not_asked(desk):
    with pytest.raises(ValidationError, match="at work"):
        asks.question(desk, authorities=[desk.crew.city])


def test_the_form_asks_once_however_often_it_is_sent(desk):
    client = signed_in(desk.crew.lead)
    where = reverse("analyses:ask", args=[desk.case.pk])
    once = client.get(where).context["once"]
    sent = {
        "needed": HOSTILE,
        "task": HOSTILE,
        "due_on": make.day(5).isoformat(),
        "authorities": [desk.tax.pk, desk.crew.customs.pk],
        "once": once,
    }
    for _time in range(2):
        assert client.post(where, sent).status_code == 302
    with seen_by_house():
        assert CaseQuestion.objects.count() == 1
        assert QuestionPart.objects.count() == 2
    shown = page(desk.crew.second, desk)
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert "{{ 7*7 }}" in shown


# --- who sees what


def cast_of(desk: asks.Desk) -> list[Account]:
    crew = desk.crew
    outside = make.officer(make.authority("Polizei Süd"))
    return [
        *(crew.lead, desk.analyst, crew.second, desk.colleague, desk.taxman),
        *(crew.third, crew.legal, crew.guard, outside),
    ]


def test_querysets_and_the_database_show_the_same_to_everybody(desk):
    question = asks.question(desk)
    asks.question(desk, authorities=[desk.tax])
    asks.task(desk, desk.crew.lead, desk.taxman)
    ended(desk.colleague, desk)
    seen = {}
    for account in cast_of(desk):
        account = Account.objects.get(pk=account.pk)
        for model in (CaseQuestion, QuestionPart, CaseTask):
            with seen_by(account):
                raw = set(model.objects.values_list("pk", flat=True))
                assert set(model.objects.visible_to(account).values_list("pk", flat=True)) == raw
            with seen_by_house():
                told = set(model.objects.visible_to(account).values_list("pk", flat=True))
            assert told == raw, (account, model)
            seen[account.pk, model.__name__] = len(raw)
    crew = desk.crew
    assert [seen[a.pk, "QuestionPart"] for a in cast_of(desk)[:8]] == [3, 3, 1, 0, 2, 0, 0, 0]
    assert [seen[a.pk, "CaseQuestion"] for a in (crew.lead, crew.second, desk.taxman)] == [2, 1, 2]
    assert [seen[a.pk, "CaseTask"] for a in (crew.lead, crew.third, crew.guard)] == [1, 0, 0]
    with seen_by_nobody():
        assert not QuestionPart.objects.exists()
        assert not CaseQuestion.objects.filter(pk=question.pk).exists()


def test_nobody_of_another_authority_reads_why_somebody_may_not_share(desk):
    question = asks.question(desk)
    part = asks.part_of(question, desk.tax)
    asks.answered(
        part, PartAnswer.REFUSED, desk.taxman, words="Nur über die Leitung des Finanzamts"
    )
    for account in (desk.crew.lead, desk.analyst, desk.taxman):
        assert "Leitung des Finanzamts" in page(account, desk)
    for account in (desk.crew.second, desk.colleague):
        shown = page(account, desk)
        assert "Leitung des Finanzamts" not in shown
        assert str(desk.tax) not in shown
    for account in (desk.crew.third, desk.crew.guard):
        where = reverse("analyses:asks", args=[desk.case.pk])
        assert signed_in(account).get(where).status_code == 403
    assert signed_in(desk.crew.second).get(address("answer_ask", part)).status_code == 404


def test_an_officer_of_another_authority_cannot_write_a_part_even_by_sql(desk):
    part = asks.part_of(asks.question(desk), desk.tax)
    with seen_by(desk.crew.second), connection.cursor() as cursor:
        cursor.execute("UPDATE analyses_questionpart SET words = 'x' WHERE id = %s", [part.pk])
        assert cursor.rowcount == 0


# --- answering


def test_each_answer(desk):
    question = asks.question(desk)
    customs, tax = (asks.part_of(question, each) for each in (desk.crew.customs, desk.tax))
    given = asks.contribution(desk, desk.crew.second, desk.crew.customs)
    assert asks.answered(customs, PartAnswer.CONTRIBUTED, desk.crew.second, contribution=given)
    assert asks.answered(tax, PartAnswer.NOTHING, desk.taxman).answer == PartAnswer.NOTHING
    assert [e.fields for e in entries("part.contributed")] == [["contribution"]]
    assert len(entries("part.nothing")) == 1


@pytest.mark.parametrize(
    "why", [{"words": "Leitung"}, {"refusal_secrecy": Secrecy.TAX}, {"refusal_basis": True}]
)
def test_one_reason_is_enough_to_refuse(desk, why):
    part = asks.part_of(asks.question(desk), desk.tax)
    if "refusal_basis" in why:
        why = {"refusal_basis": make.basis("LB10", blocked_because="nur mit Leitung")}
    part = asks.answered(part, PartAnswer.REFUSED, desk.taxman, **why)
    assert part.answer == PartAnswer.REFUSED


def test_a_refusal_without_any_reason_is_refused(desk):
    part = asks.part_of(asks.question(desk), desk.tax)
    with pytest.raises(ValidationError, match="Say why"):
        asks.answered(part, PartAnswer.REFUSED, desk.taxman)
    client = signed_in(desk.taxman)
    answer = client.post(address("answer_ask", part), {"answer": "refused", "version": ""})
    assert answer.status_code == 200
    assert asks.part_of(part.question, desk.tax).answer == PartAnswer.OPEN


def test_only_a_submitted_contribution_of_the_own_authority_counts(desk):
    part = asks.part_of(asks.question(desk), desk.tax)
    of_customs = asks.contribution(
        desk, desk.crew.second, desk.crew.customs, released_to=[desk.tax.pk]
    )
    draft = asks.contribution(desk, desk.taxman, desk.tax, submitted_at=None)
    for wrong in (of_customs, draft, None):
        with pytest.raises(ValidationError) as error:
            asks.answered(part, PartAnswer.CONTRIBUTED, desk.taxman, contribution=wrong)
        assert "contribution" in error.value.message_dict


def test_the_lead_answers_for_nobody_else(desk):
    part = asks.part_of(asks.question(desk), desk.tax)
    with pytest.raises(PermissionDenied, match="authority that is asked"):
        asks.answered(part, PartAnswer.NOTHING, desk.crew.lead)
    assert signed_in(desk.crew.lead).get(address("answer_ask", part)).status_code == 403


def sent_to(client: Client, where: str, **values: object) -> dict[str, object]:
    """The form as it is opened, with what is typed."""
    form = client.get(where).context["form"]
    return {"version": form.initial.get("version", ""), **values}


def test_an_answer_is_corrected_until_the_case_goes_on_and_the_log_keeps_both(desk):
    part = asks.part_of(asks.question(desk), desk.tax)
    client, where = signed_in(desk.taxman), address("answer_ask", part)
    assert client.post(where, sent_to(client, where, answer="nothing")).status_code == 302
    again = sent_to(client, where, answer="refused", words="Doch: Steuergeheimnis")
    assert client.post(where, again).status_code == 302
    part = asks.part_of(part.question, desk.tax)
    assert (part.answer, part.words) == (PartAnswer.REFUSED, "Doch: Steuergeheimnis")
    assert len(entries("part.nothing")) == len(entries("part.refused")) == 1
    with seen_by_house():
        desk.case.stage = Stage.STOPPED
        desk.case.save(update_fields=["stage"])
    assert client.get(where).status_code == 403


def test_the_second_of_two_with_the_same_form_is_told_and_nothing_is_overwritten(desk):
    part = asks.part_of(asks.question(desk), desk.crew.customs)
    where = address("answer_ask", part)
    first, second = signed_in(desk.crew.second), signed_in(desk.colleague)
    mine = sent_to(first, where, answer="nothing", words="kein Bestand")
    theirs = sent_to(second, where, answer="refused", words="Ermittlungsverfahren")
    assert first.post(where, mine).status_code == 302
    answer = second.post(where, theirs)
    assert answer.status_code == 200
    assert "Ermittlungsverfahren" in answer.content.decode()
    assert asks.part_of(part.question, desk.crew.customs).words == "kein Bestand"


@pytest.mark.django_db(transaction=True)
def test_two_answer_at_the_same_moment_one_after_the_other(settings):
    settings.DEMO = True
    desk = asks.desk(make.crew())
    part = asks.part_of(asks.question(desk), desk.crew.customs)
    barrier, codes = Barrier(2), []

    def send(account: Account, words: str) -> None:
        client = signed_in(account)
        where = address("answer_ask", part)
        sent = sent_to(client, where, answer="nothing", words=words)
        barrier.wait(timeout=30)
        codes.append(client.post(where, sent).status_code)
        connection.close()

    people = [(desk.crew.second, "eins"), (desk.colleague, "zwei")]
    threads = [Thread(target=send, args=pair) for pair in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(codes) == [200, 302]
    assert len(entries("part.nothing")) == 1


def test_a_post_sent_twice_answers_once(desk):
    part = asks.part_of(asks.question(desk), desk.tax)
    client, where = signed_in(desk.taxman), address("answer_ask", part)
    opened = client.get(where)
    sent = {
        "answer": "nothing",
        "once": opened.context["once"],
        "version": opened.context["form"].initial["version"],
    }
    assert [client.post(where, sent).status_code for _time in range(2)] == [302, 302]
    assert len(entries("part.nothing")) == 1


def test_whose_participation_ended_while_the_page_was_open_answers_nothing(desk):
    part = asks.part_of(asks.question(desk), desk.tax)
    client, where = signed_in(desk.taxman), address("answer_ask", part)
    sent = sent_to(client, where, answer="nothing")
    ended(desk.taxman, desk)
    assert client.post(where, sent).status_code == 404
    assert client.get(reverse("analyses:asks", args=[desk.case.pk])).status_code == 404
    assert asks.part_of(part.question, desk.tax).answer == PartAnswer.OPEN


def test_hostile_words_in_an_answer_stay_words(desk):
    part = asks.part_of(asks.question(desk), desk.tax)
    asks.answered(part, PartAnswer.REFUSED, desk.taxman, words=HOSTILE)
    shown = page(desk.crew.lead, desk)
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


# --- days


def test_another_day_with_its_reason(desk):
    part = asks.part_of(asks.question(desk), desk.tax)
    with seen_by(desk.crew.lead):
        part = actions.change_due(part, due_on=make.day(30), due_reason="Ferien", by=desk.crew.lead)
        with pytest.raises(ValidationError, match="over"):
            actions.change_due(part, due_on=make.day(-1), due_reason="x", by=desk.crew.lead)
    assert part.due_on == make.day(30)
    assert asks.part_of(part.question, desk.crew.customs).due_on == make.day(14)
    assert "Ferien" in page(desk.taxman, desk)
    assert "Ferien" not in page(desk.crew.second, desk)
    with seen_by(desk.taxman), pytest.raises(PermissionDenied):
        actions.change_due(part, due_on=make.day(40), due_reason="x", by=desk.taxman)


def test_more_time_is_asked_for_and_granted_or_not(desk):
    question = asks.question(desk)
    part = asks.part_of(question, desk.tax)
    for wrong in (None, make.day(-1), make.day(3), make.day(14), make.day(400)):
        with pytest.raises(ValidationError):
            asks.answered(part, PartAnswer.LONGER, desk.taxman, wanted_on=wrong)
    part = asks.answered(part, PartAnswer.LONGER, desk.taxman, wanted_on=make.day(20))
    with seen_by(desk.crew.lead):
        with pytest.raises(ValidationError, match="Say why"):
            actions.decide_longer(part, is_granted=False, by=desk.crew.lead)
        part = actions.decide_longer(
            part, is_granted=False, longer_reason="Es eilt", by=desk.crew.lead
        )
    assert (part.answer, part.notice, part.due_on) == (
        PartAnswer.OPEN,
        PartNotice.NOT_GRANTED,
        make.day(14),
    )
    assert "Es eilt" in page(desk.taxman, desk)
    part = asks.answered(part, PartAnswer.LONGER, desk.taxman, wanted_on=make.day(21))
    with seen_by(desk.analyst):
        part = actions.decide_longer(part, is_granted=True, by=desk.analyst)
    assert (part.answer, part.notice, part.due_on) == (
        PartAnswer.OPEN,
        PartNotice.GRANTED,
        make.day(21),
    )


def test_nobody_grants_themselves_more_time(desk):
    question = asks.question(desk, authorities=[desk.crew.police])
    part = asks.part_of(question, desk.crew.police)
    part = asks.answered(part, PartAnswer.LONGER, desk.crew.lead, wanted_on=make.day(20))
    with seen_by(desk.crew.lead), pytest.raises(PermissionDenied, match="themselves"):
        actions.decide_longer(part, is_granted=True, by=desk.crew.lead)
    with seen_by(desk.analyst):
        assert actions.decide_longer(part, is_granted=True, by=desk.analyst).due_on == make.day(20)


def test_what_is_overdue_says_so(desk):
    asks.question(desk, due_on=make.day(0))
    assert "overdue" not in page(desk.crew.lead, desk)
    later = make.day(1)
    with time_machine.travel(f"{later} 12:00+00:00", tick=True):
        shown = page(desk.crew.lead, desk)
    assert "1 overdue" in " ".join(shown.split())


# --- handed on, to-dos


def test_handed_on_to_one_officer_it_is_no_longer_among_what_the_others_do(desk):
    part = asks.part_of(asks.question(desk), desk.crew.customs)
    words = f"Answer a request for contributions: {desk.case.number}"
    for account in (desk.crew.second, desk.colleague):
        assert [i.title for i in items_of(asks_todo, account)] == [words]
    with seen_by(desk.crew.second):
        actions.hand_on(part, to=desk.colleague, by=desk.crew.second)
        with pytest.raises(ValidationError, match="your authority"):
            actions.hand_on(part, to=desk.taxman, by=desk.crew.second)
    assert not items_of(asks_todo, desk.crew.second)
    assert [i.title for i in items_of(asks_todo, desk.colleague)] == [words]
    assert not items_of(asks_todo, desk.crew.lead)


def test_to_dos_name_the_number_of_the_case_and_nothing_else(desk):
    question = asks.question(desk)
    part = asks.part_of(question, desk.tax)
    asks.answered(part, PartAnswer.LONGER, desk.taxman, wanted_on=make.day(20), words="Personal")
    asks.task(desk, desk.crew.lead, desk.taxman)
    titles = [
        str(item.title)
        for account in (desk.crew.lead, desk.taxman, desk.crew.second)
        for item in items_of(asks_todo, account)
    ]
    assert len(titles) == 3
    for title in titles:
        assert desk.case.number in title
        for secret in (desk.case.title, question.needed, "Personal", "Verträge", str(desk.tax)):
            assert secret not in title
    for account in (desk.crew.third, desk.crew.legal, desk.crew.guard):
        assert items_of(asks_todo, account) == []
    for item in items_of(asks_todo, desk.taxman):
        assert signed_in(desk.taxman).get(item.href).status_code == 200


# --- taken back


def test_a_contribution_that_is_taken_back_opens_its_part_again(desk):
    part = asks.part_of(asks.question(desk), desk.crew.customs)
    old = asks.contribution(desk, desk.crew.second, desk.crew.customs)
    asks.answered(part, PartAnswer.CONTRIBUTED, desk.crew.second, contribution=old)
    new = asks.contribution(desk, desk.crew.second, desk.crew.customs, version=2, replaces=old)
    asks.withdraw(new, desk.crew.second)
    part = asks.part_of(part.question, desk.crew.customs)
    assert (part.answer, part.notice, part.contribution) == (
        PartAnswer.OPEN,
        PartNotice.TAKEN_BACK,
        None,
    )
    assert "was taken back" in page(desk.crew.lead, desk)
    assert len(entries("part.taken_back")) == 1
    assert asks.answered(part, PartAnswer.NOTHING, desk.crew.second).notice == ""


def test_the_database_holds_answers_to_their_shape(desk):
    part = asks.part_of(asks.question(desk), desk.tax)
    wrong = [
        {"answer": PartAnswer.CONTRIBUTED},
        {"answer": PartAnswer.REFUSED},
        {"answer": PartAnswer.LONGER},
        {"answer": PartAnswer.NOTHING},
    ]
    for values in wrong:
        with seen_by_house(), pytest.raises(IntegrityError), transaction.atomic():
            QuestionPart.objects.filter(pk=part.pk).update(**values)


# --- tasks


def test_a_task_is_set_done_and_kept(desk):
    task = asks.task(desk, desk.taxman, desk.crew.second)
    with seen_by(desk.taxman), pytest.raises(PermissionDenied):
        actions.finish_task(task, done_note="x", by=desk.taxman)
    client = signed_in(desk.crew.second)
    where = reverse("analyses:finish_task", args=[desk.case.pk, task.pk])
    sent = {"done_note": "Geordnet", "once": client.get(where).context["once"]}
    assert [client.post(where, sent).status_code for _time in range(2)][0] == 302
    with seen_by_house():
        task.refresh_from_db()
    assert (task.done_by, task.done_note) == (desk.crew.second, "Geordnet")
    assert len(entries("task.done")) == 1
    assert "Geordnet" in page(desk.crew.lead, desk)


def test_a_task_goes_to_somebody_at_work_on_a_day_to_come(desk):
    for wrong in (
        {"for_whom": desk.crew.third},
        {"for_whom": desk.crew.legal},
        {"for_whom": desk.taxman, "due_on": make.day(-1)},
    ):
        with pytest.raises(ValidationError):
            asks.task(desk, desk.crew.lead, **wrong)
    with pytest.raises(PermissionDenied):
        asks.task(desk, desk.crew.third, desk.taxman)


# --- pages


def test_the_pages_ask_the_database_at_most_twelve_times(desk, django_assert_max_num_queries):
    for _time in range(12):
        asks.question(desk)
        asks.task(desk, desk.crew.lead, desk.taxman)
    client = signed_in(desk.crew.lead)
    client.get(reverse("analyses:asks", args=[desk.case.pk]))
    with django_assert_max_num_queries(12) as asked:
        client.get(reverse("analyses:asks", args=[desk.case.pk]))
    assert len(asked) > 0


def test_reading_is_in_the_log(desk):
    asks.question(desk)
    page(desk.taxman, desk)
    entry = entries("questions.read")[-1]
    assert (entry.account_id, entry.authority_id, entry.rows) == (desk.taxman.pk, desk.tax.pk, 1)


@pytest.mark.parametrize("typed", ["0", "-1", "x", "²", "99999999999", "2"])
def test_whatever_is_no_page_is_answered(desk, typed):
    where = reverse("analyses:asks", args=[desk.case.pk])
    assert signed_in(desk.crew.lead).get(where, {"page": typed}).status_code == 200
