"""A complaint tells of a crime: the prosecutor gets it, and until they have decided it is neither closed nor deleted, nor is a unit asked."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from complaints import rules
from complaints.actions import keeping
from complaints.actions import office as work
from complaints.actions import suspicions as actions
from complaints.clocks import ClockKind
from complaints.keeping import Stop
from complaints.models import (
    Complaint,
    KeepingMode,
    Office,
    Proposal,
    StatementRequest,
    Suspicion,
)
from complaints.models.suspicions import suspicion_of
from complaints.todo import items_of_complaints
from partnerships.directory.models import Account, Kind
from partnerships.shared.audit.models import AuditEvent
from tests.clock import travel
from tests.complaints.test_statements import ask, leads
from tests.factories import directory as make
from tests.factories.complaints import (
    SETTLED,
    complaint,
    concern,
    led,
    make_move,
    second_officer,
)

pytestmark = pytest.mark.django_db
GIVEN = {"referred_to": "neutral", "place": "Polizei Recklinghausen", "reference": "12 Js 3/26"}


@pytest.fixture(autouse=True)
def _without_second_factor(settings) -> None:
    """As in the demo: these officers sign in by their password."""
    settings.DEMO = True


@pytest.fixture
def officer(office) -> Account:
    return second_officer(office)


@pytest.fixture
def second(office) -> Account:
    return second_officer(office)


def anew(row: Complaint) -> Complaint:
    return Complaint.objects.get(pk=row.pk)


def given(row: Complaint, by: Account) -> None:
    actions.refer(row, **GIVEN, referred_on=timezone.localdate(), by=by)


def decided(row: Complaint, by: Account) -> None:
    actions.note_case_decision(row, decision="dropped", decided_on=timezone.localdate(), by=by)


def titles(by: Account) -> list[str]:
    return [
        item.href.rsplit("/", 2)[1] for item in items_of_complaints(by) if "suspicion" in item.href
    ]


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_the_way_of_a_suspicion(office, officer, second) -> None:
    row, client = led(office, "acknowledge", "review", by=officer), client_of(officer)
    start = f"/complaints/{row.pk}/suspicion/"
    assert start in client.get(f"/complaints/{row.pk}/").content.decode()
    for _twice in range(2):
        client.post(start)
    assert Suspicion.objects.count() == 1 and titles(officer) == titles(second) == ["refer"]

    sent = GIVEN | {"referred_on": timezone.localdate().isoformat()}
    assert client.post(f"{start}refer/", {**sent, "place": ""}).status_code == 200
    assert client.post(f"{start}refer/", sent).status_code == 302
    page = client.get(f"/complaints/{row.pk}/").content.decode()
    assert "Polizei Recklinghausen" in page and "12 Js 3/26" in page and f"{start}decision/" in page
    assert titles(officer) == []

    said = {"decision": "dropped", "decided_on": timezone.localdate().isoformat()}
    assert client.post(f"{start}decision/", said).status_code == 302
    assert titles(officer) == [] and titles(second) == ["lift"]
    assert client.post(f"{start}lift/").status_code == 403
    assert client_of(second).post(f"{start}lift/").status_code == 302
    assert suspicion_of(anew(row)) is None
    events = AuditEvent.objects.filter(target_id=row.pk, what__regex="crime|suspicion")
    assert list(events.order_by("pk").values_list("what", flat=True)) == [
        "complaints.crime_suspected",
        "complaints.crime_referred",
        "complaints.crime_decided",
        "complaints.suspicion_lifted",
    ]


@pytest.mark.parametrize("verbs", [("acknowledge", "answer"), ("acknowledge", "withdraw")])
def test_it_is_not_closed_before_the_mark_is_lifted(office, officer, second, verbs) -> None:
    row = led(office, *verbs, by=officer)
    actions.suspect(row, by=officer)
    for step in (given, decided):
        with pytest.raises(PermissionDenied):
            work.close(anew(row), by=second, is_no_crime=True, **SETTLED)
        step(row, officer)
    with pytest.raises(PermissionDenied):
        work.close(anew(row), by=second, is_no_crime=True, **SETTLED)
    actions.lift_suspicion(row, by=second)
    make_move(anew(row), "close", by=second)


def test_it_is_not_refused_as_inadmissible(office, officer) -> None:
    row = led(office, "acknowledge", by=officer)
    actions.suspect(row, by=officer)
    assert not rules.can_move(officer, anew(row), "dismiss")
    assert rules.can_move(officer, anew(row), "review")  # what is no crime goes on


def test_nothing_is_deleted(office, officer) -> None:
    row = led(office, "acknowledge", "answer", "close", by=officer)
    actions.suspect(row, by=officer)
    mode = KeepingMode(office=office, is_offered=False)
    with travel(timezone.now() + timedelta(days=5 * 366), tick=False):
        keeping.propose()
        proposal = Proposal.objects.get(item="complaint")
        read = rules.with_keeping(Complaint.objects.filter(pk=row.pk)).get()
        assert rules.find_stops(read) == [Stop.CRIME]
        assert len(rules.why_not_deleted(proposal, read, mode)) == 1
        assert keeping.confirm([proposal.pk], by=officer).done == 0
    assert Complaint.objects.filter(pk=row.pk).exists()


def test_no_unit_is_asked_and_open_requests_are_taken_back(office, officer) -> None:
    unit = make.OrganisationFactory(name="Wache Nord", kind=Kind.POLICE, parent=office.authority)
    leads(unit)
    row = led(office, "acknowledge", "review", by=officer)
    concern(row, unit=unit)
    ask(row, officer, unit)
    actions.suspect(row, by=officer)
    assert StatementRequest.objects.get().withdrawn_at is not None
    assert not row.clocks.running().filter(kind=ClockKind.STATEMENT).exists()
    assert not rules.can_request_statement(officer, anew(row))
    assert not rules.can_ask_statement(officer, anew(row))
    with pytest.raises(PermissionDenied):
        ask(anew(row), officer, unit)


def test_days_fit(office, officer) -> None:
    row, today = led(office, "acknowledge", by=officer), timezone.localdate()
    actions.suspect(row, by=officer)
    for day in (today + timedelta(days=1), today - timedelta(days=1)):
        with pytest.raises(ValidationError, match="referred_on"):
            actions.refer(row, **GIVEN, referred_on=day, by=officer)
    given(row, officer)
    for day in (today + timedelta(days=1), today - timedelta(days=1)):
        with pytest.raises(ValidationError, match="decided_on"):
            actions.note_case_decision(row, decision="charged", decided_on=day, by=officer)


def test_each_step_once_and_in_its_order(office, officer, second) -> None:
    row = led(office, "acknowledge", by=officer)
    steps = (
        lambda: actions.suspect(row, by=officer),
        lambda: given(row, officer),
        lambda: decided(row, officer),
        lambda: actions.lift_suspicion(row, by=second),
    )
    for place, step in enumerate(steps):
        for other in (*steps[:place], *steps[place + 1 :]):
            with pytest.raises(PermissionDenied), transaction.atomic():
                other()
        step()
    steps[0]()  # noted anew after it was lifted
    assert Suspicion.objects.count() == 2


def test_others_neither_note_nor_lift(office, officer) -> None:
    away = Office.objects.create(
        authority=make.OrganisationFactory(name="Polizei Süd", kind=Kind.POLICE),
        opened_on=timezone.localdate(),
    )
    row = led(office, "acknowledge", by=officer)
    named, other = second_officer(office), second_officer(away)
    concern(row, officer=named)
    for by in (named, other):
        assert not rules.can_suspect(by, anew(row))
        assert client_of(by).get(f"/complaints/{row.pk}/suspicion/").status_code == 404
        with pytest.raises(PermissionDenied):
            actions.suspect(row, by=by)


def test_the_database_wants_a_second_officer(office, officer) -> None:
    row = complaint(office)
    today = timezone.localdate()
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspicion.objects.create(
            complaint=row, noted_by=officer, referred_on=today, decided_on=today, decided_by=officer,
            lifted_by=officer, lifted_at=timezone.now(),
        )  # fmt: skip


def test_hostile_names_stay_as_typed(office, officer) -> None:
    row, name = led(office, "acknowledge", by=officer), "<b>StA</b> {{ 7 }} %s '--"
    actions.suspect(row, by=officer)
    actions.refer(row, **(GIVEN | {"place": name}), referred_on=timezone.localdate(), by=officer)
    page = client_of(officer).get(f"/complaints/{row.pk}/").content.decode()
    assert "<b>StA" not in page and "&lt;b&gt;StA&lt;/b&gt; {{ 7 }} %s" in page
