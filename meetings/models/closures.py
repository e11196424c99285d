"""Days on which people are away: school holidays and bridging days, as administrators enter them."""

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.cadence import Closure
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.privacy import fields


class ClosureDaysQuerySet(models.QuerySet["ClosureDays"]):
    """Days on which people are away."""

    def known(self) -> list[Closure]:
        """As `cadence` asks for them."""
        rows = self.order_by("first_day", "pk")
        return [Closure(*row) for row in rows.values_list("first_day", "last_day", "name")]


@pghistory.track()
@fields(harmless="name first_day last_day")
class ClosureDays(Checked):
    """A span of days, both included. Public holidays of North Rhine-Westphalia need no row: the package `holidays` knows them.

    Source: the ministry's dates of school holidays (BASS 12-65), which administrators copy.
    """

    name = Line(_("name"), max_length=80)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    objects = ClosureDaysQuerySet.as_manager()

    class Meta:
        verbose_name = _("days on which people are away")
        verbose_name_plural = _("days on which people are away")
        ordering = ["-first_day", "id"]
        constraints = [
            models.CheckConstraint(
                name="closure_ends_after_it_begins", condition=Q(last_day__gte=F("first_day"))
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raises: ValidationError for days that run backwards."""
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day must not come before the first.")})
