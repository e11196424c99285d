"""An analysis of several authorities, as its people do it: from the question whether one may share to a contribution that is taken back."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import assert_fits_everywhere, sign_in, visitor
from tests.browser.house import House

TITLE = "Leihfahrräder bei Einbrüchen im Norden"
NAMES = ("police", "customs", "tax", "federal", "legal", "dpo")
FILE = "Nachname;Vorname;Kennzeichen\nMuster;Anna;DO-AB 123\nBeispiel;Bert;EN-XY 7\n"


@pytest.fixture
def people(browser: Browser, house: House) -> Iterator[dict[str, Page]]:
    with ExitStack() as doors:
        pages = {name: doors.enter_context(visitor(browser, house)) for name in NAMES}
        for name, page in pages.items():
            sign_in(page, name)
        yield pages


def choose(page: Page, name: str, words: str) -> None:
    """What is offered under this name and holds these words: an option, a box or a circle."""
    options = page.locator(f"select[name={name}] option", has_text=words)
    if options.count():
        page.locator(f"select[name={name}]").select_option(options.first.get_attribute("value"))
        return
    for box in page.locator(f"input[name={name}]").all():
        if words in page.locator(f"label[for='{box.get_attribute('id')}']").inner_text():
            box.check()
            return
    raise AssertionError(f"{words} is not offered as {name}")


def send(page: Page, **typed: str) -> None:
    """Fills what is typed, then the form's own button."""
    for name, words in typed.items():
        page.locator(f"main [name={name}]").fill(words)
    page.locator("main form[method=post] button[type=submit]").last.click()
    page.wait_for_load_state()


def open_case(page: Page, case: str, part: str = "") -> None:
    """A page of the case; why one reads is said once."""
    page.goto(f"{case}{part}")
    if page.locator("button[name=reading_code]").count():
        page.locator("button[name=reading_code]").first.click()
        page.wait_for_load_state()


def do(page: Page, case: str, step: str, **typed: str) -> None:
    """One step of the case."""
    open_case(page, case)
    page.goto(f"{case}{step}/")
    send(page, **typed)
    assert page.locator(".kern-alert--success").count(), page.locator("main").inner_text()


def test_from_the_question_to_a_contribution_that_is_taken_back(people: dict[str, Page]) -> None:
    ask_the_wizard(people["police"])
    case = request(people["police"])
    let_it_begin(people, case)
    contribute_by_form(people["customs"], case)
    contribute_by_file(people["police"], case)
    answer(people, case)
    take_back(people, case)


def ask_the_wizard(page: Page) -> None:
    page.goto(
        "/analyses/share/?holder=state_police&needer=tax&task=work&category=witness&initiative=own"
    )
    expect(page.locator(".ana-answer")).to_be_visible()
    assert_fits_everywhere(page)


def request(page: Page) -> str:
    """Where the case lies."""
    page.goto("/analyses/request/")
    choose(page, "lead", "Polizeipräsidium Dortmund")
    choose(page, "contributors", "Generalzolldirektion")
    choose(page, "contributors", "Finanzamt")
    choose(page, "approvers", "Bundespolizei")
    choose(page, "recipients", "Polizeipräsidium Dortmund")
    text = "Leihfahrräder werden bei Einbrüchen benutzt."
    send(page, title=TITLE, issue=text, purpose="Gefahren abwehren", necessity="Drei Behörden.")
    found = re.search(r"/analyses/\d+/", page.url)
    assert found, page.locator("main").inner_text()
    open_case(page, found[0])
    assert_fits_everywhere(page)
    return found[0]


def let_it_begin(people: dict[str, Page], case: str) -> None:
    """Checked from outside, approved by two, both gates confirmed by somebody else."""
    assert people["tax"].goto("/analyses/").status == 200  # type: ignore[union-attr]
    do(people["legal"], case, "check")
    legal = people["legal"]
    open_case(legal, case)
    legal.goto(f"{case}checked/")
    legal.locator("[name=speaks_of_conduct]").check()
    send(legal)
    for name in ("customs", "federal"):
        do(people[name], case, "approve")
    do(people["police"], case, "impact", impact_reference="DSFA 7/2026")
    do(people["dpo"], case, "impact/confirm")
    do(people["police"], case, "move/collect")


