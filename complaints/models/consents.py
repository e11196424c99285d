"""What people agreed to who had a partner write for them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.languages import CHOICES
from complaints.models.complaints import Complaint
from complaints.models.sights import OF_ITS_ROWS
from partnerships.shared.checked import Checked
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy


class Forwarding(models.TextChoices):
    """What the person said about sending it to the office. Asked in the words of forms.consent."""

    NOW = "now", _("to be forwarded at once")
    LATER = "later", _("to be forwarded later")
    NO = "no", _("not to be forwarded")


class GivenBy(models.TextChoices):
    """How the person said it."""

    WORD = "orally", pgettext_lazy("consent was given", "orally")
    PAPER = "in_writing", pgettext_lazy("consent was given", "in writing")
    MAILBOX = "mailbox", pgettext_lazy("consent was given", "in the mailbox")


@fields(
    personal="by", listed="by", harmless="complaint forwarding is_named given version language at"
)
class Consent(Checked):
    """What a person agreed to, of what a partner wrote for them; a later row takes the place of the former.

    `is_named`: the office may know the name. `version`: of the text that was read (complaints.words). `by`: the helper who
    noted it, nobody where the person said it in the mailbox.
    """

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="consents")
    forwarding = models.CharField(max_length=10, choices=Forwarding)
    is_named = models.BooleanField(_("with the name"), default=False)
    given = models.CharField(max_length=10, choices=GivenBy)
    version = models.CharField(_("version of the text"), max_length=20)
    language = models.CharField(_("language"), max_length=12, choices=CHOICES)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("noted by"),
    )
    at = models.DateTimeField(_("noted"), default=timezone.now)

    class Meta:
        verbose_name = pgettext_lazy("of a person who complains", "consent")
        verbose_name_plural = pgettext_lazy("of people who complain", "consents")
        ordering = ["at", "id"]
        constraints = [RowPolicy(name="consent_in_sight", using=OF_ITS_ROWS)]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def allows(self) -> bool:
        """It may be forwarded."""
        return self.forwarding != Forwarding.NO
