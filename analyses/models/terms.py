"""Terms of a case: what was extended and why, what may not be deleted, what was deleted. Source: DOMAIN 5.5, decision 0060."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses.models.cases import Case
from analyses.models.contributions import Contribution, Record
from analyses.models.sights import OF_SHELL
from partnerships.shared.checked import Checked
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy

LONGEST_REASON = 1000  # characters


class Term(models.TextChoices):
    """What is extended."""

    NEED = "need", _("check of the need")
    DELETION = "deletion", _("deletion of the case")
    CONTRIBUTION = "contribution", _("check of a contribution")
    RECORD = "record", _("term of a contact person")


class ExtensionQuerySet(models.QuerySet["Extension"]):
    """Extensions."""

    def waiting(self) -> Self:
        """Those on which nobody has decided."""
        return self.filter(decided_at__isnull=True)

    def agreed(self) -> Self:
        """Those to which a second person said yes."""
        return self.filter(is_agreed=True)


@fields(
    personal="reason asked_by decided_by",
    listed="asked_by decided_by",
    harmless="case term contribution record was_on until_on asked_for asked_at decided_for decided_at is_agreed",
)
class Extension(Checked):
    """A term is to run on: asked for with reasons, in effect once a second person of another authority agrees.

    What runs on of a record stands here alone, as records never change; the others are written where their day stands.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="extensions")
    term = models.CharField(_("what is extended"), max_length=12, choices=Term)
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, null=True, blank=True, related_name="extensions"
    )
    record = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="extensions"
    )
    reason = models.TextField(
        _("why it is still needed"),
        max_length=LONGEST_REASON,
        help_text=_("Name no person: those who only decide read it, too."),
    )
    was_on = models.DateField(_("ended on"))
    until_on = models.DateField(_("is extended until"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_for = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_for = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(
        pgettext_lazy("an extension", "decided"), null=True, blank=True
    )
    is_agreed = models.BooleanField(_("agreed to"), null=True, blank=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("extension of a term")
        verbose_name_plural = _("extensions of terms")
        ordering = ["case", "-asked_at", "-pk"]
        constraints = [
            RowPolicy(name="extension_in_sight", using=OF_SHELL, is_forced=True),
            models.UniqueConstraint(
                fields=["case", "term", "contribution", "record"],
                condition=Q(decided_at__isnull=True),
                nulls_distinct=False,
                name="extension_one_waits_at_a_time",
            ),
            models.CheckConstraint(
                name="extension_decided_by_another_person_and_authority",
                condition=Q(
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                    is_agreed__isnull=True,
                )
                | (
                    Q(decided_by__isnull=False, decided_at__isnull=False, is_agreed__isnull=False)
                    & ~Q(decided_by=F("asked_by"))
                    & ~Q(decided_for=F("asked_for"))
                ),
            ),
            models.CheckConstraint(
                name="extension_names_what_it_extends",
                condition=Q(
                    term__in=[Term.NEED, Term.DELETION],
                    contribution__isnull=True,
                    record__isnull=True,
                )
                | Q(
                    term=Term.CONTRIBUTION,
                    contribution__isnull=False,
                    record__isnull=True,
                )
                | Q(term=Term.RECORD, contribution__isnull=True, record__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)


class HoldQuerySet(models.QuerySet["Hold"]):
    """Holds."""

    def open(self) -> Self:
        """Not lifted, nor ended for want of a second person."""
        return self.filter(ended_at__isnull=True)


@fields(
    personal="reason lift_reason set_by confirmed_by lift_asked_by lifted_by",
    listed="set_by confirmed_by lift_asked_by lifted_by",
    harmless="case set_at confirmed_at lift_asked_at ended_at",
)
class Hold(Checked):
    """As long as it holds, nothing of the case is deleted. It holds at once; without a second person it ends by itself.

    `ended_at`: lifted by a second person, or ended by the clock (then `lifted_by` is empty). Source: Directive (EU) 2016/680 Art. 16(3).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="holds")
    reason = models.TextField(
        _("why nothing may be deleted"),
        max_length=LONGEST_REASON,
        help_text=_("Name no person: everybody in the case reads it."),
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("set by")
    )
    set_at = models.DateTimeField(pgettext_lazy("a hold", "set"), default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    lift_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lifting asked by"),
    )
    lift_asked_at = models.DateTimeField(_("lifting asked"), null=True, blank=True)
    lift_reason = models.TextField(_("why it is lifted"), max_length=LONGEST_REASON, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lifted by"),
    )
    ended_at = models.DateTimeField(pgettext_lazy("a hold", "ended"), null=True, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        ordering = ["case", "-set_at", "-pk"]
        constraints = [
            RowPolicy(name="hold_in_sight", using=OF_SHELL, is_forced=True),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_at__isnull=True),
                name="hold_one_at_a_time",
            ),
            models.CheckConstraint(
                name="hold_confirmed_and_lifted_by_another_person",
                condition=(Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("set_by")))
                & (Q(lifted_by__isnull=True) | ~Q(lifted_by=F("lift_asked_by"))),
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)


class DeletionRule(models.TextChoices):
    """By which rule something was deleted."""

    DAY = "day", _("the day of the case had come")
    RESULT = "result", _("longest term after completion")
    CONTRIBUTIONS = "contributions", _("term of contributions after completion")
    REJECTED = "rejected", _("term of rejected requests")
    LEAD = "lead", _("earlier, by the lead")
    RECORD = "record", _("term of the record, by its authority")
    LEFTOVER = "leftover", _("found in a case that was deleted already")


@fields(personal="by", listed="by", harmless="case rule at counts sha256 is_whole")
class Certificate(Checked):
    """What was deleted, by which rule, when and by whom: kinds and numbers, never contents. Append-only.

    `by`: empty for the clock. `counts`: `[["analyses.record", 12], …]`, sorted. `is_whole`: the whole case. `sha256`: of what
    `actions.erasing.sum_of` writes down, hexadecimal: number of the case, rule, moment, counts.
    """

    append_only = True

    case = models.ForeignKey(Case, models.PROTECT, related_name="certificates")
    rule = models.CharField(_("by which rule"), max_length=15, choices=DeletionRule)
    at = models.DateTimeField(pgettext_lazy("a certificate", "deleted"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("deleted by"),
    )
    counts = models.JSONField(_("what and how many"), default=list)
    is_whole = models.BooleanField(_("the whole case"), default=False)
    sha256 = models.CharField(_("SHA-256 checksum"), max_length=64)

    class Meta:
        verbose_name = _("certificate of deletion")
        verbose_name_plural = _("certificates of deletion")
        ordering = ["case", "-at", "-pk"]
        constraints = [RowPolicy(name="certificate_in_sight", using=OF_SHELL, is_forced=True)]

    def __str__(self) -> str:
        return numbered(self)


@fields(harmless="case last_on")
class Activity(models.Model):
    """When something was last done in a case, apart from reading; written once a night, from the log, which no page may read for this."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="activity", primary_key=True)
    last_on = models.DateField(_("last worked on"))

    class Meta:
        verbose_name = _("last activity in a case")
        verbose_name_plural = _("last activities in cases")
        ordering = ["case"]
        constraints = [RowPolicy(name="activity_in_sight", using=OF_SHELL, is_forced=True)]

    def __str__(self) -> str:
        return str(self.last_on)
