"""What the walks through the house begin from."""

import pytest

from tests.house.scene import Scene


@pytest.fixture
def scene(house_scene: Scene) -> Scene:
    return house_scene
