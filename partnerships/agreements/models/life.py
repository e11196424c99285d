"""What happens to an agreement in force: accession, exit, renewal, evaluation, reminders, the ceremony."""

from datetime import date
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models.limits import NOTE_LIMIT
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields


def in_force_on(day: date) -> Q:
    """The agreement that a row hangs on binds on this day."""
    ends = Q(agreement__ended_on__isnull=True) | Q(agreement__ended_on__gte=day)
    return ends & Q(agreement__effective_on__lte=day)


class Decision(models.TextChoices):
    """What was decided about an accession."""

    WAITING = "waiting", _("not decided yet")
    ADMITTED = "admitted", _("admitted")
    REFUSED = "refused", _("refused")


class AccessionQuerySet(models.QuerySet["Accession"]):
    """Accessions."""

    def waiting(self) -> Self:
        """Declared and not decided."""
        return self.filter(decision=Decision.WAITING)

    def bound_on(self, day: date) -> Self:
        """Admitted, begun, and not left since, while their agreement was in force; see life/members.py."""
        left = Exit.objects.valid().filter(
            agreement=OuterRef("agreement"),
            organisation=OuterRef("organisation"),
            last_on__gte=OuterRef("effective_on"),
            last_on__lt=day,
        )
        admitted = self.filter(decision=Decision.ADMITTED, effective_on__lte=day)
        return admitted.filter(~Exists(left), in_force_on(day))


