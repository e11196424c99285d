"""Nobody decides alone what they gain by, as people meet it on a phone. Source: issue 9, must show 3."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import (
    PATIENCE,
    PHONE,
    assert_fits_everywhere,
    sign_in,
    visitor,
)
from tests.browser.freezing import DRAFT, make_ready
from tests.browser.house import House

ON_PHONE = {"size": PHONE, "has_touch": True, "is_mobile": True, "locale": "de-DE"}
DESKTOP = {"locale": "de-DE"}
ORGANISATION = re.compile(r"/organisations/\d+/$")
APPOINTMENT = re.compile(r"/appointments/\d+/$")
ASKED = "main .dir-standing a[href*='/appointments/']"
SMALL = "Nachbarschaftskreis Nordlicht"
LONE = ("Wanja", "Ehrenhold", "ehrenhold@nordlicht.example")
TITLE = "Unterschrift nach der Bestätigung"

expect.set_options(timeout=PATIENCE)
Enter = Callable[..., Page]


@pytest.fixture
def enter(browser: Browser, house: House) -> Iterator[Enter]:
    """Visitors of one test, each with a browser of their own."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(visitor(browser, house, **options))


def test_a_lead_brings_in_somebody_who_stands_for_another_organisation(
    enter: Enter, house: House
) -> None:
    """Asked, agreed, told; before the yes the lead learns no number and the person sees nothing new."""
    lead = enter(**ON_PHONE)
    sign_in(lead, "partner")
    own = _own_organisation(lead)
    before = lead.locator(ASKED).count()
    lead.locator("main a[href$='/representations/begin/']").click()
    _look(lead, "begin")
    lead.locator("[name=person]").fill(_name_of(enter, "chair"))
    lead.locator("[name=role][value=representative]").check()
    _submit(lead)
    expect(lead.locator(ASKED)).to_have_count(before + 1)
    _look(lead, "organisation-asked")

    asked = enter(**ON_PHONE)
    sign_in(asked, "chair")
    expect(asked.locator("main a[href^='/organisations/']", has_text=own)).to_have_count(0)
    asked.locator("main .dir-tasks a[href*='/appointments/']", has_text=own).click()
    asked.wait_for_url(APPOINTMENT)
    expect(asked.locator("main a[href$='/agree/'], main a[href$='/refuse/']")).to_have_count(2)
    _look(asked, "appointment")
    asked.locator("main a[href$='/agree/']").click()
    _look(asked, "agree")
    _submit(asked)
    asked.wait_for_url(APPOINTMENT)
    asked.goto("/home/")
    expect(asked.locator("main a[href^='/organisations/']", has_text=own)).to_have_count(1)
    house.letter_about(own, to="partner@demo.handschlag.example")
    lead.reload()
    expect(lead.locator("main .dir-standing a[href*='/people/']", has_text="")).not_to_have_count(0)
    _look(lead, "organisation-agreed")


def test_the_first_lead_works_on_the_first_evening_and_signs_after_the_witness(
    enter: Enter, house: House
) -> None:
    staff = enter(**DESKTOP)
    sign_in(staff, "liaison")
    organisation = _prepare(staff)
    agreement = _ready_to_sign(staff, house)

    lone = enter(**ON_PHONE)
    _accept_and_agree(lone, house)
    _works(lone, organisation)
    lone.goto(f"{agreement}signatures/")
    expect(lone.locator("main a[href*='/sign/']")).to_have_count(0)

    witness = enter(**ON_PHONE)
    sign_in(witness, "partner")
    _witness(witness)

    lone.goto(f"{agreement}signatures/")
    lone.locator("main a[href*='/sign/']").first.click()
    _look(lone, "sign-lone")
    _sign(lone, house)
    lone.goto(f"{agreement}signatures/")
    expect(lone.locator("main")).to_contain_text("benannt von")
    _look(lone, "signed-lone")


def _accept_and_agree(page: Page, house: House) -> None:
    """By the link of the letter; then the yes to being the first lead."""
    page.goto(house.invitation_at(LONE[2]))
    _look(page, "invitation-lone")
    _submit(page)
    page.goto("/home/")
    page.locator("main .dir-tasks a[href*='/appointments/']").first.click()
    page.locator("main a[href$='/agree/']").click()
    _look(page, "agree-lone")
    _submit(page)


