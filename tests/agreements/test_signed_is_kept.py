"""What is frozen and signed, as the site's database role sees it: nobody changes it, whatever they switch off."""

import pytest
from django.db import DatabaseError, connection, transaction

from partnerships.agreements.actions import rounds
from partnerships.agreements.actions import signing as actions
from partnerships.agreements.models import Party
from tests.audit.test_append_only import ignore_triggers

TABLES = (
    "agreements_agreement", "agreements_clause", "agreements_clausetext", "agreements_party",
    "agreements_signatory", "agreements_agreementfile", "agreements_signinground",
    "agreements_signature", "agreements_refusal",
)  # fmt: skip
ATTEMPTS = [
    "UPDATE agreements_clausetext SET body = 'Something else'",
    "UPDATE agreements_clausetext SET heading = 'Something else'",
    "DELETE FROM agreements_clausetext",
    "UPDATE agreements_clause SET position = position + 1",
    "UPDATE agreements_clause SET numbered = NOT numbered",
    "DELETE FROM agreements_clause",
    "INSERT INTO agreements_clause (agreement_id, kind, position, key, numbered, version)"
    " SELECT id, 'clause', 9, '', true, 1 FROM agreements_agreement",
    "UPDATE agreements_party SET signatures_needed = 1 WHERE signatures_needed = 2",
    "UPDATE agreements_party SET founding = false",
    "UPDATE agreements_party SET removed_at = now()",
    "DELETE FROM agreements_party",
    "UPDATE agreements_signatory SET name = 'Somebody else'",
    "DELETE FROM agreements_signatory",
    "UPDATE agreements_agreementfile SET sha256 = 'x' WHERE kind = 'annex'",
    "DELETE FROM agreements_agreementfile WHERE kind = 'annex'",
    "UPDATE agreements_agreement SET title = 'Something else'",
    "UPDATE agreements_agreement SET term_months = 1",
    "UPDATE agreements_agreement SET notice_months = 0",
    "UPDATE agreements_agreement SET incident_hours = 1",
    "UPDATE agreements_agreement SET governing_language = 'en'",
    "UPDATE agreements_agreement SET stage = 'under_consultation'",
    "UPDATE agreements_agreement SET stage = 'in_force', effective_on = now()",
    "UPDATE agreements_agreement SET stage = 'declined'",
    "UPDATE agreements_signinground SET facts = '{}'",
    "UPDATE agreements_signinground SET digest = repeat('0', 64)",
    "UPDATE agreements_signinground SET deadline_on = now()",
    "UPDATE agreements_signinground SET in_force_rule = 'founders'",
    "UPDATE agreements_signinground SET effective_on = now()",
    "UPDATE agreements_signinground SET in_order = true",
    "DELETE FROM agreements_signinground",
    "INSERT INTO agreements_signinground SELECT * FROM agreements_signinground",
    "UPDATE agreements_signature SET name = 'Somebody else'",
    "UPDATE agreements_signature SET signed_on = '2001-01-01'",
    "UPDATE agreements_signature SET means = 'paper'",
    "UPDATE agreements_signature SET digest = repeat('0', 64)",
    "UPDATE agreements_signature SET person_id = NULL",
    "UPDATE agreements_signature SET voided_at = now()",
    "DELETE FROM agreements_signature",
    "UPDATE agreements_refusal SET reason = 'Something else'",
    "DELETE FROM agreements_refusal",
    "ALTER TABLE agreements_signature DISABLE TRIGGER ALL",
    "ALTER TABLE agreements_clausetext DISABLE TRIGGER ALL",
    "ALTER TABLE agreements_signature DROP COLUMN digest",
    "TRUNCATE agreements_signature CASCADE",
    "TRUNCATE agreements_clausetext CASCADE",
]  # fmt: skip

SAYS = (
    "is frozen|are frozen|kept as it is|has not ended|begins when|does not belong|stays over"
    "|denied|must be owner|signature_place_once"
)


@pytest.fixture
def half(signing):
    """Frozen with an annex file, one signature, one refusal."""
    annex = signing.agreement.clauses.get(kind="annex")
    signing.agreement.files.create(
        kind="annex", clause=annex, name="a.pdf", file="x", sha256="1" * 64, size=1,
        media_type="application/pdf", uploaded_by=signing.keeper,
    )  # fmt: skip
    signing.ready()
    signing.sign("mayor")
    actions.refuse(signing.parties["club"], by=signing.account("deputy"), reason="Nein.")
    return signing


def everything() -> list[tuple]:
    """All rows of what is frozen."""
    found = []
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
            found += cursor.fetchall()
    return found


