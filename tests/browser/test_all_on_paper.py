"""All have signed on paper: recorded with the scan, confirmed on a phone from the other side. Source: issue 10, must show 4."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import DESK, PATIENCE, PHONE, assert_fits, sign_in, visitor
from tests.browser.freezing import consulted, make_ready, submit
from tests.browser.house import House, address
from tests.browser.walk import Walk
from tests.uploads.files import pdf

TITLE = "Auf einem Blatt unterschrieben"
PARTIES = ("Polizeipräsidium Dortmund", "Multikulturelles Forum")
ON_PHONE = {"size": PHONE, "has_touch": True, "is_mobile": True, "locale": "de-DE"}
SCAN = {"name": "Unterschriften.pdf", "mimeType": "application/pdf", "buffer": pdf()}

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def keeper(browser: Browser, house: House):
    """The liaison officer at a desk, in German."""
    with visitor(browser, house, locale="de-DE") as page:
        sign_in(page, "liaison")
        yield page


def test_from_the_scan_to_in_force(browser: Browser, house: House, keeper: Page) -> None:
    agreement = consulted(keeper, house, TITLE, PARTIES)
    make_ready(keeper, agreement)
    walk = Walk(keeper)
    walk.visit(f"{agreement}paper/")
    _record(keeper)
    expect(keeper.locator("main")).to_contain_text("wartet auf die Bestätigung")
    expect(keeper.locator("main a[href$='/confirm/']")).to_have_count(0)
    assert TITLE in house.letter_about("/confirm/", to=address("partner"))

    with visitor(browser, house, **ON_PHONE) as lead:
        problems = _confirm(lead, house)

    assert TITLE in house.letter_about("in Kraft ab dem", to=address("liaison"))
    keeper.set_viewport_size(DESK)
    keeper.goto(agreement)
    expect(keeper.locator("main")).to_contain_text("Auf Papier unterschrieben")
    assert walk.problems + problems == []


def _confirm(page: Page, house: House) -> list[str]:
    """From home to the yes; what is wrong with the page."""
    sign_in(page, "partner")
    page.locator("main .dir-tasks a[href$='/confirm/']", has_text=TITLE).tap()
    page.wait_for_url("**/confirm/")
    path = page.url.removeprefix(house.base)
    _fetches_the_scan(page)
    walk = Walk(page)
    walk.visit(path)
    page.set_viewport_size(PHONE)
    assert_fits(page)
    page.locator("[name=all_signed]").check()
    page.locator("main form button[type=submit]").first.tap()
    page.wait_for_url("**/signatures/")
    expect(page.locator("main")).to_contain_text("Bestätigt von Selin Aktaş-Hövelmann")
    assert_fits(page)
    return walk.problems


def _record(page: Page) -> None:
    page.locator("[name=signed_on]").fill(page.evaluate("new Date().toLocaleDateString('sv')"))
    page.locator("[name=place]").fill("Rathaus")
    page.locator("[name=scan]").set_input_files(SCAN)
    page.locator("[name=all_signed]").check()
    submit(page)
    page.wait_for_url("**/signatures/")


def _fetches_the_scan(page: Page) -> None:
    """As a download, never shown by the site itself."""
    with page.expect_download() as found:
        page.locator("main a[href*='/files/']").first.tap()
    assert Path(found.value.path()).read_bytes().startswith(b"%PDF")
