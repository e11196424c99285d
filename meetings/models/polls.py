"""Date polls: several days, who can come on which, and the one that was chosen."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.stages import POLL_LIFE, PollStage
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Address, Line
from partnerships.shared.labels import numbered
from partnerships.shared.languages import text_in
from partnerships.shared.privacy import fields
from partnerships.shared.stages import StageTrigger


class Vote(models.TextChoices):
    """What somebody says of a day."""

    YES = "yes", pgettext_lazy("a day of a poll", "yes")
    MAYBE = "maybe", pgettext_lazy("a day of a poll", "if need be")
    NO = "no", pgettext_lazy("a day of a poll", "no")


class PollQuerySet(models.QuerySet["Poll"]):
    """Polls."""

    def visible_to(self, account: Account) -> Self:
        """Of one's partnerships."""
        return self.filter(partnership__in=list(account.access.partnership_ids))


@pghistory.track()
@fields(
    personal="made_by",
    harmless="partnership body format title title_en text answer_until stage meeting open_digest most_open may_propose",
)
class Poll(Checked):
    """`open_digest`: SHA-256 of the link that anybody may use whom it reaches, for at most `most_open` answers; blank without one."""

    partnership = models.ForeignKey("directory.Partnership", models.PROTECT, related_name="polls")
    body = models.ForeignKey(
        "directory.Body", models.PROTECT, null=True, blank=True, related_name="polls"
    )
    format = models.ForeignKey(
        "meetings.MeetingFormat",
        models.PROTECT,
        related_name="polls",
        verbose_name=pgettext_lazy("a meeting", "format"),
    )
    title = Line(_("title"), max_length=200)
    title_en = Line(_("title in English"), max_length=200, blank=True)
    text = models.TextField(_("words to those who are asked"), max_length=2000, blank=True)
    answer_until = models.DateField(_("answer by"))
    stage = models.CharField(
        _("stage"), max_length=10, choices=PollStage, default=PollStage.OPEN, editable=False
    )
    meeting = models.OneToOneField(
        "meetings.Meeting",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="poll",
        verbose_name=pgettext_lazy("one thing", "meeting"),
    )
    open_digest = models.CharField(
        _("fingerprint of the open link"), max_length=64, blank=True, editable=False
    )
    most_open = models.PositiveSmallIntegerField(_("most answers by the open link"), default=50)
    may_propose = models.BooleanField(_("those who answer may propose further days"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("made by"),
    )

    objects = PollQuerySet.as_manager()

    class Meta:
        verbose_name = _("date poll")
        verbose_name_plural = _("date polls")
        ordering = ["-id"]
        triggers = [StageTrigger(lifecycle=POLL_LIFE)]

    def __str__(self) -> str:
        return self.title_in()

    def title_in(self, language: str | None = None) -> str:
        """The title in a language, or as it was given."""
        return text_in(self, "title", language)

    @property
    def is_over(self) -> bool:
        """The last day to answer is past, or a day was chosen."""
        return self.stage != PollStage.OPEN or self.answer_until < timezone.localdate()


@fields(personal="proposed_by", listed="proposed_by", harmless="poll day from_time until_time")
class PollDay(Checked):
    """A day that is asked about, by the clocks of the partnership's place; without hours it is the whole day.

    `proposed_by`: of those who answer; nobody where whoever made the poll asks about it.
    """

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="days", verbose_name=_("date poll"))
    day = models.DateField(_("day"))
    from_time = models.TimeField(_("from"), null=True, blank=True)
    until_time = models.TimeField(_("until"), null=True, blank=True)
    proposed_by = models.ForeignKey(
        "meetings.PollVoter",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="proposals",
        verbose_name=_("proposed by"),
    )

    class Meta:
        verbose_name = _("day of a poll")
        verbose_name_plural = _("days of polls")
        ordering = ["day", "from_time", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "day", "from_time"], name="poll_day_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="poll_day_ends_later",
                condition=Q(until_time__gt=F("from_time"))
                | Q(from_time__isnull=True, until_time__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def is_whole_day(self) -> bool:
        """No hours are said: whoever chooses it says them."""
        return self.from_time is None


@fields(
    personal="person name email answered_at",
    listed="person name answered_at",
    harmless="poll language asked_at",
)
class PollVoter(Checked):
    """Somebody who is asked, or who answered by the open link."""

    poll = models.ForeignKey(
        Poll, models.CASCADE, related_name="voters", verbose_name=_("date poll")
    )
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, blank=True, related_name="polls"
    )
    name = Line(_("name"), max_length=160, blank=True)
    email = Address(_("e-mail address"), blank=True)
    language = models.CharField(_("language of letters"), max_length=7, default="de")
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("person asked by a poll")
        verbose_name_plural = _("people asked by polls")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="poll_voter_is_somebody",
                condition=Q(person__isnull=False, name="") | (Q(person__isnull=True) & ~Q(name="")),
            ),
            models.UniqueConstraint(
                fields=["poll", "person"], name="poll_voter_once", nulls_distinct=True
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def called(self) -> str:
        """The name, of a person or a guest."""
        return str(self.person) if self.person else self.name

    @property
    def account(self) -> Account | None:
        """The account of the person, where there is an active one."""
        account = self.person.account if self.person else None
        return account if account is not None and account.is_active else None

    @property
    def address(self) -> str:
        """Where letters go; blank where there is none."""
        if self.account:
            return self.account.email
        return self.person.email if self.person else self.email


@fields(harmless="voter digest made_at")
class PollLink(models.Model):
    """A link with which somebody answers, by its SHA-256; each letter has its own, and all of them hold."""

    voter = models.ForeignKey(
        PollVoter, models.CASCADE, related_name="links", verbose_name=_("person asked by a poll")
    )
    digest = models.CharField(_("fingerprint"), max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("link of a poll")
        verbose_name_plural = _("links of polls")

    def __str__(self) -> str:
        return numbered(self)


@fields(personal="voter choice", listed="voter choice", harmless="day")
class PollVote(models.Model):
    """What somebody says of one day."""

    voter = models.ForeignKey(
        PollVoter, models.CASCADE, related_name="votes", verbose_name=_("person asked by a poll")
    )
    day = models.ForeignKey(
        PollDay, models.CASCADE, related_name="votes", verbose_name=_("day of a poll")
    )
    choice = models.CharField(_("answer"), max_length=5, choices=Vote)

    class Meta:
        verbose_name = _("answer to a day")
        verbose_name_plural = _("answers to days")
        constraints = [
            models.UniqueConstraint(fields=["voter", "day"], name="poll_vote_once"),
        ]

    def __str__(self) -> str:
        return numbered(self)
