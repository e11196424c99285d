"""What is frozen is frozen in the database: text, terms, the signed wording, signatures.

Source: decision 0010; what people sign must be what they read.
"""

from collections.abc import Iterable
from typing import ClassVar, cast

import pgtrigger
from django.db import models

from partnerships.agreements.stages import EDITABLE, SIGNING, Stage

PAPER_RECORD = "agreements_paperrecord"


def _sql_list(stages: Iterable[str]) -> str:
    return ", ".join(f"'{stage}'" for stage in stages)


def _sql_changed(model: models.Model, fields: tuple[str, ...]) -> str:
    columns = [cast(models.Field, model._meta.get_field(name)).column for name in fields]
    return " OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in columns)


class FrozenAfterDrafting(pgtrigger.Trigger):
    """Refuses every change of a row whose agreement has left drafting. `agreement` is SQL over {row}."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def __init__(self, *, agreement: str, name: str = "frozen") -> None:
        self.agreement = agreement
        super().__init__(name=name)

    def get_declare(self, model: models.Model) -> list[tuple[str, str]]:
        """The stage that decides."""
        return [("now_at", "text")]

    def _check(self, row: str) -> str:
        return f"""
            SELECT stage INTO now_at FROM agreements_agreement WHERE id = ({self.agreement.replace("ROW", row)});
            IF now_at IS NOT NULL AND now_at NOT IN ({_sql_list(EDITABLE)}) THEN
                RAISE EXCEPTION 'The text is frozen: the agreement is %', now_at
                    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                          CONSTRAINT = 'agreements_text_frozen';
            END IF;"""

    def get_func(self, model: models.Model) -> str:
        """Checks the row before and the row after, so that it cannot be carried elsewhere."""
        return self.format_sql(
            f"""
            IF TG_OP <> 'INSERT' THEN {self._check("OLD")} END IF;
            IF TG_OP <> 'DELETE' THEN {self._check("NEW")} RETURN NEW; END IF;
            RETURN OLD;"""
        )


class OfColumns(pgtrigger.Trigger):
    """Base of those that watch some columns; `usual_name` is its name where the model gives none."""

    usual_name: ClassVar[str]

    def __init__(self, *, columns: tuple[str, ...], name: str = "") -> None:
        self.columns = columns
        super().__init__(name=name or self.usual_name)


class FrozenTerms(OfColumns):
    """Refuses changes of these columns of an agreement that has left drafting."""

    usual_name = "frozen_terms"
    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: models.Model) -> str:
        """The stage before decides: nobody changes terms and leaves drafting in one statement unseen."""
        return self.format_sql(
            f"""
            IF OLD.stage NOT IN ({_sql_list(EDITABLE)}) AND ({_sql_changed(model, self.columns)}) THEN
                RAISE EXCEPTION 'The terms are frozen: the agreement is %', OLD.stage
                    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                          CONSTRAINT = 'agreements_terms_frozen';
            END IF;
            RETURN NEW;"""
        )


class Unchangeable(OfColumns):
    """Refuses every change of these columns, and every deletion of the row."""

    usual_name = "unchangeable"
    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete

    def get_func(self, model: models.Model) -> str:
        """What was written stays; only the columns that are not named may still be filled in."""
        return self.format_sql(
            f"""
            IF TG_OP = 'DELETE' OR ({_sql_changed(model, self.columns)}) THEN
                RAISE EXCEPTION 'This row is kept as it is'
                    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                          CONSTRAINT = '{model._meta.db_table}_unchangeable';
            END IF;
            RETURN NEW;"""
        )


class FitsTheRound(pgtrigger.Trigger):
    """A signature is given to the frozen wording of a round that is open, and not more than a party needs."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: models.Model) -> list[tuple[str, str]]:
        """What the round and the party say."""
        return [("wording", "text"), ("needed", "int")]

    def get_func(self, model: models.Model) -> str:
        """Digest, stage and place are compared at the moment of signing."""
        return self.format_sql(
            f"""
            SELECT r.digest, p.signatures_needed INTO wording, needed
                FROM agreements_signinground r
                JOIN agreements_agreement a ON a.id = r.agreement_id AND a.stage IN ({_sql_list(SIGNING)})
                JOIN agreements_party p ON p.agreement_id = a.id AND p.id = NEW.party_id AND p.removed_at IS NULL
                WHERE r.id = NEW.round_id AND r.ended_at IS NULL;
            IF wording IS NULL OR wording <> NEW.digest OR NEW.place_no > needed THEN
                RAISE EXCEPTION 'This signature does not belong to an open round'
                    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                          CONSTRAINT = 'agreements_signature_fits';
            END IF;
            RETURN NEW;"""
        )


class EndsOnce(pgtrigger.Trigger):
    """What says that a row is over stays as it was written: nothing that ended begins again."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def __init__(self, *, at: str, columns: tuple[str, ...] = (), name: str = "ends_once") -> None:
        self.at, self.columns = at, columns
        super().__init__(name=name)

    def get_func(self, model: models.Model) -> str:
        """`at` is the moment of the end; the other columns belong to it."""
        return self.format_sql(
            f"""
            IF OLD."{self.at}" IS NOT NULL AND ({_sql_changed(model, (self.at, *self.columns))}) THEN
                RAISE EXCEPTION 'What is over stays over'
                    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                          CONSTRAINT = '{model._meta.db_table}_ends_once';
            END IF;
            RETURN NEW;"""
        )


class RoundOfReady(pgtrigger.Trigger):
    """A round begins when its agreement is ready to sign, whose text is then frozen."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: models.Model) -> str:
        """The stage at this moment decides."""
        return self.format_sql(
            f"""
            IF NOT EXISTS (SELECT FROM agreements_agreement
                WHERE id = NEW.agreement_id AND stage = '{Stage.READY.value}') THEN
                RAISE EXCEPTION 'A round begins when the agreement is ready to sign'
                    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                          CONSTRAINT = 'agreements_round_of_ready';
            END IF;
            RETURN NEW;"""
        )


