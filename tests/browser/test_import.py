"""Liaison staff bring 200 organisations in a file that Excel wrote. Source: issue 3, must show 2."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override
from playwright.sync_api import Browser, Page, expect

from partnerships.directory.importing.columns import BY_SLUG
from tests.browser.chromium import DESK, PATIENCE, assert_fits_everywhere, sign_in, visitor
from tests.browser.house import House
from tests.browser.walk import Walk

HEAD = "Name;Art;Rechtsform;Ort;Stadtteile;Sprachen;E-Mail;Telefon;Website;Seit"
MANY = 200
WRONG = {  # row in the file: column, and what is typed there
    12: ("email", "kontakt-at-verein.example"),
    37: ("since", "31.02.2021"),
    58: ("kind", "Kegelklub"),
    77: ("name", ""),
    101: ("website", "javascript:alert(1)"),
    150: ("phone", "abends"),
    199: ("name", "Verein für Begegnung Nr. 3"),
}
SLUGS = [
    "name", "kind", "legal_form", "place", "areas", "languages", "email", "phone", "website",
    "since",
]  # fmt: skip
PREVIEW = re.compile(r"/organisations/import/\d+/$")

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def liaison(browser: Browser, house: House):
    with visitor(browser, house) as page:
        page.on("dialog", lambda dialog: pytest.fail(f"A dialog opened: {dialog.message}"))
        sign_in(page, "liaison")
        yield page


def test_two_hundred_from_a_file_with_seven_faults(liaison: Page, tmp_path: Path) -> None:
    walk = Walk(liaison)
    _choose(liaison, tmp_path, "vereine.csv", WRONG)
    _seven_faults(liaison)
    assert_fits_everywhere(liaison)
    walk.check()
    with liaison.expect_download() as download:
        liaison.locator("main a[href$='/faults/']").click()
    assert len(Path(download.value.path()).read_text("utf-8-sig").splitlines()) == 1 + len(WRONG)

    _choose(liaison, tmp_path, "vereine-richtig.csv", {})
    expect(liaison.locator("main tbody tr")).to_have_count(MANY)
    assert_fits_everywhere(liaison)
    walk.check()
    liaison.locator("form[action$='/confirm/'] button").click()
    expect(liaison.locator("main dd", has_text=re.compile(rf"^\s*{MANY}\s*$"))).to_have_count(1)
    assert_fits_everywhere(liaison)
    walk.check()

    _choose(liaison, tmp_path, "vereine-richtig.csv", {})
    expect(liaison.locator("main .kern-alert--success")).to_be_visible()
    expect(liaison.locator("form[action$='/confirm/']")).to_have_count(0)
    assert_fits_everywhere(liaison)
    walk.check()
    assert walk.problems == []


def _table(wrong: dict[int, tuple[str, str]]) -> bytes:
    lines = [HEAD]
    for number in range(2, MANY + 2):
        cells = {
            "name": f"Verein für Begegnung Nr. {number} e. V.",
            "kind": "Migrantenorganisation",
            "legal_form": "e. V.",
            "place": "Dortmund",
            "areas": "Nordstadt, Hörde",
            "languages": "Deutsch, Türkisch",
            "email": f"verein{number}@verein.example",
            "phone": "0231 0000",
            "website": "verein.example",
            "since": "31.12.2021",
        }
        cells |= dict([wrong[number]] if number in wrong else [])
        lines.append(";".join(cells[slug] for slug in SLUGS))
    return "\r\n".join(lines).encode("cp1252")


def _choose(page: Page, folder: Path, name: str, wrong: dict[int, tuple[str, str]]) -> None:
    """From the list of organisations, as a person goes."""
    page.set_viewport_size(DESK)
    page.goto("/organisations/")
    page.locator("main a[href='/organisations/import/']").click()
    file = folder / name
    file.write_bytes(_table(wrong))
    page.locator("input[name=file]").set_input_files(file)
    choice = page.locator("select[name=partnership] option", has_text="Dortmund").first
    page.locator("select[name=partnership]").select_option(choice.get_attribute("value"))
    assert_fits_everywhere(page)
    page.locator("main form[method=post] button[type=submit]").last.click()
    page.wait_for_url(PREVIEW)


def _seven_faults(page: Page) -> None:
    """Exactly these, each with its row and its column."""
    found = [
        tuple(cell.strip() for cell in row.locator("th, td > span").all_inner_texts())[:2]
        for row in page.locator("main table").first.locator("tbody tr").all()
    ]
    with override(page.locator("html").get_attribute("lang")):
        expected = [(str(row), str(BY_SLUG[slug].label)) for row, (slug, _typed) in WRONG.items()]
    assert found == expected
    expect(page.locator("form[action$='/confirm/']")).to_contain_text(", ".join(map(str, WRONG)))
