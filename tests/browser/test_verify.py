"""Somebody without an account, on a phone, wants to know whether a file is genuine."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import PATIENCE, PHONE, visitor
from tests.browser.house import House
from tests.browser.walk import Walk
from tests.uploads import files

expect.set_options(timeout=PATIENCE)
ANSWER = "[data-verdict]"


@pytest.fixture
def phone(browser: Browser, house: House) -> Iterator[Page]:
    with visitor(browser, house, size=PHONE, locale="de-DE") as page:
        yield page


def _send(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)
    page.locator(".app-drop button").click()


def _verdict(page: Page) -> str | None:
    expect(page.locator(ANSWER)).to_be_visible()
    return page.locator(ANSWER).get_attribute("data-verdict")


def test_every_kind_of_answer(phone: Page, house: House, tmp_path: Path) -> None:
    walk = Walk(phone)
    stranger, empty = tmp_path / "stranger.pdf", tmp_path / "empty.pdf"
    stranger.write_bytes(files.pdf())
    empty.write_bytes(b"")
    phone.goto("/verify/0000-0000-0000/")
    assert re.search(r"/de/verify/\?code=0000-0000-0000$", phone.url)
    assert _verdict(phone) == "unknown"
    walk.check()
    _send(phone, empty)
    assert _verdict(phone) == "unreadable"
    walk.check()
    with house.resting_worker():
        _send(phone, stranger)
        expect(phone.locator("progress")).to_be_visible()
        walk.check()
    assert _verdict(phone) == "unknown"  # the page asks by itself
    walk.check()
    assert walk.problems == []


def test_without_javascript_a_link_leads_on(browser: Browser, house: House, tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.pdf"
    stranger.write_bytes(files.pdf())
    with visitor(browser, house, java_script_enabled=False, locale="de-DE") as page:
        page.goto("/de/verify/")
        with house.resting_worker():
            _send(page, stranger)
            again = page.get_by_role("link", name="Aktualisieren")
            expect(again).to_be_visible()
        for _ in range(60):
            if page.locator(ANSWER).count():
                break
            again.click()
        assert _verdict(page) == "unknown"
