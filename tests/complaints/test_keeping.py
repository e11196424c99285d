"""Keeping and deleting: from the term to the proposal, the archive, the confirmation; what stops it; what is left in the database."""

import re
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from complaints import rules
from complaints.actions import filing, keeping
from complaints.actions import office as work
from complaints.actions.apart import recuse
from complaints.keeping import FIRST_TERMS as TERMS
from complaints.keeping import Facts, Item, Term, choose_term, due_days
from complaints.models import (
    ArchiveOffer,
    Complaint,
    EndOfCase,
    Hold,
    KeepingMode,
    Message,
    Office,
    Proposal,
    Trace,
    Wrap,
)
from complaints.tasks import forget_closed
from complaints.todo import items_of_complaints
from complaints.views.kept_for_person import say_kept
from partnerships.directory.models import Account, Role
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.files import private_storage
from partnerships.shared.letters.models import Letter
from tests.clock import travel
from tests.complaints.test_nothing_in_clear import tables, variants
from tests.complaints.walking import open_mailbox
from tests.factories import directory as make
from tests.factories.complaints import (
    answer,
    complaint,
    keys_of,
    led,
    make_move,
    photo_of_a_visit,
)

NAME = {"name": "Amara Wortspiel", "email": "", "phone": "", "address": ""}
DUE = "2027-01-01"  # of what was closed in 2023


def at(day: str) -> AbstractContextManager[object]:
    return travel(datetime.combine(date.fromisoformat(day), time(9), UTC), tick=False)


def officer_of(office: Office) -> Account:
    account = make.AccountFactory()
    make.GrantFactory(person__account=account, role=Role.COMPLAINTS, organisation=office.authority)
    return Account.objects.get(pk=account.pk)


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def officer(office) -> Account:
    return officer_of(office)


@pytest.fixture(autouse=True)
def without_a_second_factor(settings) -> None:
    """Nobody who is made here has one."""
    settings.DEMO = True


@pytest.fixture
def second(office) -> Account:
    return officer_of(office)


def closed(office: Office, by: Account, day: str = "2023-06-01", **values: object) -> Complaint:
    """With a name, answered and closed on this day."""
    told = {"way": "formal", "identity": NAME, **values}
    with at(day):
        return led(office, "acknowledge", "answer", "close", by=by, **told)


def settled(office: Office, by: Account, day: str = DUE) -> list[Proposal]:
    """Proposed on this day; the archive wants nothing."""
    with at(day):
        forget_closed()
        offer = keeping.offer(office, by=by)
        keeping.note_answer(offer, taken=[], answered_on=date.fromisoformat(day), by=by)
    return list(Proposal.objects.open())


FACTS = Facts(
    date(2023, 6, 1), date(2023, 5, 1), False, False, True, False, None, True, False, False
)


@pytest.mark.parametrize(
    ("change", "days"),
    [
        ({}, {"complaint": "2027-01-01"}),
        ({"ended_on": date(2023, 12, 31)}, {"complaint": "2027-01-01"}),
        ({"ended_on": date(2024, 1, 1)}, {"complaint": "2028-01-01"}),
        ({"ended_on": None}, {}),
        ({"is_anonymous": True, "was_followed": False}, {"complaint": "2024-06-02"}),
        ({"is_anonymous": True}, {"complaint": "2027-01-01"}),
        ({"has_proceedings": True}, {}),
        (
            {"has_proceedings": True, "proceedings_ended_on": date(2024, 2, 29)},
            {"complaint": "2029-03-01"},
        ),
        ({"is_praise": True}, {"complaint": "2027-01-01", "names": "2024-06-02"}),
        ({"is_praise": True, "has_name": False}, {"complaint": "2027-01-01"}),
        ({"has_files": True}, {"complaint": "2027-01-01", "files": "2023-11-02"}),
        ({"has_files": True, "was_handed_over": True}, {"complaint": "2027-01-01"}),
    ],
)
def test_terms_of_the_domain_over_the_turn_of_the_year(change, days) -> None:
    found = due_days(FACTS._replace(**change), dict(TERMS))
    assert {item.value: day.isoformat() for item, day in found.items()} == days


