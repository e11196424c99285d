"""What a partner wrote for somebody: the consent, and the way to the office.

`by` is the helper; None where the person does it in the mailbox.
"""

from django.db import transaction
from django.utils import timezone

from complaints import rules, words
from complaints.actions.telling import tell_officers
from complaints.actions.timing import begin
from complaints.actions.wrapping import wrap_to_office
from complaints.models import Complaint, Consent, Forwarding, GivenBy
from complaints.sealed_rows import Keys
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record


@transaction.atomic
def note_consent(
    complaint: Complaint,
    *,
    forwarding: str,
    is_named: bool,
    given: str,
    by: Account | None,
) -> Consent:
    """What the person said; it takes the place of what they said before. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(complaint)
    rules.can_note_consent(by, complaint).enforce()
    has_name = complaint.identity is not None
    consent = Consent(
        complaint=complaint,
        forwarding=forwarding,
        is_named=is_named and has_name and forwarding != Forwarding.NO,
        given=given,
        version=words.CONSENT_VERSION,
        language=complaint.language,
        by=by,
    )
    consent.full_clean()
    consent.save()
    facts = {"forwarding": consent.forwarding}
    record("complaints.consent_noted", by=by, target=complaint, facts=facts)
    return consent


@transaction.atomic
def withdraw_consent(complaint: Complaint, *, given: str, by: Account | None) -> None:
    """As long as it is not forwarded. Done twice it is once. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(complaint)
    rules.can_withdraw_consent(by, complaint).enforce()
    note_consent(complaint, forwarding=Forwarding.NO, is_named=False, given=given, by=by)


@transaction.atomic
def forward(complaint: Complaint, keys: Keys, *, by: Account | None) -> Complaint:
    """The office can open it from now on, with the name only where the person agreed; the clocks begin, officers are told.

    Raises: PermissionDenied; ValueError where the office has no key.
    """
    complaint = Complaint.objects.lock(complaint)
    rules.can_forward(by, complaint).enforce()
    consent = complaint.consent
    is_named = consent is not None and consent.is_named
    wrap_to_office(complaint, keys if is_named else keys._replace(identity=None))
    now = timezone.now()
    complaint.forwarded_at = complaint.received_at = complaint.heard_at = now
    complaint.save(update_fields=["forwarded_at", "received_at", "heard_at"])
    begin(complaint)
    record("complaints.forwarded", by=by, target=complaint)
    tell_officers(complaint)
    return complaint


@transaction.atomic
def agree_and_forward(complaint: Complaint, keys: Keys, *, is_named: bool) -> Complaint:
    """The person, in the mailbox: both at once. Done twice it is once. Raises: as `forward`."""
    fresh = Complaint.objects.lock(complaint)
    if fresh.forwarded_at:
        return fresh
    note_consent(
        fresh, forwarding=Forwarding.NOW, is_named=is_named, given=GivenBy.MAILBOX, by=None
    )
    return forward(fresh, keys, by=None)
