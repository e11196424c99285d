"""A passkey instead of a password, with Chromium's own virtual key. Source: issue 2, section 3."""

from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.chromium import prove_again, sign_in, visitor
from tests.browser.house import House

WHO = "analyst"  # nobody else signs in as this person: from now on a second step is asked
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_passkey_is_registered_and_signs_in(browser: Browser, house: House) -> None:
    with visitor(browser, house) as page:
        key = page.context.new_cdp_session(page)
        key.send("WebAuthn.enable")
        number = key.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
        sign_in(page, WHO)
        _register(page)
        assert len(_credentials(key, number)) == 1
        _sign_out(page)
        page.goto("/accounts/login/")
        page.locator("#passkey_login").click()
        page.wait_for_url("**/home/")
        assert _credentials(key, number)[0]["signCount"] > 1


def _register(page: Page) -> None:
    prove_again(page, "/accounts/2fa/webauthn/add/")
    passwordless = page.locator("[name=passwordless]")
    if passwordless.count():
        passwordless.check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: not url.endswith("/add/"))
    page.goto("/accounts/2fa/webauthn/")
    expect(page.locator("main tbody tr")).to_have_count(1)


def _credentials(key: CDPSession, number: str) -> list[dict]:
    return key.send("WebAuthn.getCredentials", {"authenticatorId": number})["credentials"]


def _sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.locator("main form[method=post] button").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
