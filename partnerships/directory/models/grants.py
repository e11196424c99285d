"""Grants of roles.

Source: decision 0005, point 3. Scope: neither key is the installation, otherwise one of the two.
"""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.directory.access import PROTECTED_ROLES
from partnerships.shared.dates import Span, SpanQuerySet, span_constraints
from partnerships.shared.privacy import fields


class Role(models.TextChoices):
    """What a grant lets somebody do; standing for an organisation is a Representation and no role."""

    LIAISON = "liaison", _("police liaison")
    COMPLAINTS = "complaints", _("complaints officer")
    APPROVER = "approver", _("second person in complaints")
    ANALYST = "analyst", _("analyst")
    OFFICER = "officer", _("officer of a participating authority")
    DATA_PROTECTION = "data_protection", _("data protection officer")
    ADMINISTRATOR = "administrator", _("administrator")


class GrantQuerySet(SpanQuerySet):
    """Grants."""

    def in_effect(self) -> Self:
        """Current, and confirmed where the role is protected. The first ones were given by nobody."""
        confirmed = Q(confirmed_by__isnull=False) | Q(given_by__isnull=True)
        return self.current().filter(~Q(role__in=PROTECTED_ROLES) | confirmed)


@pghistory.track()
@fields(
    personal="person given_by confirmed_by reviewed_by",
    harmless="role organisation partnership reviewed_on since attested_on until_on ended_at created_at",
)
class Grant(Span):
    """A role of a person in a scope, from when until when. Protected roles carry a second person.

    `reviewed_on`: somebody said again that it is still needed (once a year).
    """

    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="grants"
    )
    partnership = models.ForeignKey(
        "directory.Partnership", models.PROTECT, null=True, blank=True, related_name="grants"
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("entered"), auto_now_add=True)

    objects = GrantQuerySet.as_manager()  # type: ignore[misc]  # a narrower manager

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints = [
            *span_constraints("grant"),
            models.CheckConstraint(
                name="grant_has_one_scope",
                condition=Q(organisation__isnull=True) | Q(partnership__isnull=True),
            ),
            models.CheckConstraint(
                name="grant_not_confirmed_by_giver",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("given_by")),
            ),
            models.UniqueConstraint(
                fields=["person", "role", "organisation", "partnership"],
                condition=Q(until_on__isnull=True, ended_at__isnull=True),
                nulls_distinct=False,
                name="grant_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role}"
