"""Invitations: how a person comes to an account."""

import hashlib

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models.accounts import Account
from partnerships.directory.models.representations import Representation
from partnerships.shared.columns import Address
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields


def hash_token(token: str) -> str:
    """What stays of a link's secret: SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet):
    """Invitations."""

    def visible_to(self, account: Account) -> "InvitationQuerySet":
        """One's own; of people who stand for an organisation that one leads; of entries that one keeps; where one is
        asked for the second yes and could still give one; all for administrators.
        """
        access = account.access
        if access.is_administrator:
            return self
        visible = Q(invited_by=account)
        if access.stands or access.has("data_protection"):
            visible |= Q(asked_accounts__contains=[account.pk])
        if access.leads:
            led = Representation.objects.not_over().filter(organisation_id__in=list(access.leads))
            visible |= Q(person_id__in=led.values("person_id"))
        if access.acts_for:
            visible |= Q(person__kept_by_id__in=list(access.acts_for))
        return self.filter(visible)

    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn nor expired, and the person has no account yet."""
        return self.filter(
            person__account__isnull=True,
            person__merged_into__isnull=True,
            accepted_at__isnull=True,
            withdrawn_at__isnull=True,
            expires_at__gt=timezone.now(),
        )

    def agreed(self) -> "InvitationQuerySet":
        """No second yes is missing."""
        return self.filter(Q(needs_yes=False) | Q(agreed_at__isnull=False))


@fields(
    personal="person email invited_by token_hash agreed_by asked_accounts",
    harmless="language needs_yes agreed_at created_at expires_at accepted_at withdrawn_at letter",
)
class Invitation(models.Model):
    """Lets a person open an account. The link is made when the letter is posted; only its hash stays.

    `needs_yes`: the person stands elsewhere, too. Its letter is posted when that organisation, or a witness, agreed.
    """

    person = models.ForeignKey("directory.Person", models.CASCADE, related_name="invitations")
    email = Address(_("e-mail address"))
    language = models.CharField(_("language"), max_length=7, default="de")
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    needs_yes = models.BooleanField(_("needs a second yes"), default=False)
    asked_accounts = ArrayField(
        models.BigIntegerField(),
        verbose_name=_("asked for the second yes"),
        default=list,
        blank=True,
    )
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
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

    @property
    def is_waiting(self) -> bool:
        """A second yes is missing."""
        return self.needs_yes and self.agreed_at is None

    def __str__(self) -> str:
        return numbered(self)
