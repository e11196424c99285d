"""An organisation keeps its own house in order, without asking the police. Source: issue 3, must show 1."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.chromium import (
    PATIENCE,
    PHONE,
    assert_fits_everywhere,
    sign_in,
    visitor,
)
from tests.browser.house import House
from tests.browser.test_passkey import KEY

ON_PHONE = {"size": PHONE, "has_touch": True, "is_mobile": True}
PARTNERSHIP = "Dialog und Vertrauen in Dortmund"
NOTE = "Der Schlüssel zum Vereinsheim liegt bei Frau Brandt.\n\nDie Liste der Gäste ist <b>nicht</b> fertig."
ORGANISATION = re.compile(r"/organisations/\d+/$")

expect.set_options(timeout=PATIENCE)


class Somebody(NamedTuple):
    """Invented, as everybody here."""

    given_name: str
    family_name: str
    email: str

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"


class Club(NamedTuple):
    """A partner of the demo with its lead representative, and two who are to come."""

    name: str
    lead: Somebody
    deputy: Somebody
    colleague: Somebody


ARRIVING = Club(
    "Projekt Ankommen e.V.",
    Somebody("Tarek", "Silberhornig", "silberhornig@projekt-ankommen.example"),
    Somebody("Amira", "Rosenbrock", "rosenbrock@projekt-ankommen.example"),
    Somebody("Veit", "Kaltenmoser", "kaltenmoser@projekt-ankommen.example"),
)
NEIGHBOURS = Club(
    "Planerladen gGmbH",
    Somebody("Henrike", "Vossloher", "vossloher@planerladen.example"),
    Somebody("Bilal", "Ostermoor", "ostermoor@planerladen.example"),
    Somebody("Friederike", "Zabelkamp", "zabelkamp@planerladen.example"),
)
Enter = Callable[..., Page]


@pytest.fixture
def enter(browser: Browser, house: House) -> Iterator[Enter]:
    """Visitors of one test, each with a browser of their own, in German."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(
            visitor(browser, house, locale="de-DE", **options)
        )


def test_lead_names_a_deputy_and_ends_a_colleague(enter: Enter, house: House) -> None:
    club, lead = ARRIVING, enter(**ON_PHONE)
    _invite_the_lead(enter, club)
    _accept(lead, house, club.lead)
    _sign_out(lead)
    _sign_in_with_code(lead, house, club.lead)
    _add_deputy(lead, club)
    _invite_colleague(lead, club)

    deputy = enter(**ON_PHONE)
    _accept(deputy, house, club.deputy)
    _agree(deputy, club)
    _register_key(deputy)
    _sign_out(deputy)
    _sign_in_with_key(deputy)
    _sees_but_names_nobody(deputy, club)

    open_tab = enter()
    _accept(open_tab, house, club.colleague)
    _open_partnership(open_tab)
    _end_colleague(lead, club)
    _is_led_to_sign_in(open_tab, club)
    _sign_in_with_code(open_tab, house, club.colleague)
    _sees_nothing(open_tab, club)
    _stands_in_the_log(enter(), club)


def test_the_same_without_javascript(enter: Enter, house: House) -> None:
    club, bare = NEIGHBOURS, {"java_script_enabled": False}
    lead, open_tab = enter(**ON_PHONE, **bare), enter(**bare)
    _invite_the_lead(enter, club, **bare)
    _accept(lead, house, club.lead)
    _sign_out(lead)
    _sign_in_with_code(lead, house, club.lead)
    _add_deputy(lead, club)
    _invite_colleague(lead, club)
    _accept(open_tab, house, club.colleague)
    _open_partnership(open_tab)
    _end_colleague(lead, club)
    _is_led_to_sign_in(open_tab, club)


def _invite_the_lead(enter: Enter, club: Club, **options: object) -> None:
    """Liaison staff keep the entry and invite; as it leads and signs, the lead of another partner says yes first."""
    page = enter(**options)
    sign_in(page, "liaison")
    page.goto(f"/people/?q={club.lead.family_name}")
    page.get_by_role("link", name=f"{club.lead.family_name}, ").first.click()
    page.locator("main a[href$='/invite/']").click()
    _look(page, "invite-lead")
    _submit(page)
    expect(page.locator("main")).to_contain_text(club.lead.email)
    _look(page, "invitation-waits")

    witness = enter(**ON_PHONE, **options)
    sign_in(witness, "partner")
    witness.locator("main .dir-tasks a[href*='/invitations/']", has_text=str(club.lead)).click()
    expect(witness.locator("main")).to_contain_text(club.lead.email)
    _look(witness, "invitation-asked")
    _submit(witness)
    witness.wait_for_url("**/home/")


