"""Who stands for an organisation. Source: decision 0005, points 2 and 6."""

from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models.accounts import Account
from partnerships.directory.models.conditions import Condition, partner_now
from partnerships.directory.models.organisations import Kind
from partnerships.shared.columns import Line
from partnerships.shared.dates import Span, SpanQuerySet, hold_today, span_constraints
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields


class RepresentationRole(models.TextChoices):
    """In which place somebody stands for an organisation."""

    LEAD = "lead", _("lead representative")
    REPRESENTATIVE = "representative", _("representative")
    DEPUTY = "deputy", _("deputy")


def _not_over() -> Q:
    open_end = Q(until_on__isnull=True) | Q(until_on__gte=timezone.localdate())
    return open_end & Q(ended_at__isnull=True)


SEEN = f"""
    outer_person_id = %(person)s OR outer_organisation_id = ANY (%(leads)s::bigint[])
    OR {hold_today("outer_")} AND (outer_organisation_id = ANY (%(near)s::bigint[])
        OR {partner_now("outer_organisation_id", "partnerships")})
"""
# What ended today as well: whoever has its form open is told so.
TO_COME = f"""
    ((outer_until_on IS NULL OR outer_until_on >= %(today)s) AND outer_ended_at IS NULL
        OR (outer_ended_at AT TIME ZONE %(zone)s)::date = %(today)s)
    AND {partner_now("outer_organisation_id", "liaison_in")}
"""
NOT_RELIGIOUS = """
    (SELECT o.kind FROM directory_organisation o WHERE o.id = outer_organisation_id) <> %(religious)s
"""


class RepresentationQuerySet(SpanQuerySet):
    """Representations."""

    def visible_to(self, account: Account) -> Self:
        """One's own; all of one's own organisation for its lead; those of today for its other people and
        for fellow members; for liaison staff those to come, too; and for administrators.

        Representing a religious body reveals belief: administrators see it only as fellow members.
        Source: GDPR Art. 9.
        """
        access = account.access
        parts = [SEEN]
        if access.liaison_partnership_ids:
            parts.append(TO_COME)
        if access.is_administrator:
            parts.append(NOT_RELIGIOUS)
        means = {
            "person": access.person_id,
            "near": list(access.near_organisation_ids),
            "leads": list(access.leads),
            "partnerships": list(access.partnership_ids),
            "liaison_in": list(access.liaison_partnership_ids),
            "religious": Kind.RELIGIOUS_UMBRELLA.value,
            "zone": timezone.get_current_timezone_name(),
        }
        return self.filter(Condition(" OR ".join(parts), **means))

    def not_over(self) -> Self:
        """Those of today and those that are still to begin."""
        return self.filter(_not_over())

    def over(self) -> Self:
        """Those that have ended."""
        return self.exclude(_not_over())


@pghistory.track()
@fields(
    personal="person organisation function handover_note ending_reason replaces",
    listed="function handover_note",
    harmless="role may_sign signs_since is_provisional rests_on since attested_on until_on ended_at version",
)
class Representation(Span):
    """A person stands for an organisation, from when until when; the capacity in which they act.

    `may_sign` holds from `signs_since` on, or from the beginning where that is empty, and only with an appointment
    that it `rests_on`: rows from before decision 0021 have none. A provisional lead does the daily work and neither
    signs nor vouches. `handover_note` is what
    whoever comes next should know; read by the organisation's own representatives, at the one that `replaces`
    this one.
    """

    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="representations")
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="representations"
    )
    role = models.CharField(_("role"), max_length=20, choices=RepresentationRole)
    function = Line(_("function"), max_length=120, blank=True)
    may_sign = models.BooleanField(_("may sign"), default=False)
    signs_since = models.DateField(_("may sign since"), null=True, blank=True)
    handover_note = models.TextField(_("handover note"), max_length=4000, blank=True)
    ending_reason = Line(_("reason of the ending"), max_length=250, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    is_provisional = models.BooleanField(
        _("not confirmed yet"), default=False, help_text=_("A first lead without a witness.")
    )
    rests_on = models.ForeignKey(
        "directory.Appointment",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("rests on"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RepresentationQuerySet.as_manager()  # type: ignore[misc]  # a narrower manager

    class Meta:
        verbose_name = _("representation")
        verbose_name_plural = _("representations")
        indexes = [models.Index(fields=["organisation", "role"], name="representation_by_org")]
        constraints = [
            *span_constraints("representation"),
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(until_on__isnull=True, ended_at__isnull=True),
                name="representation_once_at_a_time",
                violation_error_message=_("This person stands for the organisation already."),
            ),
            models.CheckConstraint(
                name="representation_provisional_does_not_sign",
                condition=Q(is_provisional=False) | Q(may_sign=False, role="lead"),
            ),
            models.CheckConstraint(
                name="representation_signs_since_if_it_may",
                condition=Q(signs_since__isnull=True) | Q(may_sign=True),
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def is_over(self) -> bool:
        """Ended at a moment, or its last day has passed."""
        past = self.until_on is not None and self.until_on < timezone.localdate()
        return past or self.ended_at is not None

    @property
    def signs_today(self) -> bool:
        """The right to sign has begun. The same in SQL: models/access.py."""
        begun = self.signs_since is None or self.signs_since <= timezone.localdate()
        return self.may_sign and begun and self.rests_on_id is not None

    @property
    def waits_for_witness(self) -> bool:
        """Leads or may sign from before decision 0021: a second person confirms it before the next signature."""
        power = self.may_sign or self.role == RepresentationRole.LEAD
        return power and self.rests_on_id is None and not self.is_over

    @property
    def is_to_come(self) -> bool:
        """Begins on a later day."""
        return self.since is not None and self.since > timezone.localdate()

    @property
    def last_day(self) -> date | None:
        """The day on which it ended or will end."""
        return timezone.localdate(self.ended_at) if self.ended_at else self.until_on
