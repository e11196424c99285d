"""Changes of somebody else's account that open a way in: another address, factors taken away.

Source: decision 0005, point 3: for holders of protected roles a second person must agree.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models.accounts import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Address
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields


class AccountChangeKind(models.TextChoices):
    """What of an account is to change."""

    EMAIL = "email", _("another e-mail address")
    FACTORS = "factors", _("take away the second step and the password")


class AccountChangeQuerySet(models.QuerySet):
    """Changes of accounts that somebody asked for."""

    def visible_to(self, account: Account) -> "AccountChangeQuerySet":
        """Of everybody for administrators and the installation's data protection; else one's own."""
        if account.is_administrator() or ("data_protection", None, None) in account.access.grants:
            return self
        return self.filter(account=account)

    def open(self) -> "AccountChangeQuerySet":
        """Neither made nor refused."""
        return self.filter(made_at__isnull=True, refused_at__isnull=True)


@fields(
    personal="account email asked_by decided_by",
    harmless="kind asked_at made_at refused_at",
)
class AccountChange(Checked):
    """Asked by one administrator, made when a second person agrees, or at once where none is needed."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="asked_changes"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=AccountChangeKind)
    email = Address(_("new e-mail address"), blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"), null=True, blank=True)
    refused_at = models.DateTimeField(_("refused at"), null=True, blank=True)

    objects = AccountChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of an account")
        verbose_name_plural = _("changes of accounts")
        constraints = [
            models.CheckConstraint(
                name="account_change_made_or_refused",
                condition=Q(made_at__isnull=True) | Q(refused_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["account", "kind"],
                condition=Q(made_at__isnull=True, refused_at__isnull=True),
                name="account_change_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def is_open(self) -> bool:
        """Neither made nor refused nor withdrawn."""
        return self.made_at is None and self.refused_at is None

    @property
    def is_own(self) -> bool:
        """Asked by the person whose account it is."""
        return self.asked_by_id == self.account_id
