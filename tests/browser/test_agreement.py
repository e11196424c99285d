"""A cooperation agreement from the draft to the PDF, as people do it. Source: issue 2, must show 2."""

import re
import time
from pathlib import Path
from urllib.parse import urlparse

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import paper
from tests.browser.chromium import PATIENCE, PHONE, assert_fits, sign_in, visitor
from tests.browser.freezing import DRAFT, make_ready
from tests.browser.house import House, address

TITLE = "Gemeinsam <b>für</b> Dortmund & “Umgebung” {{ 7|add:7 }}"
HOSTILE = (
    "<script>document.title = 'taken'</script> <img src=x onerror=alert(1)> {% now 'Y' %}\n\n"
    "**Wir** schützen & achten einander.\u202e\u0007 [hier](javascript:alert(1))"
)
PARTIES = 13
WRITTEN = "Fortschreibung der Kooperationsvereinbarung"  # the draft of the demo
EDIT = "a[href*='/clauses/']:not([href*='/comment/'], [href*='/propose/'])"
DOCUMENT = re.compile(r"/documents/\d+/$")

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def liaison(browser: Browser, house: House):
    with visitor(browser, house) as page:
        page.on("dialog", lambda dialog: pytest.fail(f"A dialog opened: {dialog.message}"))
        sign_in(page, "liaison")
        yield page


def test_thirteen_parties_agree_and_the_text_is_frozen(
    liaison: Page, house: House, tmp_path: Path
) -> None:
    _draft(liaison)
    _write_hostile_words(liaison)
    _move_second_clause_up(liaison)
    with house.resting_worker():
        _request_german_pdf(liaison)
        expect(liaison.locator("progress")).to_be_visible()
        expect(_download_link(liaison)).to_have_count(0)
    # Nobody reloads: htmx exchanges the part as soon as the worker is done.
    _check_paper(_downloaded(liaison, tmp_path))
    liaison.goto(_address_of_agreement(liaison))
    _freeze(liaison)


def test_representative_reaches_the_draft_on_a_phone(browser: Browser, house: House) -> None:
    with visitor(browser, house, size=PHONE, has_touch=True, is_mobile=True) as page:
        _sign_in_with_code(page, house, "partner")
        with page.expect_navigation():  # one tap from what waits on the home page
            page.locator("main .dir-tasks a", has_text=WRITTEN).tap()
        assert DRAFT.search(page.url)
        expect(page.locator("section.agr-clause").first).to_be_visible()
        assert_fits(page)
        assert page.locator(EDIT).count() == 0  # reading, commenting, proposing; not writing


def test_everything_works_without_javascript(
    browser: Browser, house: House, tmp_path: Path
) -> None:
    with visitor(browser, house, java_script_enabled=False) as page:
        sign_in(page, "liaison")
        page.locator("nav a[href='/agreements/']").click()
        page.locator("main tbody a").first.click()
        page.wait_for_url(DRAFT)
        with house.resting_worker():
            _request_german_pdf(page)
            expect(page.locator("progress")).to_be_visible()
            _refresh_link(page).click()
            expect(page.locator("progress")).to_be_visible()
        end = time.monotonic() + PATIENCE / 1000
        while not _download_link(page).count():
            assert time.monotonic() < end, page.locator("main").inner_text()
            if _refresh_link(page).count():
                _refresh_link(page).click()
        assert not paper.complaints(_downloaded(page, tmp_path))


def _draft(page: Page) -> None:
    """From the home page, with every partner of the Dortmund partnership."""
    page.locator("main a[href^='/partnerships/']", has_text="Dortmund").first.click()
    page.locator("main a[href*='/agreements/of/']").first.click()
    page.locator("main a[href$='/draft/']").click()
    page.locator("[name=title]").fill(TITLE)
    expect(page.locator("[name=organisations]:checked")).to_have_count(PARTIES)
    _submit(page)
    page.wait_for_url(DRAFT)
    expect(page.locator("h1")).to_contain_text(TITLE)
    expect(page.locator("ol.agr-parties > li")).to_have_count(PARTIES)


