"""A message to one person: written inside the transaction, posted after it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.shared.columns import Address
from partnerships.shared.labels import numbered
from partnerships.shared.outbox import OUTBOX_HARMLESS, OutboxRow, open_index
from partnerships.shared.privacy import fields
from partnerships.shared.registry import letter_kinds

FAULTS = {
    "mail_server": _("the mail server did not take it"),
    "no_longer_allowed": _("the person may no longer receive it"),
    "no_longer_true": _("what it says is no longer so"),
    "no_address": _("the address cannot be one"),
    "worker_lost": _("worker stopped"),
}


def fault_words(code: str) -> str:
    """Why a letter did not go, for people."""
    return str(FAULTS.get(code, _("fault of the program"))) if code else ""


@fields(personal="recipient email", harmless=f"kind language facts {OUTBOX_HARMLESS}")
class Letter(OutboxRow):
    """To an account, or to an address that has none yet. `facts`: ids and codes; words come from templates."""

    kind = models.CharField(_("kind"), max_length=60)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="letters"
    )
    email = Address(_("address"), blank=True)
    language = models.CharField(_("language"), max_length=7)
    facts = models.JSONField(_("facts"), default=dict)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [
            open_index("letter_open"),
            models.Index(fields=["-created_at", "-id"], name="letter_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="letter_has_one_address",
                condition=models.Q(recipient__isnull=False, email="")
                | models.Q(models.Q(recipient__isnull=True) & ~models.Q(email="")),
            )
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def address(self) -> str:
        """Where it goes now: an account's present address."""
        return self.recipient.email if self.recipient else self.email

    @property
    def error_label(self) -> str:
        """Why the letter did not go, in words."""
        return fault_words(self.error_code)

    @property
    def kind_label(self) -> str:
        """What the kind is called."""
        return str(letter_kinds.get(self.kind).label) if self.kind in letter_kinds else self.kind
