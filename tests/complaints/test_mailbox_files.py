"""Photos and PDFs to and fro: with the person's messages and with the office's, cleaned alike, each refused one named."""

import io
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from complaints.actions import filing
from complaints.actions.office import acknowledge
from complaints.models import Attachment, Message, VisitFile
from complaints.views.parcel import pack
from complaints.visiting import forget_ended
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.files import private_storage
from partnerships.shared.uploads import MOST_BYTES
from tests.complaints.test_files import MAKER, photo, sent
from tests.complaints.walking import Walker, open_mailbox
from tests.factories.complaints import complaint as make_complaint
from tests.uploads import files as samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(office):
    """A complaint with the code that opens it."""
    mailbox = filing.new_mailbox()
    return make_complaint(office, mailbox=mailbox), mailbox.secret


@pytest.fixture
def officer(cast, mine):
    """Who works on it, with their browser."""
    acknowledge(mine[0], by=cast.account("complaints"))
    return cast.client("complaints")


def fetched(walker: Walker, row: Attachment):
    """What the button of a file gives."""
    return walker.client.post(walker.address, {**walker.hidden, "go": f"fetch:{row.pk}"})


def bytes_of(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_files_go_with_a_message_and_the_officer_opens_them_there(mine, officer) -> None:
    complaint, code = mine
    walker = open_mailbox(complaint.number, code)
    walker.go("add", text="Hier sind sie.", file=[sent(photo()), sent(samples.pdf(), "Brief.pdf")])
    assert "Hier sind sie.</textarea>" in walker.page and "Brief.pdf" in walker.page
    uid = walker.page.split('value="remove:')[2].split('"')[0]
    walker.go(f"remove:{uid}", text="Hier ist es.")
    assert "Brief.pdf" not in walker.page and "Hier ist es.</textarea>" in walker.page
    walker.go("write", text="Hier ist es.", file=sent(samples.pdf(), "Bescheid.pdf"))
    message = Message.objects.get(kind="reply")
    rows = list(Attachment.objects.filter(message=message))
    assert [row.place for row in rows] == [1, 2] and not VisitFile.objects.filter(
        file__in=[row.file for row in rows]
    )
    assert "1.jpg" in walker.page and "Bescheid.pdf" in walker.page
    page = officer.get(reverse("complaints:detail", args=[complaint.pk])).content.decode()
    for row in rows:
        address = reverse("complaints:file", args=[complaint.pk, row.pk])
        assert address in page.split(f'id="message-{message.pk}"')[1]
        assert MAKER.encode() not in bytes_of(officer.get(address))
    answer = fetched(walker, rows[0])
    with Image.open(io.BytesIO(bytes_of(answer))) as picture:
        assert not picture.getexif()
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]


def test_sent_twice_it_is_one_message_with_its_files(mine) -> None:
    complaint, code = mine
    walker = open_mailbox(complaint.number, code)
    form = walker.page
    for _time in range(2):
        walker.page = form
        walker.go("write", text="Noch etwas.", file=sent(photo()))
    assert Message.objects.filter(kind="reply").count() == 1
    assert Attachment.objects.count() == 1
    forget_ended()
    assert not VisitFile.objects.exists()
    row = Attachment.objects.get()
    assert private_storage().exists(str(row.file))


def test_a_refused_file_is_named_the_others_kept_and_nothing_sent(mine) -> None:
    complaint, code = mine
    walker = open_mailbox(complaint.number, code)
    big = sent(b"\xff\xd8\xff" + bytes(MOST_BYTES), "riesig.jpg")
    walker.go("add", text="Mein Text.", file=big)
    assert "riesig.jpg" in walker.page and "25 MB" in walker.page
    bad = [sent(b"<svg/>", "<b>böse.svg"), sent(b"", "leer.jpg"), sent(photo(), "gut.jpg")]
    walker.go("write", text="Mein Text.", file=bad)
    assert not Message.objects.filter(kind="reply").exists()
    assert "&lt;b&gt;böse.svg" in walker.page and "Die Datei ist leer." in walker.page
    assert "gut.jpg" in walker.page and "Mein Text.</textarea>" in walker.page
    walker.go("write", text="Mein Text.")
    assert Message.objects.get(kind="reply").attachments.count() == 1


