"""What tests of signing share."""

from tests.agreements.signing_scene import SigningScene, signing_scene
from tests.cast import Cast
from tests.kept import kept


@kept(after="cast")
def signing(cast: Cast) -> SigningScene:
    """Under consultation, with everybody who may sign."""
    return signing_scene(cast)
