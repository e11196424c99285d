"""What an office learns: noted once the person has the answer, looked at on its day, and there when the complaint is not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from complaints.actions.forgetting import forget
from complaints.actions.lessons import end_lesson, note_lesson
from complaints.models import Complaint, Lesson, Office
from complaints.rules import can_end_lesson, can_note_lesson
from complaints.todo import items_of_complaints
from partnerships.directory.models import Account, Kind
from partnerships.shared.audit.models import AuditEvent
from tests.factories import directory as make
from tests.factories.complaints import complaint, concern, led, open_office, second_officer

pytestmark = pytest.mark.django_db
LEARNED = {"learned": "Wer angehalten wird, hört den Grund.", "measure": "Eine Schulung."}


def in_days(days: int) -> dict[str, object]:
    return LEARNED | {"look_on": timezone.localdate() + timedelta(days=days)}


@pytest.fixture
def officer(office, settings) -> Account:
    settings.DEMO = True  # signs in by password
    return second_officer(office)


@pytest.fixture
def closed(office, officer) -> Complaint:
    return led(office, "acknowledge", "answer", "close", by=officer)


@pytest.fixture
def lesson(closed, officer) -> Lesson:
    return note_lesson(closed, **in_days(30), by=officer)


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.parametrize(
    ("verbs", "is_allowed"),
    [
        ((), False),
        (("acknowledge", "review"), False),
        (("acknowledge", "withdraw"), False),
        (("acknowledge", "answer"), True),
        (("acknowledge", "hand_on"), True),
        (("acknowledge", "dismiss"), True),
        (("acknowledge", "answer", "close"), True),
    ],
)
def test_not_before_the_person_has_the_answer(office, officer, verbs, is_allowed: bool) -> None:
    row = led(office, *verbs, by=officer)
    verdict = can_note_lesson(officer, row)
    assert bool(verdict) == is_allowed
    if not is_allowed:
        assert verdict.reason == "A lesson is noted once the person has the answer."
        with pytest.raises(PermissionDenied):
            note_lesson(row, **in_days(3), by=officer)


def test_others_neither_note_nor_read_nor_end(closed, lesson, office) -> None:
    away = open_office(make.OrganisationFactory(name="Polizei Süd", kind=Kind.POLICE))
    named, other = second_officer(office), second_officer(away)
    concern(closed, officer=named)
    assert not can_note_lesson(named, closed) and not can_note_lesson(other, closed)
    assert not can_end_lesson(other, lesson)
    client = client_of(other)
    assert LEARNED["learned"] not in client.get("/complaints/lessons/").content.decode()
    assert client.get(f"/complaints/lessons/{lesson.pk}/end/").status_code == 404
    page = client_of(named).get("/complaints/lessons/").content.decode()
    assert LEARNED["learned"] in page and closed.spaced_number not in page
    assert client_of(make.AccountFactory()).get("/complaints/lessons/").status_code == 403


def test_the_head_reads_and_ends(lesson, office) -> None:
    head = make.AccountFactory()
    Office.objects.filter(pk=office.pk).update(head=head)
    client = client_of(head)
    page = client.get("/complaints/lessons/").content.decode()
    assert LEARNED["learned"] in page and lesson.complaint.spaced_number not in page
    assert client.get(f"/complaints/lessons/{lesson.pk}/end/").status_code == 200


def test_a_day_that_is_over_and_a_unit_of_others_are_refused(closed, officer) -> None:
    with pytest.raises(ValidationError, match="after today"):
        note_lesson(closed, **in_days(0), by=officer)
    away = make.OrganisationFactory(name="Wache Süd")
    with pytest.raises(ValidationError, match="does not belong"):
        note_lesson(closed, **in_days(3), unit=away.pk, by=officer)
    assert not Lesson.objects.exists()


def test_on_its_day_it_is_a_todo_until_somebody_says_what_came_of_it(lesson, officer) -> None:
    assert "lesson" not in str(items_of_complaints(officer))
    Lesson.objects.update(look_on=timezone.localdate())
    (item,) = (each for each in items_of_complaints(officer) if "lesson" in each.title)
    assert (
        item.title == "Look at 1 lesson: did it help?"
        and item.href == "/complaints/lessons/?state=open"
    )
    end_lesson(lesson, state="dropped", result="Niemand konnte es einrichten.", by=officer)
    assert "lesson" not in str(items_of_complaints(officer))
    with pytest.raises(PermissionDenied, match="said already"):
        end_lesson(lesson, state="done", result="Doch.", by=officer)
    lesson.refresh_from_db()
    assert (lesson.state, lesson.ended_by) == ("dropped", officer)


def test_nothing_ends_without_a_word(lesson, officer) -> None:
    with pytest.raises(ValidationError):
        end_lesson(lesson, state="done", result="", by=officer)


def test_it_stays_when_the_complaint_is_deleted_and_leads_nowhere(closed, lesson, officer) -> None:
    forget([closed], by=officer)
    lesson.refresh_from_db()
    assert lesson.complaint_id is None and lesson.learned == LEARNED["learned"]
    event = AuditEvent.objects.get(what="complaints.lesson_noted")
    assert event.target_label == "complaints.Lesson" and event.target_id == lesson.pk
    assert LEARNED["learned"] in client_of(officer).get("/complaints/lessons/").content.decode()


def test_the_pages_lead_from_the_answer_to_what_came_of_it(closed, officer, office) -> None:
    client = client_of(officer)
    assert (
        f"/complaints/{closed.pk}/lesson/"
        in client.get(f"/complaints/{closed.pk}/").content.decode()
    )
    early = complaint(office)
    assert (
        f"/complaints/{early.pk}/lesson/"
        not in client.get(f"/complaints/{early.pk}/").content.decode()
    )
    start = f"/complaints/{closed.pk}/lesson/"
    typed = in_days(30) | {"unit": office.authority.pk, "once": client.get(start).context["once"]}
    for _twice in range(2):
        assert client.post(start, typed).status_code == 302
    lesson = Lesson.objects.get()
    assert lesson.unit == office.authority
    end = f"/complaints/lessons/{lesson.pk}/end/"
    said = {"state": "done", "result": "Es half.", "once": client.get(end).context["once"]}
    assert client.post(end, said).status_code == 302
    page = client.get("/complaints/lessons/", headers={"Accept-Language": "de"}).content.decode()
    assert "Es half." in page and "/end/" not in page
