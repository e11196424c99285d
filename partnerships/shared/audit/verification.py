"""Walk the chain of seals and say what does not fit."""

from django.utils import timezone

from partnerships.shared.audit.figures import Finding, check_seal
from partnerships.shared.audit.models import AuditEvent, AuditSeal


def verify() -> Finding:
    """Every seal against the events it covers, oldest first, and the length of the unsealed tail."""
    finding, previous, this_year = Finding(), "", timezone.now().year  # UTC, as the seals count
    for seal in AuditSeal.objects.order_by("id").iterator():
        ids = list(seal.members.values_list("event_id", flat=True))
        events = list(AuditEvent.objects.filter(pk__in=ids).order_by("id"))
        check_seal(finding, seal, previous, events, closed=seal.year < this_year)
        previous = seal.digest
    finding.unsealed = AuditEvent.objects.unsealed().count()
    return finding
