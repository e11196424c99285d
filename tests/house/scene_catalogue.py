"""Legal bases and kinds of authorities behind the doors."""

from typing import Any

from analyses.actions import bases as actions
from partnerships.directory.models import Kind, Role
from tests.factories import analyses as analyse
from tests.factories import analyses_bases as catalogue
from tests.factories import directory as make


def rows_of(crew: analyse.Crew) -> dict[str, dict[str, Any]]:
    """One that somebody else wrote, one that is confirmed, one of one's own; a kind that waits, and one that is confirmed."""
    writer = analyse.officer(None, Role.LEGAL)
    versions = {
        "waiting": catalogue.written(writer),
        "reviewed": crew.basis,
        "own": catalogue.written(crew.legal),
    }
    city = make.OrganisationFactory(name="Stadt Neuland", kind=Kind.CITY)
    return {
        "basis": {"known": crew.basis.provision},
        "version": versions,
        "authority": {
            "waiting": actions.name_kind(city, kind="foreigners", by=writer),
            "confirmed": crew.customs.authority,
        },
    }
