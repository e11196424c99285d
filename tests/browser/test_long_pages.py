"""On a long page the way through it and the one action that matters stay in reach. Source: issue 13, point 4."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import PATIENCE, PHONE, assert_fits, sign_in, visitor
from tests.browser.house import House

expect.set_options(timeout=PATIENCE)


def open_draft_far_down(page: Page) -> None:
    """As the co-chair, who leads the draft on."""
    sign_in(page, "chair")
    page.goto("/agreements/?stage=draft")
    page.locator(".app-table tbody th a").first.click()
    page.locator(".agr-clause").nth(9).scroll_into_view_if_needed()


def test_the_contents_stay_beside_the_text(browser: Browser, house: House) -> None:
    with visitor(browser, house, size={"width": 1280, "height": 900}) as page:
        open_draft_far_down(page)
        contents = page.locator(".agr-beside a")
        expect(contents.first).to_be_in_viewport()
        contents.first.click()
        expect(page.locator(".agr-clause").first).to_be_in_viewport()


def test_on_a_phone_the_action_stays_and_hides_nothing(browser: Browser, house: House) -> None:
    with visitor(browser, house, size=PHONE, has_touch=True, is_mobile=True) as page:
        open_draft_far_down(page)
        expect(page.locator(".app-head__action .kern-btn")).to_be_in_viewport()
        assert_fits(page)
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        last = page.locator(".app-footer a").last.bounding_box()
        bar = page.locator(".app-head__action").bounding_box()
        assert last is not None and bar is not None
        assert last["y"] + last["height"] <= bar["y"]
