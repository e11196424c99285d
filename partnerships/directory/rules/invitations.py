"""Who invites, and who comes in by an invitation."""

from typing import Any

from django.utils.translation import gettext as _

from partnerships.directory.models import Invitation, Person
from partnerships.directory.rules.people import can_enter_person
from partnerships.shared.verdicts import Verdict, allowed_if, refused


def can_withdraw(by: Any, invitation: Invitation) -> Verdict:
    """Whoever invited, liaison staff and administrators, as long as it is open."""
    if invitation.accepted_at is not None:
        return refused(_("This invitation was accepted already."))
    keeper = by.is_administrator() or by.access.has("liaison") or invitation.invited_by_id == by.pk
    return allowed_if(
        keeper, _("Only the person who invited, liaison staff or administrators can do this.")
    )


def can_invite(by: Any, person: Person) -> Verdict:
    """Whoever may enter people, for people without an account whom they keep."""
    if person.account_id is not None:
        return refused(_("This person has an account already."))
    return can_enter_person(by)


def can_accept(invitation: Invitation | None) -> Verdict:
    """An open invitation, found by its link."""
    return allowed_if(
        invitation is not None,
        _("This link is no longer valid. Ask the person who invited you for a new one."),
    )
