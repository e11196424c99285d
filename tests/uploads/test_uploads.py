"""What may be uploaded: by its content, harmless afterwards, refused with a reason."""

import io
import subprocess

import pikepdf
import psutil
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from partnerships.shared.files import private_storage
from partnerships.shared.foreign import MOST_POINTS, opening
from partnerships.shared.uploads import (
    MOST_BYTES,
    WORDS,
    FileField,
    Kind,
    Refused,
    keep,
    sentence,
    sniff,
    take,
)
from tests.uploads import files


def sent(data: bytes, name: str = "Anlage A.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def refused(data: bytes, *, name: str = "Anlage A.pdf", **how) -> str:
    with pytest.raises(Refused) as caught:
        take(sent(data, name), **how)
    return caught.value.code


# --- What it is ----------------------------------------------------------------------------------


def test_the_content_decides_and_the_name_follows():
    upload = take(sent(files.picture("JPEG"), "../../Vertrag\u202efdp.exe"))
    assert (upload.kind, upload.name, upload.content_type) == (
        Kind.JPEG,
        "Vertragfdp.jpg",
        "image/jpeg",
    )
    assert take(sent(files.pdf(), "." + "x" * 249)).name == "." + "x" * 249 + ".pdf"


def test_a_name_is_kept_whole_or_refused():
    assert take(sent(files.pdf(), "ä" * 250 + ".pdf")).name == "ä" * 250 + ".pdf"
    assert refused(files.pdf(), name="ä" * 251 + ".pdf") == "long_name"
    assert "250" in sentence("long_name")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"MZ not a picture", "unknown_kind"),
        (b"  %PDF-1.7 not at the beginning", "unknown_kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown_kind"),
        (b"PK\x03\x04 a spreadsheet", "unknown_kind"),
        (b"%PDF-1.7 and nothing more", "broken"),
        (files.pdf()[:200], "broken"),
        (b"\xff\xd8\xff<?php echo 1;", "broken"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "broken"),
        (files.encrypted(user="geheim"), "encrypted"),
        (files.encrypted(user=""), "encrypted"),
        (files.saved(pikepdf.new()), "broken"),
    ],
    ids=[
        *("empty", "program", "blanks", "svg", "archive", "nothing", "cut", "php", "zeros"),
        *("locked", "protected", "no_pages"),
    ],
)
def test_what_is_not_taken(data, code):
    assert refused(data) == code
    assert refused(data, untouched=True) == code


def test_the_limit_is_exact():
    fills = files.pdf() + b"\n" * (MOST_BYTES - len(files.pdf()))
    assert take(sent(fills)).kind == Kind.PDF
    assert refused(fills + b"\n") == "too_large"


def test_only_the_kinds_that_were_asked_for():
    assert refused(files.picture(), kinds=[Kind.PDF]) == "unknown_kind"
    assert sentence("unknown_kind", [Kind.PDF, Kind.PNG]).endswith("PDF, PNG.")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"]), st.binary())
def test_noise_is_refused_and_never_a_fault(beginning, noise):
    kind = sniff(beginning)
    if kind == Kind.PDF:
        assert opening.pdf(beginning + noise, untouched=False)[0]
    else:
        assert opening.picture(beginning + noise, form=WORDS[kind])[0]


# --- Pictures --------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_keeps_its_points_and_nothing_else(form):
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    hidden = {"exif": exif} | ({"comment": b"<?php 1"} if form == "JPEG" else {})
    data = files.picture(form, **hidden) + b"PK\x03\x04 appended"
    kept = take(sent(data)).data
    for secret in (b"taken at home", b"php", b"appended"):
        assert secret not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert (image.format, image.size, image.getexif()) == (form, (40, 20), {})


def test_a_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    with Image.open(io.BytesIO(take(sent(files.picture("JPEG", exif=exif))).data)) as image:
        assert image.size == (20, 40)


