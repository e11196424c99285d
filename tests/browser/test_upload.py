"""Whoever sends a file sees that it is being checked, and sends it once."""

from playwright.sync_api import Browser, Route, expect

from tests.browser.chromium import PATIENCE, sign_in, visitor
from tests.browser.house import House

expect.set_options(timeout=PATIENCE)
FILE = {
    "name": "Liste.csv",
    "mimeType": "text/csv",
    "buffer": b"Name;Art\nVerein Ganz Neu;Verein\n",
}


def test_the_page_says_that_the_file_is_being_checked(browser: Browser, house: House) -> None:
    posts: list[Route] = []

    def hold(route: Route) -> None:
        posts.append(route) if route.request.method == "POST" else route.continue_()

    with visitor(browser, house, locale="de-DE") as page:
        sign_in(page, "liaison")
        page.goto(f"{house.base}/organisations/import/")
        page.locator("main input[type=file]").set_input_files([FILE])
        page.route("**/import/**", hold)
        # Pressed twice, as the impatient do.
        page.evaluate(
            "for (const _ of [1, 2]) document.querySelector('main .app-actions button').click()"
        )
        expect(page.locator("main form p[role=status]")).to_contain_text(
            "wird gesendet und geprüft"
        )
        assert len(posts) == 1
        posts[0].continue_()
        page.wait_for_url("**/import/*/")