def planted(office: Office, by: Account) -> tuple[Complaint, list[str], str]:
    """Written, asked, replied, closed in 2023, and proposed; with the words and the file that must not be left."""
    words = ["Planzwort1", "Planzwort2", "Planzwort3", NAME["name"]]
    photo = photo_of_a_visit("Planzbild.jpg")
    with at("2023-06-01"):
        row = complaint(
            office,
            story=words[0],
            way="formal",
            identity=NAME,
            files=[photo],
            facts={"police": "state", "pass_on": "ask", "place": words[1]},
        )
        work.acknowledge(row, by=by)
        answer(row, by=by, text=words[2])
        work.close(row, by=by, outcome="founded", settled_by=["apology"])
    return row, [*words, row.number, row.spaced_number, str(row.uid), row.uid.hex], photo["file"]


def hits(words: list[str]) -> list[str]:
    """Tables in which one of them stands, in clear or as bytes."""
    found = re.compile(b"|".join(re.escape(each) for word in words for each in variants(word)))
    return [name for name, content in tables() if found.search(content)]


def test_from_the_term_to_the_deletion_and_nothing_is_left(
    office, officer, second, django_capture_on_commit_callbacks
) -> None:
    row, words, path = planted(office, officer)
    pk, uid = row.pk, row.uid
    assert "complaints_complaint" in hits(words), "the search would find it"
    with at("2026-12-31"):
        forget_closed()
        assert set(Proposal.objects.values_list("item", flat=True)) == {"files"}
    with at(DUE):
        forget_closed()
        forget_closed()
        numbers = list(Proposal.objects.open().values_list("pk", flat=True))
        assert len(numbers) == 2
        left = keeping.confirm(numbers, by=second).left
        assert len(left) == 2 and Complaint.objects.exists(), "the archive first"
        offer = keeping.offer(office, by=officer)
        assert keeping.confirm(numbers, by=second).done == 0
        keeping.note_answer(offer, taken=numbers[:1], answered_on=date(2027, 1, 1), by=officer)
        with pytest.raises(PermissionDenied):
            keeping.note_answer(offer, taken=[], answered_on=date(2027, 1, 1), by=officer)
        with django_capture_on_commit_callbacks(execute=True):
            assert keeping.confirm(numbers, by=second).done == 2
    assert not private_storage().exists(path)
    assert private_storage().exists(f"complaints-journal/deleted/{uid}")
    assert hits(words) == []
    assert not Wrap.objects.exists() and not Message.objects.exists()
    assert not Letter.objects.filter(facts__complaint=pk).exists()
    trace = Trace.objects.get()
    assert (trace.received_in, trace.outcome, trace.days_to_answer) == (
        date(2023, 6, 1),
        "founded",
        0,
    )
    assert "acknowledgement 2023" in trace.in_time and trace.late == []
    event = AuditEvent.objects.get(what="complaints.forgotten", target_id=pk)
    assert event.by_id == second.pk and not event.facts


def test_the_name_of_who_praised_goes_and_the_rest_stays(office, officer) -> None:
    with at("2025-12-31"):
        row = led(
            office, "acknowledge", "answer", by=officer, kind="praise", way="formal", identity=NAME
        )
        work.close(row, by=officer)
    with at("2027-01-01"):
        forget_closed()
        proposal = Proposal.objects.get()
        assert proposal.item == Item.NAMES and proposal.due_on == date(2027, 1, 1)
        assert keeping.confirm([proposal.pk], by=officer).done == 1
        forget_closed()
    row.refresh_from_db()
    assert row.identity is None and not row.wraps.filter(opens="identity").exists()
    assert keys_of(row).told and Proposal.objects.get().decision == "deleted"


def test_a_hold_takes_two_to_stay_and_two_to_end(office, officer, second) -> None:
    row = closed(office, officer)
    keeping.hold(row, reason="court", by=officer)
    for act in (keeping.confirm_hold, keeping.ask_lifting, keeping.lift):
        with pytest.raises(PermissionDenied):
            act(row, by=officer)
    with pytest.raises(PermissionDenied):
        keeping.hold(row, reason="court", by=second)
    keeping.confirm_hold(row, by=second)
    keeping.ask_lifting(row, by=officer)
    with pytest.raises(PermissionDenied):
        keeping.lift(row, by=officer)
    assert Hold.objects.open().exists()
    keeping.lift(row, by=second)
    assert not Hold.objects.open().exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(complaint=row, reason="court", set_by=officer, confirmed_by=officer)


def test_a_hold_without_a_second_person_ends_by_itself(office, officer) -> None:
    with at("2026-11-30"):
        row = closed(office, officer)
        keeping.hold(row, reason="person", by=officer)
    with at("2026-12-14"):
        assert keeping.end_unconfirmed_holds() == 0
    with at("2026-12-15"):
        assert keeping.end_unconfirmed_holds() == 1
    assert AuditEvent.objects.filter(what="complaints.hold_ended", by=None).exists()


