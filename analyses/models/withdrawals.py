"""Who took note that a contribution which they had received was taken back. Source: Directive (EU) 2016/680 Art. 7(3)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from analyses.models.cases import Case
from analyses.models.contributions import Contribution
from analyses.models.sights import OF_ROWS_OF_CONTRIBUTION
from partnerships.shared.checked import Checked
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy

TOLD_DAYS = 30  # so long recipients are told what was taken back


@fields(personal="by", listed="by", harmless="case contribution at")
class WithdrawalNoted(Checked):
    """One person who works on the case for a recipient knows that it was taken back."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, related_name="withdrawal_noted", editable=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("noted by")
    )
    at = models.DateTimeField(_("noted"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("note that a contribution was taken back")
        verbose_name_plural = _("notes that contributions were taken back")
        ordering = ["pk"]
        constraints = [
            RowPolicy(
                name="withdrawal_noted_in_sight", using=OF_ROWS_OF_CONTRIBUTION, is_forced=True
            ),
            models.UniqueConstraint(fields=["contribution", "by"], name="withdrawal_noted_once"),
        ]

    def __str__(self) -> str:
        return numbered(self)
