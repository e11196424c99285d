"""What a form that was sent has done, so that the same form sent again does nothing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.shared.privacy import fields

TOKEN_LIMIT = 64


@fields(personal="account", harmless="token address done_at")
class Done(models.Model):
    """`token` is the once-token of the form, `address` the path to which its first post led."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token = models.CharField(_("token"), max_length=TOKEN_LIMIT)
    address = models.TextField(_("address"), default="")
    done_at = models.DateTimeField(_("done"), auto_now_add=True)

    class Meta:
        verbose_name = _("form that was sent")
        verbose_name_plural = _("forms that were sent")
        constraints = [models.UniqueConstraint(fields=["account", "token"], name="done_once")]

    def __str__(self) -> str:
        return self.address
