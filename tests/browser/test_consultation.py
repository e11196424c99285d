"""Two organisations draft together on a phone: comment, release, propose, compare, accept. Source: issue 4, point 1."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import PATIENCE, PHONE, assert_fits, sign_in, visitor
from tests.browser.house import House
from tests.browser.walk import Walk
from tests.uploads.files import pdf

INSIDE = "Das besprechen wir erst unter uns."
WORD = "vertrauensvoll"
PROPOSAL = re.compile(r"/proposals/\d+/$")

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def partner(browser: Browser, house: House):
    with visitor(browser, house, size=PHONE, java_script_enabled=False) as page:
        sign_in(page, "partner")
        yield page


@pytest.fixture
def liaison(browser: Browser, house: House):
    with visitor(browser, house, size=PHONE) as page:
        sign_in(page, "liaison")
        yield page


def test_a_text_is_drafted_together_on_a_phone(partner: Page, liaison: Page) -> None:
    own = _draft(partner)
    _comment_inside(partner, own)
    liaison.goto(f"{own}consultation/?state=all")
    expect(liaison.locator("main")).not_to_contain_text(INSIDE)
    _release(partner, own)
    liaison.goto(f"{own}consultation/")
    expect(liaison.locator("main")).to_contain_text(INSIDE)

    proposal = _propose(partner, own)
    assert_fits(partner)
    walk = Walk(liaison)
    for path in (
        "consultation/",
        proposal.removeprefix(own),
        f"{proposal.removeprefix(own)}accept/",
    ):
        walk.visit(own + path)
    walk.visit(f"{proposal}decline/")
    _accept(liaison, proposal)
    expect(liaison.locator("main")).to_contain_text("angenommen")

    _compare(partner, own)
    for path in ("versions/", "versions/compare/", "versions/1/", "?language=both"):
        walk.visit(own + path)
    _annex(liaison, own, walk)
    assert walk.problems == []


def _draft(page: Page) -> str:
    """The path of an agreement that is being drafted, found from the home page."""
    page.goto("/agreements/?stage=draft")
    path = page.locator("main table a[href^='/agreements/']").first.get_attribute("href")
    assert path
    return path


def _submit(page: Page) -> None:
    page.locator("main form[method=post] button[type=submit]").last.click()


def _comment_inside(page: Page, own: str) -> None:
    page.goto(own)
    page.locator("a[href$='/comment/']").first.click()
    page.locator("[name=body]").fill(INSIDE)
    _submit(page)
    page.wait_for_url(re.compile(r"/consultation/#on-\d+$"))
    expect(page.locator("main")).to_contain_text(INSIDE)
    assert_fits(page)


def _release(page: Page, own: str) -> None:
    """Asked once, with the words in view."""
    page.goto(f"{own}consultation/")
    page.locator("a[href$='/release/']").first.click()
    expect(page.locator("main")).to_contain_text(INSIDE)
    assert_fits(page)
    _submit(page)
    page.wait_for_url(re.compile(r"/consultation/#on-"))


def _propose(page: Page, own: str) -> str:
    """The form begins with the present words; afterwards the added one is marked, not by colour alone."""
    page.goto(f"{own}?language=de")
    page.locator("a[href*='/propose/']").first.click()
    words = page.locator("[name=body]").input_value()
    first, rest = words.split(" ", 1)
    page.locator("[name=body]").fill(f"{first} {WORD} {rest}")
    page.locator("[name=reason]").fill("Weil es so ist.")
    assert_fits(page)
    _submit(page)
    page.wait_for_url(PROPOSAL)
    added = page.locator("ins", has_text=WORD)
    expect(added).to_have_count(1)
    assert "underline" in added.evaluate("node => getComputedStyle(node).textDecorationLine")
    return "/" + page.url.split("/", 3)[3]


def _accept(page: Page, proposal: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(proposal)
    page.locator("a[href$='/accept/']").click()
    expect(page.locator("ins", has_text=WORD)).to_have_count(1)
    _submit(page)
    page.wait_for_url(PROPOSAL)


def _compare(page: Page, own: str) -> None:
    """The last two versions, without JavaScript: one clause differs, the others are folded."""
    page.goto(f"{own}versions/")
    page.locator("a[href*='/compare/?from=']").first.click()
    expect(page.locator("ins", has_text=WORD)).to_have_count(1)
    expect(page.locator("section.agr-clause:visible")).to_have_count(1)
    expect(page.locator("details.agr-unchanged").first).to_be_visible()
    assert_fits(page)


def _annex(page: Page, own: str, walk: Walk) -> None:
    """A file is added, listed with its hash, and can be fetched."""
    page.goto(own)
    page.locator("a[href$='/files/add/']").first.click()
    walk.check()
    page.locator("[name=file]").set_input_files(
        {"name": "Karte.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    _submit(page)
    page.wait_for_url(re.compile(r"#clause-\d+$"))
    expect(page.locator("ul.agr-files").first).to_contain_text("SHA-256")
    walk.check()
    with page.expect_download() as download:
        page.locator("ul.agr-files a", has_text="Karte.pdf").first.click()
    assert download.value.suggested_filename == "Karte.pdf"
