"""Who gives, confirms and ends roles."""

from typing import Any

from django.utils.translation import gettext as _

from partnerships.directory.access import PROTECTED_ROLES
from partnerships.directory.models import Grant, Person
from partnerships.shared.verdicts import Verdict, allowed_if, refused


def can_give(by: Any, role: str, person: Person) -> Verdict:
    """Administrators give roles, never to themselves; protected ones take effect with a second person."""
    if not by.is_administrator():
        return refused(_("Only administrators give roles."))
    return allowed_if(person.account_id != by.pk, _("Nobody gives a role to themselves."))


def can_confirm(by: Any, grant: Grant) -> Verdict:
    """The second person: an administrator or data protection officer who did not give it or get it."""
    second = by.is_administrator() or by.access.has("data_protection")
    if not second or grant.role not in PROTECTED_ROLES:
        return refused(
            _(
                "Only a second administrator or the data protection officer confirms a protected role."
            )
        )
    if grant.confirmed_by_id is not None:
        return refused(_("This role is confirmed already."))
    return allowed_if(
        by.pk not in (grant.given_by_id, grant.person.account_id),
        _("A protected role needs a second person."),
    )
