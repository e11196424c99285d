"""How long complaints are kept: terms of an office, what stops a deletion, what is proposed, what the archive said, what remains.

Codes, days and accounts alone; never what was said. Source: DOMAIN 2.5, decision 0066.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.answers import Kind, Way
from complaints.keeping import (
    FIRST_TERMS,
    Decision,
    HoldReason,
    Item,
    KeepReason,
    Taken,
    Term,
    TermKind,
    TermUnit,
    choose,
    choose_term,
)
from complaints.languages import CHOICES
from complaints.lists import Cause, Sign, Sort, Subject
from complaints.models.apart import workable_by
from complaints.models.complaints import Channel, Complaint
from complaints.models.offices import Office
from complaints.models.sights import OF_ITS_ROWS
from complaints.stages import Outcome, Settling, Stage
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy


def _by(label: object, *, null: bool = False) -> models.ForeignKey:
    """An account that did something; it stays as long as what it did."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=null,
        blank=null,
        related_name="+",
        verbose_name=label,  # type: ignore[arg-type]  # lazy
    )


class KeepingTermQuerySet(models.QuerySet["KeepingTerm"]):
    """Terms."""

    def in_force(self, office: Office) -> Mapping[str, Term]:
        """Of each kind the newest of this office, or what DOMAIN 2.5 proposes; a shorter one once NOTICE is over."""
        later = self.set_for(office)
        now = timezone.now()
        return {
            str(kind): choose_term(first, later[kind], now) for kind, first in FIRST_TERMS.items()
        }

    def set_for(self, office: Office) -> Mapping[str, list[tuple[Term, datetime]]]:
        """Of each kind what was set and when, the oldest first."""
        set_so: dict[str, list[tuple[Term, datetime]]] = {kind: [] for kind in TermKind.values}
        for row in self.filter(office=office).order_by("set_at", "pk"):
            set_so[row.kind].append((Term(row.number, row.unit), row.set_at))
        return set_so


@fields(personal="set_by", listed="set_by", harmless="office kind number unit reason law set_at")
class KeepingTerm(Checked):
    """How long an office keeps what, also of what is there already; rows are added, never changed.

    A longer term holds from `set_at` on, a shorter one NOTICE later: until then those who were told can speak.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="keeping_terms")
    kind = models.CharField(_("what is kept"), max_length=12, choices=TermKind)
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    unit = models.CharField(_("counted in"), max_length=6, choices=TermUnit)
    reason = Line(pgettext_lazy("a term", "reason"), max_length=200)
    law = Line(_("law"), max_length=200)
    set_by = _by(_("set by"))
    set_at = models.DateTimeField(pgettext_lazy("a term", "set"), default=timezone.now)

    objects = KeepingTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term for keeping complaints")
        verbose_name_plural = _("terms for keeping complaints")
        ordering = ["-set_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="keeping_term_is_a_time", condition=Q(number__gte=1, number__lte=120)
            )
        ]

    def __str__(self) -> str:
        return numbered(self)


class KeepingModeQuerySet(models.QuerySet["KeepingMode"]):
    """Ways of deleting."""

    def in_force(self, office: Office) -> "KeepingMode":
        """The newest of this office, one that protects less once NOTICE is over; where none is set, a person confirms and the archive is asked."""
        rows = self.filter(office=office).order_by("set_at", "pk")
        later: list[tuple[KeepingMode, datetime]] = [(row, row.set_at) for row in rows]
        first = KeepingMode(office=office)
        return choose(first, later, timezone.now(), KeepingMode.protects_less_than)

    def newest_of(self, office: Office) -> "KeepingMode":
        """What was set last, be it in force or still to come."""
        newest = self.filter(office=office).order_by("-set_at", "-pk").first()
        return newest or KeepingMode(office=office)


@fields(
    personal="set_by",
    listed="set_by",
    harmless="office is_by_person wait_days is_offered reason set_at",
)
class KeepingMode(Checked):
    """Who deletes in an office: a person who confirms, or the clock so many days after the proposal; rows are added, never changed.

    `is_offered`: it is offered to the state archive first (ArchivG NRW § 4: bodies of the Land offer what they no longer need, also
    what is to be deleted; § 6 on what the archive took). Where the archive does without, the authority turns it off, with the reason.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="keeping_modes")
    is_by_person = models.BooleanField(_("a person confirms each deletion"), default=True)
    wait_days = models.PositiveSmallIntegerField(
        _("days until the clock deletes"),
        default=30,
        validators=[MinValueValidator(7), MaxValueValidator(365)],
    )
    is_offered = models.BooleanField(_("is offered to the state archive first"), default=True)
    reason = Line(pgettext_lazy("a way of deleting", "reason"), max_length=200)
    set_by = _by(_("set by"))
    set_at = models.DateTimeField(pgettext_lazy("a way of deleting", "set"), default=timezone.now)

    objects = KeepingModeQuerySet.as_manager()

    class Meta:
        verbose_name = _("way of deleting complaints")
        verbose_name_plural = _("ways of deleting complaints")
        ordering = ["-set_at", "-id"]

    def __str__(self) -> str:
        return numbered(self)

    def protects_less_than(self, other: "KeepingMode") -> bool:
        """The clock instead of a person, or sooner; or the archive is not asked any more."""
        if self.is_by_person != other.is_by_person:
            sooner = other.is_by_person
        else:
            sooner = not self.is_by_person and self.wait_days < other.wait_days
        return sooner or (other.is_offered and not self.is_offered)


