"""The office: who reads what, original and translation side by side, and nothing of it anywhere else."""

from datetime import date

import pytest
from django.utils import timezone
from django.utils.translation import override

from complaints.actions.mailbox import write
from complaints.actions.office import acknowledge, say
from complaints.models import Complaint, Message, Translation, Wrap
from complaints.stages import Stage
from complaints.todo import items_of_complaints
from partnerships.directory.models import Kind, Role
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.files import private_storage
from partnerships.shared.letters.models import Letter
from tests.factories import directory as make
from tests.factories.complaints import (
    STORY,
    answer,
    complaint,
    delete_due,
    keys_of,
    open_office,
    photo_of_a_visit,
    sort,
)


@pytest.fixture
def arrived(cast, office) -> Complaint:
    """In Turkish, with a name."""
    return complaint(
        office,
        language="tr",
        way="formal",
        story="Beni sebepsiz yere durdurdular.",
        identity={"name": "Deniz Örnek", "phone": "0231 5550123"},
    )


def page_of(cast, name: str, row: Complaint, verb: str = "") -> str:
    answer = cast.client(name).get(f"/complaints/{row.pk}/{verb}")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_an_officer_reads_words_and_name_and_that_is_an_event(cast, arrived) -> None:
    page = page_of(cast, "complaints", arrived)
    assert "Beni sebepsiz yere" in page and "Deniz Örnek" in page and "Türkçe" in page
    event = AuditEvent.objects.get(what="complaints.complaint_read")
    assert event.by_id == cast.account("complaints").pk and event.target_id == arrived.pk


@pytest.mark.parametrize(
    "name", ["liaison", "chair", "partner", "approver", "analyst", "customs", "dpo", "admin"]
)
def test_nobody_else_learns_that_it_is_there(cast, arrived, name) -> None:
    assert cast.client(name).get(f"/complaints/{arrived.pk}/").status_code == 404
    assert cast.client(name).get("/complaints/").status_code == 403
    found = cast.client(name).get("/search/", {"q": arrived.number}).content.decode()
    assert f"/complaints/{arrived.pk}/" not in found


def test_an_officer_of_another_authority_sees_nothing(cast, arrived) -> None:
    away = make.OrganisationFactory(name="Polizei Fern", kind=Kind.POLICE)
    other = open_office(away)
    person = make.PersonFactory(account=make.AccountFactory())
    make.GrantFactory(person=person, role=Role.COMPLAINTS, organisation=away)
    theirs = complaint(other)
    seen = Complaint.objects.visible_to(type(person.account).objects.get(pk=person.account_id))
    assert list(seen) == [theirs]


def test_the_list_shows_the_shell_alone(cast, arrived) -> None:
    page = cast.client("complaints").get("/complaints/").content.decode()
    assert arrived.spaced_number in page and "Deniz" not in page and "sebepsiz" not in page


def test_a_translation_stands_beside_the_original_with_a_name(cast, arrived) -> None:
    message = arrived.messages.get()
    path = f"/complaints/{arrived.pk}/messages/{message.pk}/translate/"
    client = cast.client("complaints")
    client.post(path, {"text": "Man hat mich ohne Grund angehalten."})
    page = page_of(cast, "complaints", arrived)
    assert "ohne Grund angehalten" in page and "Beni sebepsiz yere" in page
    assert "ohne Grund angehalten" in client.get(path).content.decode()
    sealed = bytes(Translation.objects.get().sealed)
    assert b"angehalten" not in sealed


def test_letters_say_that_something_came_and_no_more(cast, arrived) -> None:
    letters = Letter.objects.filter(kind="complaints/arrived")
    assert {letter.recipient_id for letter in letters} == {cast.account("complaints").pk}
    assert all(set(letter.facts) == {"complaint"} for letter in letters)


def test_the_way_of_a_complaint_on_the_pages(cast, arrived) -> None:
    client, start = cast.client("complaints"), f"/complaints/{arrived.pk}/"
    client.post(f"{start}acknowledge/")
    client.post(f"{start}ask/", {"text": "Saat kaçtı?", "language": "tr"})
    arrived.refresh_from_db()
    assert arrived.stage == Stage.AWAITING_PERSON and arrived.asked_at
    refused = client.post(f"{start}answer/", {"text": "Özür dileriz.", "language": "tr"})
    assert refused.status_code == 403
    answer(arrived, by=cast.account("complaints"), language="tr")
    client.post(
        f"{start}close/", {"outcome": "founded", "settled_by": ["apology", "written_answer"]}
    )
    arrived.refresh_from_db()
    assert arrived.stage == Stage.CLOSED and arrived.answered_at and arrived.ended_at
    assert arrived.outcome == "founded" and arrived.settled_by == ["apology", "written_answer"]
    assert Message.objects.filter(complaint=arrived).count() == 3


