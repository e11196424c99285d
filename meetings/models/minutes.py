"""What was said and decided at a meeting, who has read it and agrees, and what was agreed to be done."""

from datetime import date
from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.agenda import AgendaItem
from meetings.models.meetings import Meeting
from meetings.models.sight import ACTION, seen_by
from meetings.stages import ACTION_LIFE, MINUTES_LIFE, ActionStage, MinutesStage, Stage
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.on_paper import check_lines
from partnerships.shared.privacy import fields
from partnerships.shared.search.matching import prose_words
from partnerships.shared.stages import StageTrigger

SEARCHED_WORDS = ("decision", "discussion")
# What stands for a passage that both sides took out; `r` is the redaction. Source: decision 0044.
MARK = (
    "'[geschwärzt am ' || to_char(r.decided_at AT TIME ZONE 'Europe/Berlin', 'DD.MM.YYYY')"
    " || ' auf Beschluss beider Seiten]'"
)


def only_redacted(place: str, *names: str) -> str:
    """SQL: the row differs from before by the mark for an agreed passage and by nothing else.

    `place` says which redactions concern the row; an agreed one has a passage only while the database carries it out.
    """
    words = ", ".join(f"'{name}', replace(OLD.{name}, r.passage, {MARK})" for name in names)
    return f"""EXISTS (SELECT FROM meetings_redaction r
        WHERE {place} AND r.stage = 'agreed' AND r.passage <> ''
            AND to_jsonb(NEW) = to_jsonb(OLD) || jsonb_build_object({words}))"""


class ClosedStays(pgtrigger.Trigger):
    """Refuses in the database every change of words once the minutes are closed. `closed` is SQL over ROW.

    `redacted` is SQL over OLD and NEW: the one change that passes, see `only_redacted`.
    """

    when = pgtrigger.Before

    def __init__(
        self,
        *,
        closed: str,
        redacted: str,
        name: str = "closed_stays",
        operation: pgtrigger.Operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    ) -> None:
        self.closed, self.redacted = closed, redacted
        super().__init__(name=name, operation=operation)

    def _check(self, row: str) -> str:
        return f"""
            IF EXISTS ({self.closed.replace("ROW", row)}) THEN
                RAISE EXCEPTION 'These minutes are closed'
                    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'minutes_closed';
            END IF;"""

    def get_func(self, model: models.Model) -> str:
        """Checks the row before and the row after, so that it cannot be carried elsewhere."""
        return self.format_sql(
            f"""
            IF TG_OP = 'UPDATE' THEN
                IF {self.redacted} THEN RETURN NEW; END IF;
            END IF;
            IF TG_OP <> 'INSERT' THEN {self._check("OLD")} END IF;
            IF TG_OP <> 'DELETE' THEN {self._check("NEW")} RETURN NEW; END IF;
            RETURN OLD;"""
        )


class ClosedNoteStays(pgtrigger.Trigger):
    """Refuses in the database another note once the minutes are closed."""

    name = "closed_note_stays"
    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: models.Model) -> str:
        """Compares the note before and after."""
        redacted = only_redacted("r.minutes_id = OLD.id AND r.item_id IS NULL", "note")
        return self.format_sql(
            f"""
            IF OLD.stage = 'closed' AND NEW.note IS DISTINCT FROM OLD.note AND NOT {redacted} THEN
                RAISE EXCEPTION 'These minutes are closed'
                    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'minutes_closed';
            END IF;
            RETURN NEW;"""
        )


OF_ITEM = (
    "SELECT FROM meetings_minutes m JOIN meetings_agendaitem i ON i.meeting_id = m.meeting_id"
    " WHERE i.id = ROW.item_id AND m.stage = 'closed'"
)
OF_MINUTES = "SELECT FROM meetings_minutes m WHERE m.id = ROW.minutes_id AND m.stage = 'closed'"
ALWAYS = "SELECT"