def test_a_hold_beats_deletion_in_bulk_and_says_so(office, officer) -> None:
    held, free = closed(office, officer), closed(office, officer)
    proposals = settled(office, officer)
    with at(DUE):
        keeping.hold(held, reason="court", by=officer)
        client = client_of(officer)
        page = client.get("/complaints/keeping/").content.decode()
        assert held.spaced_number in page and "Eine Löschsperre" in page
        form = client.get("/complaints/keeping/delete/")
        assert held.spaced_number not in form.content.decode()
        sent = {"once": form.context["once"], "numbers": [each.pk for each in proposals]}
        answer = client.post("/complaints/keeping/delete/", sent, follow=True)
        client.post("/complaints/keeping/delete/", sent)  # the same form once more
        assert held.spaced_number in answer.content.decode()
    assert list(Complaint.objects.all()) == [held] and not Complaint.objects.filter(pk=free.pk)
    assert AuditEvent.objects.filter(what="complaints.forgotten").count() == 1


def test_nobody_deletes_early_and_what_changed_meanwhile_stays(office, officer, cast) -> None:
    row = closed(office, officer)
    early = Proposal.objects.create(complaint=row, item="complaint", due_on=date(2025, 1, 1))
    with at("2026-12-31"), override("en"):
        left = keeping.confirm([early.pk], by=officer).left
    assert [reason for _row, reason in left] == ["Its term is not over."]
    early.delete()
    proposals = settled(office, officer)
    with at(DUE):
        by = cast.account("admin")
        term = Term(4, "years")
        keeping.set_term(office, "ordinary", term, reason="Weisung", law="DSG NRW", by=by)
        assert keeping.confirm([each.pk for each in proposals], by=officer).done == 0
        with pytest.raises(ValidationError):
            keeping.set_term(office, "ordinary", term, reason="x", law="x", by=by)


@pytest.mark.parametrize(
    ("set_so", "holds"),
    [
        ([], "3 years"),
        ([("1 months", 29)], "3 years"),
        ([("1 months", 30)], "1 months"),
        ([("4 years", 0)], "4 years"),
        ([("36 months", 0)], "36 months"),
        ([("1 years", 60), ("2 years", 0)], "2 years"),
        ([("1 years", 10), ("3 years", 5)], "3 years"),
        ([("4 years", 50), ("2 years", 40), ("1 years", 3)], "2 years"),
        ([("1 years", 10), ("2 years", 3)], "3 years"),
        ([("1 years", 40), ("2 years", 20)], "3 years"),  # the first was replaced before its day
        ([("1 years", 40), ("2 years", 30)], "2 years"),
        ([("1 years", 70), ("2 years", 20)], "2 years"),
        ([("1 years", 40), ("3 years", 35)], "3 years"),
    ],
)
def test_a_shorter_term_holds_thirty_days_later(set_so: list, holds: str) -> None:
    """`set_so`: terms, and how many days ago each was set."""
    now = timezone.now()
    later = [(term_of(said), now - timedelta(days=days)) for said, days in set_so]
    assert choose_term(term_of("3 years"), later, now) == term_of(holds)


def term_of(said: str) -> Term:
    number, unit = said.split()
    return Term(int(number), unit)


@pytest.mark.parametrize(
    ("change", "holds_at_once"),
    [
        ({"is_by_person": False}, False),
        ({"is_offered": False}, False),
        ({"reason": "Neu"}, True),
        ({"wait_days": 7}, True),  # a person confirms: the days mean nothing
    ],
)
def test_what_protects_less_holds_thirty_days_later(office, cast, change, holds_at_once) -> None:
    said = {"is_by_person": True, "wait_days": 30, "is_offered": True, "reason": "Beschluss"}
    row = keeping.set_mode(office, **(said | change), by=cast.account("admin"))
    assert (KeepingMode.objects.in_force(office).pk == row.pk) == holds_at_once
    KeepingMode.objects.update(set_at=timezone.now() - timedelta(days=30))
    assert KeepingMode.objects.in_force(office).pk == row.pk
    again = keeping.set_mode(office, **said, by=cast.account("admin"))
    assert KeepingMode.objects.in_force(office).pk == again.pk


