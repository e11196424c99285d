"""An OpenDocument table of 200 organisations with contact persons: hidden rows are asked, five rows left out, and back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import DESK, PATIENCE, assert_fits_everywhere, sign_in, visitor
from tests.browser.house import House
from tests.browser.walk import Walk
from tests.imports.files import ods, ods_row

HEAD = [
    "Name",
    "Art",
    "Ort",
    "Telefon",
    "Ansprechpartner/in",
    "Funktion",
    "E-Mail der Ansprechperson",
]
MANY = 200
WRONG = {
    12: (1, "Kegelklub"),
    58: (0, ""),
    77: (3, "abends"),
    101: (6, "amina-at-verein"),
    199: (4, "info@verein.example"),
}
HIDDEN = 150
QUESTION, PREVIEW = (
    re.compile(r"/organisations/import/\d+/reread/$"),
    re.compile(r"/organisations/import/\d+/$"),
)

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def liaison(browser: Browser, house: House):
    with visitor(browser, house) as page:
        sign_in(page, "liaison")
        yield page


def test_two_hundred_with_contact_persons_and_five_rows_left_out(
    liaison: Page, tmp_path: Path
) -> None:
    walk = Walk(liaison)
    _choose(liaison, tmp_path / "vereine.ods", _table())
    liaison.wait_for_url(QUESTION)
    expect(liaison.locator("main")).to_contain_text(f"{HIDDEN}: Ods-Verein {HIDDEN}")
    assert_fits_everywhere(liaison)
    walk.check()
    liaison.locator("input[name=hidden][value=take]").check(force=True)
    liaison.locator("main form[method=post] button[type=submit]").last.click()
    liaison.wait_for_url(PREVIEW)
    expect(liaison.locator("form[action$='/confirm/']")).to_contain_text("12, 58, 77, 101, 199")
    assert_fits_everywhere(liaison)
    walk.check()
    liaison.locator("form[action$='/confirm/'] button").click()
    for number in (MANY - len(WRONG), len(WRONG)):
        exactly = re.compile(rf"^\s*{number}\s*$")
        expect(liaison.locator("main dd", has_text=exactly).first).to_be_visible()
    assert_fits_everywhere(liaison)
    walk.check()
    _and_back(liaison, tmp_path)
    assert walk.problems == []


def _and_back(page: Page, folder: Path) -> None:
    """What the list gives as a file changes nothing when it is chosen."""
    for kind in ("xlsx", "csv"):
        with page.expect_download() as download:
            page.evaluate(f"location.href = '/organisations/?q=Ods-Verein&export={kind}'")
        file = folder / f"zurueck.{kind}"
        download.value.save_as(file)
        _choose(page, file, file.read_bytes())
        page.wait_for_url(PREVIEW)
        expect(page.locator("main .kern-alert--success")).to_be_visible()
        expect(page.locator("main .kern-alert--success")).to_contain_text(str(MANY - len(WRONG)))
        expect(page.locator("form[action$='/confirm/']")).to_have_count(0)


def _table() -> bytes:
    rows = [ods_row(HEAD)]
    for number in range(2, MANY + 2):
        cells = [
            f"Ods-Verein {number} für Begegnung e. V.", "Migrantenorganisation", "Köln", f"0221 {number:04}",
            f"Frau Amina Beispiel-{number}", "Vorsitz", f"amina{number}@verein.example",
        ]  # fmt: skip
        if number in WRONG:
            at, typed = WRONG[number]
            cells[at] = typed
        rows.append(ods_row(cells, 'table:visibility="filter"' if number == HIDDEN else ""))
    return ods(f'<table:table table:name="Mitglieder">{"".join(rows)}</table:table>')


def _choose(page: Page, file: Path, data: bytes) -> None:
    page.set_viewport_size(DESK)
    page.goto("/organisations/import/")
    file.write_bytes(data)
    page.locator("input[name=file]").set_input_files(file)
    if page.locator("select[name=partnership]").count():
        page.locator("select[name=partnership]").select_option("")
    page.locator("main form[method=post] button[type=submit]").last.click()
