"""Series: a rhythm that a partnership or one of its bodies keeps. Its meetings are rows of their own."""

from typing import Self

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.cadence import LATER, ON_HOLIDAYS
from meetings.local_times import ZONE
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.languages import text_in
from partnerships.shared.privacy import fields


class SeriesQuerySet(models.QuerySet["Series"]):
    """Series."""

    def visible_to(self, account: Account) -> Self:
        """Of one's partnerships."""
        return self.filter(partnership__in=list(account.access.partnership_ids))

    def going_on(self) -> Self:
        """Those that nobody has ended."""
        return self.filter(ended_on__isnull=True)


@pghistory.track()
@fields(
    personal="begun_by",
    harmless="partnership body format title title_en rule first_day from_time until_time zone places points has_meal on_holidays"
    " ended_on",
)
class Series(Checked):
    """`rule` is one of RFC 5545 (3.3.10), counted from `first_day`. `places` take turns, one a line: the host rota.

    `points`: what stands on the agenda of each meeting, one a line. `on_holidays`: a code of `cadence.ON_HOLIDAYS`.
    """

    partnership = models.ForeignKey("directory.Partnership", models.PROTECT, related_name="series")
    body = models.ForeignKey(
        "directory.Body", models.PROTECT, null=True, blank=True, related_name="series"
    )
    format = models.ForeignKey(
        "meetings.MeetingFormat",
        models.PROTECT,
        related_name="series",
        verbose_name=pgettext_lazy("a meeting", "format"),
    )
    title = Line(_("title"), max_length=200)
    title_en = Line(_("title in English"), max_length=200, blank=True)
    rule = models.CharField(_("how often"), max_length=60, editable=False)
    first_day = models.DateField(_("first day"))
    from_time = models.TimeField(_("from"))
    until_time = models.TimeField(_("until"))
    zone = models.CharField(_("time zone"), max_length=40, default=ZONE, editable=False)
    places = models.TextField(_("places"), max_length=2000, blank=True)
    points = models.TextField(_("points of each agenda"), max_length=2000, blank=True)
    has_meal = models.BooleanField(_("with a meal"), default=False)
    on_holidays = models.CharField(
        _("on holidays"), max_length=10, choices=ON_HOLIDAYS, default=LATER
    )
    ended_on = models.DateField(_("ended"), null=True, blank=True, editable=False)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("begun by"),
    )

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("one thing", "series of meetings")
        verbose_name_plural = _("series of meetings")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title_in()

    def title_in(self, language: str | None = None) -> str:
        """The title in a language, or as it was given."""
        return text_in(self, "title", language)

    def clean(self) -> None:
        """Raises: ValidationError for a body of somewhere else, and an end that comes first."""
        if self.body is not None and self.body.partnership_id != self.partnership_id:
            raise ValidationError({"body": _("This body belongs to another partnership.")})
        if self.until_time <= self.from_time:
            raise ValidationError({"until_time": _("The end must come after the beginning.")})

    @property
    def place_lines(self) -> list[str]:
        """The places in their turn."""
        return [line.strip() for line in self.places.split("\n") if line.strip()]

    @property
    def point_lines(self) -> list[str]:
        """What stands on every agenda."""
        return [line.strip() for line in self.points.split("\n") if line.strip()]
