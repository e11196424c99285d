"""Photos and documents of somebody who complains: without metadata, sealed as they come in, open to the office alone."""

import io
import tracemalloc
from datetime import timedelta
from html import unescape

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from complaints import visit_files, visiting
from complaints.models import Attachment, Complaint, Visit, VisitFile
from complaints.sealed_rows import read_attachment
from complaints.visit_files import MOST_FILES, take_in
from partnerships.directory.models import Role
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.encrypted_file import EncryptedFile
from partnerships.shared.files import list_folder, private_storage
from partnerships.shared.foreign.jpeg_marks import without_marks
from partnerships.shared.uploads import MOST_BYTES, sniff
from tests.factories import complaints as complain
from tests.factories import directory
from tests.uploads import files as samples
from tests.uploads.test_scanning import SIGN, clamd

pytestmark = pytest.mark.django_db

__all__ = ["clamd"]
MAKER = "Geraetehersteller"
STEPS = (
    {"step": "way", "kind": "complaint", "way": "anonymous"},
    {"step": "place", "police": "state", "pass_on": "ask"},
    {"step": "story", "story": "Man hat mich ohne Grund kontrolliert."},
)


def photo(form: str = "JPEG", size: tuple[int, int] = (64, 48), colour: str = "navy") -> bytes:
    """With the place, the day and the device, as a telephone writes them."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = MAKER, "2026:11:27 13:15:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 50.0), 3: "E", 4: (7.0, 27.0, 57.0)})
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form, exif=exif.tobytes(), comment=MAKER.encode())
    return out.getvalue()


def sent(data: bytes, name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


class Visitor:
    """A browser without JavaScript, in the form."""

    def __init__(self, language: str = "de") -> None:
        self.client = Client()
        self.address = reverse("complaints:write", args=[language])
        self.page = self.client.get(self.address)

    def post(self, go: str = "next", **values: object):
        token = self.page.context["form_token"]
        self.page = self.client.post(
            self.address, {"visit": token, "go": go, **values}, follow=True
        )
        return self.page

    def add(self, *files: UploadedFile, go: str = "add"):
        return self.post(go, step="files", file=list(files))

    @property
    def listed(self) -> list[str]:
        return [each["name"] for each in self.page.context["files"]]

    @property
    def not_taken(self) -> dict[str, str]:
        return {each["name"]: each["why"] for each in self.page.context["not_taken"]}


@pytest.fixture
def office(cast, settings, tmp_path):
    settings.COMPLAINTS_KEYS = tmp_path
    return complain.open_office(cast.police)


@pytest.fixture
def officer(cast) -> Client:
    """Of this office."""
    account = directory.AccountFactory(email="beschwerden@example.org")
    person = directory.PersonFactory(account=account)
    directory.GrantFactory(person=person, role=Role.COMPLAINTS, organisation=cast.police)
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def visitor(office) -> Visitor:
    """At the step of the files."""
    made = Visitor()
    for step in STEPS:
        made.post(**step)
    assert made.page.context["step"] == "files"
    return made


@pytest.fixture
def stored():
    """What has come into the private storage since the test began: names and bytes."""
    before = set(list_folder("complaints")[1])

    def read() -> dict[str, bytes]:
        names = set(list_folder("complaints")[1]) - before
        found = {}
        for name in names:
            with private_storage().open(f"complaints/{name}") as file:
                found[name] = file.read()
        return found

    return read


def send(visitor: Visitor) -> Complaint:
    for _step in range(3):
        if visitor.page.context["step"] != "check":
            visitor.post(step=visitor.page.context["step"])
    visitor.post("send", step="check")
    assert visitor.page.context["groups"]
    return Complaint.objects.get()


# --- In, sent, read --------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_photo_with_its_place_goes_in_and_the_officer_gets_it_without(officer, visitor, stored):
    heic = (samples.CASES / "gps.heic").read_bytes()
    visitor.add(sent(photo()), sent(heic, "IMG_2.HEIC"), sent(photo("WEBP"), "b.webp"))
    assert visitor.listed == ["IMG_1.jpg", "IMG_2.jpg", "b.jpg"]
    state_row = bytes(Visit.objects.get().sealed)
    assert b"IMG_1" not in state_row

    complaint = send(visitor)
    assert not VisitFile.objects.exists() and len(stored()) == 3
    for data in stored().values():
        assert not any(word in data for word in (MAKER.encode(), b"\xff\xd8", b"Exif", b"JFIF"))
        assert sniff(data) is None
    rows = list(Attachment.objects.all())
    assert not any(b"IMG_" in bytes(row.sealed) or "IMG" in row.file.name for row in rows)

    page = unescape(officer.get(reverse("complaints:detail", args=[complaint.pk])).content.decode())
    for row in rows:
        address = reverse("complaints:file", args=[complaint.pk, row.pk])
        assert address in page
        answer = officer.get(address)
        data = b"".join(answer.streaming_content)
        with Image.open(io.BytesIO(data)) as picture:
            assert (picture.format, picture.size) == ("JPEG", (64, 48))
            assert not picture.getexif() and "comment" not in picture.info
        assert MAKER.encode() not in data and len(data) == int(answer["Content-Length"])
        assert answer["Content-Disposition"].startswith("inline")
        assert "sandbox" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
    assert AuditEvent.objects.filter(what="complaints.file_read").count() == 3


def test_only_officers_of_the_office_open_it(cast, officer, visitor):
    visitor.add(sent(photo()))
    row = send(visitor).attachments.get()
    address = reverse("complaints:file", args=[row.complaint_id, row.pk])
    for name in ("liaison", "chair", "partner", "dpo", "admin", "outsider"):
        assert cast.client(name).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    other = reverse("complaints:file", args=[row.complaint_id, Complaint.objects.get().uid])
    assert officer.get(other).status_code == 404
    assert not AuditEvent.objects.filter(what="complaints.file_read").exists()


def test_a_document_does_not_tell_who_made_it(officer, visitor):
    made = samples.blank()
    image = made.make_stream(
        photo(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=64, Height=48,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[0, 0, 9, 9],
        T=MAKER,
        Contents="Hier",
    )
    made.pages[0].Annots = pikepdf.Array([made.make_indirect(note)])
    made.docinfo["/Author"] = MAKER
    with made.open_metadata() as xmp:
        xmp["dc:creator"] = [MAKER]
    visitor.add(sent(samples.saved(made), "Brief.pdf"))
    row = send(visitor).attachments.get()
    answer = officer.get(reverse("complaints:file", args=[row.complaint_id, row.pk]))
    data = b"".join(answer.streaming_content)
    assert answer["Content-Disposition"].startswith("attachment")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not pdf.docinfo and "/Metadata" not in pdf.Root
        assert str(pdf.pages[0].Annots[0].Contents) == "Hier"
        raw = pdf.pages[0].Resources.XObject.Im.read_raw_bytes()
    with Image.open(io.BytesIO(raw)) as picture:
        picture.load()
        assert not picture.getexif()
    assert MAKER.encode() not in data and MAKER.encode() not in raw


def test_the_key_of_a_file_lies_under_that_of_its_complaint(visitor):
    visitor.add(sent(photo()))
    complaint = send(visitor)
    row = complaint.attachments.get()
    facts = read_attachment(row, complain.keys_of(complaint))
    assert (facts.name, facts.kind) == ("1.jpg", "jpg")
    assert facts.key.encode() not in bytes(row.sealed)


def test_the_mailbox_lists_what_the_person_sent(visitor):
    """Photos by their number: day and time stand in what cameras call them. Documents keep their name."""
    paper = samples.pdf()
    visitor.add(sent(photo(), "IMG_20261127_131500.jpg"), sent(paper, "Bescheid.pdf"))
    complaint = send(visitor)
    groups = visitor.page.context["groups"]
    address = reverse("complaints:mailbox", args=["de"])
    page = visitor.client.get(address)
    values = {"visit": page.context["form_token"], "number": complaint.number}
    page = visitor.client.post(
        address, {**values, "code": " ".join(groups), "go": "open"}, follow=True
    )
    kept = visitor.client.post(address, {"visit": page.context["form_token"], "go": "file"})
    for shown in (page.content.decode(), kept.content.decode()):
        assert "1.jpg" in shown and "Bescheid.pdf" in shown and "20261127" not in shown


# --- What is not taken -----------------------------------------------------------------------------


def test_each_refused_file_is_named_with_its_reason_and_the_others_are_kept(visitor, stored):
    page = visitor.add(
        sent(b"", "leer.jpg"),
        sent(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bild.svg"),
        sent(b"\xff\xd8\xff<?php echo 1;", "falsch.jpg"),
        sent(samples.encrypted(user="geheim"), "zu.pdf"),
        sent(b"\xff\xd8\xff" + bytes(MOST_BYTES), "riesig.jpg"),
        sent(photo(), "gut.jpg"),
        go="next",
    )
    assert visitor.listed == ["gut.jpg"] and len(stored()) == 1
    assert visitor.not_taken == {
        "leer.jpg": "Die Datei ist leer.",
        "bild.svg": "Das ist kein Foto und kein PDF.",
        "falsch.jpg": "Wir können die Datei nicht öffnen. Ein Foto davon hilft auch.",
        "zu.pdf": "Wir können die Datei nicht öffnen. Ein Foto davon hilft auch.",
        "riesig.jpg": "Die Datei ist größer als 25 MB.",
    }
    assert page.context["step"] == "files"
    assert visitor.post(step="files").context["step"] == "more"


def test_a_bomb_and_a_polyglot(visitor):
    bomb = samples.picture("PNG", (9000, 9000))
    both = photo() + b"PK\x03\x04 <script>alert(1)</script> %PDF-1.7"
    visitor.add(sent(bomb, "bombe.png"), sent(both, "beides.pdf"))
    assert visitor.listed == ["beides.jpg"] and list(visitor.not_taken) == ["bombe.png"]
    row = send(visitor).attachments.get()
    facts = read_attachment(row, complain.keys_of(row.complaint))
    assert facts.size < len(both)


def test_names_are_shown_as_they_look(visitor):
    visitor.add(
        sent(photo(), "../../etc/gpj\u202efdp.exe"), sent(photo(colour="red"), "\u200b.jpg")
    )
    assert visitor.listed == ["gpjfdp.jpg", "jpg.jpg"]
    visitor.add(sent(photo(colour="green"), "ä" * 300 + ".jpg"))
    assert visitor.listed[2] == "ä" * visit_files.LONGEST_NAME + ".jpg"


def test_two_hundred_at_once(visitor):
    page = visitor.add(*(sent(b"GIF89a" + bytes([n]), f"{n}.gif") for n in range(200)))
    assert page.status_code == 200 and len(visitor.not_taken) == 200
    said = list(visitor.not_taken.values())
    assert len(set(said[:MOST_FILES])) == 1 and "20" in said[-1]


def test_twenty_are_the_most(visitor, stored):
    for start in (0, 12):
        visitor.add(
            *(
                sent(photo(colour=f"rgb({n * 10},9,9)"), f"{n}.jpg")
                for n in range(start, start + 12)
            )
        )
    assert len(visitor.listed) == len(stored()) == MOST_FILES
    assert list(visitor.not_taken) == ["20.jpg", "21.jpg", "22.jpg", "23.jpg"]


def test_sent_twice_it_is_listed_once(visitor, stored):
    visitor.add(sent(photo()), sent(photo(), "noch einmal.jpg"))
    visitor.add(sent(photo()))
    assert visitor.listed == ["IMG_1.jpg"] and len(stored()) == 1 and not visitor.not_taken
    complaint = send(visitor)
    visitor.post("send", step="check")
    assert Complaint.objects.get() == complaint and complaint.attachments.count() == 1


def test_a_foreign_page_leaves_nothing_and_an_ended_visit_names_what_to_choose_again(
    visitor, stored
):
    visitor.client.post(visitor.address, {"step": "files", "file": [sent(photo())]})
    assert not stored() and not VisitFile.objects.exists()
    page = Client().post(visitor.address, {"step": "files", "file": [sent(photo())]})
    assert [each["name"] for each in page.context["not_taken"]] == ["IMG_1.jpg"]
    Visit.objects.all().delete()
    visitor.add(sent(photo()))
    assert list(visitor.not_taken) == ["IMG_1.jpg"] and not visitor.listed and not stored()


def test_a_broken_upload(visitor, stored):
    body = (
        b'--x\r\nContent-Disposition: form-data; name="visit"\r\n\r\n'
        + visitor.page.context["form_token"].encode()
        + b'\r\n--x\r\nContent-Disposition: form-data; name="step"\r\n\r\nfiles'
        + b'\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
        + photo()[:300]
    )
    answer = visitor.client.generic(
        "POST", visitor.address, body, content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code < 500 and not stored()


# --- Until it is sent ------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_one_can_be_taken_away_again(visitor, stored):
    visitor.add(sent(photo()), sent(photo(colour="red"), "rot.jpg"))
    uid = visitor.page.context["files"][0]["uid"]
    visitor.post(f"remove:{uid}", step="files")
    assert visitor.listed == ["rot.jpg"]
    assert len(stored()) == 1 and VisitFile.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_files_of_a_visit_are_gone_with_it(visitor, stored):
    visitor.add(sent(photo()))
    VisitFile.objects.update(ends_at=timezone.now() + timedelta(minutes=1))
    visitor.post(step="files")
    assert VisitFile.objects.get().ends_at == Visit.objects.get().ends_at
    visiting.forget_ended()
    assert stored() and VisitFile.objects.exists()
    for rows in (Visit.objects, VisitFile.objects):
        rows.update(ends_at=timezone.now())
    visiting.forget_ended()
    assert not stored() and not VisitFile.objects.exists() and not Visit.objects.exists()


def test_what_ended_at_the_moment_of_sending_is_named_and_nothing_is_sent(visitor):
    visitor.add(sent(photo()), sent(photo(colour="red"), "rot.jpg"))
    VisitFile.objects.filter(file=visitor.page.context["files"][0]["file"]).delete()
    while visitor.page.context["step"] != "check":
        visitor.post(step=visitor.page.context["step"])
    visitor.post("send", step="check")
    assert not Complaint.objects.exists()
    assert visitor.listed == ["rot.jpg"] and list(visitor.not_taken) == ["IMG_1.jpg"]


def test_the_language_is_changed_and_the_files_stay(visitor):
    visitor.add(sent(photo()), sent(b"GIF89a", "x.gif"), go="language:en")
    assert visitor.listed == ["IMG_1.jpg"]
    assert visitor.not_taken == {"x.gif": "It is no photo and no PDF."}


def test_the_summary_says_who_sees_them(visitor):
    visitor.add(sent(photo()))
    while visitor.page.context["step"] != "check":
        visitor.post(step=visitor.page.context["step"])
    assert "IMG_1.jpg" in visitor.page.content.decode()


# --- Memory ----------------------------------------------------------------------------------------


def test_a_file_of_25_mb_passes_without_lying_in_memory():
    """At most 30 MB; the picture itself is drawn in the child."""
    noise = Image.effect_noise((3800, 3800), 100).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=98, subsampling=0)
    data = out.getvalue()
    data += bytes(MOST_BYTES - len(data))
    temporary = EncryptedFile()
    for start in range(0, len(data), 65536):
        temporary.write(data[start : start + 65536])
    temporary.seek(0)
    size = len(data)
    del data, out, noise
    file = UploadedFile(file=temporary, name="groß.jpg", size=size)
    tracemalloc.start()
    try:
        kept, refused = take_in([file], visit="v" * 64, ends_at=timezone.now(), there=[])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        file.close()
    assert kept and not refused
    assert peak < 30_000_000


# --- JPEG ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"icc_profile": b"profile" * 9}])
def test_marks_are_taken_out_and_the_picture_stays(options):
    exif = Image.Exif()
    exif[0x010F] = MAKER
    out = io.BytesIO()
    picture = Image.effect_noise((300, 200), 80)
    picture.save(out, "JPEG", exif=exif.tobytes(), comment=MAKER.encode(), **options)
    behind = out.getvalue() + photo()
    clean = without_marks(behind)
    assert MAKER.encode() not in clean
    with Image.open(io.BytesIO(clean)) as now, Image.open(io.BytesIO(behind)) as before:
        assert now.tobytes() == before.tobytes()
        assert now.info.get("icc_profile") == options.get("icc_profile")


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1", b"\xff\xd8\xff\xda\0\2", b"x"]
)
def test_what_is_no_whole_jpeg_does_no_harm(data):
    assert len(without_marks(data)) <= len(data)


# --- Viruses, and a full disk ----------------------------------------------------------------------


def test_an_infected_file_is_named_with_its_reason_and_the_others_are_kept(
    visitor, clamd, settings, officer
) -> None:
    settings.CLAMD = clamd
    visitor.add(sent(photo()), sent(b"%PDF-" + SIGN, "Brief.pdf"), sent(photo("PNG"), "b.png"))
    assert visitor.listed == ["IMG_1.jpg", "b.png"]
    assert visitor.not_taken == {"Brief.pdf": "Der Virenscanner warnt davor."}
    visitor.post(step="files")
    page = officer.get(reverse("complaints:detail", args=[send(visitor).pk])).content.decode()
    assert page.count("auf Viren geprüft, nichts gefunden") == 2 and "nicht auf Viren" not in page


def test_the_office_reads_that_nobody_looked_for_viruses(visitor, settings, officer) -> None:
    settings.CLAMD = "/nowhere/clamd.sock"
    visitor.add(sent(photo()))
    page = officer.get(reverse("complaints:detail", args=[send(visitor).pk])).content.decode()
    assert "nicht auf Viren geprüft" in page


def test_with_no_room_left_text_still_goes(visitor, settings) -> None:
    visitor.add(sent(photo()))
    assert VisitFile.objects.get().size > 0
    settings.COMPLAINTS_MOST_UNSENT = 0
    full = "Wir können im Moment keine Dateien annehmen."
    visitor.add(sent(photo("PNG"), "b.png"))
    assert visitor.listed == ["IMG_1.jpg"] and visitor.not_taken["b.png"].startswith(full)
    page = visitor.page.content.decode()
    assert full in page and 'type="file"' not in page
    assert send(visitor).attachments.count() == 1
