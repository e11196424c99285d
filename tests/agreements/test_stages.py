"""The table of moves, in the rules' eyes and in the database's."""

from io import StringIO
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings as house
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from partnerships.agreements.management.commands.draw_stages import PLACE, drawn
from partnerships.agreements.models import Agreement
from partnerships.agreements.stages import LIFE, Stage
from partnerships.shared.stages import IllegalMove, explained
from tests.factories.agreements import SIGNED_ON, AgreementFactory, lead_to, way_to

LEGAL = set(LIFE.pairs())


def _end_rounds(agreement: Agreement) -> None:
    """As every action does before the agreement leaves signing."""
    agreement.rounds.open().update(ended_at=timezone.now(), ending="recalled")


def moved(agreement: Agreement, target: str) -> Exception | None:
    """Tries it with one UPDATE, past rules and actions; what the database said."""
    rows = Agreement.objects.filter(pk=agreement.pk)
    try:
        with transaction.atomic():
            _end_rounds(agreement)
            rows.update(stage=target, effective_on=SIGNED_ON)
            transaction.set_rollback(True)
    except IntegrityError as error:
        return explained(error)
    return None


@pytest.mark.parametrize("source", Stage.values)
def test_the_database_takes_the_legal_moves_and_no_other(db, source) -> None:
    agreement = lead_to(AgreementFactory(), source)
    for target in set(Stage.values) - {source}:
        said = moved(agreement, target)
        if (source, target) in LEGAL:
            assert said is None, (source, target)
        else:
            assert isinstance(said, IllegalMove), (source, target)
            assert str(said) == f'No move from "{source}" to "{target}"'


@pytest.mark.parametrize("stage", [stage for stage in Stage.values if stage != LIFE.birth])
def test_everything_is_born_as_a_draft(db, stage) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        AgreementFactory(stage=stage, effective_on=SIGNED_ON)
    assert isinstance(explained(caught.value), IllegalMove)


def test_no_switch_of_a_session_opens_another_way(db) -> None:
    agreement = AgreementFactory()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pgtrigger.ignore = '{stage_moves,pgtrigger_stage_moves}'")
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true) FROM pg_trigger"
        )
    assert isinstance(moved(agreement, Stage.IN_FORCE), IllegalMove)


def test_another_error_stays_what_it_is(db) -> None:
    ready = lead_to(AgreementFactory(), Stage.READY)
    _end_rounds(ready)
    refused = pytest.raises(IntegrityError, match="agreement_in_force_has_date")
    with refused as caught, transaction.atomic():
        Agreement.objects.filter(pk=ready.pk).update(stage=Stage.IN_FORCE)
    assert explained(caught.value) is caught.value


def test_every_stage_is_reached_and_every_verb_is_once() -> None:
    assert all(way_to(stage) or stage == LIFE.birth for stage in Stage.values)
    verbs = [move.verb for move in LIFE.moves]
    assert len(verbs) == len(set(verbs))


def test_the_table_answers_for_each_verb_and_stage() -> None:
    for verb, stage in product((move.verb for move in LIFE.moves), Stage.values):
        assert LIFE.possible(verb, stage) is (stage in LIFE.move(verb).sources)
    with pytest.raises(KeyError, match="no move 'fly'"):
        LIFE.move("fly")


def test_the_drawing_is_up_to_date() -> None:
    drawing = Path(house.ROOT, PLACE).read_text(encoding="utf-8")
    assert drawing == drawn(), "run `manage.py draw_stages`"


def test_the_drawing_is_written_where_it_is_looked_for(settings, tmp_path) -> None:
    settings.ROOT = tmp_path
    call_command("draw_stages", stdout=StringIO())
    assert (tmp_path / PLACE).read_text(encoding="utf-8") == drawn()