@fields(personal="by", listed="by", harmless="complaint ended_on at")
class EndOfCase(Checked):
    """When disciplinary or criminal proceedings about what a complaint tells ended; the newest row counts."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="case_ends")
    ended_on = models.DateField(_("proceedings ended on"))
    by = _by(_("noted by"))
    at = models.DateTimeField(pgettext_lazy("an end of proceedings", "noted"), default=timezone.now)

    class Meta:
        verbose_name = _("end of proceedings about a complaint")
        verbose_name_plural = _("ends of proceedings about complaints")
        ordering = ["-at", "-id"]
        constraints = [RowPolicy(name="end_of_case_in_sight", using=OF_ITS_ROWS)]

    def __str__(self) -> str:
        return numbered(self)


@fields(personal="by", listed="by", harmless="complaint handed_over_on at")
class Evidence(Checked):
    """That photos and documents of a complaint were handed over as evidence: they stay as long as the complaint."""

    complaint = models.OneToOneField(Complaint, models.CASCADE, related_name="evidence")
    handed_over_on = models.DateField(_("handed over on"))
    by = _by(_("noted by"))
    at = models.DateTimeField(pgettext_lazy("evidence", "noted"), default=timezone.now)

    class Meta:
        verbose_name = _("evidence handed over")
        verbose_name_plural = _("evidence handed over")
        constraints = [RowPolicy(name="evidence_in_sight", using=OF_ITS_ROWS)]

    def __str__(self) -> str:
        return numbered(self)


class HoldQuerySet(models.QuerySet["Hold"]):
    """Holds."""

    def open(self) -> Self:
        """Not lifted, nor ended for want of a second person."""
        return self.filter(ended_at__isnull=True)


@fields(
    personal="set_by confirmed_by lift_asked_by lifted_by",
    listed="set_by confirmed_by lift_asked_by lifted_by",
    harmless="complaint reason set_at confirmed_at lift_asked_at ended_at",
)
class Hold(Checked):
    """As long as it holds, nothing of the complaint is deleted. It holds at once; without a second person it ends by itself.

    `ended_at`: lifted by a second person, or ended by the clock (then `lifted_by` is empty).
    """

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="holds")
    reason = models.CharField(_("why nothing may be deleted"), max_length=12, choices=HoldReason)
    set_by = _by(_("set by"))
    set_at = models.DateTimeField(pgettext_lazy("a hold", "set"), default=timezone.now)
    confirmed_by = _by(_("confirmed by"), null=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    lift_asked_by = _by(_("lifting asked by"), null=True)
    lift_asked_at = models.DateTimeField(_("lifting asked"), null=True)
    lifted_by = _by(_("lifted by"), null=True)
    ended_at = models.DateTimeField(pgettext_lazy("a hold", "ended"), null=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("hold of a complaint")
        verbose_name_plural = _("holds of complaints")
        ordering = ["-set_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(ended_at__isnull=True), name="one_hold_at_a_time"
            ),
            models.CheckConstraint(
                name="complaint_hold_by_two_and_lifted_by_two",
                condition=(Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("set_by")))
                & (
                    Q(lifted_by__isnull=True)
                    | Q(lift_asked_by__isnull=False) & ~Q(lifted_by=F("lift_asked_by"))
                ),
            ),
            RowPolicy(name="complaint_hold_in_sight", using=OF_ITS_ROWS),
        ]

    def __str__(self) -> str:
        return numbered(self)


@fields(personal="by noted_by", listed="by noted_by", harmless="office at answered_on")
class ArchiveOffer(Checked):
    """A list of complaints that are due, without contents, offered to the state archive. `answered_on`: when it said what it takes."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="archive_offers")
    by = _by(_("offered by"))
    at = models.DateTimeField(pgettext_lazy("to the archive", "offered"), default=timezone.now)
    answered_on = models.DateField(pgettext_lazy("the archive", "answered on"), null=True)
    noted_by = _by(_("noted by"), null=True)

    class Meta:
        verbose_name = _("offer to the state archive")
        verbose_name_plural = _("offers to the state archive")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="archive_offer_answer_is_noted_by_somebody",
                condition=Q(answered_on__isnull=True, noted_by__isnull=True)
                | Q(answered_on__isnull=False, noted_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return numbered(self)


class DeletionProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposals."""

    def workable_by(self, account: Account) -> Self:
        """Of complaints that somebody may see and for which they are free."""
        return self.filter(complaint__in=workable_by(account))

    def open(self) -> Self:
        """Nobody has decided."""
        return self.filter(decision=Decision.OPEN)


@fields(
    personal="by",
    listed="by",
    harmless="complaint item due_on at offer archive decision kept_until reason decided_at",
)
class Proposal(Checked):
    """By the clock: a term is over. Somebody deletes, or keeps it until a day with a reason; of what is deleted whole nothing stays here."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="proposals")
    item = models.CharField(_("what is deleted"), max_length=10, choices=Item)
    due_on = models.DateField(_("is to be deleted since"))
    at = models.DateTimeField(pgettext_lazy("a deletion", "proposed"), default=timezone.now)
    offer = models.ForeignKey(
        ArchiveOffer, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    archive = models.CharField(_("state archive"), max_length=8, choices=Taken, blank=True)
    decision = models.CharField(
        pgettext_lazy("a deletion", "decision"),
        max_length=8,
        choices=Decision,
        default=Decision.OPEN,
    )
    kept_until = models.DateField(_("is kept until"), null=True)
    reason = models.CharField(
        pgettext_lazy("kept longer", "reason"), max_length=8, choices=KeepReason, blank=True
    )
    by = _by(_("decided by"), null=True)
    decided_at = models.DateTimeField(pgettext_lazy("a deletion", "decided"), null=True)

    objects = DeletionProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal to delete")
        verbose_name_plural = _("proposals to delete")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "item"],
                condition=Q(decision=Decision.OPEN),
                name="one_open_proposal_of_each",
            ),
            models.CheckConstraint(
                name="what_is_kept_longer_has_day_reason_and_somebody",
                condition=~Q(decision=Decision.KEPT)
                | Q(kept_until__isnull=False, by__isnull=False) & ~Q(reason=""),
            ),
            RowPolicy(name="proposal_in_sight", using=OF_ITS_ROWS),
        ]

    def __str__(self) -> str:
        return numbered(self)


