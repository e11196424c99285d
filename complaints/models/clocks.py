"""Times that run for a complaint, what an office aims at, days on which it is closed, and when a complaint rested. Never what was said."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.clocks import FIRST_TIMES, ClockKind, Times, soon_until
from complaints.models.complaints import Complaint
from complaints.models.offices import Office
from complaints.models.sights import OF_ITS_ROWS, seen_by
from complaints.stages import REASONS, Reason, Stage
from complaints.worktime import Unit
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy
from partnerships.shared.workdays import Days


class TargetQuerySet(models.QuerySet["Target"]):
    """Targets."""

    def in_force(self, office: Office) -> Mapping[str, Times]:
        """Of each kind the newest of this office, or what holds where nothing was set."""
        rows = self.filter(office=office).order_by("set_at", "pk")
        first = {str(kind): times for kind, times in FIRST_TIMES.items()}
        return first | {row.kind: row.times for row in rows}


@fields(
    personal="set_by",
    listed="set_by",
    harmless="office kind number unit share reason set_at",
)
class Target(Checked):
    """What an office aims at from `set_at` on; rows are added, never changed. Clocks that run keep what they began with."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="targets")
    kind = models.CharField(_("what is to be done in time"), max_length=20, choices=ClockKind)
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(400)]
    )
    unit = models.CharField(_("counted in"), max_length=20, choices=Unit)
    share = models.PositiveSmallIntegerField(
        _("share in percent"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_(
            "Of the complaints in which it is to be kept. Empty where no share is aimed at."
        ),
    )
    reason = Line(pgettext_lazy("a target", "reason"), max_length=200)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("set by")
    )
    set_at = models.DateTimeField(pgettext_lazy("a target", "set"), default=timezone.now)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("complaints", "target")
        verbose_name_plural = pgettext_lazy("complaints", "targets")
        ordering = ["-set_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="complaints_target_is_a_time",
                condition=Q(number__gte=1) & (Q(share=None) | Q(share__gte=1, share__lte=100)),
            )
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def times(self) -> Times:
        """As clocks take it."""
        return Times(self.number, self.unit, self.share)


class OfficeClosureQuerySet(models.QuerySet["OfficeClosure"]):
    """Days on which offices are closed."""

    def of(self, office: Office) -> list[Days]:
        """As `workdays` asks for them."""
        return [
            Days(*row) for row in self.filter(office=office).values_list("first_day", "last_day")
        ]


@fields(harmless="office name first_day last_day")
class OfficeClosure(Checked):
    """Days on which the office is closed, both included; they do not count. Public holidays of NRW need no row."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="closures")
    name = Line(_("name"), max_length=80)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    objects = OfficeClosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("days on which a complaints office is closed")
        verbose_name_plural = _("days on which complaints offices are closed")
        ordering = ["first_day", "id"]
        constraints = [
            models.CheckConstraint(
                name="office_closure_ends_after_it_begins",
                condition=Q(last_day__gte=F("first_day")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raises: ValidationError for days that run backwards, or for more than 60 of them."""
        if not self.first_day or not self.last_day:
            return
        if self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day must not come before the first.")})
        if (self.last_day - self.first_day).days > 60:
            raise ValidationError({"last_day": _("At most 60 days at a time.")})


class ClockQuerySet(models.QuerySet["Clock"]):
    """Clocks."""

    def visible_to(self, account: Account) -> Self:
        """Of complaints that somebody may see."""
        return self.filter(complaint__in=Complaint.objects.visible_to(account))

    def running(self) -> Self:
        """Not stopped; it may rest."""
        return self.filter(stopped_at__isnull=True)

    def ticking(self) -> Self:
        """Not stopped, and it does not rest: it has a last day."""
        return self.running().filter(due_on__isnull=False)

    def overdue(self, today: date) -> Self:
        """Whose last day is over."""
        return self.ticking().filter(due_on__lt=today)


