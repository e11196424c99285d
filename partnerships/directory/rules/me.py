"""What everybody may do about themselves. Others may do it for them elsewhere."""

from django.utils.translation import gettext as _

from partnerships.directory.models import Account, Person
from partnerships.directory.rules.grants import can_go
from partnerships.shared.verdicts import Verdict, allowed_if


def can_change_own_entry(by: Account) -> Verdict:
    """Whoever has an entry as a person may."""
    return allowed_if(by.access.person_id is not None, _("This account belongs to no person yet."))


def can_leave(by: Account) -> Verdict:
    """Everybody but the last administrator: nobody could let people in any more."""
    person = by.access.person_id
    last = person is not None and not can_go(Person(pk=person))
    return allowed_if(
        not last and person is not None,
        _("You are the last administrator. Give the role to somebody else first."),
    )
