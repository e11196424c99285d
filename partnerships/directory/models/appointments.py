"""Somebody is to stand for an organisation, lead it or sign for it: who asked, and whose yes there is.

Power comes from this row, never from an affiliation that somebody typed. Source: decision 0021.
"""

from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models.accounts import Account
from partnerships.directory.models.organisations import Kind
from partnerships.directory.models.representations import Representation, RepresentationRole
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields


class Second(models.TextChoices):
    """Whose yes is needed beside the person's own."""

    NOBODY = "nobody", _("nobody else")
    COLLEAGUE = "colleague", _("a colleague or a witness")
    WITNESS = "witness", _("a witness")


class AppointmentQuerySet(models.QuerySet):
    """Appointments."""

    def open(self) -> Self:
        """Something is still missing: neither complete nor refused nor withdrawn."""
        return self.filter(completed_at=None, refused_at=None, withdrawn_at=None)

    def visible_to(self, account: Account) -> Self:
        """Of oneself, asked by oneself, of organisations that one stands for, of entries that one keeps, and where
        one is asked for the second yes, as long as one stands for anybody.

        The installation's data protection officers see all, administrators those of all but religious bodies:
        standing for one reveals belief. Source: GDPR Art. 9.
        """
        access = account.access
        if ("data_protection", None, None) in access.grants:
            return self
        everybody = Q() if access.is_administrator else Q(pk__in=[])
        return self.filter(
            everybody & ~Q(organisation__kind=Kind.RELIGIOUS_UMBRELLA)
            | Q(person__account=account)
            | Q(asked_by=account)
            | (Q(asked_accounts__contains=[account.pk]) if access.stands else Q(pk__in=[]))
            | Q(organisation_id__in=[stand.organisation for stand in access.stands])
            | Q(person__account=None, person__kept_by_id__in=list(access.acts_for))
        )


@pghistory.track()
@fields(
    personal="person organisation function asked_by agreed_by seconded_by decided_by asked_accounts",
    listed="function",
    harmless="role may_sign signs_since since attested_on until_on replaces representation asked_for asked_at second"
    " agreed_at seconded_for seconded_at document refused_at withdrawn_at completed_at version",
)
class Appointment(Checked):
    """What `asked_by` wants for `person` in `organisation`, and the decisions about it.

    `asked_for` is the organisation in whose name it was asked: its own lead, or the one that keeps the entry; None
    where somebody asks for themselves. `document` names the paper on which a lead was confirmed where no witness
    exists; then nobody here was the second person. `representation` is the row that rests on it, once it began.
    """

    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="appointments")
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="appointments"
    )
    role = models.CharField(_("role"), max_length=20, choices=RepresentationRole)
    function = Line(_("function"), max_length=120, blank=True)
    may_sign = models.BooleanField(_("may sign"), default=False)
    signs_since = models.DateField(_("may sign since"), null=True, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    attested_on = models.DateField(_("attested on"), null=True, blank=True)
    until_on = models.DateField(_("until and including"), null=True, blank=True)
    replaces = models.ForeignKey(
        Representation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    representation = models.ForeignKey(
        Representation, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_for = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    second = models.CharField(_("second yes"), max_length=10, choices=Second)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    seconded_for = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    seconded_at = models.DateTimeField(_("second yes at"), null=True, blank=True)
    asked_accounts = ArrayField(
        models.BigIntegerField(),
        verbose_name=_("asked for the second yes"),
        default=list,
        blank=True,
    )
    document = Line(_("document"), max_length=200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    refused_at = models.DateTimeField(_("refused at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    completed_at = models.DateTimeField(_("complete at"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(completed_at=None, refused_at=None, withdrawn_at=None),
                name="appointment_once_at_a_time",
                violation_error_message=_("This waits for an answer already."),
            ),
            models.CheckConstraint(
                name="appointment_decided_once",
                condition=Q(completed_at=None, refused_at=None)
                | Q(completed_at=None, withdrawn_at=None)
                | Q(refused_at=None, withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="appointment_not_seconded_by_those_who_gain",
                condition=Q(seconded_by=None)
                | (~Q(seconded_by=models.F("asked_by")) | Q(asked_by=None))
                & (~Q(seconded_by=models.F("agreed_by")) | Q(agreed_by=None)),
            ),
            models.CheckConstraint(
                name="appointment_complete_with_every_yes",
                condition=Q(completed_at=None)
                | ~Q(document="")
                | Q(agreed_at__isnull=False)
                & (Q(second=Second.NOBODY) | Q(seconded_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def is_open(self) -> bool:
        """A yes is still missing, and nobody said no."""
        return not (self.completed_at or self.refused_at or self.withdrawn_at)

    @property
    def gives_power(self) -> bool:
        """More than standing for the organisation: leading it or signing for it."""
        return self.may_sign or self.role == RepresentationRole.LEAD

    @property
    def has_every_yes(self) -> bool:
        """The person's own, and the second one where it is needed."""
        seconded = self.second == Second.NOBODY or self.seconded_at is not None
        return bool(self.document) or (self.agreed_at is not None and seconded)
