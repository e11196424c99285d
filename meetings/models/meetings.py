"""Meetings of a partnership or of one of its bodies, and what the invited were told anew."""

import uuid
from datetime import date, datetime, time
from typing import Self
from zoneinfo import ZoneInfo

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.local_times import ZONE, moment_of
from meetings.models.sight import MEETING, seen_by
from meetings.stages import LIFE, OPEN, Stage
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.languages import text_in
from partnerships.shared.privacy import fields
from partnerships.shared.search.matching import name_words, near_words
from partnerships.shared.stages import StageTrigger

SEARCHED_NAMES = ("title", "title_en", "place")
# What the invited are told of when it changes.
TOLD = (
    "title",
    "title_en",
    "from_time",
    "until_time",
    "last_day",
    "place",
    "directions",
    "online_url",
    "note",
    "answer_until",
)


class CancelReason(models.TextChoices):
    """Why a meeting is called off or moved. Source: DOMAIN section 4."""

    PANDEMIC = "pandemic", _("pandemic")
    ILLNESS = "illness", _("illness")
    INCIDENT = "incident", _("an incident")
    LOW_RESPONSE = "low_response", _("too few could come")
    OTHER = "other", _("another reason")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings."""

    def visible_to(self, account: Account) -> Self:
        """Of one's partnerships; what is only planned, to those who keep the partnership."""
        return self.filter(seen_by(account, MEETING))

    def to_come(self) -> Self:
        """Not over, neither called off nor moved; the next one first."""
        rows = self.filter(stage__in=OPEN, ends_at__gte=timezone.now())
        return rows.order_by("starts_at", "pk")

    def on_days(self, first: date, last: date) -> Self:
        """Of which a day lies from first to last; those of which only the period is known are on none. Each half has its index."""
        begins = Q(first_day__range=(first, last))
        goes_on = Q(first_day__lt=first, last_day__gte=first, last_day__gt=F("first_day"))
        return self.filter(begins | goes_on, only_period=False)

    def last_before(self, meeting: "Meeting") -> "Meeting | None":
        """The one before of the same body, whose minutes are spoken about first."""
        rows = self.filter(
            partnership=meeting.partnership_id,
            body=meeting.body_id,
            stage=Stage.HELD,
            starts_at__lt=meeting.starts_at,
            minutes__isnull=False,
        )
        return rows.order_by("-starts_at", "-pk").first()