def _accept(page: Page, house: House, who: Somebody) -> None:
    """The link of the letter; looking opens nothing, the button does."""
    link = house.invitation_at(who.email)
    page.goto(link)
    expect(page.locator("main")).to_contain_text(who.email)
    _look(page, f"invitation-{who.family_name}")
    _submit(page)
    page.wait_for_url("**/home/")  # where what waits stands first
    _look(page, f"home-{who.family_name}")
    page.goto("/me/")
    expect(page.locator("main")).to_contain_text(str(who))
    _look(page, f"me-{who.family_name}")


def _agree(page: Page, club: Club) -> None:
    """The deputy was entered at once; the right to sign waits for their own yes."""
    page.goto("/home/")
    page.locator("main .dir-tasks a[href*='/appointments/']", has_text=club.name).click()
    _look(page, "appointment-deputy")
    page.locator("main a[href$='/agree/']").click()
    _look(page, "agree-deputy")
    _submit(page)
    expect(page.locator("main a[href$='/agree/']")).to_have_count(0)
    _to_own_organisation(page, club)
    expect(_row(page, club.deputy)).to_contain_text(f"{_next_month():%d.%m.%Y}")


def _sign_out(page: Page) -> None:
    """On a phone the menu is closed."""
    menu = page.locator("summary.app-menu__button")
    if menu.is_visible():
        menu.click()
    page.locator("header form[action='/accounts/logout/'] button").click()
    expect(page.locator("header form[action='/accounts/logout/']")).to_have_count(0)


def _sign_in_with_code(page: Page, house: House, who: Somebody) -> None:
    began = time.time() - 1
    page.goto("/accounts/login/")
    page.locator("input[name=email]").fill(who.email)
    page.locator("input[name=email]").press("Enter")
    expect(page.locator("input[name=code]")).to_be_visible()
    _look(page, "code")
    page.locator("input[name=code]").fill(house.code_at(who.email, since=began))
    page.locator("input[name=code]").press("Enter")
    page.wait_for_url("**/home/")
    _look(page, f"home-{who.family_name}")


def _to_own_organisation(page: Page, club: Club) -> None:
    page.goto("/home/")
    page.locator("main a[href^='/organisations/']", has_text=club.name).click()
    page.wait_for_url(ORGANISATION)


def _name(page: Page, who: Somebody) -> Locator:
    return page.locator("a[href*='/people/']", has_text=re.compile(f"^\\s*{who}\\s*$"))


def _row(page: Page, who: Somebody) -> Locator:
    """The line of somebody who stands for the organisation."""
    return page.locator("main li", has=_name(page, who))


def _add_deputy(page: Page, club: Club) -> None:
    """Stands from today, signs from the first of next month on; the letter goes at once. One page."""
    _to_own_organisation(page, club)
    _look(page, "organisation-lead")
    page.locator("main a[href$='/representations/begin/']").click()
    _look(page, "begin")
    page.locator("[name=given_name]").fill(club.deputy.given_name)
    page.locator("[name=family_name]").fill(club.deputy.family_name)
    page.locator("[name=email]").fill(club.deputy.email)
    page.locator("[name=invite]").check()
    page.locator("[name=role][value=deputy]").check()
    page.locator("[name=may_sign]").check()
    page.locator("[name=signs_since]").fill(_next_month().isoformat())
    _submit(page)
    page.wait_for_url(ORGANISATION)
    expect(_row(page, club.deputy)).to_have_count(1)
    expect(page.locator("main a[href*='/appointments/']", has_text=str(club.deputy))).to_have_count(
        1
    )
    _look(page, "organisation-with-deputy")


def _next_month() -> date:
    return (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)


def _invite_colleague(page: Page, club: Club) -> None:
    """Somebody new in one line, who becomes a representative."""
    _to_own_organisation(page, club)
    page.locator("main a[href$='/invite/']").click()
    page.locator("[name=lines]").fill(f"{club.colleague} <{club.colleague.email}>")
    _submit(page)
    _look(page, "invite-colleague-preview")
    page.locator("button[name=send]").click()
    page.wait_for_url("**/invitations/")
    expect(page.locator("main tbody tr", has_text=club.colleague.email)).to_have_count(1)
    _look(page, "invitations-lead")


