"""What is deleted of complaints, and how: journal first, then rows, files, letters; what remains is a trace without contents."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from complaints import journal
from complaints.actions.tracing import leave_trace
from complaints.keeping import FIRST_TERMS, TermKind, end_of_year
from complaints.models import Attachment, Complaint, Holder, Opens, Wrap
from complaints.models.complaints import KEPT_BY_PARTNER
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.files import private_storage
from partnerships.shared.letters.models import Letter


@transaction.atomic
def forget_never_sent(today: date | None = None) -> int:
    """What a partner kept for the ordinary term and nobody forwarded: no office ever had it. By the clock; gives how many."""
    today = today or timezone.localdate()
    kept = Complaint.objects.filter(KEPT_BY_PARTNER, received_at__year__lt=today.year - 1)
    rows = kept.select_for_update(of=("self",))
    return forget([row for row in rows if _is_over(row, today)])


def _is_over(row: Complaint, today: date) -> bool:
    received = timezone.localdate(row.received_at)
    return end_of_year(received, FIRST_TERMS[TermKind.ORDINARY]) <= today


def forget(rows: Sequence[Complaint], *, by: Account | None = None) -> int:
    """All of them, in the caller's transaction. The journal comes first: it repeats the deletion where an old dump brings the rows back.

    A trace remains of what an office had. The event keeps the row's number and the moment alone.
    """
    forget_files(rows)
    for complaint in rows:
        journal.note_deleted(complaint.uid)
        record("complaints.forgotten", by=by, target=complaint)
        if complaint.ended_at is not None and not complaint.is_kept:
            leave_trace(complaint)
        _letters_of(complaint)
        complaint.delete()
    return len(rows)


def _letters_of(complaint: Complaint) -> None:
    """Letters name no complaint, but their facts lead to it."""
    rows = Letter.objects.filter(kind__startswith="complaints/", facts__complaint=complaint.pk)
    rows.delete()


def forget_files(rows: Sequence[Complaint]) -> None:
    """Rows of files now, their bytes once that holds."""
    found = Attachment.objects.filter(complaint__in=rows)
    for path in found.values_list("file", flat=True):
        transaction.on_commit(partial(private_storage().delete, path))
    found.delete()


def forget_name(complaint: Complaint) -> None:
    """Who told it: the sealed column and every wrap of its key; the rest stays."""
    complaint.identity = None
    complaint.save(update_fields=["identity"])
    Wrap.objects.filter(complaint=complaint, opens=Opens.IDENTITY).delete()


class Repeated(NamedTuple):
    """Complaints that were deleted once more, and mailboxes that were closed because their code had been renewed."""

    deleted: int
    closed: int


@transaction.atomic
def repeat_deletions() -> Repeated:
    """Before the site opens: nothing comes back with an old dump that was deleted since, and no former code opens."""
    rows = Complaint.objects.filter(uid__in=journal.read_deleted())
    deleted = forget(list(rows.select_for_update()))
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
