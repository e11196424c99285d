"""A sealed kind, and a document of it."""

import pytest

from partnerships.shared.documents.models import Document
from tests.sealing.scenes import ask, made, sealed_kind


@pytest.fixture
def kind(settings, tmp_path):
    with sealed_kind(settings, tmp_path) as slug:
        yield slug


@pytest.fixture
def sealed(kind, cast) -> Document:
    """Asked for by the partner, made, sealed and filed."""
    document = made(ask(kind, cast.account("partner")))
    assert document.status == "done", document.error_code
    return document
