"""Who is invited to a meeting, what they answered, and who was there."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.listed import LISTED, Listed
from partnerships.directory.models import Account, Side
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Address, Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields

# What a host needs to know of somebody; deleted after the meeting.
NEEDS = ("eats", "diet", "interpreter", "access_needs", "travel")


class Reply(models.TextChoices):
    """What an invited person answered."""

    OPEN = "open", _("no answer yet")
    COMING = "coming", _("comes")
    NOT_COMING = "not_coming", _("does not come")
    SUBSTITUTE = "substitute", _("sends somebody else")


class Presence(models.TextChoices):
    """Who was there."""

    UNKNOWN = "unknown", _("not noted")
    PRESENT = "present", _("was there")
    SUBSTITUTE = "substitute", _("somebody else came")
    EXCUSED = "excused", _("excused")
    ABSENT = "absent", _("was missing")


class AttendeeQuerySet(models.QuerySet["Attendee"]):
    """Invited people."""

    def invited(self) -> Self:
        """Without those who were taken off the list again."""
        return self.filter(withdrawn_at__isnull=True)

    def listed(self) -> list[Listed]:
        """As plain values: of twenty people, rows of four tables take a millisecond to make, these none."""
        return [Listed(*row) for row in self.values_list(*LISTED)]

    def visible_to(self, account: Account) -> Self:
        """Of the meetings one sees."""
        from meetings.models.meetings import Meeting

        return self.filter(meeting__in=Meeting.objects.visible_to(account))


@pghistory.track(exclude=["eats", "diet", "interpreter", "access_needs", "travel"])
@fields(
    personal="person name email reply replied_at substitute eats diet interpreter access_needs travel presence",
    listed="name reply replied_at substitute presence",
    harmless="meeting language organisation organisation_name side invited_at withdrawn_at",
)
class Attendee(Checked):
    """A person of the directory, or a guest by name; iCalendar calls both ATTENDEE.

    What a host needs to know (NEEDS) is shown to nobody but the person; others get counts, and the history does not keep it.
    """

    meeting = models.ForeignKey(
        "meetings.Meeting",
        models.CASCADE,
        related_name="attendees",
        verbose_name=pgettext_lazy("one thing", "meeting"),
    )
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    name = Line(_("name"), max_length=160, blank=True)
    email = Address(_("e-mail address"), blank=True)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation_name = Line(_("organisation"), max_length=200, blank=True)
    side = models.CharField(_("side"), max_length=10, choices=Side, default=Side.OTHER)
    language = models.CharField(_("language of letters"), max_length=7, default="de")
    reply = models.CharField(
        pgettext_lazy("an invited person", "answer"),
        max_length=12,
        choices=Reply,
        default=Reply.OPEN,
    )
    replied_at = models.DateTimeField(_("answered"), null=True, blank=True)
    substitute = Line(_("who comes instead"), max_length=160, blank=True)
    eats = models.BooleanField(_("eats with us"), null=True, blank=True)
    diet = Line(_("what you do not eat"), max_length=200, blank=True)
    interpreter = models.CharField(_("interpreter for"), max_length=7, blank=True)
    access_needs = Line(_("what you need to take part"), max_length=250, blank=True)
    travel = Line(_("how you get there"), max_length=250, blank=True)
    presence = models.CharField(
        _("attendance"), max_length=12, choices=Presence, default=Presence.UNKNOWN
    )
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken off the list"), null=True, blank=True)

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("invited person")
        verbose_name_plural = _("invited people")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["person", "meeting"],
                condition=Q(reply=Reply.OPEN, withdrawn_at__isnull=True),
                name="attendee_unanswered",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="attendee_is_somebody",
                condition=Q(person__isnull=False, name="") | (Q(person__isnull=True) & ~Q(name="")),
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(withdrawn_at__isnull=True),
                name="attendee_once_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def called(self) -> str:
        """The name, of a person or a guest."""
        return str(self.person) if self.person else self.name

    @property
    def comes_from(self) -> str:
        """The name of the organisation, or nothing."""
        return self.organisation.name if self.organisation else self.organisation_name

    @property
    def account(self) -> Account | None:
        """The account of the person, where there is an active one."""
        account = self.person.account if self.person else None
        return account if account is not None and account.is_active else None

    @property
    def address(self) -> str:
        """Where letters go; blank where they have to be printed."""
        if self.account:
            return self.account.email
        return self.person.email if self.person else self.email


@fields(harmless="attendee digest made_at")
class AnswerLink(models.Model):
    """A link of a letter with which an invited person answers, by its SHA-256: the link itself is stored nowhere.

    Each letter has its own, and all of them hold until the meeting has begun.
    """

    attendee = models.ForeignKey(
        Attendee, models.CASCADE, related_name="links", verbose_name=_("invited person")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("link of an invited person")
        verbose_name_plural = _("links of invited people")

    def __str__(self) -> str:
        return numbered(self)
