"""What was typed and not saved is there again: after the session ran out, after a reload; never for somebody else."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import PATIENCE, sign_in, visitor
from tests.browser.house import PASSWORD, House, address

expect.set_options(timeout=PATIENCE)
Enter = Callable[..., Page]
WORDS = "Viele trauen sich nicht allein auf die Wache."
BACK = "nicht gespeichert hatten, ist wieder da"
KEPT_MS = 1500  # a little longer than the script waits after the last key
DRAFTS = "Object.keys(sessionStorage).filter(name => name.startsWith('draft:')).length"


@pytest.fixture
def enter(browser: Browser, house: House) -> Iterator[Enter]:
    """Visitors of one test, each with a browser of their own."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(visitor(browser, house, **options))


def _open(page: Page) -> str:
    """The form for a point, of the first partnership that this person sees."""
    page.goto("/partnerships/")
    links = page.locator("main table a[href^='/partnerships/']")
    number = re.search(r"\d+", links.first.get_attribute("href") or "")[0]
    path = f"/meetings/partnership/{number}/propose/"
    page.goto(path)
    return path


def _type(page: Page) -> None:
    page.locator("[name=title]").fill("Begleitung zur Anzeige")
    page.locator("[name=text]").fill(WORDS)
    page.wait_for_timeout(KEPT_MS)


def test_a_session_that_ran_out_loses_no_word(enter: Enter) -> None:
    page = enter(locale="de-DE")
    sign_in(page, "partner")
    path = _open(page)
    _type(page)
    page.context.clear_cookies(name=re.compile("session"))
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("[name=text]")).to_have_count(0)
    page.locator(f"main a[href='{path}']").click()
    page.locator("input[name=login]").fill(address("partner"))
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"**{path}")
    expect(page.get_by_text(BACK)).to_be_visible()
    expect(page.locator("[name=text]")).to_have_value(WORDS)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(lambda url: path not in url)
    page.goto(path)
    expect(page.locator("[name=text]")).to_have_value("")
    expect(page.get_by_text(BACK)).to_have_count(0)


def test_after_a_reload_it_is_there_and_can_be_discarded(enter: Enter) -> None:
    page = enter(locale="de-DE")
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in(page, "partner")
    path = _open(page)
    _type(page)
    page.reload()
    expect(page.locator("[name=text]")).to_have_value(WORDS)
    page.get_by_role("button", name="Verwerfen").click()
    expect(page.locator("[name=text]")).to_have_value("")
    page.goto(path)
    expect(page.locator("[name=text]")).to_have_value("")


def test_nobody_else_at_this_computer_reads_it(enter: Enter) -> None:
    page = enter(locale="de-DE")
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in(page, "partner")
    path = _open(page)
    _type(page)
    page.context.clear_cookies(name=re.compile("session"))
    sign_in(page, "liaison")
    page.goto(path)
    expect(page.locator("[name=text]")).to_have_value("")
    assert page.evaluate(DRAFTS) == 1, "it waits for whoever typed it"
    page.goto("/accounts/logout/")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(lambda url: "logout" not in url)
    assert page.evaluate(DRAFTS) == 0, "signing out forgets all"
