"""Enquiries of authorities, entered by an analyst of the coordination office."""

from analyses.actions import enquiries as actions
from analyses.kinds import AuthorityKind
from analyses.models import Enquiry, seen_by
from partnerships.directory.models import Account, Partnership, Role
from tests.factories import analyses as make
from tests.factories import directory


def analyst(partnership: Partnership | None = None) -> Account:
    """Of a partnership's office; None: of the whole installation."""
    return somebody(Role.ANALYST, partnership)


def somebody(role: str, partnership: Partnership | None) -> Account:
    """Who holds the role for a partnership today."""
    account = directory.AccountFactory()
    directory.GrantFactory(
        person__account=account, role=role, organisation=None, partnership=partnership
    )
    return Account.objects.get(pk=account.pk)


def values(**more: object) -> dict[str, object]:
    """What the form asks for."""
    return {
        "partnership": None,
        "received_on": make.day(-5),
        "from_kind": AuthorityKind.STATE_POLICE,
        "place": "DE-HE",
        "authority": "Landeskriminalamt, Lagezentrum",
        "topic": "Wie Kommunen gegen illegales Glücksspiel vorgehen",
        "is_person_related": False,
        "basis": None,
        **more,
    }


def enquiry(by: Account, **more: object) -> Enquiry:
    """An open one."""
    with seen_by(by):
        return actions.enter_enquiry(by=by, **values(**more))  # type: ignore[arg-type]  # as the caller says