def test_without_the_key_nobody_reads_here(cast, arrived, settings, tmp_path) -> None:
    settings.COMPLAINTS_KEYS = tmp_path / "elsewhere"
    answer = cast.client("complaints").get(f"/complaints/{arrived.pk}/")
    assert answer.status_code == 403 and "Beni" not in answer.content.decode()
    assert not AuditEvent.objects.filter(what="complaints.complaint_read").exists()


def test_administrators_see_the_shell_alone(cast, arrived) -> None:
    page = cast.client("admin").get(f"/admin/complaints/complaint/{arrived.pk}/change/")
    assert page.status_code == 200 and arrived.number in page.content.decode()
    assert b"told" not in page.content and b"identity" not in page.content


def test_three_years_after_the_year_it_was_closed_it_is_gone(cast, arrived) -> None:
    arrived_id = arrived.pk
    acknowledge(arrived, by=cast.account("complaints"))
    Complaint.objects.filter(pk=arrived_id).update(stage="withdrawn", ended_at="2023-06-01T10:00Z")
    assert delete_due(date(2026, 12, 31)) == 0
    assert delete_due(date(2027, 1, 1)) == 1
    assert not Complaint.objects.filter(pk=arrived_id).exists() and not Wrap.objects.exists()
    assert AuditEvent.objects.filter(what="complaints.forgotten", target_id=arrived_id).exists()


def test_the_story_is_sealed(arrived) -> None:
    assert STORY.encode() not in bytes(arrived.messages.get().sealed)


def test_its_files_go_with_it(office, django_capture_on_commit_callbacks) -> None:
    photo = photo_of_a_visit()
    row = complaint(office, files=[photo])
    Complaint.objects.filter(pk=row.pk).update(stage="withdrawn", ended_at="2023-06-01T10:00Z")
    assert private_storage().exists(photo["file"])
    with django_capture_on_commit_callbacks(execute=True):
        delete_due(date(2027, 1, 1))
    assert not private_storage().exists(photo["file"])


def test_the_page_that_translates_shows_the_words_and_that_is_an_event(cast, arrived) -> None:
    path = f"messages/{arrived.messages.get().pk}/translate/"
    assert "Beni sebepsiz" in page_of(cast, "complaints", arrived, path)
    assert AuditEvent.objects.filter(what="complaints.complaint_read").count() == 1


def test_every_word_of_the_person_waits_until_somebody_answers(cast, arrived) -> None:
    officer, keys = cast.account("complaints"), keys_of(arrived)

    def waits() -> list[str]:
        with override("de"):
            return [str(item.title).split(":")[0] for item in items_of_complaints(officer)]

    assert waits() == ["Eingang bestätigen"]
    acknowledge(arrived, by=officer)
    assert waits() == ["1 Beschwerde einordnen"]
    sort(arrived)
    assert waits() == []
    write(arrived, keys, text="Noch etwas.", language="tr", token="a" * 22)
    assert waits() == ["Die Person hat geantwortet"]
    say(arrived, keys, kind="notice", text="Danke.", language="tr", by=officer)
    assert waits() == []
    answer(arrived, by=officer, language="tr")
    write(arrived, keys, text="Das reicht mir nicht.", language="tr", token="b" * 22)
    assert waits() == ["Die Person hat geantwortet"]


def test_who_lost_the_role_a_minute_ago_reads_nothing(cast, arrived) -> None:
    client = cast.client("complaints")
    cast.people["complaints"].grants.update(ended_at=timezone.now())
    path = f"/complaints/{arrived.pk}/"
    assert client.get(path).status_code == 404
    assert client.post(f"{path}acknowledge/").status_code == 404
    arrived.refresh_from_db()
    assert arrived.stage == Stage.RECEIVED


def test_a_message_of_another_complaint_is_not_translated_here(cast, arrived, office) -> None:
    foreign = complaint(office).messages.get()
    path = f"/complaints/{arrived.pk}/messages/{foreign.pk}/translate/"
    assert cast.client("complaints").post(path, {"text": "x"}).status_code == 404
