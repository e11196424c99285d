"""Who invites, and who comes in by an invitation."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory.models import Invitation, Organisation, Person
from partnerships.directory.rules.organisations import can_keep_organisation
from partnerships.directory.rules.people import keeps_person
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused

MOST_AN_HOUR = 50
POSTED = ("directory.person_invited", "directory.invitation_resent")


def can_invite(by: Any, person: Person) -> Verdict:
    """Whoever keeps the person, as long as they have no account."""
    if person.account_id is not None:
        return refused(_("This person has an account already."))
    if person.merged_into_id is not None:
        return refused(_("This entry goes on as another one and stays as it is."))
    return allowed_if(
        keeps_person(by, person),
        _("Only the lead representative of their organisation or liaison staff can do this."),
    )


def can_invite_many(by: Any, organisation: Organisation) -> Verdict:
    """Whoever says who stands for the organisation."""
    return can_keep_organisation(by, organisation)


def can_post(by: Any, number: int = 1) -> Verdict:
    """So many more invitations: at most MOST_AN_HOUR in an hour, sent again or new."""
    hour = timezone.now() - timedelta(hours=1)
    posted = AuditEvent.objects.filter(by=by, at__gte=hour, what__in=POSTED).count()
    return allowed_if(
        posted + number <= MOST_AN_HOUR,
        _("That would be more than %(most)d invitations in an hour. Please go on a little later.")
        % {"most": MOST_AN_HOUR},
    )


def _may_follow(by: Any, invitation: Invitation) -> Verdict:
    if invitation.accepted_at is not None:
        return refused(_("This invitation was accepted already."))
    if invitation.withdrawn_at is not None:
        return refused(_("This invitation was withdrawn already."))
    mine = invitation.invited_by_id is not None and invitation.invited_by_id == by.pk
    return allowed_if(
        mine or keeps_person(by, invitation.person),
        _("Only the person who invited, liaison staff or administrators can do this."),
    )


def can_withdraw(by: Any, invitation: Invitation) -> Verdict:
    """Whoever invited or keeps the person, as long as it is open."""
    return _may_follow(by, invitation)


def can_resend(by: Any, invitation: Invitation) -> Verdict:
    """The same people, also when its time has run out; not once they have an account."""
    follows = _may_follow(by, invitation)
    return follows and allowed_if(
        invitation.person.account_id is None and invitation.person.merged_into_id is None,
        _("This person has an account already."),
    )


def can_accept(invitation: Invitation | None) -> Verdict:
    """An open invitation, found by its link."""
    return allowed_if(
        invitation is not None,
        _("This link is no longer valid. Ask the person who invited you for a new one."),
    )


def can_join(by: Any, invitation: Invitation | None) -> Verdict:
    """Somebody who has an account already, with the address that was invited, and has proven it."""
    if invitation is None:
        return can_accept(invitation)
    proven = EmailAddress.objects.filter(
        user=by, verified=True, email__iexact=invitation.email
    ).exists()
    if not proven:
        return refused(
            _("This invitation is for another e-mail address than the one you are signed in with.")
        )
    return ALLOWED if by.access.person_id else refused(_("Your account belongs to nobody."))
