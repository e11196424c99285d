"""Making an agreement ready to sign as keepers do: the paper is tried first, what needs a yes gets it."""

import re
from collections.abc import Iterable

from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import PATIENCE
from tests.browser.house import House

DRAFT = re.compile(r"/agreements/\d+/$")


def consulted(page: Page, house: House, title: str, parties: Iterable[str]) -> str:
    """Draft an agreement of these parties in Dortmund and put it under consultation; its path."""
    page.locator("main a[href^='/partnerships/']", has_text="Dortmund").first.click()
    page.locator("main a[href*='/agreements/of/']").first.click()
    page.locator("main a[href$='/draft/']").click()
    page.locator("[name=title]").fill(title)
    page.locator("[name=organisations]").evaluate_all("all => all.forEach(b => b.checked = false)")
    for name in parties:
        page.get_by_label(name).check()
    submit(page)
    page.wait_for_url(DRAFT)
    path = page.url.removeprefix(house.base)
    page.goto(f"{path}steps/consult/")
    submit(page)
    page.wait_for_url(DRAFT)
    return path


def submit(page: Page) -> None:
    """Send the form of the page, whose button is its last."""
    page.locator("main form[method=post] button[type=submit]").last.click()


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
