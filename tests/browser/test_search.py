"""Searching by keyboard alone, and on a phone. Source: issue 13, point 7."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import PATIENCE, PHONE, assert_fits, sign_in, visitor
from tests.browser.house import House

expect.set_options(timeout=PATIENCE)


def test_by_keyboard_alone(browser: Browser, house: House) -> None:
    with visitor(browser, house) as page:
        sign_in(page, "liaison")
        page.goto("/people/")
        page.keyboard.press("/")
        expect(page.locator("#search-header")).to_be_focused()
        page.keyboard.type("Hochschule Polizei/")
        assert page.locator("#search-header").input_value() == "Hochschule Polizei/", (
            "in the box it is a sign like others"
        )
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=*")
        page.keyboard.press("/")
        expect(page.locator("#search-page")).to_be_focused()
        hits = page.locator(".app-hit__title")
        page.keyboard.press("ArrowDown")
        expect(hits.first).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(hits.nth(1)).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(page.locator("#search-page")).to_be_focused()
        page.keyboard.press("ArrowDown")
        wanted = hits.first.get_attribute("href")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{wanted}")


@pytest.mark.parametrize("javascript", [True, False])
def test_on_a_phone(browser: Browser, house: House, javascript: bool) -> None:
    """The box has a page of its own there; whoever has no JavaScript has the same."""
    with visitor(
        browser, house, size=PHONE, has_touch=True, is_mobile=True, java_script_enabled=javascript
    ) as page:
        sign_in(page, "liaison")
        expect(page.locator("#search-header")).to_be_hidden()
        page.locator(".app-search-link").tap()
        page.wait_for_url("**/search/")
        page.locator("#search-page").fill("vertraulichkeit")
        page.locator(".app-search--page button").tap()
        page.wait_for_url("**/search/?q=*")
        expect(page.locator(".app-hit mark").first).to_be_visible()
        if javascript:
            assert_fits(page)
        page.locator(".app-hit__title").first.tap()
        page.wait_for_url("**/agreements/*/**")
        expect(page.locator("h1")).to_be_visible()