def _witness(page: Page) -> None:
    """From home to the yes; the page says by which address the person signs in."""
    page.locator("main .dir-tasks a[href*='/appointments/']", has_text=SMALL).click()
    _look(page, "appointment-witness")
    page.locator("main a[href$='/second/']").click()
    expect(page.locator("main")).to_contain_text(LONE[2])
    _look(page, "second")
    _submit(page)
    page.wait_for_url(APPOINTMENT)
    _look(page, "seconded")


def _own_organisation(page: Page) -> str:
    """From home to the page of the organisation one stands for; its name."""
    page.goto("/home/")
    page.locator("main section a[href^='/organisations/']").first.click()
    page.wait_for_url(ORGANISATION)
    return page.locator("h1").inner_text().splitlines()[0]


def _name_of(enter: Enter, account: str) -> str:
    page = enter(**DESKTOP)
    sign_in(page, account)
    page.goto("/me/")
    return page.locator("main .app-head p, main header p").first.inner_text().split(",")[0]


def _submit(page: Page) -> None:
    page.locator("main form button[type=submit]").first.click()


def _prepare(page: Page) -> str:
    """Liaison staff enter the association, admit it, name its first lead and invite; the path of its page."""
    page.goto("/organisations/enter/")
    page.locator("[name=name]").fill(SMALL)
    page.locator("[name=kind]").select_option("neighbourhood_ngo")
    _submit(page)
    page.wait_for_url(ORGANISATION)
    path = page.url
    page.locator("main a[href$='/representations/begin/']").click()
    for name, value in zip(("given_name", "family_name", "email"), LONE, strict=True):
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=role][value=lead]").check()
    page.locator("[name=may_sign]").check()
    page.locator("[name=invite]").check()
    _look(page, "first-lead")
    _submit(page)
    page.wait_for_url(ORGANISATION)
    _look(page, "organisation-prepared")
    page.goto("/home/")
    page.locator("main a[href^='/partnerships/']", has_text="Dortmund").first.click()
    page.locator("main a[href$='/partners/']").first.click()
    page.locator("main a[href$='/admit/']").first.click()
    page.locator("[name=organisation]").fill(SMALL)
    page.locator("[name=side][value=civil]").check()
    page.locator("[name=entry][value=joined]").check()
    page.locator("[name=since]").fill("2026-01-01")
    _submit(page)
    page.wait_for_load_state()
    return path


def _ready_to_sign(page: Page, house: House) -> str:
    """An agreement of the police and the small association; its path."""
    page.goto("/home/")
    page.locator("main a[href^='/partnerships/']", has_text="Dortmund").first.click()
    page.locator("main a[href*='/agreements/of/']").first.click()
    page.locator("main a[href$='/draft/']").click()
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=organisations]").evaluate_all("all => all.forEach(b => b.checked = false)")
    for name in ("Polizeipräsidium Dortmund", SMALL):
        page.get_by_label(name).check()
    _submit(page)
    page.wait_for_url(DRAFT)
    path = page.url.removeprefix(house.base)
    page.goto(f"{path}steps/consult/")
    _submit(page)
    page.wait_for_url(DRAFT)
    make_ready(page, path)
    return path


def _works(page: Page, organisation: str) -> None:
    """Reads the partnership and looks after the entry; names nobody yet."""
    page.goto(organisation)
    expect(page.locator("main a[href$='/edit/']").first).to_be_visible()
    expect(page.locator("main a[href$='/representations/begin/']")).to_have_count(0)
    _look(page, "organisation-lone")
    page.locator("main a[href$='/edit/']").first.click()
    page.locator("[name=place]").fill("Nordstadt")
    _submit(page)
    page.wait_for_url(ORGANISATION)
    expect(page.locator("main")).to_contain_text("Nordstadt")


def _sign(page: Page, house: House) -> None:
    """With a code by e-mail, for this signature."""
    began = time.time() - 1
    page.locator("form[action$='/code/'] button").click()
    page.locator("main [name=code]").fill(house.code_at(LONE[2], since=began))
    page.locator("form:has([name=code]) button").first.click()
    page.wait_for_url("**/signatures/")


def _look(page: Page, name: str) -> None:
    """Nothing runs out of a phone or a desk, and one button is the first."""
    assert_fits_everywhere(page)
    assert page.locator("main .kern-btn--primary").count() <= 1, name