def test_what_ended_meanwhile_is_named_and_the_text_stays(mine) -> None:
    complaint, code = mine
    walker = open_mailbox(complaint.number, code).go("add", file=sent(photo()))
    VisitFile.objects.all().delete()
    walker.go("write", text="Mein Text.")
    assert not Message.objects.filter(kind="reply").exists()
    assert "IMG_1.jpg" in walker.page and "Mein Text.</textarea>" in walker.page


def test_files_not_sent_are_gone_when_the_mailbox_closes(mine) -> None:
    complaint, code = mine
    walker = open_mailbox(complaint.number, code).go("add", file=sent(photo()))
    path = str(VisitFile.objects.get().file)
    walker.go("leave")
    forget_ended()
    assert not VisitFile.objects.exists() and not private_storage().exists(path)


def test_files_of_another_mailbox_are_not_given(mine, office) -> None:
    other = make_complaint(office)
    walker = open_mailbox(mine[0].number, mine[1])
    walker.go("write", text="x", file=sent(photo()))
    row = Attachment.objects.get()
    mailbox = filing.new_mailbox()
    stranger = make_complaint(office, mailbox=mailbox)
    inside = open_mailbox(stranger.number, mailbox.secret)
    for target in (str(row.pk), "", "x" * 5000, f"{other.pk}"):
        answer = inside.client.post(inside.address, {**inside.hidden, "go": f"fetch:{target}"})
        assert answer.status_code == 302
    closed = Client().post(walker.address, {"go": f"fetch:{row.pk}"})
    assert closed.status_code == 200 and not closed.streaming


def test_what_officers_write_carries_a_file_that_the_person_downloads(mine, officer) -> None:
    complaint, code = mine
    address = reverse("complaints:tell", args=[complaint.pk])
    typed = {"text": "Siehe Anlage.", "language": "de"}
    refused = officer.post(address, {**typed, "file": [sent(b"MZ\x90", "<i>x.exe"), sent(photo())]})
    assert refused.status_code == 200 and "&lt;i&gt;x.exe" in refused.content.decode()
    assert not Message.objects.filter(kind="notice").exists() and not Attachment.objects.exists()
    assert "Siehe Anlage.</textarea>" in refused.content.decode()
    token = officer.get(address).context["once"]
    for _time in range(2):
        letter = SimpleUploadedFile("Antwort.pdf", samples.pdf())
        officer.post(address, {**typed, "once": token, "file": [letter, sent(photo())]})
    message = Message.objects.get(kind="notice")
    assert message.attachments.count() == 2
    walker = open_mailbox(complaint.number, code)
    assert "Antwort.pdf" in walker.page
    answer = fetched(walker, message.attachments.get(place=1))
    assert bytes_of(answer).startswith(b"%PDF-")
    assert MAKER.encode() not in bytes_of(fetched(walker, message.attachments.get(place=2)))
    assert not AuditEvent.objects.filter(what="complaints.file_read").exists()
    VisitFile.objects.update(ends_at=timezone.now())
    forget_ended()
    assert all(private_storage().exists(str(row.file)) for row in message.attachments.all())


def test_everything_with_all_files_as_one(mine, officer) -> None:
    complaint, code = mine
    walker = open_mailbox(complaint.number, code)
    assert 'value="parcel"' not in walker.page
    bad = [sent(photo(), "a.jpg"), sent(samples.pdf(), "..\\..\\C: Be|scheid.pdf")]
    walker.go("write", text="Siehe Anlage.", file=bad)
    answer = walker.client.post(walker.address, {**walker.hidden, "go": "parcel"})
    assert answer.streaming and answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    with ZipFile(io.BytesIO(bytes_of(answer))) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        assert names == [f"{complaint.number}.txt", "1-1.jpg", "2-c-bescheid.pdf"]
        assert "Siehe Anlage." in packed.read(names[0]).decode()
        assert packed.read(names[1]).startswith(b"\xff\xd8\xff")
        assert packed.read(names[2]).startswith(b"%PDF-")
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_parcel_passes_piece_by_piece() -> None:
    """An entry of 20 MB never lies in memory as a whole."""
    pieces = (bytes(65536) for _piece in range(320))
    total = most = 0
    for piece in pack([("a.bin", pieces)]):
        total, most = total + len(piece), max(most, len(piece))
    assert total > 20_000_000 and most < 200_000
