"""A letter without content, where the person wants one: that there is something new, not what, where or from whom.

It is no row among the letters: those keep addresses for administrators. The address is opened for the moment of sending, by
the process that has the office's key, and goes to the mail server alone. Source: decision 0052.
"""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from complaints import rules
from complaints.models import Complaint, Office, Opens
from complaints.sealed_rows import read_nudge, seal_nudge
from complaints.store.sealed import Unreadable
from partnerships.shared.addresses import to_ascii
from partnerships.shared.audit.actions import record

log = logging.getLogger(__name__)


@transaction.atomic
def want_nudge(complaint: Complaint, *, address: str) -> None:
    """From now on; another address takes the place of the former. Raises: PermissionDenied; ValidationError for no address."""
    complaint = Complaint.objects.lock(complaint)
    rules.can_be_nudged(complaint).enforce()
    key = Office.objects.select_for_update(no_key=True).get(pk=complaint.office_id).newest_key()
    if key is None:
        raise ValueError("the office has no key")
    complaint.wraps.filter(opens=Opens.NUDGE).delete()
    seal_nudge(complaint, to_ascii(address), key).save()
    complaint.is_nudged = False
    complaint.save(update_fields=["nudge", "is_nudged"])
    record("complaints.nudge_wanted", by=None, target=complaint)


@transaction.atomic
def forget_nudge(complaint: Complaint) -> None:
    """The address is gone, and the key to it. Done twice it is once."""
    complaint = Complaint.objects.lock(complaint)
    if complaint.nudge is None:
        return
    complaint.wraps.filter(opens=Opens.NUDGE).delete()
    complaint.nudge, complaint.is_nudged = None, False
    complaint.save(update_fields=["nudge", "is_nudged"])
    record("complaints.nudge_ended", by=None, target=complaint)


def note_opened(complaint: Complaint) -> None:
    """The person has read what there is: the next message is worth a letter again."""
    Complaint.objects.filter(pk=complaint.pk, is_nudged=True).update(is_nudged=False)


def nudge(complaint: Complaint) -> None:
    """After commit, once until the mailbox is opened again. Inside a transaction in which the complaint is locked."""
    if complaint.nudge is None or complaint.is_nudged:
        return
    try:
        address = read_nudge(complaint)
    except Unreadable:
        address = ""
    if address:
        complaint.is_nudged = True
        complaint.save(update_fields=["is_nudged"])
        transaction.on_commit(lambda: _send(complaint.pk, address, complaint.language), robust=True)


def _send(pk: int, address: str, language: str) -> None:
    """A mail server that does not take it is not asked again before there is something new. Nothing of it is logged."""
    with override(language):
        message = EmailMessage(
            _("Something new for you"),
            _(
                "There is something new for you. You know where you can read it.\n\n"
                "Nobody reads answers to this letter. You do not want such letters any more? Then delete your address there."
            ),
            from_email=settings.NUDGE_FROM,
            to=[address],
            headers={"Auto-Submitted": "auto-generated"},
        )
    try:
        message.send()
    except (SMTPException, OSError) as error:
        Complaint.objects.filter(pk=pk).update(is_nudged=False)
        log.warning("a letter without content was not taken: %s", type(error).__name__)