def test_who_is_not_free_neither_deletes_nor_holds(office, officer, second) -> None:
    """Not in the list, not among the to-dos, not by its number, and not by the action."""
    with at("2023-06-01"):
        row = led(office, "acknowledge", "answer", by=second)
        recuse(row, reason="kin", by=officer)
        make_move(row, "close", by=second)
    with at(DUE):
        keeping.propose()
        proposal = Proposal.objects.get(item=Item.COMPLAINT)
        keeping.note_answer(
            keeping.offer(office, by=second),
            taken=[],
            answered_on=date.fromisoformat(DUE),
            by=second,
        )
        assert not items_of_complaints(officer) and items_of_complaints(second)
        page = client_of(officer).get("/complaints/keeping/delete/").content.decode()
        assert row.spaced_number not in page
        assert keeping.confirm([proposal.pk], by=officer).done == 0
        with pytest.raises(PermissionDenied, match="befangen"):
            keeping.hold(row, reason="court", by=officer)
        assert keeping.confirm([proposal.pk], by=second).done == 1


def test_the_clock_deletes_only_where_an_office_has_set_it_so(office, officer, cast) -> None:
    closed(office, officer)
    settled(office, officer)
    with at("2027-03-01"):
        forget_closed()
        assert Complaint.objects.exists()
        said = {"wait_days": 30, "is_offered": True, "reason": "Beschluss"}
        keeping.set_mode(office, is_by_person=False, by=cast.account("admin"), **said)
        forget_closed()
        assert Complaint.objects.exists()  # it holds after 30 days
    with at("2027-03-31"):
        forget_closed()
    assert not Complaint.objects.exists() and Trace.objects.count() == 1
    assert AuditEvent.objects.get(what="complaints.forgotten").by is None


def test_what_is_kept_longer_comes_back_on_its_day(office, officer) -> None:
    row = closed(office, officer)
    settled(office, officer)
    with at(DUE):
        for until in (date(2027, 1, 1), date(2028, 1, 2)):
            with pytest.raises(ValidationError):
                keeping.keep(row, until=until, reason="claim", by=officer)
        keeping.keep(row, until=date(2027, 6, 30), reason="claim", by=officer)
    with at("2027-06-30"):
        assert keeping.propose() == 0
    with at("2027-07-01"):
        assert keeping.propose() == 1


def test_proceedings_keep_it_until_their_end_is_noted(office, officer) -> None:
    with at("2023-06-01"):
        row = led(
            office, "acknowledge", "review", "suspend", "resume", "answer", "close", by=officer
        )
    with at("2040-01-01"), override("en"):
        assert keeping.propose() == 0
        read = rules.with_keeping(Complaint.objects.filter(pk=row.pk)).get()
        assert rules.why_kept(read) == ["Proceedings elsewhere: their end is not noted yet."]
        with pytest.raises(ValidationError):
            keeping.note_case_end(row, ended_on=date(2040, 1, 2), by=officer)
        keeping.note_case_end(row, ended_on=date(2034, 12, 31), by=officer)
        assert keeping.propose() == 1
    assert EndOfCase.objects.get().by == officer


def test_what_is_to_be_deleted_is_not_taken_up_again(office, officer, second) -> None:
    with at("2023-06-01"):
        row = led(office, "withdraw", by=officer, way="formal", identity=NAME)
    with at(DUE), override("en"):
        assert rules.can_move(second, row, "pursue")
        keeping.propose()
        row = Complaint.objects.get(pk=row.pk)
        assert "it is to be deleted" in str(rules.can_move(second, row, "pursue").reason)
        answer = client_of(second).get(f"/complaints/{row.pk}/pursue/")
        assert answer.status_code == 403
        assert rules.can_move(second, row, "close")


@pytest.mark.parametrize("name", ["liaison", "approver", "dpo", "admin", "partner"])
def test_who_may_do_what_and_why_not(cast, office, officer, name) -> None:
    row, by = closed(office, officer), cast.account(name)
    settled(office, officer)
    read = rules.with_keeping(Complaint.objects.filter(pk=row.pk)).get()
    proposal, mode = Proposal.objects.get(), KeepingMode.objects.in_force(office)
    with override("en"), at(DUE):
        for verdict in (
            rules.can_delete(by, proposal, read, mode),
            rules.can_keep(by, row, proposal),
            rules.can_hold(by, row, None),
            rules.can_note_case_end(by, row),
            rules.can_offer(by, office),
        ):
            assert "complaints officers of this office" in str(verdict.reason)
        assert rules.can_delete(officer, proposal, read, mode)
        assert bool(rules.can_set_keeping(by, office)) == (name == "admin")
        assert "Administrators" in str(rules.can_set_keeping(officer, office).reason)
        client = cast.client(name)
        assert client.get("/complaints/keeping/").status_code == 403
        assert client.get(f"/complaints/{row.pk}/keeping/").status_code == 404
        with pytest.raises(PermissionDenied):
            keeping.keep(row, until=date(2027, 2, 1), reason="claim", by=by)


