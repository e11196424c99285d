"""Making an agreement ready to sign as keepers do: the paper is tried first, what needs a yes gets it."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import PATIENCE


def try_paper(page: Page, path: str) -> Locator:
    """The form to freeze, which appears by itself as soon as the worker is done. `path`: the agreement's."""
    page.goto(f"{path}steps/make_ready/")
    form = page.locator("#go-on form")
    expect(form).to_have_count(0)
    page.locator("form[action$='/trial/'] button").click()
    expect(form).to_be_visible(timeout=2 * PATIENCE)  # the paper is laid out twice
    return form


def make_ready(page: Page, path: str) -> None:
    """All the way; back on the agreement's page."""
    form = try_paper(page, path)
    for yes in form.locator("[name$=_accepted]").all():
        yes.check()
    form.locator("button[type=submit]").click()
    page.wait_for_url(f"**{path}")