class RoundEndsFirst(pgtrigger.Trigger):
    """An agreement leaves signing only when its round has ended: nobody thaws the text behind it."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: models.Model) -> str:
        """Asked at each change of the stage."""
        return self.format_sql(
            f"""
            IF OLD.stage IN ({_sql_list(SIGNING)}) AND NEW.stage NOT IN ({_sql_list(SIGNING)}) AND EXISTS (
                SELECT FROM agreements_signinground WHERE agreement_id = NEW.id AND ended_at IS NULL
            ) THEN
                RAISE EXCEPTION 'The round of signing has not ended'
                    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                          CONSTRAINT = 'agreements_round_ends_first';
            END IF;
            RETURN NEW;"""
        )


class VoidWithTheRound(pgtrigger.Trigger):
    """A signature is void only when its round has ended."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: models.Model) -> str:
        """No single signature disappears from an open round."""
        return self.format_sql(
            """
            IF NEW.voided_at IS NOT NULL AND OLD.voided_at IS NULL AND EXISTS (
                SELECT FROM agreements_signinground WHERE id = NEW.round_id AND ended_at IS NULL
            ) THEN
                RAISE EXCEPTION 'The round of signing has not ended'
                    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                          CONSTRAINT = 'agreements_signature_void_with_round';
            END IF;
            RETURN NEW;"""
        )


class OfAnOpenRound(pgtrigger.Trigger):
    """That all have signed on paper is recorded while a round is open, with a scan of the same agreement."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: models.Model) -> str:
        """No row is born with its answer."""
        return self.format_sql(
            f"""
            IF NEW.answer <> 'waiting' OR NOT EXISTS (
                SELECT FROM agreements_signinground r
                JOIN agreements_agreement a ON a.id = r.agreement_id AND a.stage IN ({_sql_list(SIGNING)})
                JOIN agreements_agreementfile f ON f.agreement_id = a.id AND f.kind = 'scan'
                WHERE r.id = NEW.round_id AND r.ended_at IS NULL AND f.id = NEW.scan_id
            ) THEN
                RAISE EXCEPTION 'This paper record does not belong to an open round'
                    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                          CONSTRAINT = 'agreements_paper_of_open_round';
            END IF;
            RETURN NEW;"""
        )


class ConfirmedByALead(pgtrigger.Trigger):
    """A paper record is confirmed by a confirmed lead of another party, as long as the round is open.

    Trees of organisations and puppets are held by the rule alone.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: models.Model) -> str:
        """The representation through which somebody answers says who they are."""
        return self.format_sql(
            """
            IF NEW.answer = 'confirmed' AND OLD.answer <> 'confirmed' AND NOT EXISTS (
                SELECT FROM directory_representation s
                JOIN directory_person p ON p.id = s.person_id AND p.account_id = NEW.answered_by_id
                JOIN agreements_party y ON y.organisation_id = s.organisation_id AND y.removed_at IS NULL
                JOIN agreements_signinground r ON r.agreement_id = y.agreement_id
                WHERE s.id = NEW.capacity_id AND s.organisation_id = NEW.answered_for_id
                    AND s.role = 'lead' AND NOT s.is_provisional AND s.ended_at IS NULL
                    AND NOT s.organisation_id = ANY (NEW.recorder_of)
                    AND r.id = NEW.round_id AND r.ended_at IS NULL
            ) THEN
                RAISE EXCEPTION 'Only a lead of another party confirms this'
                    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                          CONSTRAINT = 'agreements_paper_confirmed_by_lead';
            END IF;
            RETURN NEW;"""
        )


class ConfirmedOnPaper(pgtrigger.Trigger):
    """A round ends as signed on paper only when that was confirmed."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: models.Model) -> str:
        """Rounds that ended so before this was asked stay as they are."""
        return self.format_sql(
            f"""
            IF NEW.ending = 'on_paper' AND (TG_OP = 'INSERT' OR OLD.ending <> 'on_paper') AND NOT EXISTS (
                SELECT FROM {PAPER_RECORD} WHERE round_id = NEW.id AND answer = 'confirmed'
            ) THEN
                RAISE EXCEPTION 'That all have signed on paper was not confirmed'
                    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                          CONSTRAINT = 'agreements_round_confirmed_on_paper';
            END IF;
            RETURN NEW;"""
        )


class PaperAsConfirmed(OfColumns):
    """What an agreement says of its paper is what was recorded and confirmed, and stays so."""

    usual_name = "paper_as_confirmed"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: models.Model) -> str:
        """What stood there before this was asked stays."""
        return self.format_sql(
            f"""
            IF (CASE WHEN TG_OP = 'INSERT' THEN NEW.paper_signed_on IS NOT NULL
                ELSE {_sql_changed(model, self.columns)} END) AND NOT EXISTS (
                SELECT FROM {PAPER_RECORD} k JOIN agreements_signinground r ON r.id = k.round_id
                WHERE r.agreement_id = NEW.id AND r.ending = 'on_paper' AND k.answer = 'confirmed'
                    AND k.signed_on = NEW.paper_signed_on AND k.place = NEW.paper_place
                    AND k.recorded_by_id = NEW.paper_recorded_by_id
                    AND k.recorded_at = NEW.paper_recorded_at
            ) THEN
                RAISE EXCEPTION 'That all have signed on paper was not confirmed'
                    USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                          CONSTRAINT = 'agreements_paper_as_confirmed';
            END IF;
            RETURN NEW;"""
        )
