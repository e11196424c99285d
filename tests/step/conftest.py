"""What the walks through every form begin from."""

import pytest

from tests.factories import directory as make
from tests.house.scene import Scene
from tests.kept import kept


@kept(after="house_scene")
def with_candidate(scene: Scene) -> Scene:
    """With an organisation that a form can name and that is nobody's partner yet."""
    make.OrganisationFactory(name="Verein Neu", entered_by=scene.cast.account("liaison"))
    return scene


@pytest.fixture
def scene(with_candidate: Scene) -> Scene:
    return with_candidate
