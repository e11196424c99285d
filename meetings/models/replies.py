"""Answers that calendar programs sent by mail: what came, and what became of it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.attendees import Reply
from partnerships.shared.columns import Address, Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields


class Said(models.TextChoices):
    """What a calendar program says for its person (RFC 5545, 3.2.12); COUNTER proposes another time (RFC 5546, 3.2.7)."""

    ACCEPTED = "ACCEPTED", _("comes")
    DECLINED = "DECLINED", _("does not come")
    TENTATIVE = "TENTATIVE", _("comes perhaps")
    DELEGATED = "DELEGATED", _("sends somebody else")
    OPEN = "NEEDS-ACTION", _("no answer yet")
    COUNTER = "COUNTER", _("proposes another time")
    UNCLEAR = "UNCLEAR", pgettext_lazy("an answer of a calendar", "cannot be read")


AS_REPLY = {
    Said.ACCEPTED: Reply.COMING,
    Said.DECLINED: Reply.NOT_COMING,
    Said.DELEGATED: Reply.SUBSTITUTE,
    Said.TENTATIVE: Reply.OPEN,
    Said.OPEN: Reply.OPEN,
}


class Outcome(models.TextChoices):
    """What became of an answer by mail."""

    NOTED = "noted", pgettext_lazy("an answer by mail", "noted")
    SAME = "same", _("said nothing new")
    PERHAPS = "perhaps", _("perhaps: stays open")
    OLDER = "older", _("older than the answer that is noted")
    FORMER = "former", _("was about the former day")
    UNNAMED = "unnamed", _("does not say who comes instead")
    LATE = "late", _("came after the last day to answer")
    OVER = "over", _("the meeting is over, off or moved")
    FOREIGN = "foreign", _("sent by somebody else")
    UNLISTED = "unlisted", _("from an address that is not on the list")
    COUNTER = "counter", _("proposes another time")
    UNCLEAR = "unclear", pgettext_lazy("an answer by mail", "cannot be read")


@fields(
    personal="attendee person sender said comment",
    listed="attendee person said",
    harmless="meeting outcome sequence stamped_at digest came_at",
)
class MailedReply(models.Model):
    """One message, by its SHA-256, so that it counts once. `sequence` and `stamped_at` say which of two answers is newer.

    `comment` is kept of people on the list alone: hosts get no words of strangers. `person` is the attendee's, so that the
    row stands in the copy of their data. Deleted a day after the meeting.
    """

    meeting = models.ForeignKey(
        "meetings.Meeting",
        models.CASCADE,
        related_name="mailed_replies",
        verbose_name=pgettext_lazy("one thing", "meeting"),
    )
    attendee = models.ForeignKey(
        "meetings.Attendee",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="mailed_replies",
        verbose_name=_("invited person"),
    )
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sender = Address(_("sender"), blank=True)
    said = models.CharField(
        pgettext_lazy("an invited person", "answer"), max_length=12, choices=Said
    )
    comment = Line(_("words with it"), max_length=500, blank=True)
    outcome = models.CharField(_("what became of it"), max_length=10, choices=Outcome)
    sequence = models.PositiveIntegerField(_("changes told to calendars"), default=0)
    stamped_at = models.DateTimeField(_("made"))
    digest = models.CharField(_("fingerprint"), max_length=64, unique=True, editable=False)
    came_at = models.DateTimeField(_("came"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("answer by mail")
        verbose_name_plural = _("answers by mail")

    def __str__(self) -> str:
        return numbered(self)
