"""The system's Chromium, and what a person does in it."""

import contextlib
import shutil
from collections.abc import Iterator

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.house import PASSWORD, House, address

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 90_000  # milliseconds: the machine may be busy
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that asks nobody outside.

    Raises: AssertionError when the system has no Chromium.
    """
    program = next(filter(None, map(shutil.which, NAMES)), None)
    assert program, "No Chromium is installed: run script/bootstrap --dev, which names the package."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@contextlib.contextmanager
def visitor(
    browser: Browser, house: House, *, size=DESK, locale="en-GB", **options
) -> Iterator[Page]:
    """A page of a fresh visitor; paths such as `/home/` are enough to go somewhere."""
    context = browser.new_context(
        base_url=house.base, viewport=size, locale=locale, accept_downloads=True, **options
    )
    context.set_default_timeout(PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()


def assert_fits(page: Page) -> None:
    """Nothing of the page as it is now stands beside the screen."""
    page.wait_for_load_state()  # a click may be about to lead on
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], (
        page.url
    )


def assert_fits_everywhere(page: Page) -> None:
    """On a phone and on a desk; its size is what it was afterwards."""
    before = page.viewport_size
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        assert_fits(page)
    page.set_viewport_size(before or DESK)


def sign_in(page: Page, name: str) -> None:
    """With the demo's password, as a person does."""
    sign_in_at(page, address(name))


def sign_in_at(page: Page, email: str) -> None:
    """The same, for any address."""
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/home/")


def prove_again(page: Page, path: str) -> None:
    """Go where the password is asked once more, and give it: five minutes of trust follow."""
    page.goto(path)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"**{path}")
