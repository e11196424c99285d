"""Where which role can hold. Source: decision 0005, point 3; DESIGN section 2."""

from partnerships.directory.models import Grant, Kind, Role

INSTALLATION, ORGANISATION, PARTNERSHIP = "installation", "organisation", "partnership"

SCOPES: dict[str, frozenset[str]] = {
    Role.LIAISON: frozenset({ORGANISATION, PARTNERSHIP}),
    Role.OFFICER: frozenset({ORGANISATION, PARTNERSHIP}),
    Role.COMPLAINTS: frozenset({INSTALLATION, ORGANISATION}),
    Role.APPROVER: frozenset({INSTALLATION, ORGANISATION}),
    Role.HELPER: frozenset({ORGANISATION}),
    Role.ANALYST: frozenset({INSTALLATION, ORGANISATION, PARTNERSHIP}),
    Role.LEGAL: frozenset({INSTALLATION, ORGANISATION}),
    Role.DATA_PROTECTION: frozenset({INSTALLATION, ORGANISATION}),
    Role.ADMINISTRATOR: frozenset({INSTALLATION}),
}

# Roles whose organisation must be an authority: an association has no liaison office and receives no complaints.
OF_AUTHORITIES: frozenset[str] = frozenset(
    {Role.LIAISON, Role.OFFICER, Role.COMPLAINTS, Role.APPROVER, Role.LEGAL}
)
# Roles that nobody of the police can hold: what somebody trusts to helpers is not the police's to read.
NOT_OF_POLICE: frozenset[str] = frozenset({Role.HELPER})
POLICE: frozenset[str] = frozenset({Kind.POLICE, Kind.FEDERAL_POLICE, Kind.CUSTOMS})
AUTHORITIES: frozenset[str] = frozenset(
    {
        Kind.POLICE,
        Kind.FEDERAL_POLICE,
        Kind.CUSTOMS,
        Kind.STATE_MINISTRY,
        Kind.CITY,
        Kind.DISTRICT,
        Kind.MUNICIPAL_INSTITUTION,
    }
)


def scope_of(grant: Grant) -> str:
    """In which of the three scopes a grant holds."""
    if grant.organisation_id:
        return ORGANISATION
    return PARTNERSHIP if grant.partnership_id else INSTALLATION
