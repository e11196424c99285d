"""Who invites, and who comes in by an invitation."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory.models import Account, Grant, Invitation, Organisation, Person, Role
from partnerships.directory.rules.appointments import stands_elsewhere, vouches_for
from partnerships.directory.rules.independence import are_independent
from partnerships.directory.rules.people import keeps_person
from partnerships.directory.rules.witnesses import confirmed_leads, matter_of, witnesses_for
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused

MOST_AN_HOUR = 50
POSTED = ("directory.person_invited", "directory.invitation_resent")


def can_invite(by: Account, person: Person) -> Verdict:
    """Whoever keeps the person, as long as they have no account."""
    if person.account_id is not None:
        return refused(_("This person has an account already."))
    if person.merged_into_id is not None:
        return refused(_("This entry goes on as another one and stays as it is."))
    return allowed_if(
        keeps_person(by, person), _("Only the organisation that entered this person can do this.")
    )


def needs_second_yes(by: Account, person: Person) -> bool:
    """The entry stands, sits or holds a role outside the organisations for which `by` acts, or has power that `by` has
    not: whoever types its address could come to it alone.
    """
    return bool(stands_elsewhere(person, by.access.acts_for) or _power_beyond(by, person))


def _power_beyond(by: Account, person: Person) -> set[int]:
    """Organisations that the entry leads or signs for, and `by` does not."""
    return {
        row.organisation_id
        for row in person.representations.not_over()
        if (row.role == "lead" and row.organisation_id not in by.access.vouches)
        or (row.may_sign and not by.access.signs_for(row.organisation_id))
    }


def can_agree_invitation(by: Account, invitation: Invitation) -> Verdict:
    """The organisation for which the person stands, or a witness; neither who invited nor a puppet of theirs."""
    if not invitation.is_waiting or invitation.withdrawn_at is not None:
        return refused(_("This is decided already."))
    person = invitation.person
    if person.account_id is not None or person.merged_into_id is not None:
        return refused(_("This person has an account already."))
    if invitation.email != person.email:
        return refused(_("The address was changed since. Invite the person anew."))
    if not _is_still_invited(invitation):
        return refused(_("Who invited this person may no longer do so. Let them be invited anew."))
    return allowed_if(
        by.pk in seconds_for(invitation),
        _(
            "Only the organisation for which this person stands agrees, or a witness from another one."
        ),
    )


def _is_still_invited(invitation: Invitation) -> bool:
    """Who invited could do it today: a yes to somebody who has lost their own right lets nobody in."""
    inviter = invitation.invited_by
    return (
        inviter is not None and inviter.is_active and bool(can_invite(inviter, invitation.person))
    )


def seconds_for(invitation: Invitation) -> set[int]:
    """Accounts that may agree: confirmed leads of the organisations concerned, witnesses, and for an entry that holds
    a role the data protection officers.
    """
    by, person = invitation.invited_by, invitation.person
    own = by.access.acts_for if by else frozenset()
    concerned = stands_elsewhere(person, own) | (_power_beyond(by, person) if by else set())
    accounts = set(confirmed_leads(concerned - {0}).values_list("person__account_id", flat=True))
    if person.grants.not_over().exists():
        officers = Grant.objects.in_effect().filter(role=Role.DATA_PROTECTION)
        scope = officers.filter(organisation=None) | officers.filter(organisation__in=concerned)
        accounts |= set(scope.values_list("person__account_id", flat=True))
    free = {pk for pk in accounts - {None} if are_independent(pk, invitation.invited_by_id)}
    return free | set(witnesses_for(matter_of(invitation)))


def can_invite_many(by: Account, organisation: Organisation) -> Verdict:
    """Its confirmed lead: whoever comes in stands for it at once."""
    return vouches_for(by, organisation)


def can_post(by: Account, number: int = 1) -> Verdict:
    """So many more invitations: at most MOST_AN_HOUR in an hour, sent again or new."""
    hour = timezone.now() - timedelta(hours=1)
    posted = AuditEvent.objects.filter(by=by, at__gte=hour, what__in=POSTED).count()
    return allowed_if(
        posted + number <= MOST_AN_HOUR,
        _("That would be more than %(most)d invitations in an hour. Please go on a little later.")
        % {"most": MOST_AN_HOUR},
    )


def _may_follow(by: Account, invitation: Invitation) -> Verdict:
    if invitation.accepted_at is not None:
        return refused(_("This invitation was accepted already."))
    if invitation.withdrawn_at is not None:
        return refused(_("This invitation was withdrawn already."))
    mine = invitation.invited_by_id is not None and invitation.invited_by_id == by.pk
    return allowed_if(
        mine or keeps_person(by, invitation.person),
        _(
            "Only the person who invited, or the organisation that entered this person, can do this."
        ),
    )


def can_withdraw(by: Account, invitation: Invitation) -> Verdict:
    """Whoever invited or keeps the person, and administrators, as long as it is open: it takes a way in away."""
    follows = _may_follow(by, invitation)
    open_still = invitation.accepted_at is None and invitation.withdrawn_at is None
    return ALLOWED if by.is_administrator() and open_still else follows


def can_resend(by: Account, invitation: Invitation) -> Verdict:
    """Whoever keeps the person, also when its time has run out; not once they have an account, nor before the
    second yes, nor to an address that is no longer the entry's.
    """
    follows = _may_follow(by, invitation) and can_invite(by, invitation.person)
    if follows and invitation.is_waiting:
        return refused(_("Somebody else must agree to this invitation first."))
    if follows and invitation.email != invitation.person.email:
        return refused(_("The address was changed since. Invite the person anew."))
    return follows and allowed_if(
        invitation.person.account_id is None and invitation.person.merged_into_id is None,
        _("This person has an account already."),
    )


def can_accept(invitation: Invitation | None) -> Verdict:
    """An open invitation, found by its link, to which everybody agreed whose yes it needs."""
    return allowed_if(
        invitation is not None and not invitation.is_waiting,
        _("This link is no longer valid. Ask the person who invited you for a new one."),
    )


def can_join(by: Account, invitation: Invitation | None) -> Verdict:
    """Somebody who has an account already, with the address that was invited, and has proven it."""
    if invitation is None or invitation.is_waiting:
        return can_accept(invitation)
    proven = EmailAddress.objects.filter(
        user=by, verified=True, email__iexact=invitation.email
    ).exists()
    if not proven:
        return refused(
            _("This invitation is for another e-mail address than the one you are signed in with.")
        )
    return ALLOWED if by.access.person_id else refused(_("Your account belongs to nobody."))
