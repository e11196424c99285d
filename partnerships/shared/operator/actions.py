"""Report a barrier; forget it again."""

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from partnerships.shared.accounts import Account
from partnerships.shared.letters import actions as letters
from partnerships.shared.operator import rules
from partnerships.shared.operator.models import KEPT, BarrierReport

LETTER = "operator/barrier"


@transaction.atomic
def report_barrier(typed: Mapping[str, str], *, token: str, by: Account | None) -> BarrierReport:
    """Kept and written to the operator, once for each token. `typed` has the form's fields.

    Raises: PermissionDenied where the operator has no address.
    """
    rules.can_report_barrier(by).enforce()
    report, made = BarrierReport.objects.get_or_create(token=token, defaults=dict(typed))
    if made:
        letters.write(
            LETTER,
            email=settings.OPERATOR_EMAIL,
            language=settings.LANGUAGE_CODE,
            facts={"report": report.pk},
        )
    return report


def forget_reports() -> int:
    """Delete those that have been kept long enough; the number of them."""
    old = BarrierReport.objects.filter(reported_at__lt=timezone.now() - KEPT)
    return old.delete()[0]
