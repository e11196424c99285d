"""One house for all browser tests; one browser a file.

Playwright keeps an event loop running in its thread, in which Django refuses the database: it must
end before the next file's tests begin.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.browser.house import House, open_house


@pytest.hookimpl(tryfirst=True)  # the parallel run reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of them in one process of a parallel run (`--dist loadgroup`): one house is enough."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    with open_house() as started:
        yield started


@pytest.fixture(scope="module")
def browser(house: House) -> Iterator[Browser]:
    # After the house: a fork beside a running event loop is asking for trouble.
    with chromium() as started:
        yield started
