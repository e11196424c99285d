"""How it was to complain: said once, after the answer, and tied to nobody. Source: decision 0053."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.answers import Again, HowFar
from complaints.models.complaints import Complaint
from complaints.models.offices import Office, OfficeKey
from complaints.models.sights import OF_ITS_ROWS
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy


@fields(harmless="complaint")
class FeedbackTicket(models.Model):
    """The mailbox may still say how it was. Using it deletes it: then nothing leads from the complaint to what was said."""

    complaint = models.OneToOneField(
        Complaint, models.CASCADE, related_name="feedback_ticket", primary_key=True
    )

    class Meta:
        verbose_name = _("ticket for feedback")
        verbose_name_plural = _("tickets for feedback")
        constraints = [RowPolicy(name="ticket_in_sight", using=OF_ITS_ROWS)]

    def __str__(self) -> str:
        return numbered(self)


@fields(
    personal="sealed", harmless="office office_key understood taken_seriously again shown wrapped"
)
class Feedback(models.Model):
    """No complaint, no moment, a number by chance. `shown`: released to the office, together with at least four others.

    `sealed`: the words, under a key that `wrapped` gives to the office alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    office = models.ForeignKey(
        Office, models.CASCADE, related_name="feedback", verbose_name=_("complaints office")
    )
    understood = models.PositiveSmallIntegerField(_("was understandable"), choices=HowFar)
    taken_seriously = models.PositiveSmallIntegerField(_("was taken seriously"), choices=HowFar)
    again = models.CharField(_("would write again"), max_length=5, choices=Again)
    shown = models.BooleanField(_("shown"), default=False, editable=False)
    office_key = models.ForeignKey(OfficeKey, models.PROTECT, related_name="+")
    wrapped = models.BinaryField(editable=False)
    sealed = models.BinaryField(editable=False)

    class Meta:
        verbose_name = _("feedback on a complaint")
        verbose_name_plural = _("feedback on complaints")
        ordering = ["id"]

    def __str__(self) -> str:
        return numbered(self)
