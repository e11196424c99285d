"""Draft, write, move, remove: what stands there afterwards, and what is refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from partnerships.agreements import originals
from partnerships.agreements.actions import Conflict, clauses, drafting
from partnerships.agreements.document import facts
from partnerships.agreements.models import Agreement, Clause, ClauseText, Party, Signatory
from partnerships.agreements.stages import EDITABLE, Stage
from partnerships.shared.audit.models import AuditEvent
from tests.cast import Cast
from tests.factories.agreements import lead_to, whole_agreement
from tests.factories.directory import OrganisationFactory, PartnerFactory
from tests.journeys.forms import opened, typed
from tests.kept import kept

FROZEN = [stage for stage in Stage.values if stage not in EDITABLE]


@pytest.fixture
def chair(cast):
    return cast.account("chair")


@kept(after="cast")
def agreement(cast: Cast) -> Agreement:
    """A draft of the chair."""
    return whole_agreement(partnership=cast.north, drafted_by=cast.account("chair"))


def words(heading: str, body: str = "Text.") -> dict[str, str]:
    return {"heading": heading, "body": body}


def numbers(agreement: Agreement) -> list[tuple[str, int]]:
    return [(number, c.pk) for number, c in facts.number_clauses(list(agreement.clauses.all()))]


def test_a_draft_of_thirteen_parties_has_the_original_in_both_languages(cast, chair) -> None:
    organisations = [cast.police] + [
        PartnerFactory(partnership=cast.north).organisation for _ in range(12)
    ]
    made = drafting.draft(cast.north, by=chair, title="Vertrag", organisations=organisations)
    original = {language: originals.read(language) for language in originals.LANGUAGES}
    assert [party.organisation for party in made.parties.all()] == organisations
    assert [party.side for party in made.parties.all()] == ["authority"] + ["civil"] * 12
    for language, passages in original.items():
        found = ClauseText.objects.filter(clause__agreement=made, language=language)
        there = list(found.order_by("clause__position").values_list("heading", "body"))
        assert there == [(p.heading, p.body.strip()) for p in passages]
    assert made.stage == Stage.DRAFT and made.governing_language == "de"


def test_an_organisation_that_is_no_partner_is_on_the_other_side(cast, chair) -> None:
    away = OrganisationFactory()
    made = drafting.draft(cast.north, by=chair, title="Vertrag", organisations=[away])
    assert made.parties.get().side == "other"


def test_a_form_sent_twice_gives_one_agreement(cast) -> None:
    client, path = cast.client("chair"), f"/agreements/of/{cast.north.pk}/draft/"
    changed = typed(client, path, title="Vertrag", organisations=[cast.police.pk])
    values = opened(client, path) | changed
    first, second = client.post(path, values), client.post(path, values)
    assert first["Location"] == second["Location"]
    assert Agreement.objects.count() == 1
    assert AuditEvent.objects.filter(what="agreements.drafted").count() == 1


@pytest.mark.parametrize("title", ["", "x" * 201])
def test_a_title_that_cannot_be(cast, chair, title) -> None:
    with pytest.raises(ValidationError):
        drafting.draft(cast.north, by=chair, title=title, organisations=[])
    assert not Agreement.objects.exists()


def test_an_old_version_overwrites_nothing(agreement, chair) -> None:
    first = agreement.clauses.first()
    clauses.edit_clause(first, by=chair, version=1, texts={"de": words("Neu")})
    with pytest.raises(Conflict):
        clauses.edit_clause(first, by=chair, version=1, texts={"de": words("Zu spät")})
    drafting.edit_details(agreement, by=chair, version=1, title="Neu")
    with pytest.raises(Conflict):
        drafting.edit_details(agreement, by=chair, version=1, title="Zu spät")
    agreement.refresh_from_db()
    assert (first.texts.get(language="de").heading, agreement.title) == ("Neu", "Neu")


def test_a_second_tab_shows_both_and_saves_on_purpose(cast, agreement, chair) -> None:
    first = agreement.clauses.first()
    path = f"/agreements/{agreement.pk}/clauses/{first.pk}/"
    typed = {"heading_de": "Meins", "body_de": "Mein Text.", "version": "1"}
    clauses.edit_clause(first, by=chair, version=1, texts={"de": words("Ihres", "Ihr Text.")})
    shown = cast.client("chair").post(path, typed)
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "Mein Text." in page and "Ihr Text." in page
    assert first.texts.get(language="de").heading == "Ihres"
    again = cast.client("chair").post(path, typed | {"version": "2"})
    assert again.status_code == 302
    assert first.texts.get(language="de").heading == "Meins"


def test_numbers_follow_when_a_clause_moves(agreement, chair) -> None:
    one, two, annex = agreement.clauses.all()
    assert numbers(agreement) == [("1", one.pk), ("2", two.pk), ("A", annex.pk)]
    clauses.move_clause(one, by=chair, up=False)
    assert numbers(agreement) == [("1", two.pk), ("2", one.pk), ("A", annex.pk)]
    clauses.move_clause(one, by=chair, up=True)
    assert numbers(agreement) == [("1", one.pk), ("2", two.pk), ("A", annex.pk)]
    clauses.remove_clause(one, by=chair)
    added = clauses.add_clause(agreement, by=chair, kind="clause", texts={"de": words("Neu")})
    assert numbers(agreement) == [("1", two.pk), ("2", added.pk), ("A", annex.pk)]


def test_at_the_end_nothing_moves_and_nothing_is_written(agreement, chair) -> None:
    one, two, annex = agreement.clauses.all()
    for clause, up in ((one, True), (two, False), (annex, True), (annex, False)):
        clauses.move_clause(clause, by=chair, up=up)
    assert [c.pk for c in agreement.clauses.all()] == [one.pk, two.pk, annex.pk]
    assert not AuditEvent.objects.exists()


def test_a_translation_is_outdated_until_it_follows(agreement, chair) -> None:
    first = agreement.clauses.first()
    english = first.texts.get(language="en")
    same = words(english.heading, english.body)
    clauses.edit_clause(first, by=chair, version=1, texts={"de": words("Neu"), "en": same})
    english.refresh_from_db()
    assert english.outdated
    clauses.edit_clause(first, by=chair, version=2, texts={"de": words("Neu"), "en": words("New")})
    english.refresh_from_db()
    assert not english.outdated
    assert not first.texts.get(language="de").outdated


def test_an_emptied_translation_is_gone(agreement, chair) -> None:
    first = agreement.clauses.first()
    clauses.edit_clause(first, by=chair, version=1, texts={"en": words("", "")})
    assert [text.language for text in first.texts.all()] == ["de"]


def test_the_same_party_twice_is_one(agreement, cast, chair) -> None:
    there = agreement.parties.count()
    first = drafting.add_party(agreement, cast.association, by=chair)
    assert drafting.add_party(agreement, cast.association, by=chair) == first
    assert agreement.parties.count() == there + 1


def changes(agreement: Agreement) -> list:
    """Every way to change what people will sign, past rules and actions."""
    clause, party = agreement.clauses.first(), agreement.parties.first()
    signatory = party.signatories.first()
    other = whole_agreement()
    text = clause.texts.first()
    return [
        lambda: Clause.objects.filter(pk=clause.pk).update(position=9),
        lambda: Clause.objects.filter(pk=clause.pk).update(agreement=other),
        lambda: Clause.objects.filter(agreement=other).update(agreement=agreement),
        lambda: Clause.objects.create(agreement=agreement, position=9),
        lambda: ClauseText.objects.filter(pk=text.pk).update(body="Anderes."),
        lambda: ClauseText.objects.filter(pk=text.pk).delete(),
        lambda: ClauseText.objects.filter(pk=text.pk).update(clause=other.clauses.first()),
        lambda: clause.delete(),
        lambda: Party.objects.filter(pk=party.pk).update(name="Andere"),
        lambda: Party.objects.filter(pk=party.pk).delete(),
        lambda: Party.objects.create(agreement=agreement, organisation=OrganisationFactory()),
        lambda: Signatory.objects.filter(pk=signatory.pk).update(name="Andere"),
        lambda: Signatory.objects.filter(pk=signatory.pk).delete(),
        lambda: Signatory.objects.create(party=party, name="Noch jemand"),
    ]


@pytest.mark.parametrize("switch", [False, True], ids=["plain", "after a switch"])
@pytest.mark.parametrize("stage", FROZEN)
def test_what_is_signed_is_what_was_read(db, stage, switch) -> None:
    agreement = whole_agreement()
    agreement.parties.first().signatories.create(name="Jemand")
    lead_to(agreement, stage)
    if switch:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL pgtrigger.ignore = '{frozen}'")
            cursor.execute(
                "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true)"
                " FROM pg_trigger WHERE NOT tgisinternal"
            )
    for number, change in enumerate(changes(agreement)):
        with pytest.raises(IntegrityError, match="The text is frozen"), transaction.atomic():
            change()
            pytest.fail(f"change {number} went through")


def test_actions_say_so_before_the_database_does(cast, chair) -> None:
    ready = whole_agreement(Stage.READY, partnership=cast.north)
    first, party = ready.clauses.first(), ready.parties.first()
    for act in (
        lambda: clauses.edit_clause(first, by=chair, version=1, texts={}),
        lambda: clauses.add_clause(ready, by=chair, kind="clause", texts={}),
        lambda: clauses.move_clause(first, by=chair, up=True),
        lambda: clauses.remove_clause(first, by=chair),
        lambda: drafting.add_party(ready, cast.police, by=chair),
        lambda: drafting.edit_party(party, by=chair, signatures_needed=1, signatories=[]),
        lambda: drafting.remove_party(party, by=chair),
        lambda: drafting.edit_details(ready, by=chair, version=1),
    ):
        with pytest.raises(PermissionDenied):
            act()
