"""What tests of signing share."""

import pytest

from tests.agreements.signing_scene import SigningScene, signing_scene


@pytest.fixture
def signing(cast) -> SigningScene:
    """Under consultation, with everybody who may sign."""
    return signing_scene(cast)