@fields(
    harmless="office received_in ended_in channel way kind language stage outcome settled_by confirmed_in answered_in reopened_in"
    " days_to_acknowledgement days_to_answer days_at_rest in_time late sort causes subjects signs"
)
class Trace(models.Model):
    """What remains of a deleted complaint, so that the figures of its year stay the same: months, days and codes.

    No number, no text, no account, no moment of the deletion, and a key by chance: nothing leads from it to the complaint or back.
    `days_at_rest`: until the answer. `in_time`, `late`: a kind of clock and the year in which it was stopped, "answer 2026".
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="traces")
    received_in = models.DateField(_("received in the month from"))
    ended_in = models.DateField(_("ended in the month from"))
    channel = models.CharField(_("came by"), max_length=30, choices=Channel)
    way = models.CharField(_("way"), max_length=10, choices=Way)
    kind = models.CharField(_("what it is"), max_length=12, choices=Kind)
    language = models.CharField(_("language"), max_length=12, choices=CHOICES)
    stage = models.CharField(pgettext_lazy("a complaint", "stage"), max_length=20, choices=Stage)
    outcome = models.CharField(_("what came of it"), max_length=30, choices=Outcome, blank=True)
    settled_by = ArrayField(
        models.CharField(max_length=30, choices=Settling), verbose_name=_("how it was settled")
    )
    confirmed_in = models.PositiveSmallIntegerField(_("confirmed in the year"), null=True)
    answered_in = models.PositiveSmallIntegerField(_("answered in the year"), null=True)
    reopened_in = models.PositiveSmallIntegerField(_("opened again in the year"), null=True)
    days_to_acknowledgement = models.PositiveIntegerField(_("days until confirmed"), null=True)
    days_to_answer = models.PositiveIntegerField(_("days until answered"), null=True)
    days_at_rest = models.PositiveIntegerField(_("days at rest"))
    in_time = ArrayField(models.CharField(max_length=26), verbose_name=_("was done in time"))
    late = ArrayField(models.CharField(max_length=26), verbose_name=_("was done too late"))
    sort = models.CharField(_("kind of complaint"), max_length=12, choices=Sort, blank=True)
    causes = ArrayField(models.CharField(max_length=30, choices=Cause), verbose_name=_("causes"))
    subjects = ArrayField(
        models.CharField(max_length=40, choices=Subject), verbose_name=_("subjects")
    )
    signs = ArrayField(
        models.CharField(max_length=30, choices=Sign), verbose_name=_("signs of bias")
    )

    class Meta:
        verbose_name = _("trace of a deleted complaint")
        verbose_name_plural = _("traces of deleted complaints")
        ordering = ["received_in", "id"]

    def __str__(self) -> str:
        return numbered(self)


def month_of(day: date) -> date:
    """Its first day."""
    return day.replace(day=1)