@pghistory.track()
@fields(harmless="meeting stage note shared_at answer_until closed_at document")
class Minutes(Checked):
    """Of one meeting. `note`: what belongs to no point; of a meeting to get to know each other, how it was.

    `answer_until`: until then those who were there read and answer; `document`: the sealed paper.
    """

    meeting = models.OneToOneField(
        "meetings.Meeting",
        models.PROTECT,
        related_name="minutes",
        verbose_name=pgettext_lazy("one thing", "meeting"),
    )
    stage = models.CharField(
        _("stage"), max_length=10, choices=MinutesStage, default=MinutesStage.DRAFT, editable=False
    )
    note = models.TextField(_("what else is to be kept"), max_length=5000, blank=True)
    shared_at = models.DateTimeField(_("laid before"), null=True, blank=True, editable=False)
    answer_until = models.DateField(_("answer by"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    document = models.OneToOneField(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="minutes",
        verbose_name=_("sealed paper"),
    )

    class Meta:
        verbose_name = pgettext_lazy("of one meeting", "minutes")
        verbose_name_plural = _("minutes of meetings")
        constraints = [
            models.CheckConstraint(
                name="minutes_shared_have_last_day",
                condition=Q(stage=MinutesStage.DRAFT) | Q(answer_until__isnull=False),
            )
        ]
        triggers = [
            StageTrigger(lifecycle=MINUTES_LIFE),
            ClosedNoteStays(),
        ]

    def clean(self) -> None:
        """Raises: ValidationError for characters that paper cannot show, with their line."""
        check_lines(self, "note")

    def __str__(self) -> str:
        return numbered(self)

    @property
    def is_over(self) -> bool:
        """The last day to answer is past."""
        return self.answer_until is not None and self.answer_until < timezone.localdate()


@pghistory.track()
@fields(harmless="item discussion decision")
class MinutesEntry(Checked):
    """What was said and decided on one point. It can exist before anybody has begun the minutes: they follow."""

    item = models.OneToOneField(
        AgendaItem, models.PROTECT, related_name="entry", verbose_name=_("point of the agenda")
    )
    discussion = models.TextField(_("what was said"), max_length=10_000, blank=True)
    decision = models.TextField(_("what was decided"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("words of the minutes")
        verbose_name_plural = _("words of the minutes")
        indexes = [GinIndex(prose_words(*SEARCHED_WORDS), name="minutes_entry_words")]
        triggers = [
            ClosedStays(
                closed=OF_ITEM,
                redacted=only_redacted("r.item_id = OLD.item_id", "discussion", "decision"),
            )
        ]

    def clean(self) -> None:
        """Raises: ValidationError for characters that paper cannot show, with their line."""
        check_lines(self, "discussion", "decision")

    def __str__(self) -> str:
        return numbered(self)


@pghistory.track()
@fields(
    personal="by",
    listed="by",
    harmless="minutes organisation agrees dissent answered_at",
)
class MinutesAnswer(Checked):
    """What an organisation that was there says of the minutes: it agrees, or dissents in its own words."""

    minutes = models.ForeignKey(
        Minutes,
        models.CASCADE,
        related_name="answers",
        verbose_name=pgettext_lazy("of one meeting", "minutes"),
    )
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    agrees = models.BooleanField(_("agrees"))
    dissent = models.TextField(_("what you see differently"), max_length=2000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("answer to minutes")
        verbose_name_plural = _("answers to minutes")
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "organisation"], name="minutes_answer_once_an_organisation"
            ),
            models.CheckConstraint(
                name="minutes_dissent_has_words",
                condition=Q(agrees=True, dissent="") | (Q(agrees=False) & ~Q(dissent="")),
            ),
        ]
        triggers = [
            ClosedStays(
                closed=OF_MINUTES,
                redacted=only_redacted(
                    "r.minutes_id = OLD.minutes_id AND r.item_id IS NULL", "dissent"
                ),
            )
        ]

    def clean(self) -> None:
        """Raises: ValidationError for characters that paper cannot show, with their line."""
        check_lines(self, "dissent")

    def __str__(self) -> str:
        return numbered(self)


@fields(personal="by", listed="by", harmless="minutes item organisation text made_at addendum")
class MinutesComment(Checked):
    """What somebody who was invited remarks while the minutes lie before them; or an addendum of keepers, once they are closed."""

    minutes = models.ForeignKey(
        Minutes,
        models.CASCADE,
        related_name="comments",
        verbose_name=pgettext_lazy("of one meeting", "minutes"),
    )
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("point of the agenda"),
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(_("comment"), max_length=2000)
    addendum = models.BooleanField(_("addendum"), default=False, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("written by"),
    )
    made_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("comment on minutes")
        verbose_name_plural = _("comments on minutes")
        ordering = ["id"]
        triggers = [
            ClosedStays(
                name="comment_stays",
                operation=pgtrigger.Update,
                closed=ALWAYS,
                redacted=only_redacted(
                    "r.minutes_id = OLD.minutes_id AND r.item_id IS NOT DISTINCT FROM OLD.item_id",
                    "text",
                ),
            )
        ]

    def __str__(self) -> str:
        return numbered(self)


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
