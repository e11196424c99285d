"""Formats of meetings as rows. Source: DOMAIN section 4 (24 formats with their sources)."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.languages import text_in
from partnerships.shared.privacy import fields


class CaseData(models.TextChoices):
    """May a single case of a person be spoken of?"""

    NEVER = "never", _("never")
    AUTHORITIES = "authorities", _("among authorities only")


@pghistory.track()
@fields(
    harmless="code name name_en rhythm rhythm_en per_year minutes most_people relation_first has_meal is_public"
    " case_data asks_feedback balanced position in_use"
)
class MeetingFormat(Checked):
    """What a kind of meeting usually is; a meeting takes it over and may differ.

    Units: `minutes` of one meeting; `per_year` meetings; the first `relation_first` meetings of a group have neither
    agenda nor actions. None: the source says nothing.
    """

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = Line(_("name"), max_length=120)
    name_en = Line(_("name in English"), max_length=120, blank=True)
    rhythm = Line(_("rhythm"), max_length=120, blank=True)
    rhythm_en = Line(_("rhythm in English"), max_length=120, blank=True)
    per_year = models.DecimalField(
        _("meetings a year"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    most_people = models.PositiveSmallIntegerField(_("most people"), null=True, blank=True)
    relation_first = models.PositiveSmallIntegerField(_("first meetings without agenda"), default=0)
    has_meal = models.BooleanField(_("with a meal"), default=False)
    is_public = models.BooleanField(_("open to everybody"), default=False)
    case_data = models.CharField(
        _("single cases"), max_length=20, choices=CaseData, default=CaseData.NEVER
    )
    asks_feedback = models.BooleanField(_("asks for feedback"), default=False)
    balanced = models.BooleanField(
        _("both sides in about equal numbers"),
        default=False,
        help_text=_(
            "Keepers are warned where authorities are less than 40 or more than 60 percent of the people."
        ),
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    in_use = models.BooleanField(_("can be chosen"), default=True)

    class Meta:
        verbose_name = _("format of meetings")
        verbose_name_plural = _("formats of meetings")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name_in()

    def name_in(self, language: str | None = None) -> str:
        """The name in a language, or as it was given."""
        return text_in(self, "name", language)

    def rhythm_in(self, language: str | None = None) -> str:
        """The rhythm in a language, or as it was given."""
        return text_in(self, "rhythm", language)
