"""What people who were at a meeting say of it, without their names."""

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.attendees import Attendee
from meetings.models.meetings import Meeting
from partnerships.shared.checked import Checked
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields

OPEN_FOR = timedelta(days=14)  # after the end of the meeting


class HowMuch(models.IntegerChoices):
    """From 1 to 5."""

    NOT = 1, _("not at all")
    LITTLE = 2, _("a little")
    SOME = 3, _("partly")
    MUCH = 4, _("quite")
    VERY = 5, _("very much")


class ComeAgain(models.TextChoices):
    """Would you come again?"""

    YES = "yes", pgettext_lazy("come again", "yes")
    MAYBE = "maybe", pgettext_lazy("come again", "perhaps")
    NO = "no", pgettext_lazy("come again", "no")


@fields(harmless="meeting trust_before trust_after was_heard come_again text")
class Feedback(Checked):
    """One answer. Nothing leads to whoever gave it: no person, no moment, a number by chance.

    `trust_before`, `trust_after`: how much they trusted the others before and after.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    meeting = models.ForeignKey(
        Meeting,
        models.CASCADE,
        related_name="feedback",
        verbose_name=pgettext_lazy("one thing", "meeting"),
    )
    trust_before = models.PositiveSmallIntegerField(
        _("trust before"), choices=HowMuch, null=True, blank=True
    )
    trust_after = models.PositiveSmallIntegerField(
        _("trust after"), choices=HowMuch, null=True, blank=True
    )
    was_heard = models.PositiveSmallIntegerField(
        _("was heard"), choices=HowMuch, null=True, blank=True
    )
    come_again = models.CharField(
        _("would come again"), max_length=5, choices=ComeAgain, blank=True
    )
    text = models.TextField(_("in your own words"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("feedback on a meeting")
        verbose_name_plural = _("feedback on meetings")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="feedback_says_something",
                condition=Q(trust_before__isnull=False)
                | Q(trust_after__isnull=False)
                | Q(was_heard__isnull=False)
                | ~Q(come_again="")
                | ~Q(text=""),
            )
        ]

    def __str__(self) -> str:
        return numbered(self)


@fields(harmless="attendee digest")
class FeedbackLink(models.Model):
    """A link of a letter that asks for feedback, by its SHA-256; gone once it was used, or the time is over."""

    attendee = models.ForeignKey(
        Attendee,
        models.CASCADE,
        related_name="feedback_links",
        verbose_name=_("invited person"),
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("link for feedback")
        verbose_name_plural = _("links for feedback")

    def __str__(self) -> str:
        return numbered(self)


def is_open(meeting: Meeting) -> bool:
    """Whether answers are still taken; nobody reads any as long as they are."""
    return meeting.ends_at + OPEN_FOR > timezone.now()
