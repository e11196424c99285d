"""That all have signed on paper, as the site's database role sees it: nobody gets past the confirmation."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from partnerships.agreements.actions import paper
from partnerships.agreements.models import PaperRecord
from tests.audit.test_append_only import ignore_triggers

IN_FORCE = (
    "UPDATE agreements_agreement SET paper_signed_on = now(), paper_recorded_at = now(),"
    " paper_recorded_by_id = drafted_by_id"
)
ANSWER = "UPDATE agreements_paperrecord SET answered_at = now(), answer = "
ATTEMPTS = [
    "UPDATE agreements_signinground SET ended_at = now(), ending = 'on_paper'",
    f"{IN_FORCE}, stage = 'in_force', effective_on = now()",
    IN_FORCE,
    f"{ANSWER}'confirmed'",
    f"{ANSWER}'confirmed', answered_by_id = recorded_by_id",
    f"{ANSWER}'confirmed', answered_by_id = %(mayor)s",
    f"{ANSWER}'confirmed', answered_by_id = %(mayor)s, answered_for_id = %(city)s, capacity_id = %(deputy)s",
    f"{ANSWER}'confirmed', answered_by_id = %(deputy_account)s, answered_for_id = %(club)s, capacity_id = %(deputy)s",
    f"{ANSWER}'confirmed', answered_by_id = %(mayor)s, answered_for_id = %(club)s, capacity_id = %(stand)s",
    f"{ANSWER}'rejected', answered_by_id = %(mayor)s, answered_for_id = %(city)s, capacity_id = %(stand)s",
    "UPDATE agreements_paperrecord SET answer = 'withdrawn'",
    "UPDATE agreements_paperrecord SET signed_on = '2001-01-01'",
    "UPDATE agreements_paperrecord SET effective_on = '2001-01-01'",
    "UPDATE agreements_paperrecord SET recorder_of = '{}'",
    "UPDATE agreements_paperrecord SET recorded_by_id = %(mayor)s",
    "UPDATE agreements_paperrecord SET text_from_paper = NOT text_from_paper",
    "DELETE FROM agreements_paperrecord",
    "TRUNCATE agreements_paperrecord CASCADE",
    "ALTER TABLE agreements_paperrecord DISABLE TRIGGER ALL",
]  # fmt: skip
SAYS = (
    "was not confirmed|Only a lead of another party|kept as it is|stays over|open round|has not ended"
    "|paper_record_|is frozen|denied|must be owner"
)
INSERT = """
    INSERT INTO agreements_paperrecord (round_id, scan_id, signed_on, place, effective_on, text_from_paper,
        recorded_by_id, recorder_of, recorded_at, answer, reason, answered_at)
    SELECT r.id, k.scan_id, now(), '', now(), false, k.recorded_by_id, '{}', now(), %(answer)s, '', %(at)s
    FROM agreements_signinground r, agreements_paperrecord k
"""


@pytest.fixture
def waiting(signing):
    """Recorded by the keeper; nobody has answered."""
    signing.ready()
    signing.on_paper(place="Rathaus")
    return signing


def known(scene) -> dict[str, int]:
    """Numbers that the statements name."""
    return {
        "mayor": scene.account("mayor").pk,
        "deputy_account": scene.account("deputy").pk,
        "stand": scene.stand("mayor").pk,
        "deputy": scene.stand("deputy").pk,
        "city": scene.parties["city"].organisation_id,
        "club": scene.parties["club"].organisation_id,
    }


def refused(statement: str, **values) -> None:
    """Raises: AssertionError when the database does it."""
    with (
        pytest.raises(DatabaseError, match=SAYS),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values or None)


def everything() -> list[tuple]:
    """All rows that say whether it is in force, and why."""
    found = []
    with connection.cursor() as cursor:
        for table in ("agreement", "signinground", "paperrecord"):
            cursor.execute(f"SELECT * FROM agreements_{table} ORDER BY 1")
            found += cursor.fetchall()
    return found


@pytest.mark.parametrize("ignoring", [False, True])
def test_nothing_goes_past_the_confirmation(waiting, ignoring) -> None:
    before, numbers = everything(), known(waiting)
    if ignoring:
        ignore_triggers()
    for attempt in ATTEMPTS:
        refused(attempt, **numbers)
        assert everything() == before, attempt


def test_a_record_begins_waiting_in_an_open_round(waiting) -> None:
    record = PaperRecord.objects.get()
    for answer, at in (("waiting", None), ("confirmed", timezone.now()), ("over", timezone.now())):
        refused(INSERT, answer=answer, at=at)
    paper.withdraw_paper(record, by=waiting.keeper)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT, {"answer": "waiting", "at": None})
    assert PaperRecord.objects.waiting().count() == 1


def test_what_was_confirmed_stays(waiting) -> None:
    waiting.confirm(PaperRecord.objects.get())
    before = everything()
    for attempt in (
        "UPDATE agreements_paperrecord SET answer = 'withdrawn'",
        "UPDATE agreements_paperrecord SET answered_at = NULL, answer = 'waiting', answered_by_id = NULL",
        "UPDATE agreements_paperrecord SET capacity_id = NULL",
        "UPDATE agreements_agreement SET paper_place = 'elsewhere'",
        "UPDATE agreements_agreement SET paper_signed_on = NULL, paper_recorded_at = NULL,"
        " paper_recorded_by_id = NULL",
    ):
        refused(attempt)
        assert everything() == before, attempt
    refused(INSERT, answer="waiting", at=None)