@fields(harmless="complaint kind number unit started_at due_on stopped_at told_at")
class Clock(Checked):
    """`number` and `unit` as they were aimed at when it started. `due_on`: its last day, reckoned anew whenever a pause ends or
    the office closes; none while it rests. `told_at`: when the head was told that it takes long.
    """

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="clocks")
    kind = models.CharField(_("what is to be done in time"), max_length=20, choices=ClockKind)
    number = models.PositiveSmallIntegerField(_("number"))
    unit = models.CharField(_("counted in"), max_length=20, choices=Unit)
    started_at = models.DateTimeField(pgettext_lazy("a clock", "started"))
    due_on = models.DateField(_("last day"), null=True)
    stopped_at = models.DateTimeField(pgettext_lazy("a clock", "stopped"), null=True)
    told_at = models.DateTimeField(_("told to the head"), null=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = _("clock of a complaint")
        verbose_name_plural = _("clocks of complaints")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                name="complaints_clock_due",
                condition=Q(stopped_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "kind"],
                condition=Q(stopped_at__isnull=True),
                name="one_clock_of_a_kind_runs",
            ),
            RowPolicy(name="clock_in_sight", using=OF_ITS_ROWS),
        ]

    def __str__(self) -> str:
        return numbered(self)


def with_times(rows: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """Complaints with clocks that run, pauses and closing days of the office, all in the question that reads them; see `keep_times`."""
    here = OuterRef("pk")
    closed = OfficeClosure.objects.filter(office=OuterRef("office"))
    parts = {
        "clocks_read": (Clock.objects.running().filter(complaint=here), ("id", "kind", "due_on")),
        "pauses_read": (
            Pause.objects.filter(complaint=here),
            ("id", "stage", "reason", "started_at", "ended_at"),
        ),
        "closures_read": (closed, ("first_day", "last_day")),
    }
    return rows.annotate(
        **{
            name: ArraySubquery(found.values(row=JSONObject(**{each: each for each in columns})))
            for name, (found, columns) in parts.items()
        }
    )


def keep_times(complaint: Complaint) -> None:
    """Of one that came `with_times`: nothing of it is asked for again."""
    read = vars(complaint)
    complaint.running_clocks = [
        Clock(**row | {"due_on": _day(row["due_on"])}) for row in read.pop("clocks_read")
    ]
    pauses = [
        Pause(**row | {name: _moment(row[name]) for name in ("started_at", "ended_at")})
        for row in read.pop("pauses_read")
    ]
    read["_prefetched_objects_cache"] = {"pauses": pauses}
    complaint.closed_days = [
        Days(date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"]))
        for row in read.pop("closures_read")
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def has_pressing(account: Account) -> bool:
    """Does somebody see anything that is over or due soon?"""
    soon = soon_until(timezone.localdate())
    with seen_by(account):
        return Clock.objects.visible_to(account).ticking().filter(due_on__lte=soon).exists()


class PauseQuerySet(models.QuerySet["Pause"]):
    """Pauses."""

    def open(self) -> Self:
        """The time stands still now."""
        return self.filter(ended_at__isnull=True)


@fields(harmless="complaint stage reason started_at ended_at")
class Pause(Checked):
    """When the time of a complaint stood still, in which stage and why; the person was told."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="pauses")
    stage = models.CharField(pgettext_lazy("a complaint", "stage"), max_length=20, choices=Stage)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    started_at = models.DateTimeField(pgettext_lazy("a pause", "since"))
    ended_at = models.DateTimeField(pgettext_lazy("a pause", "until"), null=True)

    objects = PauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("pause of a complaint")
        verbose_name_plural = _("pauses of complaints")
        ordering = ["started_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(ended_at__isnull=True),
                name="one_pause_of_a_complaint",
            ),
            models.CheckConstraint(
                name="pause_has_its_reason",
                condition=Q(stage=Stage.AWAITING_PERSON, reason=Reason.QUESTION)
                | Q(stage=Stage.SUSPENDED, reason__in=REASONS["suspend"]),
            ),
            RowPolicy(name="pause_in_sight", using=OF_ITS_ROWS),
        ]

    def __str__(self) -> str:
        return numbered(self)
