"""Somebody asks to be called back: sealed to the office whole, and deleted as soon as they were called."""

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models.offices import Office, OfficeKey
from partnerships.directory.models import Account
from partnerships.shared.labels import numbered
from partnerships.shared.parts.once import new_token
from partnerships.shared.privacy import fields
from partnerships.shared.step.models import TOKEN_LIMIT

KEPT = timedelta(days=30)  # where nobody could be reached


class CallBackQuerySet(models.QuerySet["CallBack"]):
    """Requests."""

    def visible_to(self, account: Account) -> "CallBackQuerySet":
        """Of the offices whose complaints officer somebody is today."""
        return self.filter(office__in=Office.objects.worked_on_by(account))


@fields(personal="sealed", harmless="office office_key at wrapped token")
class CallBack(models.Model):
    """Telephone, language, time and name lie in `sealed`, under a key that `wrapped` gives to the office alone.

    `token`: of the form it was sent with, so that sent twice it is one.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="calls", verbose_name=_("complaints office")
    )
    office_key = models.ForeignKey(OfficeKey, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    wrapped = models.BinaryField(editable=False)
    sealed = models.BinaryField(editable=False)
    token = models.CharField(max_length=TOKEN_LIMIT, unique=True, default=new_token, editable=False)

    objects = CallBackQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to be called back")
        verbose_name_plural = _("requests to be called back")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return numbered(self)
