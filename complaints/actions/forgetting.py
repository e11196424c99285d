"""What is kept for how long. Source: DOMAIN 2.5 (proposal): three years after the end of the year in which it was closed."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from complaints import journal
from complaints.models import Attachment, Complaint, Holder, Wrap
from complaints.models.complaints import KEPT_BY_PARTNER
from complaints.stages import Stage
from partnerships.shared.audit.actions import record
from partnerships.shared.files import private_storage

KEPT_YEARS = 3


@transaction.atomic
def forget_closed(today: date | None = None) -> int:
    """Also what a partner kept as long and nobody forwarded. Rows, messages, files and wraps are gone; the event keeps number and moment of the deletion alone. Gives how many."""
    year = (today or timezone.localdate()).year - KEPT_YEARS
    ended = Q(stage__in=[Stage.CLOSED, Stage.WITHDRAWN], ended_at__year__lt=year)
    never_sent = KEPT_BY_PARTNER & Q(received_at__year__lt=year)
    over = Complaint.objects.filter(ended | never_sent)
    return _forget(list(over.select_for_update()))


def _forget(rows: Sequence[Complaint]) -> int:
    """In the caller's transaction. The journal comes first: it repeats the deletion where an old dump brings the rows back."""
    paths = Attachment.objects.filter(complaint__in=rows).values_list("file", flat=True)
    for path in paths:
        transaction.on_commit(partial(private_storage().delete, path))
    for complaint in rows:
        journal.note_deleted(complaint.uid)
        record("complaints.forgotten", by=None, target=complaint)
        complaint.delete()
    return len(rows)


class Repeated(NamedTuple):
    """Complaints that were deleted once more, and mailboxes that were closed because their code had been renewed."""

    deleted: int
    closed: int


@transaction.atomic
def repeat_deletions() -> Repeated:
    """Before the site opens: nothing comes back with an old dump that was deleted since, and no former code opens."""
    rows = Complaint.objects.filter(uid__in=journal.read_deleted())
    deleted = _forget(list(rows.select_for_update()))
    return Repeated(deleted, _close_former_codes())


def _close_former_codes() -> int:
    """The new code is not in the dump and opens nothing either: the office reads on, the person writes anew."""
    newest = journal.read_renewed()
    rows = Complaint.objects.filter(uid__in=newest).only("uid", "mailbox_public")
    former = [row for row in rows if journal.mark_of(bytes(row.mailbox_public)) != newest[row.uid]]
    wraps = Wrap.objects.filter(complaint__in=former, holder=Holder.MAILBOX)
    closed = wraps.count_complaints()
    wraps.delete()
    return closed