def contribute_by_form(page: Page, case: str) -> None:
    open_case(page, case)
    page.goto(f"{case}contribute/")
    choose(page, "basis", "LB13")
    choose(page, "released_to", "Polizeipräsidium Dortmund")
    page.locator("input[name=initiative][value=request]").check()
    send(page, purpose="Prüfungen von Betrieben")
    draft = page.url
    assert "/contributions/" in draft, page.locator("main").inner_text()
    page.goto(re.sub(r"/$", "/add/Vehicle/", draft))
    page.locator("[name=p_registrationNumber]").fill("DO-ZZ 99")
    page.locator("[name=nature]").first.check()
    page.locator("[name=source]").first.check() if page.locator(
        "input[name=source]"
    ).count() else choose(page, "source", "A")
    choose(page, "information", "2")
    send(page)
    page.goto(re.sub(r"/$", "/submit/", draft))
    send(page)
    expect(page.locator(".kern-alert--success").first).to_be_visible()


def contribute_by_file(page: Page, case: str) -> None:
    """Checked by the worker before anything is entered."""
    open_case(page, case)
    page.goto(f"{case}contribute/")
    choose(page, "basis", "LB02")
    choose(page, "released_to", "Generalzolldirektion")
    page.locator("input[name=initiative][value=own]").check()
    marks = ("means_of_collection", "police_category", "protected_interest", "first_storing_body")
    send(page, purpose="Einbrüche", **dict.fromkeys(marks, "Streife"))
    draft = page.url
    assert "/contributions/" in draft, page.locator("main").inner_text()
    page.locator("main a", has_text=re.compile("importieren|Import")).click()
    page.locator("input[type=file]").set_input_files(
        {"name": "Raeder.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )
    send(page)
    for name, words in (("category", "verdächtig"), ("source", "B"), ("information", "2")):
        if page.locator(f"[name={name}]").count():
            choose(page, name, words)
    if page.locator("input[name=fact]").count():
        page.locator("input[name=fact]").first.check()
    send(page)
    button = page.locator("main form[action$='/confirm/'] button")
    button.wait_for()
    button.click()
    shown = page.locator("main")
    for _ in range(60):
        page.goto(draft)
        if "Muster" in shown.inner_text():
            break
        page.wait_for_timeout(500)
    assert "Muster" in shown.inner_text()
    page.goto(re.sub(r"/$", "/submit/", draft))
    send(page)


def answer(people: dict[str, Page], case: str) -> None:
    """The lead asks two authorities; one has contributed, one may not, because."""
    police, tax = people["police"], people["tax"]
    open_case(police, case)
    police.goto(f"{case}asks/new/")
    choose(police, "authorities", "Finanzamt")
    choose(police, "authorities", "Generalzolldirektion")
    send(police, needed="Mieten der Monate Mai bis Juli", task="Einbrüche")
    open_case(tax, case, "asks/")
    tax.locator("main a[href$='/answer/']").first.click()
    tax.locator("input[name=answer][value=refused]").check()
    tax.locator("[name=refusal_secrecy]").select_option("tax")
    send(tax, words="Ohne konkrete Tatsachen dürfen wir nicht.")
    open_case(police, case, "asks/")
    assert "Ohne konkrete Tatsachen" in police.locator("main").inner_text()
    customs = people["customs"]
    open_case(customs, case, "asks/")
    assert "Ohne konkrete Tatsachen" not in customs.locator("main").inner_text()


def take_back(people: dict[str, Page], case: str) -> None:
    """What it held is gone at once, and who had it is told."""
    customs, police = people["customs"], people["police"]
    open_case(police, case, "records/")
    assert "DO-ZZ 99" in police.locator("main").inner_text()
    open_case(customs, case)
    customs.locator("main a", has_text="Generalzolldirektion").first.click()
    customs.goto(re.sub(r"/$", "/withdraw/", customs.url))
    send(customs, withdraw_reason="Falscher Vorgang")
    police.goto(f"{case}records/")
    assert "DO-ZZ 99" not in police.locator("main").inner_text()
    police.goto(case)
    assert "Falscher Vorgang" in police.locator("main").inner_text()
