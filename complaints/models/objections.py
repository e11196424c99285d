"""The person does not want that somebody handles it; who decides on that has not worked on it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.models.complaints import Message
from complaints.models.sights import OF_ROWS_OF_MESSAGE
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy


class Outcome(models.TextChoices):
    """What became of an objection."""

    OPEN = "open", pgettext_lazy("an objection", "open")
    UPHELD = "upheld", pgettext_lazy("an objection", "right: somebody else goes on")
    REJECTED = "rejected", pgettext_lazy("an objection", "not followed")


@fields(harmless="message outcome ruling")
class Objection(models.Model):
    """`message`: whom and why, in the person's words. `ruling`: what the office answered; its writer has decided."""

    message = models.OneToOneField(Message, models.CASCADE, related_name="objection")
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN, editable=False
    )
    ruling = models.OneToOneField(Message, models.CASCADE, null=True, related_name="+")

    class Meta:
        verbose_name = _("objection to a handler")
        verbose_name_plural = _("objections to handlers")
        constraints = [
            models.CheckConstraint(
                name="objection_is_decided_by_a_message",
                condition=Q(outcome=Outcome.OPEN, ruling__isnull=True)
                | Q(~Q(outcome=Outcome.OPEN), ruling__isnull=False),
            ),
            RowPolicy(name="objection_in_sight", using=OF_ROWS_OF_MESSAGE),
        ]

    def __str__(self) -> str:
        return numbered(self)
