"""Photos and documents: sealed before they are written, bytes in the private storage, names and keys sealed elsewhere."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.models.complaints import Complaint, Message
from complaints.models.sights import OF_ITS_ROWS
from partnerships.shared.files import private_storage
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy


@fields(personal="file", listed="file", harmless="visit size ends_at")
class VisitFile(models.Model):
    """Bytes that came in and are not sent yet: only the visit's sealed state has their key and their name.

    `visit`: the number of its row, which leads to nobody. Row and bytes go with the visit. `size`: of the bytes, sealed.
    """

    file = models.FileField(_("file"), storage=private_storage, unique=True)
    visit = models.CharField(max_length=64, editable=False, db_index=True)
    size = models.PositiveBigIntegerField(default=0, editable=False)
    ends_at = models.DateTimeField(_("ends"), editable=False, db_index=True)

    class Meta:
        verbose_name = _("file of a visit")
        verbose_name_plural = _("files of visits")

    def __str__(self) -> str:
        return numbered(self)


@fields(personal="file sealed", listed="file", harmless="complaint message place")
class Attachment(models.Model):
    """A file of a complaint. `sealed`: its name, kind, size and key, under the key of what was told.

    `message`: the one that it came with; none for what came with the complaint itself. `place`: in the order in which they came.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="attachments")
    message = models.ForeignKey(
        Message, models.CASCADE, null=True, editable=False, related_name="attachments"
    )
    place = models.PositiveSmallIntegerField(editable=False)
    file = models.FileField(_("file"), storage=private_storage, unique=True)
    sealed = models.BinaryField(editable=False)

    class Meta:
        verbose_name = _("file of a complaint")
        verbose_name_plural = _("files of complaints")
        ordering = ["complaint", "place"]
        constraints = [RowPolicy(name="attachment_in_sight", using=OF_ITS_ROWS)]

    def __str__(self) -> str:
        return numbered(self)
