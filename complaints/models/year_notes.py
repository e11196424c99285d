"""What the head of an office says to the figures of a year."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.models.offices import Office
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields

LONGEST_NOTE = 4000


class YearNoteQuerySet(models.QuerySet["YearNote"]):
    """Notes to years."""

    def visible_to(self, account: Account) -> Self:
        """Of offices that somebody works for or heads."""
        worked_on = Office.objects.worked_on_by(account)
        return self.filter(Q(office__in=worked_on) | Q(office__head=account))


@fields(personal="by", listed="by", harmless="office year text breaks_method at")
class YearNote(Checked):
    """One for each year of an office. `breaks_method`: the figures are not to be compared with the year before, the text says why."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="year_notes")
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2000), MaxValueValidator(2200)]
    )
    text = models.TextField(pgettext_lazy("figures of a year", "text"), max_length=LONGEST_NOTE)
    breaks_method = models.BooleanField(
        _("counted otherwise than in the year before"),
        default=False,
        help_text=_("For example after new software. Say in the text what changed."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    at = models.DateTimeField(pgettext_lazy("a note", "written"), default=timezone.now)

    objects = YearNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note to the figures of a year")
        verbose_name_plural = _("notes to the figures of years")
        ordering = ["-year", "office"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year"], name="one_note_to_a_year"),
            models.CheckConstraint(
                name="year_note_is_of_a_year", condition=Q(year__gte=2000, year__lte=2200)
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)
