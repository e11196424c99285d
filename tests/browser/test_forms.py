"""Forms as people use them: folds, two days of which one counts, counters, text that is not lost. Source: issue 13, point 2."""

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.chromium import PATIENCE, sign_in, visitor
from tests.browser.house import House
from tests.browser.walk import Walk

expect.set_options(timeout=PATIENCE)
ENTER, ADMIT = "/people/enter/", "/partnerships/1/partners/admit/"
NOTE, CLAUSE = "/organisations/1/contacts/note/", "/agreements/2/clauses/add/"


def test_a_long_list_is_folded_and_says_what_is_chosen(browser: Browser, house: House) -> None:
    """By keyboard alone; sent back with an error it still says it, without a look inside."""
    with visitor(browser, house) as page:
        sign_in(page, "liaison")
        page.goto(ENTER)
        line, box = page.locator(".app-fold summary"), page.locator("[name=languages][value=ar]")
        expect(box).to_be_hidden()
        page.locator("[name=phone_shown_to]:checked").focus()
        page.keyboard.press("Tab")
        expect(line).to_be_focused()
        page.keyboard.press("Enter")
        box.press("Space")
        expect(line).to_have_text("Sprachen: Arabisch")
        _stands_every_check(page)
        _send(page)
        expect(page.locator(".app-summary")).to_be_focused()
        expect(line).to_have_text("Sprachen: Arabisch")
        expect(box).to_be_hidden()


def test_the_link_of_an_error_opens_the_fold_that_was_closed_meanwhile(
    browser: Browser, house: House
) -> None:
    with visitor(browser, house) as page:
        sign_in(page, "liaison")
        page.goto("/partnerships/1/goals/set/")
        page.locator("#id_kind_0").check()
        page.locator("#id_title").fill("Goal")
        line, english = page.locator(".app-fold summary"), page.locator("#id_title_en")
        line.click()
        english.fill("x" * 500)
        _send(page)
        expect(english).to_be_visible()
        line.click()
        expect(english).to_be_hidden()
        page.locator(".app-summary a").click()
        expect(english).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_of_two_days_only_the_chosen_one_is_asked(
    browser: Browser, house: House, javascript: bool
) -> None:
    with visitor(browser, house, java_script_enabled=javascript) as page:
        sign_in(page, "liaison")
        page.goto(ADMIT)
        since, attested = page.locator("#id_since"), page.locator("#id_attested_on")
        expect(since).to_be_visible()
        expect(attested).to_be_hidden()
        page.locator("#id_attested_on_chosen").check()
        expect(since).to_be_hidden()
        expect(attested).to_be_visible()
        _send(page)
        expect(attested).to_be_visible()
        expect(page.locator("#id_attested_on_error")).to_contain_text("belegt")
        if javascript:
            _stands_every_check(page)


def _send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main .app-actions button").click()


def _stands_every_check(page: Page) -> None:
    """As it is now: axe in light and dark colours, on a desk, a phone and the narrowest screen."""
    walk = Walk(page)
    walk.check()
    assert walk.problems == []


def test_near_its_limit_a_field_says_how_many_characters_are_left(
    browser: Browser, house: House
) -> None:
    """In words, and to a screen reader only after a pause."""
    with visitor(browser, house) as page:
        sign_in(page, "liaison")
        page.goto(NOTE)
        subject, text = page.locator("#id_subject"), page.locator("#id_text")
        seen, heard = (
            page.locator("#id_text ~ .app-counter"),
            page.locator("#id_text ~ [role=status]"),
        )
        text.fill("x" * 3_199)
        expect(seen).to_be_hidden()
        text.press("End")
        text.press_sequentially("yz")
        expect(seen).to_have_text("Noch 799 Zeichen")
        assert heard.text_content() == "", "not with each key"
        expect(heard).to_have_text("Noch 799 Zeichen")
        text.fill("x" * 4_002)
        expect(seen).to_have_text("Um 2 Zeichen zu lang")
        expect(page.locator("#id_subject ~ .app-counter")).to_be_hidden()
        subject.fill("x" * int(subject.get_attribute("data-limit")))
        expect(page.locator("#id_subject ~ .app-counter")).to_have_text("Noch 0 Zeichen")
        _stands_every_check(page)


class TestUnsentText:
    """The browser asks before it is lost; `asked` notes the questions; each is answered with staying."""

    def _ask(self, page: Page, asked: list[str]) -> None:
        def answer(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.dismiss()

        page.on("dialog", answer)

    def test_it_asks_before_typed_text_is_lost(self, browser: Browser, house: House) -> None:
        with visitor(browser, house) as page:
            sign_in(page, "liaison")
            asked: list[str] = []
            self._ask(page, asked)
            page.goto(CLAUSE)
            page.locator("#id_body_de").press_sequentially("Neu")
            with page.expect_event("dialog"):
                page.locator("main .app-actions a").click()
            assert asked == ["beforeunload"]
            expect(page.locator("#id_body_de")).to_have_value("Neu")
            page.locator("#id_body_de").fill("")
            page.locator("main .app-actions a").click()
            page.wait_for_url(lambda url: not url.endswith(CLAUSE))
            assert asked == ["beforeunload"], "nothing is lost"

    def test_sending_does_not_ask_and_what_came_back_does(
        self, browser: Browser, house: House
    ) -> None:
        with visitor(browser, house) as page:
            sign_in(page, "liaison")
            asked: list[str] = []
            self._ask(page, asked)
            page.goto(NOTE)
            page.locator("#id_text").press_sequentially("Worte")
            _send(page)
            expect(page.locator(".app-summary")).to_be_visible()
            assert asked == []
            with page.expect_event("dialog"):
                page.locator("main .app-actions a").click()
            assert asked == ["beforeunload"]

    def test_a_search_and_a_sign_in_do_not_ask(self, browser: Browser, house: House) -> None:
        with visitor(browser, house) as page:
            asked: list[str] = []
            self._ask(page, asked)
            page.goto("/accounts/login/")
            page.locator("input[name=login]").press_sequentially("somebody")
            page.locator("header a").first.click()
            page.wait_for_url(lambda url: "login" not in url)
            sign_in(page, "liaison")
            page.locator("#search-header").press_sequentially("Worte")
            page.locator("header nav a").nth(1).click()
            page.wait_for_url(lambda url: not url.endswith("/home/"))
            assert asked == []
