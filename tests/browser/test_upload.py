"""Whoever sends a file sees that it is being checked, and sends it once."""

from playwright.sync_api import Browser, Route

from tests.browser.chromium import sign_in, visitor
from tests.browser.house import House

PRESS_TWICE = """() => {
  for (const _ of [1, 2]) document.querySelector("main .app-actions button").click();
  return document.querySelector("main form p[role=status]").textContent;
}"""
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
        said = page.evaluate(PRESS_TWICE)
        assert "wird gesendet und geprüft" in said
        page.wait_for_timeout(300)
        assert len(posts) == 1
        posts[0].continue_()
        page.wait_for_url("**/import/*/")