def test_the_pages_of_one_complaint(office, officer, second) -> None:
    row = closed(office, officer, files=[photo_of_a_visit()])
    start = f"/complaints/{row.pk}/keeping/"
    with at(DUE):
        first, other = client_of(officer), client_of(second)
        assert 'datetime="2027-01-01"' in first.get(start).content.decode()
        assert first.post(f"{start}evidence/", {"handed_over_on": "2026-01-05"}).status_code == 302
        assert first.post(f"{start}case-end/", {"ended_on": "2027-01-02"}).status_code == 200
        assert first.post(f"{start}hold/", {"reason": "<script>"}).status_code == 200
        assert first.post(f"{start}hold/", {"reason": "court"}).status_code == 302
        assert first.post(f"{start}confirm-hold/").status_code == 403
        assert other.post(f"{start}confirm-hold/").status_code == 302
        assert other.post(f"{start}ask-lifting/").status_code == 302
        assert other.post(f"{start}lift-hold/").status_code == 403
        assert first.post(f"{start}lift-hold/").status_code == 302
        assert first.get(f"{start}longer/").status_code == 403, "nothing is proposed"
        forget_closed()
        assert (
            first.post(f"{start}longer/", {"until": "2027-03-01", "reason": "claim"}).status_code
            == 302
        )
    assert [each.item for each in Proposal.objects.all()] == ["complaint"]


def test_the_list_for_the_archive(office, officer) -> None:
    row = closed(office, officer)
    with at(DUE):
        forget_closed()
        client = client_of(officer)
        answer = client.post(f"/complaints/keeping/offices/{office.pk}/offer/")
        assert answer.status_code == 302
        offer = ArchiveOffer.objects.get()
        path = f"/complaints/keeping/offers/{offer.pk}/"
        assert row.spaced_number in client.get(path).content.decode()
        assert client.post(path, {"answered_on": "2026-12-31"}).status_code == 200
        assert client.post(path, {"answered_on": "2027-01-01"}).status_code == 302
        assert "Kann gelöscht werden" in client.get("/complaints/keeping/").content.decode()
    assert Proposal.objects.get().archive == "refused"


def test_administrators_set_terms_and_the_way_of_deleting(cast, office) -> None:
    client, start = cast.client("admin"), f"/complaints/offices/{office.pk}/keeping/"
    said = {"number": "2", "unit": "years", "law": "<b>DSG</b>", "reason": "Weisung"}
    assert client.post(f"{start}ordinary/", {**said, "number": "0"}).status_code == 200
    assert client.post(f"{start}ordinary/", said).status_code == 302
    mode = {"is_by_person": "clock", "wait_days": "14", "reason": "Beschluss"}
    assert client.post(f"{start}mode/", {**mode, "wait_days": "3"}).status_code == 200
    assert client.post(f"{start}mode/", mode).status_code == 302
    page = client.get(start).content.decode()
    assert "2 Jahre" in page and "<b>DSG" not in page and "Ab " in page
    assert KeepingMode.objects.in_force(office).is_by_person
    assert not KeepingMode.objects.newest_of(office).is_by_person
    told = Letter.objects.filter(kind="complaints/keeping").values_list("recipient", flat=True)
    assert set(told) == {cast.account("dpo").pk, cast.account("complaints").pk}
    link = cast.client("dpo").get(start)
    assert link.status_code == 200 and "2 Jahre" in link.content.decode()
    assert cast.client("complaints").post(f"{start}mode/", mode).status_code == 403


def test_the_person_reads_the_day_and_until_when_copies_hold_it(office, officer) -> None:
    mailbox = filing.new_mailbox()
    with at("2026-11-02"):
        row = complaint(office, mailbox=mailbox, way="formal", identity=NAME)
        with override("en"):
            assert "after it is closed" in say_kept(row)[0]
        for act in ("acknowledge", "answer", "close"):
            make_move(row, act, by=officer)
        page = open_mailbox(row.number, mailbox.secret).page
        assert "1. Januar 2030" in page and "31. Januar 2030" in page
        row.refresh_from_db()
        keeping.hold(row, reason="person", by=officer)
        with override("en"):
            assert say_kept(row) == ["At the moment we must not delete it."]