def _write_hostile_words(page: Page) -> None:
    """They stay words: no element, no handler, no template tag of theirs comes alive."""
    first = page.locator("section.agr-clause").first
    first.locator(EDIT).first.click()
    page.locator("[name=body_de]").fill(HOSTILE)
    _submit(page)
    page.wait_for_url(re.compile(r"/agreements/\d+/#clause-\d+$"))
    words = page.locator("section.agr-clause").first.locator(".app-prose")
    expect(words).to_contain_text("<script>document.title = 'taken'</script>")
    expect(words).to_contain_text("{% now 'Y' %}")
    expect(words.locator("strong")).to_have_text("Wir")
    assert "\u202e" not in words.inner_text()
    assert words.locator("script, img, a[href^='javascript']").count() == 0
    assert "taken" not in page.title()


def _move_second_clause_up(page: Page) -> None:
    headings = page.locator("h3.agr-clause__heading")
    first, second = (_without_number(headings.nth(place)) for place in (0, 1))
    page.locator("section.agr-clause").nth(1).locator("form[action$='/up/'] button").click()
    expect(headings.nth(0)).to_contain_text(second)
    assert [_without_number(headings.nth(place)) for place in (0, 1)] == [second, first]
    assert "1" in headings.nth(0).inner_text()  # numbers follow by themselves


def _without_number(heading: Locator) -> str:
    return re.sub(r"^\W*\d+\W*", "", heading.inner_text())


def _request_german_pdf(page: Page) -> None:
    form = page.locator("form[action$='/document/']")
    form.locator("[name=language]").select_option("de")
    form.locator("button").click()
    page.wait_for_url(DOCUMENT)


def _download_link(page: Page) -> Locator:
    return page.locator("main a[href$='/file/']")


def _refresh_link(page: Page) -> Locator:
    return page.locator("noscript a")


def _downloaded(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        _download_link(page).click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def _check_paper(file: Path) -> None:
    assert file.name.endswith("-de.pdf")
    assert not paper.complaints(file)
    facts = paper.facts(file)
    assert (facts["Tagged"], facts["Title"]) == ("yes", TITLE)
    pages = paper.words_by_page(file)
    assert len(pages) == int(facts["Pages"]) > 3
    with override("de"):
        watermark = gettext("DRAFT")
    assert all(watermark in "".join(page.split()) for page in pages)
    assert "<script>document.title" in "".join(pages)
    drawn = paper.pictures(file)
    assert len(drawn) == len(pages)
    assert all(paper.ink(picture) > paper.INK for picture in drawn)


def _address_of_agreement(page: Page) -> str:
    """The draft stands among what is to be done."""
    page.goto("/home/")
    path = page.locator("main a[href^='/agreements/']", has_text=TITLE).get_attribute("href")
    assert path
    return path


def _freeze(page: Page) -> None:
    """Consultation, ready to sign; afterwards nobody can change a word."""
    expect(page.locator("h1")).to_contain_text(TITLE)
    clause = page.locator(EDIT).first.get_attribute("href")
    page.locator("a[href$='/steps/consult/']").first.click()
    _submit(page)
    page.wait_for_url(DRAFT)
    make_ready(page, urlparse(page.url).path)
    assert page.locator(f"{EDIT}, form[action*='/clauses/']").count() == 0
    answer = page.goto(clause or "")
    assert answer and answer.status == 403
    expect(page.locator("main textarea")).to_have_count(0)


def _submit(page: Page) -> None:
    page.locator("main form[method=post] button[type=submit]").last.click()


def _sign_in_with_code(page: Page, house: House, name: str) -> None:
    page.goto("/accounts/login/")
    began = time.time() - 1
    page.locator("input[name=email]").fill(address(name))
    page.locator("input[name=email]").press("Enter")
    page.locator("input[name=code]").fill(house.code_for(name, since=began))
    page.locator("input[name=code]").press("Enter")
    page.wait_for_url("**/home/")
