"""Complaints whose term is over, in each state that a page of keeping asks for, and an offer to the state archive."""

from django.utils import timezone

from complaints.actions import keeping
from complaints.models import ArchiveOffer, Complaint, Office
from partnerships.directory.models import Account, Role
from tests.cast import Cast
from tests.factories import complaints as complain
from tests.factories import directory as make

ENDED_AT = "2015-06-01T10:00Z"
NAME = {"name": "Kim Beispiel", "email": "", "phone": "", "address": ""}


def keeping_of(cast: Cast) -> tuple[dict[str, Complaint], dict[str, ArchiveOffer]]:
    """`due`: can be deleted; `unsure`, `locked`, `lifting`: each step of a hold; the offer waits for its answer."""
    office = Office.objects.get(authority=cast.police)
    officer, other = cast.account("complaints"), _other(office)
    rows = {"due": _closed(office, officer)}
    keeping.propose()
    answered = keeping.offer(office, by=officer)
    keeping.note_answer(answered, taken=[], answered_on=timezone.localdate(), by=officer)
    _closed(office, officer)
    keeping.propose()
    waits = keeping.offer(office, by=officer)
    rows |= {word: _closed(office, officer) for word in ("unsure", "locked", "lifting")}
    for row in (rows["unsure"], rows["locked"], rows["lifting"]):
        keeping.hold(row, reason="court", by=other)
    for row in (rows["locked"], rows["lifting"]):
        keeping.confirm_hold(row, by=officer)
    keeping.ask_lifting(rows["lifting"], by=other)
    keeping.propose()
    return {word: Complaint.objects.get(pk=row.pk) for word, row in rows.items()}, {"open": waits}


def _closed(office: Office, by: Account) -> Complaint:
    """Long ago, with a photo that was not deleted yet."""
    photo = complain.photo_of_a_visit()
    verbs = ("acknowledge", "answer", "close")
    row = complain.led(office, *verbs, by=by, way="formal", identity=NAME, files=[photo])
    Complaint.objects.filter(pk=row.pk).update(answered_at=ENDED_AT, ended_at=ENDED_AT)
    return row


def _other(office: Office) -> Account:
    account = make.AccountFactory()
    make.GrantFactory(person__account=account, role=Role.COMPLAINTS, organisation=office.authority)
    return Account.objects.get(pk=account.pk)