@pghistory.track()
@fields(
    personal="planned_by",
    harmless="partnership body format series title title_en first_day from_time last_day until_time only_period zone starts_at ends_at"
    " place directions online_url has_meal relation_only after_incident note answer_until stage reason"
    " reason_text moved_to uid sequence changed_at invited_at",
)
class Meeting(Checked):
    """Day and time are kept as they were said, with their zone; `starts_at` and `ends_at` follow from them.

    `uid` and `sequence` are what calendars know it by (RFC 5545, 3.8.4.7 and 3.8.7.4): the UID goes with a meeting that
    moves to its new day, so that calendars move one event. `only_period`: it was on some day from `first_day` to `last_day`.
    `after_incident`: called because something had happened.
    """

    partnership = models.ForeignKey(
        "directory.Partnership", models.PROTECT, related_name="meetings"
    )
    body = models.ForeignKey(
        "directory.Body", models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    format = models.ForeignKey(
        "meetings.MeetingFormat",
        models.PROTECT,
        related_name="meetings",
        verbose_name=pgettext_lazy("a meeting", "format"),
    )
    series = models.ForeignKey(
        "meetings.Series",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="meetings",
        verbose_name=pgettext_lazy("one thing", "series of meetings"),
    )
    title = Line(_("title"), max_length=200)
    title_en = Line(_("title in English"), max_length=200, blank=True)
    first_day = models.DateField(_("day"))
    from_time = models.TimeField(_("from"))
    last_day = models.DateField(_("last day"))
    until_time = models.TimeField(_("until"))
    only_period = models.BooleanField(_("only the period is known"), default=False)
    zone = models.CharField(_("time zone"), max_length=40, default=ZONE, editable=False)
    starts_at = models.DateTimeField(_("begins"), editable=False)
    ends_at = models.DateTimeField(_("ends"), editable=False)
    place = Line(_("place"), max_length=200, blank=True)
    directions = models.TextField(_("how to get there"), max_length=1000, blank=True)
    online_url = models.URLField(_("link for taking part online"), max_length=500, blank=True)
    has_meal = models.BooleanField(_("with a meal"), default=False)
    relation_only = models.BooleanField(_("to get to know each other"), default=False)
    after_incident = models.BooleanField(_("called because of an incident"), default=False)
    note = models.TextField(_("words to the invited"), max_length=2000, blank=True)
    answer_until = models.DateField(_("answer by"), null=True, blank=True)
    stage = models.CharField(
        _("stage"), max_length=10, choices=Stage, default=Stage.PLANNED, editable=False
    )
    reason = models.CharField(
        _("reason"), max_length=20, choices=CancelReason, blank=True, editable=False
    )
    reason_text = Line(_("reason in words"), max_length=250, blank=True, editable=False)
    moved_to = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="moved_from",
        verbose_name=_("moved to"),
    )
    uid = models.UUIDField(
        _("number in calendars"), unique=True, default=uuid.uuid4, editable=False
    )
    sequence = models.PositiveIntegerField(
        _("changes told to calendars"), default=0, editable=False
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("planned by"),
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("one thing", "meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at", "-id"]
        indexes = [
            models.Index(fields=["-starts_at", "-id"], name="meeting_latest"),
            models.Index(
                fields=["partnership", "-starts_at", "-id"], name="meeting_of_partnership"
            ),
            GinIndex(name_words(*SEARCHED_NAMES), name="meeting_words"),
            GinIndex(near_words(*SEARCHED_NAMES), name="meeting_near"),
            models.Index(
                fields=["starts_at", "id"], condition=Q(stage__in=OPEN), name="meeting_to_come"
            ),
            models.Index(fields=["first_day"], name="meeting_first_day"),
            models.Index(
                fields=["last_day"],
                condition=Q(last_day__gt=F("first_day")),
                name="meeting_of_more_days",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_it_begins", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="meeting_off_has_reason",
                condition=~Q(stage__in=[Stage.CANCELLED, Stage.MOVED]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="meeting_moved_has_new_day",
                condition=Q(stage=Stage.MOVED, moved_to__isnull=False)
                | (~Q(stage=Stage.MOVED) & Q(moved_to__isnull=True)),
            ),
        ]
        triggers = [StageTrigger(lifecycle=LIFE)]

    def __str__(self) -> str:
        return self.title_in()

    def title_in(self, language: str | None = None) -> str:
        """The title in a language, or as it was given."""
        return text_in(self, "title", language)

    def clean(self) -> None:
        """Raises: ValidationError for times that do not exist or run backwards, and for a body of somewhere else."""
        self._set_moments()
        if self.ends_at <= self.starts_at:
            raise ValidationError({"until_time": _("The end must come after the beginning.")})
        if self.only_period and not (self.first_day < self.last_day and self.is_over):
            raise ValidationError(
                {
                    "only_period": _(
                        "Only of a past meeting it may be unknown on which of several days it was."
                    )
                }
            )
        if self.body is not None and self.body.partnership_id != self.partnership_id:
            raise ValidationError({"body": _("This body belongs to another partnership.")})
        if self.answer_until and self.answer_until > self.first_day:
            raise ValidationError(
                {"answer_until": _("The last day to answer must not come after the meeting.")}
            )

    def save(self, *args: object, **kwargs: object) -> None:
        """Keeps the moments in step with day and time."""
        self._set_moments()
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came

    def _set_moments(self) -> None:
        for name, day, at in (
            ("starts_at", self.first_day, self.from_time),
            ("ends_at", self.last_day, self.until_time),
        ):
            try:
                setattr(self, name, moment_of(day, at, self.zone))
            except ValidationError as error:
                where = "from_time" if name == "starts_at" else "until_time"
                raise ValidationError({where: error.messages}) from None

    @property
    def has_begun(self) -> bool:
        """Its beginning is past."""
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        """Its end is past."""
        return self.ends_at <= timezone.now()

    def local(self, moment: datetime) -> datetime:
        """A moment as clocks at the meeting's place show it."""
        return moment.astimezone(ZoneInfo(self.zone))

    def as_told(self) -> dict[str, str | None]:
        """What the invited are told of, as plain values: days and times in ISO form."""
        return {name: _plain(getattr(self, name)) for name in TOLD}


def _plain(value: date | time | str | None) -> str | None:
    return value.isoformat() if isinstance(value, date | time) else value


@fields(harmless="meeting before made_at told_at")
class MeetingUpdate(models.Model):
    """Invited people are to be told that something changed: `before` is what they knew (Meeting.as_told).

    Changes within a minute go out as one letter: until it is told, `before` stays what it was.
    """

    meeting = models.ForeignKey(
        Meeting,
        models.CASCADE,
        related_name="updates",
        verbose_name=pgettext_lazy("one thing", "meeting"),
    )
    before = models.JSONField(_("before"))
    made_at = models.DateTimeField(_("changed"), default=timezone.now)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)

    class Meta:
        verbose_name = _("change of a meeting")
        verbose_name_plural = _("changes of meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(told_at__isnull=True),
                name="meeting_update_one_to_tell",
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}"
