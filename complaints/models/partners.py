"""Keys of organisations that write for people: the private key lies nowhere, it is made of a code that they keep."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.shared.checked import Checked
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields


@fields(harmless="organisation salt public made_at retired_at")
class PartnerKey(Checked):
    """Made like the key of a mailbox (store.derived), of 24 digits that were shown once.

    With another code a key is retired: what was wrapped for it is wrapped anew, or, where the code was lost, deleted.
    """

    organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="partner_keys",
        verbose_name=_("organisation"),
    )
    salt = models.BinaryField(_("salt of the code"), editable=False)
    public = models.BinaryField(_("public key"), unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("key of a partner")
        verbose_name_plural = _("keys of partners")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(retired_at__isnull=True),
                name="one_key_of_a_partner",
            )
        ]

    def __str__(self) -> str:
        return numbered(self)
