"""Signing as people do it: on a phone with a mailed code, and with a passkey. Source: issue 4, point 2."""

import re
import time

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.chromium import PATIENCE, PHONE, assert_fits, prove_again, sign_in, visitor
from tests.browser.freezing import DRAFT, make_ready
from tests.browser.house import House
from tests.browser.test_passkey import KEY
from tests.browser.walk import Walk

SECOND = "chair"  # signs for the police
TITLE = "Unterschriften auf eigenen Geräten"
PARTIES = (
    "Polizeipräsidium Dortmund",
    "Multikulturelles Forum",
    "Integrationsrat der Stadt Dortmund",
)

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def agreement(browser: Browser, house: House) -> str:
    """The path of an agreement of three parties of the Dortmund partnership, ready to sign."""
    with visitor(browser, house) as page:
        sign_in(page, "liaison")
        page.locator("main a[href^='/partnerships/']", has_text="Dortmund").first.click()
        page.locator("main a[href*='/agreements/of/']").first.click()
        page.locator("main a[href$='/draft/']").click()
        page.locator("[name=title]").fill(TITLE)
        page.locator("[name=organisations]").evaluate_all(
            "all => all.forEach(b => b.checked = false)"
        )
        for name in PARTIES:
            page.get_by_label(name).check()
        _submit(page)
        page.wait_for_url(DRAFT)
        path = page.url.removeprefix(house.base)
        page.goto(f"{path}steps/consult/")
        _submit(page)
        page.wait_for_url(DRAFT)
        make_ready(page, path)
        return path


def test_every_page_of_signing_is_for_everybody(
    browser: Browser, house: House, agreement: str
) -> None:
    with visitor(browser, house) as page:
        sign_in(page, "liaison")
        page.goto(f"{agreement}signatures/")
        links = page.locator("a[href*='/record/']").first
        record = links.get_attribute("href") or ""
        walk = Walk(page)
        for path in ("signatures/", "signed/", "ceremony/", "ceremony/plan/", "ceremony/screen/"):
            walk.visit(f"{agreement}{path}")
        walk.visit(record)
        assert walk.problems == []


def test_the_page_to_sign_is_for_everybody(browser: Browser, house: House, agreement: str) -> None:
    with visitor(browser, house) as page:
        sign_in(page, "partner")
        page.goto(f"{agreement}signatures/")
        sign = _sign_link(page).get_attribute("href") or ""
        walk = Walk(page)
        walk.visit(sign)
        walk.visit(sign.replace("/sign/", "/refuse/"))
        assert walk.problems == []


def test_a_representative_signs_on_a_phone_with_a_mailed_code(
    browser: Browser, house: House, agreement: str
) -> None:
    with visitor(browser, house, size=PHONE, has_touch=True, is_mobile=True) as page:
        sign_in(page, "partner")
        page.goto(f"{agreement}signatures/")
        expect(_count(page)).to_contain_text(re.compile(r"^\s*0 \w+ 3 "))
        with page.expect_navigation():
            _sign_link(page).tap()
        assert_fits(page)
        began = time.time() - 1
        with page.expect_navigation():
            page.locator("form[action$='/code/'] button").tap()
        page.locator("main [name=code]").fill(house.code_for("partner", since=began))
        page.locator("form:has([name=code]) button").tap()
        page.wait_for_url("**/signatures/")
        expect(_count(page)).to_contain_text(re.compile(r"^\s*1 \w+ 3 "))
        assert_fits(page)


def test_another_signs_with_a_passkey(browser: Browser, house: House, agreement: str) -> None:
    with visitor(browser, house) as page:
        key = page.context.new_cdp_session(page)
        key.send("WebAuthn.enable")
        key.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
        sign_in(page, SECOND)
        prove_again(page, "/accounts/2fa/webauthn/add/")
        page.locator("#mfa_webauthn_add").click()
        page.wait_for_url(lambda url: not url.endswith("/add/"))
        page.goto(f"{agreement}signatures/")
        _sign_link(page).click()
        page.locator("#passkey_sign").click()
        page.wait_for_url("**/signatures/")
        expect(_count(page)).to_contain_text(re.compile(r"^\s*2 \w+ 3 "))
        expect(page.locator(".agr-signed", has_text="Passkey")).to_be_visible()


def _sign_link(page: Page) -> Locator:
    """In the box of one's own party."""
    return page.locator("main a[href*='/sign/']").first


def _count(page: Page) -> Locator:
    """How many have signed."""
    return page.locator("main h2").first


def _submit(page: Page) -> None:
    page.locator("main form[method=post] button[type=submit]").last.click()
