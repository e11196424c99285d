"""What somebody reports as a barrier, until the letter about it has long been posted."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.shared.columns import Address, Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields

KEPT = timedelta(days=30)  # time to post a letter again that failed
MOST_WORDS = 4000


@fields(personal="name email words", harmless="token place reported_at")
class BarrierReport(models.Model):
    """`token` comes with the form: sent twice, it is one report. `place` is what the person calls the page."""

    token = models.CharField(max_length=64, unique=True, editable=False)
    place = Line(_("page"), max_length=300, blank=True)
    words = models.TextField(_("what is in the way"), max_length=MOST_WORDS)
    name = Line(_("name"), max_length=120, blank=True)
    email = Address(_("e-mail address"), blank=True)
    reported_at = models.DateTimeField(_("reported at"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("report of a barrier")
        verbose_name_plural = _("reports of barriers")

    def __str__(self) -> str:
        return numbered(self)
