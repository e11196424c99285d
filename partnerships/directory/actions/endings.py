"""What hangs on a right and ends with it: sessions, invitations, documents in the making.

Rights themselves are read anew at every request (models/access.py); letters ask again when they are posted.
"""

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import Account, Invitation, Person
from partnerships.shared.audit.actions import record
from partnerships.shared.documents.actions import cancel_unreadable


@transaction.atomic
def end_what_hangs_on(person: Person, *, by: Account | None) -> None:
    """To be called after a grant, representation or seat of this person ended, in the same transaction.

    Documents they wait for and may no longer read are cancelled. When nothing is left today, all sessions end;
    when nothing is left and nothing is to come, open invitations are withdrawn. `by` is None for the clock.
    """
    account = Account.objects.filter(person=person).first()
    if account is not None:
        cancel_unreadable(account, by=by)
        access = account.read_access()
        if not (access.grants or access.stands or access.seats):
            end_sessions(account)
    if not _anything_left(person):
        _withdraw_invitations(person, by=by)


def _anything_left(person: Person) -> bool:
    """Now or later: somebody who is invited for next month keeps the invitation."""
    today = timezone.localdate()
    for rows in (person.grants, person.representations, person.seats):
        if rows.filter(ended_at__isnull=True).exclude(until_on__lt=today).exists():
            return True
    return False


def end_sessions(account: Account) -> int:
    """Sign this account out everywhere, also where no list of devices knows it; the number of sessions.

    Sessions live twelve hours, so there are few to open.
    """
    UserSession.objects.filter(user=account).delete()
    alive = Session.objects.filter(expire_date__gte=timezone.now())
    mine = [
        session.session_key
        for session in alive.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(account.pk)
    ]
    return Session.objects.filter(session_key__in=mine).delete()[0]


def _withdraw_invitations(person: Person, *, by: Account | None) -> None:
    for invitation in (
        Invitation.objects.open().select_for_update(of=("self",)).filter(person=person)
    ):
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        record("directory.invitation_withdrawn", by=by, target=invitation)
