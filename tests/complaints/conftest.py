"""An office that receives."""

import pytest

from complaints.models import Office
from partnerships.directory.models import Kind
from tests.factories import directory as make
from tests.factories.complaints import open_office


@pytest.fixture
def office(db, settings, tmp_path) -> Office:
    """Its private key lies in a folder of this test."""
    settings.COMPLAINTS_KEYS = tmp_path / "keys"
    return open_office(make.OrganisationFactory(name="Polizei Nord", kind=Kind.POLICE))
