"""One's own calendar address, by which a calendar program reads the meetings of an account."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields


@fields(personal="account made_at", listed="account made_at", harmless="digest fetched_on")
class CalendarFeed(models.Model):
    """The address is stored nowhere, only the SHA-256 of its secret part; making a new one ends the one before."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="calendar_feed",
        verbose_name=_("account"),
    )
    digest = models.CharField(_("fingerprint"), max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    fetched_on = models.DateField(_("last read by a calendar"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return numbered(self)
