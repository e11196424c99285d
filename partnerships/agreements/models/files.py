"""Files of an agreement: annexes, scans of paper, PDFs with signatures from outside."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models.agreements import Agreement
from partnerships.agreements.models.triggers import FrozenAfterDrafting
from partnerships.directory.models import Account
from partnerships.shared.columns import Line
from partnerships.shared.documents.models import private_storage
from partnerships.shared.privacy import fields

LARGEST = 25 * 1024 * 1024  # bytes


def file_path(file: "AgreementFile", name: str) -> str:
    """A folder an agreement."""
    return f"agreements/{file.agreement_id}/{name}"


class FileKind(models.TextChoices):
    """What a file is to the agreement."""

    ANNEX = "annex", _("annex")
    SCAN = "scan", _("scan of the signed paper")
    SIGNED = "signed", _("PDF with signatures from outside")


class AgreementFileQuerySet(models.QuerySet["AgreementFile"]):
    """Files."""

    def annexes(self) -> Self:
        """What is signed with the text."""
        return self.filter(kind=FileKind.ANNEX)

    def visible_to(self, account: Account) -> Self:
        """Those of the agreements one sees."""
        return self.filter(agreement__in=Agreement.objects.visible_to(account))


@pghistory.track()
@fields(
    personal="name description file uploaded_by",
    listed="name description",
    harmless="agreement kind clause sha256 size media_type uploaded_at",
)
class AgreementFile(models.Model):
    """A private file. An annex hangs on a clause of kind annex and is frozen with the text.

    Units: `size` in bytes.
    """

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="files")
    kind = models.CharField(_("kind"), max_length=10, choices=FileKind)
    clause = models.ForeignKey(
        "agreements.Clause", models.PROTECT, null=True, blank=True, related_name="files"
    )
    name = Line(_("name"), max_length=255)
    description = Line(_("description"), max_length=250, blank=True)
    file = models.FileField(_("file"), storage=private_storage, upload_to=file_path)
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    size = models.PositiveIntegerField(_("size"))
    media_type = models.CharField(_("type"), max_length=60)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    objects = AgreementFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["uploaded_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="file_annex_has_clause",
                condition=~models.Q(kind=FileKind.ANNEX) | models.Q(clause__isnull=False),
            )
        ]
        triggers = [
            FrozenAfterDrafting(
                agreement=f"CASE WHEN ROW.kind = '{FileKind.ANNEX.value}' THEN ROW.agreement_id END"
            )
        ]

    def __str__(self) -> str:
        return self.name