@pytest.mark.parametrize("kind", [Kind.WEBP, Kind.HEIC])
def test_what_not_every_browser_shows_becomes_a_jpeg_where_it_is_asked_for(kind):
    heic = (files.CASES / "gps.heic").read_bytes()
    data = heic if kind == Kind.HEIC else files.picture("WEBP", (64, 48))
    assert sniff(data) == kind and refused(data) == "unknown_kind"
    upload = take(sent(data, "IMG_1.HEIC"), kinds=[kind])
    assert (upload.kind, upload.name) == (Kind.JPEG, "IMG_1.jpg")
    with Image.open(io.BytesIO(upload.data)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (64, 48)) and not picture.getexif()
    assert refused(data[: len(data) // 2], kinds=[kind]) == "broken"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_manner_of_colour_is_drawn(mode):
    out = io.BytesIO()
    Image.new(mode, (8, 8)).save(out, "PNG")
    with Image.open(io.BytesIO(take(sent(out.getvalue())).data)) as image:
        assert image.mode in ("L", "RGB") and image.size == (8, 8)


def test_a_picture_that_unfolds_to_gigabytes_is_refused():
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    assert len(out.getvalue()) < 1_000_000
    assert refused(out.getvalue()) == "too_many_points"
    assert MOST_POINTS < 30_000**2


# --- PDFs -----------------------------------------------------------------------------------------


def test_a_pdf_loses_what_acts_and_what_is_enclosed(tmp_path):
    kept = take(sent(files.armed())).data
    for word in (b"JavaScript", b"Launch", b"EmbeddedFile", b"calc.exe", b"elsewhere", b"OpenAct"):
        assert word not in kept, word
    with pikepdf.open(io.BytesIO(kept)) as pdf:
        assert not pdf.attachments
        kinds = [str(each.Subtype) for each in pdf.pages[0].Annots]
        assert kinds == ["/Link"] * 3
        assert pdf.pages[0].Annots[2].A.S == "/GoTo"  # leads to a page of the same file
    (tmp_path / "kept.pdf").write_bytes(kept)
    subprocess.run(["qpdf", "--check", tmp_path / "kept.pdf"], check=True, capture_output=True)


def test_what_was_appended_to_a_pdf_goes():
    assert b"PK" not in take(sent(files.pdf() + b"PK\x03\x04 a spreadsheet")).data


def test_a_signed_one_keeps_its_bytes():
    data = files.armed() + b"appended"
    assert take(sent(data), untouched=True).data == data


def test_a_pdf_that_unfolds_to_gigabytes_is_refused():
    made = files.blank()
    made.make_indirect(pikepdf.Dictionary(Big=pikepdf.String("0" * 200_000_000)))
    made.Root.Big = made.objects[-1]
    data = files.saved(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert len(data) < 1_000_000
    assert refused(data) == "broken"


def test_a_pdf_of_many_small_objects_ends_soon_and_outside_of_us():
    data, before = files.many_objects(340_000), psutil.Process().memory_info().rss
    assert 20_000_000 < len(data) < MOST_BYTES
    assert refused(data) == "too_complex"
    assert psutil.Process().memory_info().rss - before < 60_000_000


# --- Keeping, and the field ------------------------------------------------------------------------


def test_it_is_kept_under_a_name_that_says_nothing():
    upload = take(sent(files.picture(), "Lebenslauf.png"))
    path = keep(upload, "agreements")
    assert path.startswith("agreements/") and path.endswith(".png") and "Lebenslauf" not in path
    with private_storage().open(path) as file:
        assert file.read() == upload.data
    private_storage().delete(path)


class Form(forms.Form):
    """One file that must be there, one that need not."""

    scan = FileField(label="Scan")
    more = FileField(label="More", kinds=[Kind.PDF], required=False)


def test_the_field_gives_what_was_taken():
    form = Form({}, {"scan": sent(files.pdf())})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["scan"].kind == Kind.PDF
    assert form.cleaned_data["more"] is None
    assert 'accept="application/pdf"' in str(form["more"])


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_field_says_why_in_the_language_of_the_person(language):
    with override(language):
        form = Form({}, {"scan": sent(b"", "leer.pdf"), "more": sent(files.picture())})
        assert not form.is_valid()
        errors = {name: list(found) for name, found in form.errors.items()}
        assert errors == {
            "scan": [sentence("empty")],
            "more": [sentence("unknown_kind", [Kind.PDF])],
        }
        assert {"de": "leer", "en": "empty"}[language] in errors["scan"][0]
        assert {"de": "bis zu 25", "en": "up to 25"}[language] in str(form["scan"].field.help_text)
    assert not Form({}, {}).is_valid()
