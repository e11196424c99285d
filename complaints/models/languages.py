"""How far each language can be trusted: made by a machine, or checked by whom and when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.languages import CHOICES, FIRST, name_of
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.privacy import fields

WRITTEN = (FIRST, "en")  # written by us, not translated by a machine


@fields(personal="checked_by", listed="checked_by", harmless="language checked_on")
class CheckedLanguage(Checked):
    """Whether a named person has read all texts of a language. Until then it counts as made by a machine, not checked."""

    language = models.CharField(_("language"), max_length=12, unique=True, choices=CHOICES)
    checked_by = Line(_("checked by"), max_length=120, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("checked language")
        verbose_name_plural = _("checked languages")
        ordering = ["language"]
        constraints = [
            models.CheckConstraint(
                name="checked_language_names_somebody",
                condition=Q(checked_by="", checked_on__isnull=True)
                | (~Q(checked_by="") & Q(checked_on__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return name_of(self.language)


def is_unchecked(language: str) -> bool:
    """Whether German stands beside sentences with legal consequences."""
    checked = CheckedLanguage.objects.filter(language=language, checked_on__isnull=False)
    return language not in WRITTEN and not checked.exists()
