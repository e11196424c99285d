"""People of three authorities, and who stands outside."""

import pytest

from tests.factories import analyses as make


@pytest.fixture
def crew(db, settings) -> make.Crew:
    """The demo's switch spares them the second factor."""
    settings.DEMO = True
    return make.crew()
