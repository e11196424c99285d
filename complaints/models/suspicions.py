"""That a complaint tells of a crime: noted, given to the prosecutor, decided there, and only then lifted. Source: decision 0073."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.models.complaints import Complaint
from complaints.models.sights import OF_ITS_ROWS
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy


class Prosecution(models.TextChoices):
    """Who leads the proceedings. Source: DOMAIN 2.3 (cases against officers are worked by another police authority)."""

    PROSECUTOR = "prosecutor", _("public prosecutor")
    NEUTRAL = "neutral", _("another police authority, for the prosecutor")


class CaseDecision(models.TextChoices):
    """What the prosecutor decided."""

    NO_SUSPICION = "no_suspicion", _("no proceedings were begun")
    DROPPED = "dropped", _("proceedings were dropped")
    CHARGED = "charged", _("it went to court")


class SuspicionQuerySet(models.QuerySet["Suspicion"]):
    """Suspicions."""

    def open(self) -> Self:
        """Not lifted."""
        return self.filter(lifted_at__isnull=True)

    def visible_to(self, account: Account) -> Self:
        """Of complaints that somebody may see."""
        return self.filter(complaint__in=Complaint.objects.visible_to(account))


def _by(label: object, *, null: bool = True) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=null,
        editable=False,
        related_name="+",
        verbose_name=label,  # type: ignore[arg-type]  # lazy
    )


@fields(
    personal="noted_by referred_by decided_by lifted_by",
    listed="noted_by referred_by decided_by lifted_by",
    harmless="complaint noted_at referred_to place referred_on reference decision decided_on lifted_at",
)
class Suspicion(Checked):
    """As long as it is not lifted nothing is deleted or closed, and no unit is asked.

    `place`: the office that got it; `reference`: its file number. `decided_by`: who noted the decision; somebody else lifts.
    """

    complaint = models.ForeignKey(
        Complaint, models.CASCADE, related_name="suspicions", verbose_name=_("complaint")
    )
    noted_by = _by(_("noted by"), null=False)
    noted_at = models.DateTimeField(_("noted"), default=timezone.now, editable=False)
    referred_to = models.CharField(
        pgettext_lazy("a suspicion", "given to"), max_length=12, choices=Prosecution, blank=True
    )
    place = Line(_("office that got it"), max_length=120, blank=True)
    referred_on = models.DateField(pgettext_lazy("a suspicion", "given on"), null=True, blank=True)
    reference = Line(_("their file number"), max_length=80, blank=True)
    referred_by = _by(pgettext_lazy("a suspicion", "given by"))
    decision = models.CharField(
        _("what the prosecutor decided"), max_length=12, choices=CaseDecision, blank=True
    )
    decided_on = models.DateField(
        pgettext_lazy("the prosecutor", "decided on"), null=True, blank=True
    )
    decided_by = _by(_("decision noted by"))
    lifted_by = _by(pgettext_lazy("a suspicion", "lifted by"))
    lifted_at = models.DateTimeField(
        pgettext_lazy("a suspicion", "lifted"), null=True, editable=False
    )

    objects = SuspicionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suspicion of a crime")
        verbose_name_plural = _("suspicions of crimes")
        ordering = ["-noted_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(lifted_at__isnull=True),
                name="one_open_suspicion_of_a_complaint",
            ),
            models.CheckConstraint(
                name="suspicion_is_lifted_by_a_second_officer_after_the_decision",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(
                    lifted_at__isnull=False,
                    lifted_by__isnull=False,
                    decided_on__isnull=False,
                    referred_on__isnull=False,
                )
                & ~Q(lifted_by=F("decided_by")),
            ),
            RowPolicy(name="suspicion_in_sight", using=OF_ITS_ROWS),
        ]

    def __str__(self) -> str:
        return numbered(self)


_DAYS = ("referred_on", "decided_on")
_READ = ("id", "noted_at", "noted_by_id", "referred_to", "place", "reference", "decision")


def with_suspicion(rows: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """With the one that is open, in the question that reads them; see `keep_suspicion`."""
    here = Suspicion.objects.open().filter(complaint=OuterRef("pk"))
    row = JSONObject(**{each: each for each in (*_READ, *_DAYS, "decided_by_id")})
    return rows.annotate(suspicions_read=ArraySubquery(here.values(row=row)))


def keep_suspicion(complaint: Complaint) -> None:
    """Of one that came `with_suspicion`: `suspicion_of` asks no more."""
    read = vars(complaint)
    rows = [_made(complaint, row) for row in read.pop("suspicions_read")]
    read["_suspicion"] = rows[0] if rows else None


def _made(complaint: Complaint, row: dict) -> Suspicion:
    said = {name: row.pop(name) for name in _DAYS}
    days = {name: day and date.fromisoformat(day) for name, day in said.items()}
    noted_at = datetime.fromisoformat(row.pop("noted_at"))
    return Suspicion(complaint=complaint, noted_at=noted_at, **row, **days)


def suspicion_of(complaint: Complaint) -> Suspicion | None:
    """The open one; asked for once a row."""
    kept = vars(complaint)
    if "_suspicion" not in kept:
        kept["_suspicion"] = Suspicion.objects.open().filter(complaint=complaint).first()
    row: Suspicion | None = kept["_suspicion"]
    return row
