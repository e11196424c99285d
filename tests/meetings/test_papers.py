"""A point has papers: of whoever proposed it and of keepers, for whoever sees the point."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.actions import agenda, agenda_files, agenda_told, inviting
from meetings.models import AgendaFile, AgendaItem
from meetings.rules.agenda import state_of
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.documents.actions import html_of
from partnerships.shared.documents.models import Document
from partnerships.shared.files import private_storage
from partnerships.shared.uploads import Kind, Upload
from tests.factories import meetings as meet
from tests.journeys.forms import browser, opened, words
from tests.uploads.files import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def point(cast, evening) -> AgendaItem:
    """Proposed by the partner, not decided yet."""
    meeting = evening(send=True)
    return agenda.propose(
        cast.north, by=cast.account("partner"), meeting=meeting, title="Streifen am Abend"
    )


def paper(name: str = "Karte.pdf", data: bytes = b"%PDF-1.7 x") -> Upload:
    return Upload(Kind.PDF, name, data)


def send(cast, name: str, item: AgendaItem, file: SimpleUploadedFile):
    client, path = browser(cast, name), f"/meetings/{item.meeting_id}/agenda/{item.pk}/papers/add/"
    return client.post(path, opened(client, path) | {"file": file})


def page(cast, name: str, item: AgendaItem) -> str:
    return words(browser(cast, name).get(f"/meetings/{item.meeting_id}/agenda/").content)


def test_a_paper_is_added_read_and_removed(cast, point) -> None:
    assert send(cast, "partner", point, SimpleUploadedFile("Karte.pdf", pdf())).status_code == 302
    file = AgendaFile.objects.get()
    assert (file.name, file.media_type, file.uploaded_by) == (
        "Karte.pdf", "application/pdf", cast.account("partner"),
    )  # fmt: skip
    path = f"/meetings/{point.meeting_id}/agenda/papers/{file.pk}/"
    for name in ("partner", "liaison", "chair"):
        assert "Karte.pdf" in page(cast, name, point)
        fetched = browser(cast, name).get(path)
        assert b"".join(fetched.streaming_content).startswith(b"%PDF-")
        assert fetched["Content-Disposition"].startswith("attachment")
    assert AuditEvent.objects.filter(what="meetings.paper_fetched").count() == 3
    for name in ("outsider", "former", "dpo", "admin"):
        assert browser(cast, name).get(path).status_code in (403, 404)
    stored = str(file.file.name)
    assert private_storage().exists(stored)
    partner = browser(cast, "partner")
    assert partner.post(f"{path}remove/", opened(partner, f"{path}remove/")).status_code == 302
    assert not AgendaFile.objects.exists()
    assert browser(cast, "liaison").get(path).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_bytes_go_with_the_row(db) -> None:
    meet.load_formats()
    item = meet.ItemFactory(proposed_by=meet.MeetingFactory().planned_by)
    file = meet.paper_of(item, by=item.proposed_by)
    stored = str(file.file.name)
    agenda.take_away(file)
    assert not private_storage().exists(stored)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("brief.docx", b"PK\x03\x04" + b"x" * 50),
        ("seite.html", b"<script>alert(1)</script>"),
        ("leer.pdf", b""),
        ("bild.svg", b"<svg onload='alert(1)'/>"),
        ("kaputt.pdf", b"%PDF-1.7 kaputt"),
    ],
)
def test_what_is_no_paper_is_refused(cast, point, name: str, data: bytes) -> None:
    answer = send(cast, "partner", point, SimpleUploadedFile(name, data))
    assert answer.status_code == 200 and not AgendaFile.objects.exists()
    assert answer.context["form"].errors["file"]


def test_a_hostile_name_stays_a_name(cast, point) -> None:
    name = "<img src=x onerror=alert(1)>\u202efdp.pdf"
    assert send(cast, "partner", point, SimpleUploadedFile(name, pdf())).status_code == 302
    html = browser(cast, "liaison").get(f"/meetings/{point.meeting_id}/agenda/").content.decode()
    assert "<img src=x" not in html and "\u202efdp" not in html
    assert Path(str(AgendaFile.objects.get().file.name)).name.endswith(".pdf")


def test_the_same_twice_is_one_and_ten_are_enough(cast, point) -> None:
    by = cast.account("partner")
    for _press in range(2):
        agenda_files.attach(point, paper(), by=by)
    assert AgendaFile.objects.count() == 1
    for number in range(9):
        agenda_files.attach(point, paper(data=b"%%PDF-1.7 %d" % number), by=by)
    with pytest.raises(ValidationError):
        agenda_files.attach(point, paper(data=b"%PDF-1.7 mehr"), by=by)


def test_who_adds_and_who_removes(cast, point) -> None:
    other = agenda.propose(
        cast.north, by=cast.account("chair"), meeting=point.meeting, title="Anderes"
    )
    for name in ("partner", "outsider", "former", "dpo"):
        with pytest.raises(PermissionDenied):
            agenda_files.attach(other, paper(), by=cast.account(name))
    theirs = agenda_files.attach(point, paper(), by=cast.account("liaison"))
    with pytest.raises(PermissionDenied):
        agenda_files.remove(theirs, by=cast.account("partner"))
    own = agenda_files.attach(point, paper(data=b"%PDF-1.7 y"), by=cast.account("partner"))
    agenda_files.remove(own, by=cast.account("chair"))
    assert list(AgendaFile.objects.all()) == [theirs]


def test_papers_of_a_confidential_point_are_for_whoever_sees_it(cast, evening) -> None:
    meeting = evening(send=True)
    item = agenda.propose(
        cast.north, by=cast.account("chair"), meeting=meeting, title="Räume", confidential=True
    )
    agenda.decide(item, meeting, by=cast.account("liaison"), verb="accept")
    file = agenda_files.attach(item, paper("Plan.pdf"), by=cast.account("chair"))
    path = f"/meetings/{meeting.pk}/agenda/papers/{file.pk}/"
    assert "Plan.pdf" in page(cast, "partner", item)
    inviting.remove(
        meeting.attendees.get(person=cast.people["partner"]), by=cast.account("liaison")
    )
    assert "Plan.pdf" not in page(cast, "partner", item)
    assert browser(cast, "partner").get(path).status_code == 404


def test_closed_or_declined_it_stays_as_it_is(cast, point) -> None:
    file = agenda_files.attach(point, paper(), by=cast.account("partner"))
    agenda.decide(
        point, point.meeting, by=cast.account("liaison"), verb="decline", reason="Zu viel."
    )
    for name in ("partner", "liaison"):
        with pytest.raises(PermissionDenied):
            agenda_files.attach(point, paper(data=b"%PDF-1.7 y"), by=cast.account(name))
        with pytest.raises(PermissionDenied):
            agenda_files.remove(file, by=cast.account(name))


def test_taken_back_a_point_keeps_no_papers(cast, point) -> None:
    agenda_files.attach(point, paper(), by=cast.account("partner"))
    agenda.withdraw(point, by=cast.account("partner"))
    assert not AgendaFile.objects.exists()


def test_letter_and_pdf_name_them_and_a_new_one_is_news(cast, point, delivered) -> None:
    meeting, keeper = point.meeting, cast.account("liaison")
    agenda.decide(point, meeting, by=keeper, verb="accept")
    before = state_of(meeting)
    agenda_files.attach(point, paper(), by=cast.account("partner"))
    assert state_of(meeting) != before
    delivered()
    agenda_told.tell_agenda(meeting, by=keeper)
    told = delivered()["partner@example.org"].get_body(("plain",)).get_content()
    assert "Unterlagen: Karte.pdf" in told
    agenda_told.request_paper(meeting, by=cast.account("partner"))
    assert "Karte.pdf" in html_of(Document.objects.get())


def test_thirty_points_with_papers_ask_no_more_than_one(cast, evening) -> None:
    meeting, by = evening(send=True), cast.account("chair")
    client, path = browser(cast, "chair"), f"/meetings/{meeting.pk}/agenda/"
    asked = []
    for number in (1, 29):
        for _each in range(number):
            meet.paper_of(meet.on_agenda(meeting, proposed_by=by), by=by)
        client.get(path)
        with CaptureQueriesContext(connection) as context:
            client.get(path)
        asked.append(len(context))
    assert asked[0] == asked[1] <= 12, asked
