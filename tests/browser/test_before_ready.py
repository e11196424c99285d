"""An outdated translation is stopped before the text is frozen. Source: issue 10, must show 4."""

import re

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import PATIENCE, PHONE, assert_fits, sign_in, visitor
from tests.browser.freezing import DRAFT, consulted, submit, try_paper
from tests.browser.house import House
from tests.browser.test_agreement import EDIT
from tests.browser.walk import Walk

TITLE = "Vereinbarung mit alter Übersetzung"
PARTIES = ("Polizeipräsidium Dortmund", "Multikulturelles Forum")
NEW = "Wir achten einander, auch wenn wir streiten."

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def liaison(browser: Browser, house: House):
    with visitor(browser, house) as page:
        sign_in(page, "liaison")
        yield page


def test_an_outdated_translation_is_stopped(liaison: Page, browser: Browser, house: House) -> None:
    page, path = liaison, consulted(liaison, house, TITLE, PARTIES)
    _write_german_alone(page)
    page.goto(path)
    page.locator("a[href$='/before-ready/']").click()
    listed = page.locator("#still-open li", has_text=_("Correct it"))
    expect(listed).to_have_count(1)
    form = try_paper(page, path)
    expect(page.locator("#still-open")).to_contain_text(_("needs your yes"))
    _look(page)
    form.locator("button[type=submit]").click()
    expect(page.locator(".app-summary")).to_contain_text(
        _("Some translations are outdated. Correct them, or say yes.")
    )
    for yes in page.locator("#go-on [name$=_accepted]").all():
        yes.check()
    page.locator("#go-on button[type=submit]").click()
    page.wait_for_url(DRAFT)
    _reads_the_mark(browser, house, path)


def _write_german_alone(page: Page) -> None:
    page.locator("section.agr-clause").nth(1).locator(EDIT).first.click()
    page.locator("[name=body_de]").fill(NEW)
    submit(page)
    page.wait_for_url(re.compile(r"/agreements/\d+/#clause-\d+$"))


def _look(page: Page) -> None:
    """For everybody, on both widths; one button is the first."""
    walk = Walk(page)
    walk.check()
    assert walk.problems == []
    assert page.locator("main .kern-btn--primary").count() <= 1


def _reads_the_mark(browser: Browser, house: House, path: str) -> None:
    """Whoever signs, on a phone: the German text in full first, the English one folded with its mark."""
    with visitor(browser, house, size=PHONE, has_touch=True, is_mobile=True) as page:
        sign_in(page, "partner")
        page.goto(f"{path}signatures/")
        page.locator("main a[href*='/sign/']").first.tap()
        folded = page.locator("details.agr-wording")
        expect(page.locator("main")).to_contain_text(NEW)
        mark = _(
            "This translation was outdated when the text was frozen: the governing text had changed since."
        )
        expect(folded.get_by_text(mark)).to_be_hidden()
        folded.locator("summary").tap()
        expect(folded.get_by_text(mark)).to_be_visible()
        assert_fits(page)
        _look(page)


def _(words: str) -> str:
    """As the visitors of the house read it."""
    with override("de"):
        return gettext(words)