def refused(statement: str, **values) -> None:
    """Raises: AssertionError when the database does it."""
    with (
        pytest.raises(DatabaseError, match=SAYS),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values or None)


def test_nothing_frozen_changes(half) -> None:
    before = everything()
    for attempt in ATTEMPTS:
        refused(attempt)
        assert everything() == before, attempt


def test_no_switch_of_a_session_helps(half) -> None:
    before = everything()
    ignore_triggers()
    for attempt in ATTEMPTS:
        refused(attempt)
        assert everything() == before, attempt


INSERT = """
    INSERT INTO agreements_signature (round_id, party_id, place_no, name, function, means, digest,
        given_at, signed_on, place, by_id, certificate, printed_name)
    SELECT r.id, %(party)s, %(place)s, 'X', '', 'paper', %(digest)s, now(), now(), '', %(by)s, '{}', ''
    FROM agreements_signinground r WHERE r.id = %(round)s
"""


def test_a_signature_is_written_only_into_its_place(half) -> None:
    round = half.agreement.rounds.get()
    fits = {
        "round": round.pk, "party": half.parties["association"].pk, "place": 1,
        "digest": round.digest, "by": half.keeper.pk,
    }  # fmt: skip
    other = type(half.parties["city"]).objects.exclude(agreement=half.agreement).first()
    for wrong in (
        {"digest": "0" * 64},
        {"place": 3},
        {"party": half.parties["club"].pk, "place": 2},
        {"party": half.parties["city"].pk},  # its place is taken
        {"party": other.pk if other else 0},
    ):
        refused(INSERT, **(fits | wrong))
    with connection.cursor() as cursor:
        cursor.execute(INSERT, fits)
    assert round.signatures.count() == 2


def test_what_ended_stays_ended(half) -> None:
    rounds.recall(half.agreement, by=half.keeper, reason="Ein Wort.")
    before = everything()
    for attempt in (
        "UPDATE agreements_signinground SET ended_at = NULL, ending = ''",
        "UPDATE agreements_signinground SET ending_note = 'x'",
        "UPDATE agreements_signature SET voided_at = NULL",
        "UPDATE agreements_signature SET voided_at = now() + interval '1 day'",
    ):
        refused(attempt)
    round = half.agreement.rounds.get()
    fits = {
        "round": round.pk, "party": half.parties["association"].pk, "place": 1,
        "digest": round.digest, "by": half.keeper.pk,
    }  # fmt: skip
    refused(INSERT, **fits)
    assert everything() == before


def test_no_action_changes_a_frozen_text(half) -> None:
    from django.core.exceptions import PermissionDenied

    from partnerships.agreements.actions import clauses, drafting

    clause = half.agreement.clauses.first()
    texts = {"de": {"heading": "Neu", "body": "Text."}}
    party = Party.objects.get(pk=half.parties["club"].pk)
    acts = [
        lambda: drafting.edit_details(half.agreement, by=half.keeper, version=1, title="N"),
        lambda: drafting.remove_party(party, by=half.keeper),
        lambda: clauses.edit_clause(clause, by=half.keeper, version=1, texts=texts),
        lambda: clauses.add_clause(half.agreement, by=half.keeper, kind="annex", texts=texts),
        lambda: clauses.remove_clause(clause, by=half.keeper),
    ]
    before = everything()
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert everything() == before


def test_forms_and_tables_of_the_admin_change_nothing(half) -> None:
    own = f"/agreements/{half.agreement.pk}"
    clause = half.agreement.clauses.first()
    before, keeper, admin = everything(), half.client("liaison"), half.client("admin")
    typed = {"heading_de": "Neu", "body_de": "Neu", "version": "1", "title": "Neu", "reason": ""}
    for path in (
        f"{own}/clauses/{clause.pk}/",
        f"{own}/clauses/add/",
        f"{own}/clauses/{clause.pk}/remove/",
        f"{own}/details/",
        f"{own}/parties/",
        f"{own}/parties/{half.parties['city'].pk}/",
    ):
        assert keeper.post(path, typed).status_code == 403, path
    for table in ("agreement", "clause", "clausetext", "party", "signatory", "signinground"):
        row = f"/admin/agreements/{table}/{clause.pk}"
        for deed in ("change", "delete"):
            assert admin.post(f"{row}/{deed}/", typed | {"post": "yes"}).status_code in (302, 403)
    signature = half.agreement.rounds.get().signatures.get()
    for deed in ("change", "delete"):
        path = f"/admin/agreements/signature/{signature.pk}/{deed}/"
        assert admin.post(path, {"post": "yes", "name": "X"}).status_code == 403
    assert everything() == before