@pghistory.track()
@fields(
    personal="declared_by capacity signed_name signed_function decided_by",
    listed="signed_name signed_function",
    harmless="agreement organisation name declared_on declaration decision decided_on decision_note effective_on",
)
class Accession(models.Model):
    """An organisation declares that it joins an agreement in force; the joint management decides.

    The signed wording stays as it is: whoever accedes stands beside the parties (decision in docs/decisions).
    """

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="accessions")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    name = Line(_("name"), max_length=200)
    declared_on = models.DateField(_("declared on"))
    declaration = models.TextField(_("declaration"), max_length=NOTE_LIMIT, blank=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    capacity = models.ForeignKey(
        "directory.Representation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_name = Line(_("declared by"), max_length=160)
    signed_function = Line(_("function"), max_length=120, blank=True)
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision, default=Decision.WAITING
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_note = models.TextField(_("reason of the decision"), max_length=NOTE_LIMIT, blank=True)
    effective_on = models.DateField(_("bound from"), null=True, blank=True)

    objects = AccessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("accession")
        verbose_name_plural = _("accessions")
        ordering = ["declared_on", "id"]
        indexes = [
            models.Index(
                fields=["declared_on"],
                condition=Q(decision=Decision.WAITING),
                name="accession_waiting",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"],
                condition=Q(decision=Decision.WAITING),
                name="accession_one_waiting",
            ),
            models.CheckConstraint(
                name="accession_decision_whole",
                condition=Q(decision=Decision.WAITING, decided_on__isnull=True)
                | (~Q(decision=Decision.WAITING) & Q(decided_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="accession_admitted_has_day",
                condition=~Q(decision=Decision.ADMITTED) | Q(effective_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class NoticeQuerySet(models.QuerySet):
    """Notices, of one party or of the whole."""

    def valid(self) -> Self:
        """Those not taken back."""
        return self.filter(withdrawn_at__isnull=True)


class Notice(models.Model):
    """Base of what ends by notice. `last_on` is the last day on which it binds.

    `good_cause` shortens the notice and needs a reason. `capacity` None: recorded by staff from a letter.
    """

    noticed_on = models.DateField(_("notice given on"))
    last_on = models.DateField(_("last day"))
    good_cause = models.BooleanField(_("for good cause"), default=False)
    reason = models.TextField(_("reason"), max_length=NOTE_LIMIT, blank=True)
    noticed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    capacity = models.ForeignKey(
        "directory.Representation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField(_("noted at"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        abstract = True


def notice_constraints(name: str) -> list[models.BaseConstraint]:
    """What is always true of a notice."""
    return [
        models.CheckConstraint(
            name=f"{name}_last_day_after_notice", condition=Q(last_on__gte=F("noticed_on"))
        ),
        models.CheckConstraint(
            name=f"{name}_good_cause_has_reason", condition=Q(good_cause=False) | ~Q(reason="")
        ),
    ]


def valid_by_day(name: str) -> models.Index:
    """By the day on which they end something; those taken back end nothing."""
    return models.Index(
        fields=["last_on"], condition=Q(withdrawn_at__isnull=True), name=f"{name}_valid"
    )


@pghistory.track()
@fields(
    personal="noticed_by capacity",
    harmless="agreement organisation name noticed_on last_on good_cause reason noted_at withdrawn_at",
)
class Exit(Notice):
    """A party leaves; the agreement stays in force among the others."""

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="exits")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    name = Line(_("name"), max_length=200)

    class Meta:
        verbose_name = _("exit")
        verbose_name_plural = _("exits")
        ordering = ["last_on", "id"]
        indexes = [valid_by_day("exit")]
        constraints = notice_constraints("exit")

    def __str__(self) -> str:
        return self.name


@pghistory.track()
@fields(
    personal="noticed_by capacity",
    harmless="agreement noticed_on last_on good_cause reason noted_at withdrawn_at",
)
class Termination(Notice):
    """Notice of the whole agreement; the clock terminates it on the day after `last_on`."""

    agreement = models.ForeignKey(
        "agreements.Agreement", models.PROTECT, related_name="terminations"
    )

    class Meta:
        verbose_name = _("termination")
        verbose_name_plural = _("terminations")
        ordering = ["last_on", "id"]
        indexes = [valid_by_day("termination")]
        constraints = [
            *notice_constraints("termination"),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(withdrawn_at__isnull=True),
                name="termination_once",
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)


@fields(
    personal="decided_by",
    harmless="agreement from_on until_on decided_on by_itself note noted_at",
)
class Renewal(models.Model):
    """The term goes on. `from_on` is the day after the old end; `by_itself` when the clock did it."""

    append_only = True

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="renewals")
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    decided_on = models.DateField(_("decided on"))
    by_itself = models.BooleanField(_("by itself"), default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(_("note"), max_length=NOTE_LIMIT, blank=True)
    noted_at = models.DateTimeField(_("noted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("renewal")
        verbose_name_plural = _("renewals")
        ordering = ["from_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "from_on"], name="renewal_once")
        ]

    def __str__(self) -> str:
        return numbered(self)


@pghistory.track()
@fields(personal="noted_by", harmless="agreement held_on findings noted_at")
class Evaluation(models.Model):
    """The parties looked at what came of the agreement."""

    agreement = models.ForeignKey(
        "agreements.Agreement", models.PROTECT, related_name="evaluations"
    )
    held_on = models.DateField(_("held on"))
    findings = models.TextField(_("findings"), max_length=20_000, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(_("noted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ["held_on", "id"]
        indexes = [models.Index(fields=["held_on"], name="evaluation_held")]

    def __str__(self) -> str:
        return numbered(self)


class Occasion(models.TextChoices):
    """Of what the clock reminds."""

    SIX_MONTHS = "six_months", _("the term ends in six months")
    THREE_MONTHS = "three_months", _("the term ends in three months")
    EVALUATION = "evaluation", _("an evaluation is due")
    NO_CONTACT = "no_contact", _("a party has no contact person")
    ABSENT = "absent", _("a party has not taken part for twelve months")
    UNSIGNED = "unsigned", _("a signature is missing")


@fields(harmless="agreement occasion about_on organisation at")
class Reminder(models.Model):
    """What the clock has reminded of already, once for each occasion and day."""

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="reminders")
    occasion = models.CharField(_("occasion"), max_length=14, choices=Occasion)
    about_on = models.DateField(_("about the day"))
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "occasion", "about_on", "organisation"],
                name="reminder_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return numbered(self)


@pghistory.track()
@fields(personal="guests", listed="guests", harmless="agreement at place note version")
class Ceremony(models.Model):
    """When and where the parties sign together, and who is invited (free text, one guest a line)."""

    agreement = models.OneToOneField(
        "agreements.Agreement", models.PROTECT, related_name="ceremony"
    )
    at = models.DateTimeField(_("date and time"))
    place = Line(_("place"), max_length=200)
    guests = models.TextField(_("guests"), max_length=NOTE_LIMIT, blank=True)
    note = models.TextField(_("programme"), max_length=NOTE_LIMIT, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("signing ceremony")
        verbose_name_plural = _("signing ceremonies")
        indexes = [models.Index(fields=["at"], name="ceremony_at")]

    def __str__(self) -> str:
        return numbered(self)
