"""What was said and decided at a meeting, who has read it and agrees."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.agenda import AgendaItem
from meetings.stages import MINUTES_LIFE, MinutesStage
from partnerships.shared.checked import Checked
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
