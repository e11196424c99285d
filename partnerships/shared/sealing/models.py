"""What was sealed, as long as the house stands; and files that somebody wants checked, for an hour."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.shared.files import private_storage
from partnerships.shared.outbox import OUTBOX_HARMLESS, OutboxRow, open_index
from partnerships.shared.privacy import fields
from partnerships.shared.sealing import codes
from partnerships.shared.sealing.freezing import KeptAsSealed
from partnerships.shared.sealing.listed import Listed, of_json


class Remark(models.TextChoices):
    """What became of the subject of a sealed document since."""

    NONE = "", _("nothing to add")
    ENDED = "ended", _("ended")
    SUPERSEDED = "superseded", _("replaced by a newer version")
    WITHDRAWN = "withdrawn", _("withdrawn")


class SealedFileQuerySet(models.QuerySet):
    """Sealed files."""

    def sealed(self) -> "SealedFileQuerySet":
        """Rows whose sealed file is ready."""
        return self.filter(sealed_at__isnull=False)

    def of_code(self, code: str) -> "SealedFile | None":
        """By the code in any spelling; None for one that is not sealed yet."""
        return self.sealed().select_related("document").filter(code=codes.normal(code)).first()

    def of_sha256(self, *sums: str) -> "SealedFile | None":
        """The file with one of these sums."""
        return self.sealed().select_related("document").filter(sha256__in=sums).first()


@fields(
    harmless="document code listed sha256 size level certificate imprint sealed_at remark remarked_on"
)
class SealedFile(models.Model):
    """One sealed PDF. Row and code are there from the request on; what it became, once it is filed.

    `certificate` is the SHA-256 of the sealing certificate, `imprint` that of the seal itself
    (the CMS in the file): by it a changed copy is told from a stranger's file.
    """

    document = models.OneToOneField(
        "documents.Document", models.PROTECT, related_name="sealed_file"
    )
    code = models.CharField(_("code"), max_length=codes.LENGTH, unique=True)
    listed = models.JSONField(_("public facts"))
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.PositiveIntegerField(_("size"), default=0)
    level = models.CharField(_("level of the seal"), max_length=5, blank=True)
    certificate = models.CharField(_("certificate"), max_length=64, blank=True)
    imprint = models.CharField(_("imprint of the seal"), max_length=64, blank=True, db_index=True)
    sealed_at = models.DateTimeField(_("sealed at"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=20, choices=Remark, blank=True, default="")
    remarked_on = models.DateField(_("remark holds since"), null=True, blank=True)

    objects = SealedFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("sealed file")
        verbose_name_plural = _("sealed files")
        triggers = [KeptAsSealed()]
        constraints = [
            models.CheckConstraint(
                name="sealed_file_whole",
                condition=Q(sealed_at__isnull=True, sha256="")
                | Q(sealed_at__isnull=False) & ~Q(sha256="") & ~Q(certificate=""),
            ),
        ]

    def __str__(self) -> str:
        return codes.grouped(self.code)

    @property
    def facts(self) -> Listed:
        """What everybody may know who holds the code."""
        return of_json(self.listed)

    @property
    def address(self) -> str:
        """The whole address of the verification page with the code, for paper and QR code."""
        return settings.SITE_URL + reverse("sealing:code", args=[codes.grouped(self.code)])


def new_token() -> str:
    """Whoever has it sees the result of one check."""
    return secrets.token_urlsafe(24)


@fields(
    personal="file result",
    harmless=f"token {OUTBOX_HARMLESS}",
)
class Check(OutboxRow):
    """A file that somebody wants checked; nothing about who. The file goes with the check, the row after an hour."""

    token = models.CharField(max_length=40, unique=True, default=new_token)
    file = models.FileField(_("file"), storage=private_storage, blank=True)
    result = models.JSONField(_("result"), null=True, blank=True)

    class Meta:
        verbose_name = _("check of a file")
        verbose_name_plural = _("checks of files")
        indexes = [open_index("check_open")]

    def __str__(self) -> str:
        return self.get_status_display()
