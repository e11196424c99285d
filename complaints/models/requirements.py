"""What must be noted before an office receives complaints. Source: DOMAIN 2.4 and decision 0050."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields


class Requirement(models.TextChoices):
    """What must be there."""

    IMPACT = "impact", _("data protection impact assessment")
    COUNCIL = "council", _("staff council")
    PROCESSING = "processing", _("record of processing")
    RECOVERY = "recovery", _("recovery of the key tried")


PAPERS = (Requirement.IMPACT, Requirement.COUNCIL, Requirement.PROCESSING)  # of the office


class OfficeNoteQuerySet(models.QuerySet["OfficeNote"]):
    """Notes."""

    def open(self) -> Self:
        """Not taken back, nor followed by another one."""
        return self.filter(ended_at__isnull=True)

    def in_effect(self) -> Self:
        """A second person has confirmed it."""
        return self.open().filter(confirmed_at__isnull=False)

    def waiting(self) -> Self:
        """Nobody has confirmed it yet."""
        return self.open().filter(confirmed_at__isnull=True)


@fields(
    personal="person second_person noted_by confirmed_by ended_by",
    listed="person second_person noted_by confirmed_by ended_by",
    harmless="office requirement key on_day reference noted_at confirmed_at ended_at",
)
class OfficeNote(Checked):
    """That a requirement is met: who answers for it, when, where it is found; noted by one person and confirmed by another.

    A tried recovery belongs to a key and names both keepers; the machine notes it, so it has no `noted_by`.
    """

    office = models.ForeignKey(
        "complaints.Office",
        models.PROTECT,
        related_name="notes",
        verbose_name=_("complaints office"),
    )
    requirement = models.CharField(_("requirement"), max_length=20, choices=Requirement)
    key = models.ForeignKey(
        "complaints.OfficeKey", models.PROTECT, null=True, related_name="notes", editable=False
    )
    person = Line(_("who answers for it"), max_length=120)
    second_person = Line(_("second keeper"), max_length=120, blank=True)
    on_day = models.DateField(_("day"))
    reference = Line(
        _("reference"), max_length=200, help_text=_("Where it is found, for example a file number.")
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("noted by"),
    )
    noted_at = models.DateTimeField(_("noted"), default=timezone.now, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(
        pgettext_lazy("a note", "confirmed"), null=True, editable=False
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken back by"),
    )
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    objects = OfficeNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note about a complaints office")
        verbose_name_plural = _("notes about complaints offices")
        ordering = ["office", "requirement", "noted_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "requirement"],
                condition=Q(ended_at__isnull=True, confirmed_at__isnull=True),
                name="one_office_note_waits",
            ),
            models.UniqueConstraint(
                fields=["office", "requirement"],
                condition=Q(ended_at__isnull=True, confirmed_at__isnull=False),
                name="one_office_note_in_effect",
            ),
            models.CheckConstraint(
                name="office_note_of_a_recovery_names_key_and_keepers",
                condition=(
                    Q(requirement=Requirement.RECOVERY, key__isnull=False, noted_by__isnull=True)
                    & ~Q(second_person="")
                )
                | (
                    ~Q(requirement=Requirement.RECOVERY)
                    & Q(key__isnull=True, noted_by__isnull=False, second_person="")
                ),
            ),
            models.CheckConstraint(
                name="office_note_confirmed_by_another_person",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | (
                    Q(confirmed_at__isnull=False, confirmed_by__isnull=False)
                    & (Q(noted_by__isnull=True) | ~Q(confirmed_by=F("noted_by")))
                ),
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def is_waiting(self) -> bool:
        """Nobody has confirmed it yet, and nobody has taken it back."""
        return self.confirmed_at is None and self.ended_at is None
