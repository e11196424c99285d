"""What meetings agreed to be done: by whom, until when, and what came of it."""

from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.agenda import AgendaItem
from meetings.models.meetings import Meeting
from meetings.models.sight import ACTION, seen_by
from meetings.stages import ACTION_LIFE, ActionStage, Stage
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.on_paper import check_lines
from partnerships.shared.privacy import fields
from partnerships.shared.stages import StageTrigger


class ActionItemQuerySet(models.QuerySet["ActionItem"]):
    """What was agreed to be done."""

    def visible_to(self, account: Account) -> Self:
        """Of the meetings one sees; of a confidential point, whoever sees the point, and whoever is to do it."""
        return self.filter(seen_by(account, ACTION))

    def mine(self, account: Account) -> Self:
        """Of the person, and of organisations in whose name they act."""
        access = account.access
        return self.filter(
            Q(person=access.person_id or 0) | Q(organisation__in=list(access.acts_for), person=None)
        )

    def still_open(self) -> Self:
        """Neither done nor dropped; what is due first comes first."""
        return self.filter(stage=ActionStage.OPEN).order_by(
            Coalesce("postponed_to", "due_on"), "pk"
        )

    def left_before(self, meeting: Meeting) -> Self:
        """Agreed at earlier meetings of the body and not done: it comes back by itself. None where the meeting is off."""
        if meeting.stage in (Stage.CANCELLED, Stage.MOVED):
            return self.none()
        rows = self.still_open().filter(
            meeting__partnership=meeting.partnership_id, meeting__starts_at__lt=meeting.starts_at
        )
        return rows.filter(meeting__body=meeting.body_id) if meeting.body_id else rows


@pghistory.track()
@fields(
    personal="person result",
    listed="person result",
    harmless="meeting item title organisation due_on postponed_to stage closed_at",
)
class ActionItem(Checked):
    """Who does what until when, as a meeting agreed. `postponed_to` came later; the minutes keep `due_on`.

    `result`: what came of it, or why it was dropped.
    """

    meeting = models.ForeignKey(
        "meetings.Meeting",
        models.PROTECT,
        related_name="action_items",
        verbose_name=pgettext_lazy("one thing", "meeting"),
    )
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="action_items",
        verbose_name=_("point of the agenda"),
    )
    title = Line(_("what is to be done"), max_length=250)
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, blank=True, related_name="action_items"
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="action_items"
    )
    due_on = models.DateField(_("until when"))
    postponed_to = models.DateField(_("postponed to"), null=True, blank=True)
    stage = models.CharField(
        _("stage"), max_length=10, choices=ActionStage, default=ActionStage.OPEN, editable=False
    )
    result = models.TextField(_("what came of it"), max_length=1000, blank=True)
    closed_at = models.DateTimeField(_("finished"), null=True, blank=True, editable=False)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("action item")
        verbose_name_plural = _("action items")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["person"], condition=Q(stage=ActionStage.OPEN), name="action_item_of_person"
            ),
            models.Index(
                fields=["meeting"], condition=Q(stage=ActionStage.OPEN), name="action_item_open"
            ),
            models.Index(Coalesce("postponed_to", "due_on"), "id", name="action_item_by_last_day"),
        ]
        constraints = [
            models.CheckConstraint(
                name="action_item_has_somebody",
                condition=Q(person__isnull=False) | Q(organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="action_item_postponed_is_later",
                condition=Q(postponed_to__isnull=True) | Q(postponed_to__gt=F("due_on")),
            ),
        ]
        triggers = [StageTrigger(lifecycle=ACTION_LIFE)]

    def clean(self) -> None:
        """Raises: ValidationError for characters that paper cannot show, with their line."""
        check_lines(self, "title")

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date:
        """Until when it is to be done as things stand."""
        return self.postponed_to or self.due_on

    @property
    def is_late(self) -> bool:
        """Still open though its last day is past."""
        return self.stage == ActionStage.OPEN and self.last_day < timezone.localdate()
