"""What somebody has typed and not sent yet, and a mailbox that is open: readable with the key in their browser alone."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields

KEPT = timedelta(hours=2)  # after the last click


@fields(personal="sealed", harmless="ends_at")
class Visit(models.Model):
    """A row cannot be led to a complaint, nor to anybody: its number is a sum of the cookie, its content is sealed with it."""

    id = models.CharField(primary_key=True, max_length=64, editable=False)
    sealed = models.BinaryField(editable=False)
    ends_at = models.DateTimeField(_("ends"), editable=False, db_index=True)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")

    def __str__(self) -> str:
        return numbered(self)
