"""The confirmation as a PDF: what it says, in which language, and what it does not tell."""

import io
import subprocess
import unicodedata
from pathlib import Path

import pikepdf
import pytest

from complaints.actions import filing
from complaints.models import CheckedLanguage, Complaint
from complaints.models.languages import WRITTEN
from complaints.views import paper
from partnerships.shared import bounded
from partnerships.shared.files import list_folder
from tests.complaints.walking import CONTACT, MORE, STORY, MailboxWalker, Walker, open_mailbox
from tests.documents.pdfcheck import problems
from tests.factories.complaints import complaint as make_complaint

SECRETS = (*STORY.values(), MORE["witnesses"], "Nordmarkt", CONTACT["name"], CONTACT["phone"])


def fetch(walker: Walker, button: str = "paper") -> bytes:
    """The PDF of the button; the page stays."""
    answer = walker.client.post(walker.address, {**walker.hidden, "go": button})
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith("attachment")
    return answer.content


def text_of(data: bytes, folder: Path) -> str:
    """As somebody reads it, in one line; letters as they are typed, not as they are joined."""
    file = folder / "x.pdf"
    file.write_bytes(data)
    told = subprocess.run(
        ["pdftotext", file, "-"], capture_output=True, check=True, text=True
    ).stdout
    return " ".join(unicodedata.normalize("NFKC", told).split()).replace("\xad ", "")


def formal(language: str = "de") -> Walker:
    """On the receipt of a complaint with a name."""
    walker = Walker(language)
    walker.walk_to_summary(way={"kind": "complaint", "way": "formal"}).go("send")
    return walker


def test_the_receipt_gives_a_paper_that_tells_no_story(office, tmp_path) -> None:
    walker = formal()
    number, code = walker.receipt()
    data = fetch(walker)
    assert problems(data) == []
    told = text_of(data, tmp_path)
    spaced = f"{number[:3]} {number[3:6]} {number[6:]}"
    for expected in (
        spaced,
        "Polizei Nord",
        "drei Monaten",
        "/de/complaint/mailbox/",
        "ldi.nrw.de",
    ):
        assert expected in told, expected
    for hidden in (*SECRETS, code, " ".join(code[at : at + 4] for at in range(0, 24, 4))):
        assert hidden not in told, hidden
    assert fetch(walker) == data, "asked for twice it is the same"


def test_what_programs_read_in_it_tells_nothing(office) -> None:
    with pikepdf.open(io.BytesIO(fetch(formal()))) as pdf:
        metadata = {name: str(value) for name, value in pdf.docinfo.items()}
        whole = str(pdf.open_metadata())
    assert set(metadata) <= {"/Title", "/Producer", "/CreationDate", "/ModDate"}
    assert metadata["/Title"] == "Ihre Nachricht"
    assert "000000" in metadata["/CreationDate"]
    for word in ("Polizei", "Nord", "Beschwerde"):
        assert word not in whole


def test_without_a_name_it_says_that_the_three_months_go_on(office, tmp_path) -> None:
    walker = Walker("de")
    walker.walk_to_summary().go("send")
    told = text_of(fetch(walker), tmp_path)
    assert "Ohne Namen können Sie" in told and "kein Strafantrag" not in told
    praise = Walker("de")
    praise.walk_to_summary(way={"kind": "praise", "way": "anonymous"}).go("send")
    told = text_of(fetch(praise), tmp_path)
    assert "Ohne Namen können Sie" not in told and "keine Frist" in told


@pytest.mark.parametrize("language", ["ar", "uk", "tr"])
def test_in_another_language_the_german_stands_beside_the_law(office, tmp_path, language) -> None:
    walker = formal(language)
    data = fetch(walker)
    assert problems(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == language
    assert "Ihre Nachricht ist kein Strafantrag" in text_of(data, tmp_path)
    CheckedLanguage.objects.exclude(language__in=WRITTEN).update(
        checked_by="Deniz Örnek", checked_on="2026-11-01"
    )
    assert "Strafantrag" not in text_of(fetch(walker), tmp_path)


def test_everything_is_printed_only_from_within_the_open_mailbox(office, tmp_path) -> None:
    walker = formal()
    number, code = walker.receipt()
    answer = walker.client.post(walker.address, {**walker.hidden, "go": "everything"})
    assert answer["Content-Type"].startswith("text/html")
    closed = MailboxWalker("de")
    answer = closed.client.post(closed.address, {**closed.hidden, "go": "everything"})
    assert answer["Content-Type"].startswith("text/html")
    inside = open_mailbox(number, code)
    told = text_of(fetch(inside, "everything"), tmp_path)
    for expected in (*STORY.values(), MORE["witnesses"], CONTACT["name"], "Nordmarkt", "Hautfarbe"):
        assert expected in told, expected
    assert code not in told
    assert not any(secret in text_of(fetch(inside), tmp_path) for secret in SECRETS)


def test_hostile_text_is_printed_as_it_stands(office, tmp_path) -> None:
    mailbox = filing.new_mailbox()
    typed = (
        '</div><img src="file:///etc/passwd"><script>x</script> {{ 7*7 }} \U0001f600 \u1b05 '
        "\u202egnp.exe\u202c " + "Ж" * 900
    )
    row = make_complaint(office, mailbox=mailbox, story=typed)
    data = fetch(open_mailbox(row.number, mailbox.secret), "everything")
    assert problems(data) == []
    told = text_of(data, tmp_path)
    assert (
        '<img src="file:///etc/passwd">' in told and "{{ 7*7 }}" in told and paper.INSTEAD in told
    )


def test_it_is_kept_nowhere(office) -> None:
    before = list_folder("documents"), list_folder("complaints")
    fetch(formal())
    assert (list_folder("documents"), list_folder("complaints")) == before


def test_where_it_cannot_be_drawn_the_page_says_so_and_keeps_the_text(office) -> None:
    """Too many wait: nothing is lost, and the code is still shown."""
    walker = formal()
    number, code = walker.receipt()
    for _place in range(bounded.PLACES + bounded.WAITING):
        assert bounded._open.acquire(blocking=False)
    try:
        answer = walker.client.post(walker.address, {**walker.hidden, "go": "paper"})
        assert answer.status_code == 503 and "com-code" in answer.content.decode()
        inside = open_mailbox(number, code)
        sent = {**inside.hidden, "go": "everything", "text": "Noch etwas."}
        answer = inside.client.post(inside.address, sent)
        assert answer.status_code == 503 and "Noch etwas.</textarea>" in answer.content.decode()
    finally:
        for _place in range(bounded.PLACES + bounded.WAITING):
            bounded._open.release()


def test_the_receipt_shows_the_address_as_a_picture_without_number_and_code(office) -> None:
    walker = formal()
    number, code = walker.receipt()
    address = paper.mailbox_address("de")
    assert address.endswith("/de/complaint/mailbox/")
    assert not {number, code} & set(address.split("/"))
    assert paper.svg_data_uri(address) in walker.page
    assert Complaint.objects.get().number == number
