"""A passage of closed minutes that both sides take out: what one proposed, what the other one said, and no word of it.

The database carries out what was agreed (decision 0044): words, history and comments in one statement.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models.agenda import AgendaItem
from meetings.models.minutes import MARK, Minutes
from meetings.stages import REDACTION_LIFE, RedactionStage
from partnerships.directory.models import Side
from partnerships.shared.checked import Checked
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.stages import StageTrigger

LEAST = 3  # characters of a passage: fewer stand in half of all words


class Why(models.TextChoices):
    """Why a passage goes. Chosen, not typed: so no reason can repeat what was taken out."""

    CONFIDENCE = "confidence", _("was said in confidence")
    THIRD_PERSON = "third_person", _("is about somebody who was not there")
    TOO_MUCH = "too_much", _("says more about somebody than minutes need")
    DANGER = "danger", _("can put somebody in danger")


class CarriedOut(pgtrigger.Trigger):
    """Puts the mark for the passage when both sides agree; at every end the redaction loses the words itself.

    Earlier drafts of the words lose all but the mark: they may say the same in another way.
    """

    name = "carried_out"
    when = pgtrigger.After
    operation = pgtrigger.Update
    condition = pgtrigger.Q(old__stage=RedactionStage.PROPOSED) & ~pgtrigger.Q(
        new__stage=RedactionStage.PROPOSED
    )

    def get_declare(self, model: models.Model) -> list[tuple[str, str]]:
        """The redaction, the words that stand for the passage, and a row that it changes."""
        return [("r", "meetings_redaction"), ("mark", "text"), ("w", "record")]

    def get_func(self, model: models.Model) -> str:
        """Runs as the owner, because nobody else may touch the history (shared/database_roles.py)."""
        return self.format_sql(
            f"""
            r := NEW;
            mark := {MARK};
            IF r.stage = 'agreed' THEN
                {_replace("minutesentry", "item_id = r.item_id", "discussion", "decision")}
                UPDATE meetings_seatvote SET reason = replace(reason, r.passage, mark)
                    WHERE item_id = r.item_id AND position(r.passage IN reason) > 0;
                IF r.item_id IS NULL THEN
                    {_replace("minutes", "id = r.minutes_id", "note")}
                    {_replace("minutesanswer", "minutes_id = r.minutes_id", "dissent")}
                END IF;
                UPDATE meetings_minutescomment SET text = replace(text, r.passage, mark)
                    WHERE minutes_id = r.minutes_id AND item_id IS NOT DISTINCT FROM r.item_id
                        AND position(r.passage IN text) > 0;
            END IF;
            UPDATE meetings_redaction SET passage = '' WHERE id = r.id;
            RETURN NULL;"""
        )


def _replace(table: str, place: str, *names: str) -> str:
    """SQL: the mark for the passage in these rows, and in their history."""
    there = " OR ".join(f"position(r.passage IN {name}) > 0" for name in names)
    words = ", ".join(f"{name} = replace({name}, r.passage, mark)" for name in names)
    earlier = ", ".join(
        f"""{name} = CASE WHEN {name} = '' OR replace({name}, r.passage, mark) = w.{name}
            THEN replace({name}, r.passage, mark) ELSE mark END"""
        for name in names
    )
    return f"""
        FOR w IN UPDATE meetings_{table} SET {words} WHERE {place} AND ({there}) RETURNING * LOOP
            UPDATE "meetings_{table}event" SET {earlier} WHERE pgh_obj_id = w.id;
        END LOOP;"""


class TraceStays(pgtrigger.Trigger):
    """Keeps what was proposed and what was said to it; only the passage goes, by `CarriedOut`."""

    name = "trace_stays"
    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete

    def get_func(self, model: models.Model) -> str:
        """A proposal ends or stays as it is; an agreed one is never deleted."""
        return self.format_sql(
            """
            IF TG_OP = 'DELETE' THEN
                IF OLD.stage <> 'agreed' THEN RETURN OLD; END IF;
            ELSIF OLD.stage <> 'proposed' THEN
                IF to_jsonb(NEW) = to_jsonb(OLD) || jsonb_build_object('passage', '') THEN RETURN NEW; END IF;
            ELSIF to_jsonb(NEW) - '{stage,decided_by_id,decided_side,decided_at,replaced}'::text[]
                = to_jsonb(OLD) - '{stage,decided_by_id,decided_side,decided_at,replaced}'::text[]
            THEN RETURN NEW;
            END IF;
            RAISE EXCEPTION 'What became of a proposal stays'
                USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'redaction_trace_stays';"""
        )


@fields(
    personal="proposed_by decided_by",
    listed="proposed_by decided_by",
    harmless="minutes item passage why stage proposed_side proposed_at decided_side decided_at replaced",
)
class Redaction(Checked):
    """Of closed minutes. `item`: the point; None: what belongs to no point, dissents, addenda.

    `passage` is there only while the other side is asked; `replaced`: SHA-256 of the sealed paper that said it.
    """

    minutes = models.ForeignKey(
        Minutes,
        models.PROTECT,
        related_name="redactions",
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
    passage = models.TextField(_("the exact words"), max_length=2000, blank=True)
    why = models.CharField(_("why they are taken out"), max_length=12, choices=Why)
    stage = models.CharField(
        _("stage"),
        max_length=10,
        choices=RedactionStage,
        default=RedactionStage.PROPOSED,
        editable=False,
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("proposed by"),
    )
    proposed_side = models.CharField(_("side"), max_length=10, choices=Side, editable=False)
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("decided by"),
    )
    decided_side = models.CharField(
        _("side"), max_length=10, choices=Side, blank=True, editable=False
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    replaced = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("redaction of minutes")
        verbose_name_plural = _("redactions of minutes")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="redaction_by_both_sides",
                condition=~Q(stage=RedactionStage.AGREED)
                | (
                    Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(decided_side="")
                    & ~Q(decided_side=F("proposed_side"))
                    & ~Q(decided_by=F("proposed_by"))
                ),
            ),
            models.CheckConstraint(
                name="redaction_open_has_words",
                condition=~Q(stage=RedactionStage.PROPOSED) | ~Q(passage=""),
            ),
        ]
        triggers = [StageTrigger(lifecycle=REDACTION_LIFE), CarriedOut(), TraceStays()]

    def __str__(self) -> str:
        return numbered(self)
