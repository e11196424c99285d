"""What remains of a PDF that somebody uploads: all that is seen, and nothing that acts."""

import io
import subprocess

import pikepdf
import pytest

from partnerships.shared import bounded
from partnerships.shared.foreign import opening
from tests.uploads import files, mutations


def opened(data: bytes) -> bytes:
    code, made = opening.pdf(data, untouched=False)
    assert not code
    return made


def unfolded(data: bytes) -> bytes:
    """Every object in clear."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return files.saved(pdf, qdf=True)


def words(data: bytes, folder) -> str:
    (folder / "x.pdf").write_bytes(data)
    done = subprocess.run(["pdftotext", folder / "x.pdf", "-"], capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize("number", range(5))
def test_nothing_acts_afterwards(number):
    sample = files.samples()[number]
    assert mutations.acting(sample) or number == 2
    made = opened(sample)
    assert not mutations.acting(made)
    for word in (*files.ACTING, b"SubmitForm", b"/URI"):
        assert word not in unfolded(made), word


def test_an_action_that_follows_another_in_an_array_goes():
    made = unfolded(opened((files.CASES / "next_launch.pdf").read_bytes()))
    assert b"/GoTo" in made and b"/Next" not in made


def test_a_name_that_is_no_text_is_refused_with_a_reason():
    data = (files.CASES / "latin1name.pdf").read_bytes()
    assert opening.pdf(data, untouched=False) == ("broken", b"")


def test_what_was_filled_into_a_form_stays_to_be_read(tmp_path):
    made = opened(files.form("Beratungsstelle Nord"))
    assert "Beratungsstelle Nord" in words(made, tmp_path)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert [str(each.Subtype) for each in pdf.pages[0].Annots] == ["/Stamp"]


def test_a_note_keeps_its_words_and_a_link_its_page():
    made = files.blank()
    page = made.pages[0].obj
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="Bitte prüfen")
    link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
    link.Dest = pikepdf.Array([page, pikepdf.Name.XYZ, 0, 700, 0])
    page.Annots = pikepdf.Array([note, link])
    with pikepdf.open(io.BytesIO(opened(files.saved(made)))) as pdf:
        first, second = pdf.pages[0].Annots
        assert str(first.Contents) == "Bitte prüfen"
        assert second.Dest[0].objgen == pdf.pages[0].objgen


@pytest.mark.parametrize(
    ("key", "code"), [("NeedsRendering", "only_form"), ("Collection", "envelope")]
)
def test_what_shows_nothing_by_itself_is_refused(key, code):
    made = files.blank()
    made.Root[f"/{key}"] = True if key == "NeedsRendering" else pikepdf.Dictionary()
    assert opening.pdf(files.saved(made), untouched=False) == (code, b"")


def test_faults_never_surprise_us():
    """Seeded; in a child, because some take all the memory or time that there is."""
    answers: dict[str, int] = {}
    for first in range(0, mutations.NUMBER, mutations.AT_ONCE):
        found, _ = bounded.run(
            "tests.uploads.mutations:opened",
            b"",
            seconds=120,
            first=first,
            number=mutations.AT_ONCE,
        )
        for answer, number in found.items():
            answers[answer] = answers.get(answer, 0) + number
    assert not [answer for answer in answers if answer.startswith("fault")], answers
    assert answers["kept"] > mutations.NUMBER // 4, answers
    assert answers["broken"], answers
