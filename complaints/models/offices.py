"""Offices that receive complaints, and the public keys to which everything is sealed."""

from datetime import timedelta
from hashlib import sha256
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models.requirements import PAPERS, OfficeNote, Requirement
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Telephone
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields

GRACE = timedelta(days=14)  # in which the recovery of a new key is to be tried


class OfficeQuerySet(models.QuerySet["Office"]):
    """Offices."""

    def visible_to(self, account: Account) -> Self:
        """Who sees what they still need: administrators, data protection and complaints officers, each in their scope."""
        if account.is_administrator():
            return self
        grants = [g for g in account.access.grants if g.role in ("complaints", "data_protection")]
        if any(grant.organisation is None and grant.partnership is None for grant in grants):
            return self
        return self.filter(authority__in=[grant.organisation for grant in grants])

    def opened(self) -> Self:
        """Those that shall receive today, whether or not they may."""
        return self.filter(opened_on__lte=timezone.localdate())

    def receiving(self) -> Self:
        """Opened, with all that must be noted first, and a key to seal to. Only these take anything."""
        newest = OfficeKey.objects.filter(office=OuterRef("pk"), retired_at__isnull=True)
        noted = OfficeNote.objects.in_effect().filter(office=OuterRef("pk"))
        papers = [Exists(noted.filter(requirement=paper)) for paper in PAPERS]
        return (
            self.opened()
            .filter(Exists(newest), *papers)
            .filter(self.is_recovery_tried() | self._may_still_try())
            .select_related("authority")
        )

    def is_recovery_tried(self) -> Exists:
        """Of the newest key."""
        tried = OfficeNote.objects.in_effect().filter(requirement=Requirement.RECOVERY)
        return Exists(tried.filter(office=OuterRef("pk"), key__retired_at__isnull=True))

    def _may_still_try(self) -> Q:
        """A new key follows one whose recovery was tried; for GRACE the office goes on."""
        fresh = OfficeKey.objects.filter(made_at__gt=timezone.now() - GRACE)
        tried = OfficeNote.objects.in_effect().filter(requirement=Requirement.RECOVERY)
        return Q(Exists(fresh.filter(office=OuterRef("pk"), retired_at__isnull=True))) & Q(
            Exists(tried.filter(office=OuterRef("pk")))
        )

    def worked_on_by(self, account: Account) -> "OfficeQuerySet":
        """Whose complaints officer somebody is today; all, for an officer of the installation."""
        grants = [grant for grant in account.access.grants if grant.role == "complaints"]
        if any(grant.organisation is None and grant.partnership is None for grant in grants):
            return self
        return self.filter(authority__in=[grant.organisation for grant in grants])


@fields(personal="head", listed="head", harmless="authority phone opened_on elsewhere")
class Office(Checked):
    """The complaints office of an authority. `phone`: whom one calls who cannot write, or where the form is closed."""

    authority = models.OneToOneField(
        "directory.Organisation",
        models.PROTECT,
        related_name="complaints_office",
        verbose_name=_("authority"),
    )
    phone = Telephone(_("telephone"), max_length=40, blank=True)
    opened_on = models.DateField(_("receives since"), null=True, blank=True)
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("head who is told what takes long"),
    )
    elsewhere = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("other place for complaints about the office itself"),
    )

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaints office")
        verbose_name_plural = _("complaints offices")
        ordering = ["authority__sort_key", "pk"]

    def __str__(self) -> str:
        return str(self.authority)

    def newest_key(self) -> "OfficeKey | None":
        """The one to which is sealed from now on."""
        return self.keys.filter(retired_at__isnull=True).order_by("-made_at", "-pk").first()


@fields(harmless="office public made_at retired_at")
class OfficeKey(Checked):
    """A public key (X25519, 32 bytes). The private one is never in the database; see complaints.sealed_rows.path_of."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="keys")
    public = models.BinaryField(unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("key of a complaints office")
        verbose_name_plural = _("keys of complaints offices")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office"], condition=Q(retired_at__isnull=True), name="one_key_of_an_office"
            )
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def fingerprint(self) -> str:
        """By which the private key is found: the first 16 hexadecimal digits of its SHA-256."""
        return fingerprint(bytes(self.public))


def fingerprint(public: bytes) -> str:
    """Of a public key, for names of files and for people who compare."""
    return sha256(public).hexdigest()[:16]
