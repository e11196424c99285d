"""What a meeting speaks about: points that either side proposes, and what becomes of each."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Self

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.meetings import Meeting
from meetings.models.sight import ITEM, seen_by
from meetings.stages import ITEM_LIFE, UNDECIDED, ItemStage
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.files import private_storage
from partnerships.shared.labels import numbered
from partnerships.shared.on_paper import check_lines
from partnerships.shared.privacy import fields
from partnerships.shared.stages import StageTrigger

MOST_MINUTES = 600


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    """Points of agendas."""

    def visible_to(self, account: Account) -> Self:
        """Of one's partnerships. Of a meeting only planned: keepers. Confidential ones: keepers, the invited, and
        whoever proposed them.
        """
        return self.filter(seen_by(account, ITEM))

    def waiting(self) -> Self:
        """Nobody has decided yet, or it was put back; the oldest first."""
        return self.filter(stage__in=UNDECIDED).order_by("proposed_at", "pk")

    def on_agenda(self) -> Self:
        """Accepted, in the order in which they are spoken about."""
        return self.filter(stage=ItemStage.ACCEPTED).order_by("position", "pk")


@pghistory.track()
@fields(
    personal="proposed_by presenter",
    listed="proposed_by presenter",
    harmless="partnership meeting title text minutes confidential position stage reason organisation proposed_at",
)
class AgendaItem(Checked):
    """A point; without a meeting it waits for one. `minutes`: how long it is to take; `reason`: why it was put back or declined.

    `organisation`: for whom it was proposed, where the person stands for one.
    """

    partnership = models.ForeignKey(
        "directory.Partnership", models.PROTECT, related_name="agenda_items"
    )
    meeting = models.ForeignKey(
        "meetings.Meeting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name=pgettext_lazy("one thing", "meeting"),
    )
    title = Line(_("what it is about"), max_length=200)
    text = models.TextField(_("why, and what you want to reach"), max_length=2000, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes needed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)],
    )
    presenter = Line(_("who introduces it"), max_length=160, blank=True)
    confidential = models.BooleanField(_("only for the invited"), default=False)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0, editable=False)
    stage = models.CharField(
        _("stage"), max_length=10, choices=ItemStage, default=ItemStage.PROPOSED, editable=False
    )
    reason = Line(_("reason"), max_length=250, blank=True, editable=False)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("point of the agenda")
        verbose_name_plural = _("points of the agenda")
        ordering = ["position", "id"]
        indexes = [
            models.Index(
                fields=["partnership"],
                condition=Q(stage__in=UNDECIDED),
                name="agenda_item_waiting",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="agenda_item_has_meeting",
                condition=~Q(stage=ItemStage.ACCEPTED) | Q(meeting__isnull=False),
            ),
            models.CheckConstraint(
                name="agenda_item_put_back_waits",
                condition=~Q(stage=ItemStage.DEFERRED) | Q(meeting__isnull=True),
            ),
            models.CheckConstraint(
                name="agenda_item_declined_says_why",
                condition=~Q(stage=ItemStage.DECLINED) | ~Q(reason=""),
            ),
        ]
        triggers = [StageTrigger(lifecycle=ITEM_LIFE)]

    def clean(self) -> None:
        """Raises: ValidationError for characters that paper cannot show, with their line."""
        check_lines(self, "title", "text")

    def __str__(self) -> str:
        return self.title

    @property
    def digest(self) -> str:
        """Of what the agenda says of it, to see later whether it has changed."""
        papers = [file.name for file in self.files.all()]
        said = (self.title, self.text, self.minutes, self.presenter, self.confidential, *papers)
        return sha256(repr(said).encode()).hexdigest()[:16]


def file_path(file: "AgendaFile", name: str) -> str:
    """A folder a partnership."""
    return f"meetings/{file.item.partnership_id}/{name}"


class AgendaFileQuerySet(models.QuerySet["AgendaFile"]):
    """Papers of points."""

    def visible_to(self, account: Account) -> Self:
        """Of the points one sees."""
        return self.filter(item__in=AgendaItem.objects.visible_to(account))


@fields(
    personal="name file uploaded_by",
    listed="name",
    harmless="item sha256 size media_type uploaded_at",
)
class AgendaFile(models.Model):
    """A paper of a point, looked into and made harmless before it was kept. `size` in bytes."""

    item = models.ForeignKey(
        AgendaItem,
        models.CASCADE,
        related_name="files",
        verbose_name=_("point of the agenda"),
    )
    name = Line(_("name"), max_length=255)
    file = models.FileField(_("file"), storage=private_storage, upload_to=file_path)
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    size = models.PositiveIntegerField(_("size"))
    media_type = models.CharField(_("type"), max_length=60)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    objects = AgendaFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper of a point")
        verbose_name_plural = _("papers of points")
        ordering = ["uploaded_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "sha256"], name="agenda_file_once"),
        ]

    def __str__(self) -> str:
        return self.name


def begins_of(meeting: Meeting, items: Iterable[AgendaItem]) -> Iterator[datetime | None]:
    """When each point begins by the clocks at the place, as long as all before it say how long they take."""
    begins: datetime | None = meeting.local(meeting.starts_at)
    for item in items:
        yield begins
        begins = begins + timedelta(minutes=item.minutes) if begins and item.minutes else None


@fields(harmless="meeting document")
class AgendaPrint(models.Model):
    """An agenda that somebody had printed: its file is read as long as its reader sees the meeting and all `items` of it."""

    meeting = models.ForeignKey(
        Meeting,
        models.CASCADE,
        related_name="agenda_prints",
        verbose_name=pgettext_lazy("one thing", "meeting"),
    )
    document = models.OneToOneField(
        "documents.Document", models.CASCADE, related_name="agenda_print"
    )
    items = models.ManyToManyField(
        AgendaItem, related_name="+", verbose_name=_("points of the agenda")
    )

    class Meta:
        verbose_name = _("print of an agenda")
        verbose_name_plural = _("prints of agendas")

    def __str__(self) -> str:
        return numbered(self)


@fields(harmless="meeting points told_at")
class AgendaNotice(models.Model):
    """The invited were told what stands on the agenda: `points` are number and digest of each, in their order."""

    meeting = models.ForeignKey(
        Meeting,
        models.CASCADE,
        related_name="agenda_notices",
        verbose_name=pgettext_lazy("one thing", "meeting"),
    )
    points = models.JSONField(_("points of the agenda"))
    told_at = models.DateTimeField(_("told"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("agenda told to the invited")
        verbose_name_plural = _("agendas told to the invited")
        ordering = ["id"]

    def __str__(self) -> str:
        return numbered(self)