def _register_key(page: Page) -> None:
    """From the own page, with Chromium's own virtual key."""
    key = page.context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    key.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.goto("/me/")
    page.locator("main a[href='/accounts/2fa/']").click()
    _look(page, "factors")
    page.goto("/accounts/2fa/webauthn/add/")
    _look(page, "key-add")
    passwordless = page.locator("[name=passwordless]")
    if passwordless.count():
        passwordless.check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: not url.endswith("/add/"))
    _look(page, "key-added")
    page.goto("/accounts/2fa/webauthn/")
    expect(page.locator("main tbody tr")).to_have_count(1)
    _look(page, "keys")


def _sign_in_with_key(page: Page) -> None:
    page.goto("/accounts/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/home/")


def _sees_but_names_nobody(page: Page, club: Club) -> None:
    """A deputy reads who stands for the organisation, and says nothing about others."""
    _to_own_organisation(page, club)
    expect(_row(page, club.lead)).to_have_count(1)
    expect(page.locator("main a[href$='/begin/'], main a[href$='/invite/']")).to_have_count(0)
    expect(_row(page, club.lead).locator("a[href$='/end/']")).to_have_count(0)
    _look(page, "organisation-deputy")


def _open_partnership(page: Page) -> None:
    page.goto("/home/")
    page.locator("main a[href^='/partnerships/']", has_text=PARTNERSHIP).click()
    expect(page.locator("h1")).to_contain_text(PARTNERSHIP)


def _end_colleague(page: Page, club: Club) -> None:
    """Now, with a note for whoever comes next."""
    _to_own_organisation(page, club)
    _row(page, club.colleague).locator("a[href$='/end/']").click()
    _look(page, "end")
    page.locator("[name=when][value=now]").check()
    page.locator("[name=handover_note]").fill(NOTE)
    _submit(page)
    page.wait_for_url(ORGANISATION)
    page.locator("main details.app-details > summary").first.click()
    former = page.locator("main details.app-details li", has=_name(page, club.colleague))
    former.locator("summary").click()
    expect(former.locator("details")).to_contain_text("<b>nicht</b>")
    expect(former.locator("a[href$='/end/'], a[href$='/edit/']")).to_have_count(0)
    _look(page, "organisation-after")


def _is_led_to_sign_in(page: Page, club: Club) -> None:
    """The tab shows what it showed; its next click is refused."""
    expect(page.locator("h1")).to_contain_text(PARTNERSHIP)
    partnership = page.url
    page.locator("main a[href$='/partners/']").first.click()
    page.wait_for_url("**/accounts/login/**")
    _shows_nothing(page, club)
    _look(page, "refused")
    page.goto(partnership)
    page.wait_for_url("**/accounts/login/**")
    _shows_nothing(page, club)


def _shows_nothing(page: Page, club: Club) -> None:
    shown = page.content()
    assert PARTNERSHIP not in shown
    assert club.name not in shown


def _sees_nothing(page: Page, club: Club) -> None:
    """The account is still there; whatever it saw is not found."""
    _shows_nothing(page, club)
    assert page.locator("main a[href^='/partnerships/']").count() == 0
    page.goto("/partnerships/")
    _shows_nothing(page, club)
    _look(page, "partnerships-nothing")


def _stands_in_the_log(page: Page, club: Club) -> None:
    """Each step with who did it, and for whom."""
    sign_in(page, "dpo")
    for verb in ("representation_begun", "person_invited", "representation_ended"):
        page.goto(f"/log/?what=directory.{verb}&columns=what,at,who,acting,about,controller")
        mine = page.locator("main tbody tr", has_text=str(club.lead))
        expect(mine.first).to_contain_text(club.name)
        _look(page, f"log-{verb}")
    page.goto("/log/?what=directory.invitation_accepted")
    for who in (club.lead, club.deputy, club.colleague):
        expect(page.locator("main tbody tr", has_text=str(who))).to_have_count(1)


def _submit(page: Page) -> None:
    page.locator("main form[method=post] button[type=submit]").last.click()


def _look(page: Page, name: str) -> None:
    """Nothing runs out of a phone or a desk, and one button is the first."""
    assert_fits_everywhere(page)
    assert page.locator("html").get_attribute("lang") == "de", name
    assert page.locator("main .kern-btn--primary").count() <= 1, name
