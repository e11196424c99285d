"""Who may change the directory. Seeing is `Model.objects.visible_to`.

The pages to manage it all come next; these rules hold for the actions that exist today.
"""

from typing import Any

from django.utils.translation import gettext as _

from partnerships.directory.access import PROTECTED_ROLES
from partnerships.directory.models import Grant, Invitation, Organisation, Partnership, Person
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused


def can_found_partnership(by: Any) -> Verdict:
    """Liaison staff and administrators."""
    return allowed_if(
        by.is_administrator() or by.access.has("liaison"),
        _("Only liaison staff and administrators found partnerships."),
    )


def can_keep_partnership(by: Any, partnership: Partnership) -> Verdict:
    """Partners, bodies, seats, goals, projects: liaison staff, joint management, administrators."""
    keeper = (
        by.is_administrator()
        or by.access.is_liaison_in(partnership.pk)
        or by.access.co_manages(partnership.pk)
    )
    return allowed_if(
        keeper, _("Only liaison staff and the joint management of this partnership can do this.")
    )


def can_enter_organisation(by: Any) -> Verdict:
    """The same people who found partnerships."""
    return allowed_if(
        by.is_administrator() or by.access.has("liaison"),
        _("Only liaison staff and administrators enter organisations."),
    )


def can_keep_organisation(by: Any, organisation: Organisation) -> Verdict:
    """Its lead representative without asking anybody, liaison staff of a partnership it is in, administrators."""
    leads = any(o == organisation.pk and role == "lead" for _i, o, role, _s in by.access.stands)
    if leads or by.is_administrator():
        return ALLOWED
    theirs = organisation.partners.filter(
        partnership_id__in=list(by.access.liaison_partnership_ids)
    ).exists()
    fresh = by.access.has("liaison") and not organisation.partners.exists()
    return allowed_if(
        theirs or fresh,
        _("Only the organisation's lead representative or liaison staff can do this."),
    )


def can_enter_person(by: Any) -> Verdict:
    """Liaison staff, administrators, and lead representatives for their own organisation."""
    leads = any(role == "lead" for _i, _o, role, _s in by.access.stands)
    return allowed_if(
        leads or by.is_administrator() or by.access.has("liaison"),
        _("Only liaison staff, lead representatives and administrators enter people."),
    )


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
