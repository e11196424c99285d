"""Grants of roles, and invitations.

Source: decision 0005, point 3. Scope: neither key is the installation, otherwise one of the two.
"""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
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
    personal="person given_by confirmed_by",
    harmless="role organisation partnership since attested_on until_on ended_at created_at",
)
class Grant(Span):
    """A role of a person in a scope, from when until when. Protected roles carry a second person."""

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


class InvitationQuerySet(models.QuerySet):
    """Invitations."""

    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn nor expired, and the person has no account yet."""
        return self.filter(
            person__account__isnull=True,
            accepted_at__isnull=True,
            withdrawn_at__isnull=True,
            expires_at__gt=timezone.now(),
        )


@fields(
    personal="person email invited_by token_hash",
    harmless="language created_at expires_at accepted_at withdrawn_at letter",
)
class Invitation(models.Model):
    """Lets a person open an account. The link is made when the letter is posted; only its hash stays."""

    person = models.ForeignKey("directory.Person", models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=7, default="de")
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    letter = models.ForeignKey(
        "letters.Letter", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("invited at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                name="invitation_accepted_or_withdrawn",
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} for {self.person_id}"
