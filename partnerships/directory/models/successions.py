"""Legal succession: an event of its own, neither a rename nor the repair of a duplicate.

Source: decision 0005, point 7.
"""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields


class SuccessionKind(models.TextChoices):
    """How one body came after another. Source: German Transformation Act (UmwG) sections 2, 123, 174, 190."""

    MERGER = "merger", _("merger")
    DIVISION = "division", _("division")
    TRANSFER = "transfer", _("transfer of its tasks")
    CHANGE_OF_FORM = "change_of_form", _("change of legal form")


@pghistory.track()
@fields(harmless="predecessor successor kind on_day attested_on source_note created_at")
class Succession(Checked):
    """`successor` took over from `predecessor`, on a known day or attested on one. Both rows stay."""

    predecessor = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="successors"
    )
    successor = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="predecessors"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=SuccessionKind)
    on_day = models.DateField(_("on"), null=True, blank=True)
    attested_on = models.DateField(_("attested on"), null=True, blank=True)
    source_note = Line(_("source"), max_length=250, blank=True)
    created_at = models.DateTimeField(_("entered"), auto_now_add=True)

    class Meta:
        verbose_name = _("legal succession")
        verbose_name_plural = _("legal successions")
        constraints = [
            models.CheckConstraint(
                name="succession_of_another", condition=~Q(predecessor=F("successor"))
            ),
            models.CheckConstraint(
                name="succession_has_day",
                condition=Q(on_day__isnull=False) | Q(attested_on__isnull=False),
                violation_error_message=_("Say on which day, or on which day it is attested."),
            ),
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="succession_once_a_pair"
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)
