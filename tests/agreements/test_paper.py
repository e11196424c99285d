"""Steps, and the event that each action writes."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from partnerships.agreements.actions import clauses, drafting, printing, rounds, stages
from partnerships.agreements.life.history import history_of
from partnerships.agreements.models import Agreement
from partnerships.agreements.stages import Stage
from partnerships.shared.audit.models import AuditEvent
from tests.cast import Cast
from tests.factories.agreements import whole_agreement
from tests.kept import kept


@pytest.fixture
def chair(cast):
    return cast.account("chair")


@kept(after="cast")
def ready(cast: Cast) -> Agreement:
    """Ready to sign, drafted by the chair."""
    chair = cast.account("chair")
    return whole_agreement(Stage.READY, partnership=cast.north, drafted_by=chair)


def test_a_step_that_somebody_took_already_is_refused(ready, chair) -> None:
    rounds.recall(ready, by=chair, reason="Ein Komma fehlt.")
    with pytest.raises(PermissionDenied):
        rounds.recall(ready, by=chair, reason="Noch eins.")  # the object still says: ready to sign
    with pytest.raises(KeyError):
        stages.take_step(ready, "sign_first", by=chair)


def test_the_agreement_counts_its_versions(ready, chair) -> None:
    assert rounds.recall(ready, by=chair, reason="Ein Komma.").version == ready.version + 1


def actions(agreement, cast, chair):
    """Each action on a draft, and the event it writes."""
    texts = {"de": {"heading": "Neu", "body": "Text."}}
    party, clause = agreement.parties.first(), agreement.clauses.first()
    yield "details_edited", lambda: drafting.edit_details(agreement, by=chair, version=1, title="N")
    yield "party_added", lambda: drafting.add_party(agreement, cast.police, by=chair)
    signing = {"signatures_needed": 1, "signatories": [{"name": "Jemand", "person": None}]}
    yield "party_edited", lambda: drafting.edit_party(party, by=chair, **signing)
    yield "party_removed", lambda: drafting.remove_party(party, by=chair)
    yield "clause_added", lambda: clauses.add_clause(agreement, by=chair, kind="annex", texts=texts)
    yield "clause_edited", lambda: clauses.edit_clause(clause, by=chair, version=1, texts=texts)
    yield "clause_moved", lambda: clauses.move_clause(clause, by=chair, up=False)
    yield "clause_removed", lambda: clauses.remove_clause(clause, by=chair)
    yield "stage_changed", lambda: stages.take_step(agreement, "consult", by=chair)
    yield "stage_changed", lambda: rounds.decline(agreement, by=chair, reason="Nein")


def test_no_change_without_its_event(cast, chair) -> None:
    agreement = whole_agreement(partnership=cast.north, drafted_by=chair)
    for verb, act in actions(agreement, cast, chair):
        before = AuditEvent.objects.count()
        act()
        event = AuditEvent.objects.order_by("-id").first()
        assert AuditEvent.objects.count() == before + 1, verb
        assert (event.what, event.by_id, event.target_id) == (
            f"agreements.{verb}",
            chair.pk,
            agreement.pk,
        )


def test_drafting_and_printing_write_one_event_each(cast, chair) -> None:
    made = drafting.draft(cast.north, by=chair, title="Vertrag", organisations=[cast.police])
    document = printing.request_document(made, by=chair, language="en")
    events = AuditEvent.objects.order_by("id").values_list("what", "target_id")
    assert list(events) == [("agreements.drafted", made.pk), ("documents.requested", document.pk)]
    assert document.facts["language"] == "en" and document.facts["draft"]


def test_an_event_holds_ids_and_codes_only(cast, chair) -> None:
    agreement = whole_agreement(partnership=cast.north, title="Geheimer Titel")
    for _verb, act in actions(agreement, cast, chair):
        act()
    told = str(list(AuditEvent.objects.values_list("facts", flat=True)))
    assert not [w for w in ("Geheim", "Neu", "Text", "Jemand", "Verein", "@") if w in told]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_history_can_be_read(cast, chair, language) -> None:
    agreement = whole_agreement(partnership=cast.north)
    for _verb, act in actions(agreement, cast, chair):
        act()
    with override(language):
        told = history_of(agreement)
    assert len(told) == 10
    assert all(entry["text"] and entry["by"] == "Chair Beispiel" for entry in told)
