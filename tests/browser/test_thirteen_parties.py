"""Thirteen parties sign, each on its own device; the sealed file is checked by everybody's tools and by ours.

Source: issue 4, must show 1.
"""

import io
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, Page, expect
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tests.browser.chromium import DESK, PATIENCE, PHONE, assert_fits, sign_in_at, visitor
from tests.browser.house import House, wait_for

TITLE = "Vereinbarung über gegenseitige Besuche"
PARTIES, SIGNATURES = 13, 15
SIGNERS = f"""
from partnerships.agreements.models import Signatory
rows = Signatory.objects.filter(party__agreement__title={TITLE!r}).order_by("party__position", "position")
for s in rows:
    print(s.party.agreement_id, s.party_id, s.person.account.email)
"""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def sealed(browser: Browser, house: House, tmp_path_factory) -> Path:
    """Everybody signs; the last one downloads the sealed file."""
    signers = [line.split() for line in house.ask(SIGNERS).splitlines()]
    assert len(signers) == SIGNATURES
    assert len({party for _agreement, party, _email in signers}) == PARTIES
    for number, (agreement, party, email) in enumerate(signers):
        phone = number % 2 == 0
        with visitor(browser, house, size=PHONE if phone else DESK) as page:
            sign_in_at(page, email)
            _sign(page, agreement, party)
            if number == len(signers) - 1:
                return _downloaded(page, house, agreement, tmp_path_factory.mktemp("sealed"))
    raise AssertionError("nobody signed")


def _sign(page: Page, agreement: str, party: str) -> None:
    """Read in full, then confirm with the password for this signature."""
    page.goto(f"/agreements/{agreement}/signatures/")
    with page.expect_navigation():
        page.locator(f"main a[href$='/sign/{party}/']").first.click()
    assert_fits(page)
    page.locator("main [name=password]").fill("handschlag-demo")
    with page.expect_navigation():
        page.locator("main [name=password]").press("Enter")
    expect(page.locator("main [role=alert].kern-alert--danger")).to_have_count(0)


def _downloaded(page: Page, house: House, agreement: str, folder: Path) -> Path:
    """From the agreement's page, as soon as the worker has sealed it."""
    page.goto(f"/agreements/{agreement}/")
    expect(page.locator(".kern-badge").first).to_contain_text("in Kraft")
    link = page.locator("main a[href$='/file/'][href*='/documents/']")

    def there() -> bool:
        page.reload()
        return link.count() > 0

    wait_for(there, PATIENCE / 1000, "the sealed PDF is ready")
    with page.expect_download() as waiting:
        link.first.click()
    file = folder / "sealed.pdf"
    waiting.value.save_as(file)
    return file


def test_everybodys_tools_say_valid(sealed: Path, house: House) -> None:
    said = subprocess.run(["pdfsig", sealed], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in said, said
    assert "Total document signed" in said, said
    subprocess.run(["qpdf", "--check", sealed], check=True, capture_output=True)
    root = load_cert_from_pemder(str(house.seal_root))
    with sealed.open("rb") as opened:
        found = PdfFileReader(opened).embedded_regular_signatures
        assert len(found) == 1
        trust = ValidationContext(trust_roots=[root])
        with ThreadPoolExecutor(1) as beside:  # Playwright's event loop runs in this thread
            status = beside.submit(validate_pdf_signature, found[0], trust).result()
        assert status.bottom_line, status.pretty_print_details()


def test_the_file_carries_its_evidence(sealed: Path) -> None:
    with pikepdf.open(sealed) as pdf:
        words = pdf.attachments["evidence.json"].get_file().read_bytes().decode()
    assert words.count('"means": "password"') == SIGNATURES
    pages = subprocess.run(["pdftotext", sealed, "-"], capture_output=True, text=True).stdout
    assert "signed here" in pages or "hier unterschrieben" in pages


def test_the_page_knows_the_file_and_sees_each_change(
    sealed: Path, browser: Browser, house: House, tmp_path: Path
) -> None:
    with visitor(browser, house, size=PHONE) as page:
        assert _verdict(page, sealed) == "valid"
        assert _verdict(page, _one_byte_changed(sealed, tmp_path)) == "altered"
        assert _verdict(page, _revision_appended(sealed, tmp_path)) == "altered"


def test_a_code_alone_proves_only_that_there_is_a_record(
    sealed: Path, browser: Browser, house: House
) -> None:
    with visitor(browser, house) as page:
        page.goto(_printed_address(sealed))
        expect(page.locator("[data-verdict]")).to_have_attribute("data-verdict", "listed")
        expect(page.locator("main")).to_contain_text("Polizeidirektion Silberauen")


def _printed_address(sealed: Path) -> str:
    """Where the link beside the code leads; the QR code says the same."""
    with pikepdf.open(sealed) as pdf:
        links = [
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]
    return next(link for link in links if "/verify/" in link)


def _verdict(page: Page, file: Path) -> str:
    """As shown once the check is done; the page goes on by itself."""
    page.goto("/en/verify/")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form[enctype] button[type=submit]").click()
    result = page.locator("[data-verdict]")
    expect(result).to_be_visible()
    return str(result.get_attribute("data-verdict"))


def _one_byte_changed(sealed: Path, folder: Path) -> Path:
    data = bytearray(sealed.read_bytes())
    at = data.find(b"stream", len(data) // 2) + 40
    data[at] ^= 1
    changed = folder / "one-byte.pdf"
    changed.write_bytes(bytes(data))
    return changed


def _revision_appended(sealed: Path, folder: Path) -> Path:
    """As an editor saves it: the sealed part is untouched, something stands behind it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed.read_bytes()))
    writer.set_info(writer.add_object(_title()))
    out = folder / "revision.pdf"
    with out.open("wb") as opened:
        writer.write(opened)
    return out


def _title():
    from pyhanko.pdf_utils import generic

    return generic.DictionaryObject(
        {generic.pdf_name("/Title"): generic.pdf_string("something else")}
    )
