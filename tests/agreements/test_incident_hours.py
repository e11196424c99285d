"""Hours to the meeting after an incident: typed, read, compared, frozen, printed, signed; older texts stay what they were."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from partnerships.agreements.actions import drafting, rounds
from partnerships.agreements.actions.life import amend
from partnerships.agreements.document import facts
from partnerships.agreements.document.trial import trial_of
from partnerships.agreements.models import Agreement, AgreementPrint, Clause, Party, PrintKind
from partnerships.agreements.stages import Stage
from partnerships.agreements.text import frozen_text
from partnerships.agreements.text.literals import waits_in
from partnerships.agreements.todo import before_ready
from partnerships.agreements.todo.before_ready import Finding, Kind, Weight
from partnerships.directory.models import Organisation
from partnerships.shared.documents.render import render
from tests.documents.pdfcheck import problems
from tests.documents.test_render import text_of
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.journeys.forms import browser, typed, words
from tests.sealing import scenes

pytestmark = pytest.mark.django_db

# Of `as_before`, written down before there was such a term.
DIGEST_BEFORE = "f2434b03f56bc8a7310c0168e8aabab47c163b5fc2c337fd0b7eea254fe63a09"
IN_FACTS = "Meeting after an incidentwithin 48 hours"  # its name and what it says
SIGNERS = ("mayor", "chairwoman", "treasurer", "deputy")


def agreed(agreement: Agreement, hours: int | None) -> Agreement:
    """Past the page."""
    agreement.incident_hours = hours
    agreement.save()
    return agreement


def as_before(cast) -> Agreement:
    """Always with the same numbers, so that its text always has the same fingerprint."""
    agreement = agree.AgreementFactory(
        pk=880001,
        partnership=cast.north,
        drafted_by=cast.account("liaison"),
        title="Vereinbarung von früher",
        title_en="Agreement of old",
        term_months=24,
    )
    for place, kind in enumerate(("clause", "annex")):
        clause = Clause(pk=880001 + place, agreement=agreement, kind=kind, position=place)
        clause.save()
        clause.texts.create(language="de", heading="Zweck", body="Wir arbeiten zusammen.")
    for place, number in enumerate((880001, 880002)):
        party = make.OrganisationFactory(pk=number, name=f"Partei {number}", legal_form="e.V.")
        Party(
            pk=number, agreement=agreement, organisation=party, name=party.name, side="civil",
            founding=True, position=place,
        ).save()  # fmt: skip
    return agreement


def test_from_the_form_to_the_signed_paper(signing, tmp_path) -> None:
    client, own = signing.client("liaison"), f"/agreements/{signing.agreement.pk}"
    path = f"{own}/details/"
    assert client.post(path, typed(client, path, incident_hours="48")).status_code == 302
    for page in (own, f"{own}/term"):
        assert IN_FACTS in words(client.get(f"{page}/").content)
    signing.agreement.refresh_from_db()
    round = signing.ready()
    assert round.facts["terms"]["incident_hours"] == 48
    assert frozen_text.digest_of(round.facts) == round.digest
    shown = words(signing.client("mayor").get(signing.path("mayor")).content)
    assert IN_FACTS in shown
    for name in SIGNERS:
        signing.sign(name)
    assert signing.agreement.stage == Stage.IN_FORCE
    document = AgreementPrint.objects.get(kind=PrintKind.FINAL).document
    scenes.made(document)
    data = scenes.bytes_of(document)
    assert problems(data) == []
    text = " ".join(text_of(data, tmp_path).split())
    assert "Treffen nach einem Vorfall innerhalb von 48 Stunden" in text


def test_what_is_not_agreed_is_nowhere(signing, tmp_path) -> None:
    client, own = signing.client("liaison"), f"/agreements/{signing.agreement.pk}"
    round = signing.ready()
    assert "incident_hours" not in round.facts["terms"]
    for page in (f"{own}/", f"{own}/term/"):
        assert "after an incident" not in words(client.get(page).content)
    assert "after an incident" not in words(
        signing.client("mayor").get(signing.path("mayor")).content
    )
    context = {"facts": facts.collect(signing.agreement, "en")}
    data = render(render_to_string("agreements/documents/agreement.html", context))
    assert "after an incident" not in text_of(data, tmp_path)


def test_the_paper_in_english_has_it_too(signing, tmp_path) -> None:
    context = {"facts": facts.collect(agreed(signing.agreement, 1), "en")}
    data = render(render_to_string("agreements/documents/agreement.html", context))
    text = " ".join(text_of(data, tmp_path).split())
    assert "Meeting after an incident within 1 hour " in f"{text} "


def test_older_texts_keep_their_fingerprint(cast) -> None:
    agreement = as_before(cast)
    text = frozen_text.read(agreement)
    assert frozen_text.digest_of(text) == DIGEST_BEFORE
    assert frozen_text.still_has(agreement, text, DIGEST_BEFORE)
    assert not frozen_text.still_has(agreed(agreement, 48), text, DIGEST_BEFORE)
    assert frozen_text.still_has(agreed(agreement, None), text, DIGEST_BEFORE)
    assert Organisation.objects.filter(pk__in=(880001, 880002)).count() == 2


def test_a_version_tells_what_came_and_what_went(signing) -> None:
    agreement, path = signing.agreement, f"/agreements/{signing.agreement.pk}/versions/compare/"
    for hours in (48, 24, None):
        agreement.refresh_from_db()
        drafting.edit_details(
            agreement, by=signing.keeper, version=agreement.version, incident_hours=hours
        )
    client, newest = signing.client("liaison"), agreement.versions.first().number
    shown = [
        words(client.get(path, {"from": newest - back - 1, "to": newest - back}).content)
        for back in (2, 1, 0)
    ]
    for page, said in zip(
        shown, ("[now: 48]", "[before: 48] [now: 24]", "[before: 24]"), strict=True
    ):
        assert f"Hours to the meeting after an incident {said}" in page


@pytest.mark.parametrize("wrong", ["0", "-1", "721", "1e3", "1.5", "x", "\x00", "٤٨h", "9" * 5000])
def test_hours_that_cannot_be(cast, wrong) -> None:
    draft = agree.whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
    client, path = browser(cast, "liaison"), f"/agreements/{draft.pk}/details/"
    answer = client.post(path, typed(client, path) | {"incident_hours": wrong})
    assert answer.status_code == 200
    [said] = answer.context["form"].errors["incident_hours"]
    assert said.endswith(".")
    draft.refresh_from_db()
    assert draft.incident_hours is None


@pytest.mark.parametrize("hours", [1, 720])
def test_the_bounds_belong_to_it(cast, hours) -> None:
    draft = agree.whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
    client, path = browser(cast, "liaison"), f"/agreements/{draft.pk}/details/"
    for told, kept in ((str(hours), hours), ("", None)):
        assert client.post(path, typed(client, path, incident_hours=told)).status_code == 302
        draft.refresh_from_db()
        assert draft.incident_hours == kept


@pytest.mark.parametrize("hours", [0, 721])
def test_the_database_holds_the_bounds(signing, hours) -> None:
    with pytest.raises(IntegrityError, match="agreement_incident_hours"), transaction.atomic():
        agreed(signing.agreement, hours)


@pytest.mark.parametrize("statement", ["= 24", "= NULL", "= incident_hours + 1"])
def test_nobody_changes_it_once_frozen(signing, statement) -> None:
    agreed(signing.agreement, 48)
    signing.ready()
    with (
        pytest.raises(DatabaseError, match="The terms are frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE agreements_agreement SET incident_hours {statement}")
    signing.agreement.refresh_from_db()
    assert signing.agreement.incident_hours == 48


def test_nobody_adds_it_once_frozen(signing) -> None:
    signing.ready()
    with (
        pytest.raises(DatabaseError, match="The terms are frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE agreements_agreement SET incident_hours = 48")


def test_it_can_be_changed_after_a_recall_and_stands_in_a_new_version(signing) -> None:
    agreed(signing.agreement, 48)
    signing.ready()
    rounds.recall(signing.agreement, by=signing.keeper, reason="Zu knapp.")
    signing.agreement.refresh_from_db()
    drafting.edit_details(
        signing.agreement, by=signing.keeper, version=signing.agreement.version, incident_hours=72
    )
    signing.agreement.refresh_from_db()
    signing.ready()
    for name in SIGNERS:
        signing.sign(name)
    made = amend(signing.agreement, by=signing.keeper)
    assert (made.stage, made.incident_hours) == (Stage.DRAFT, 72)


class TestNumbersInTheText:
    """Hours that stand in a clause are held against the term."""

    @pytest.mark.parametrize(
        ("body", "found"),
        [
            ("Nach einem Vorfall treffen sich beide innerhalb von 48 Stunden.", [("48 Stunden", 1, 48)]),
            ("Ja.\nNach einem Ereignis: Treffen binnen zwei Tagen.", [("zwei Tagen", 2, 48)]),
            ("Both sides meet within forty-eight hours of an incident.", [("forty-eight hours", 1, 48)]),
            ("| Treffen | nach einem Vorfall in 24 Stunden |\n| Antwort | 5 Tage |", [("24 Stunden", 1, 24)]),
            ("Wir treffen uns innerhalb von 48 Stunden. Ein Vorfall ist selten.", []),
            ("Nach einem Vorfall antwortet die Behörde in 48 Stunden.", []),
            ("Nach einem Vorfall treffen sich alle; Bericht in 10 Tagen.", []),
            ("", []),
        ],
    )  # fmt: skip
    def test_what_is_found(self, body, found) -> None:
        assert [(each.words, each.line, each.hours) for each in waits_in(body)] == found

    def told(self, signing, hours: int | None) -> list[Finding]:
        agreed(signing.agreement, hours)
        clause = signing.agreement.clauses.first()
        clause.texts.filter(language="de").update(
            body="Nach einem Vorfall treffen sich beide Seiten innerhalb von 48 Stunden."
        )
        agreement = Agreement.objects.get(pk=signing.agreement.pk)
        with override("en"):
            return before_ready.findings(agreement, by=signing.keeper, trial=trial_of(agreement))

    @pytest.mark.parametrize(
        ("hours", "kind", "weight", "said"),
        [
            (24, Kind.CONTRADICTION, Weight.NEEDS_YES, "within 24 hours."),
            (None, Kind.NO_TERM, Weight.TOLD, "Name the hours among the terms"),
        ],
    )
    def test_against_the_terms(self, signing, hours, kind, weight, said) -> None:
        [found] = self.told(signing, hours)
        assert (found.kind, found.weight) == (kind, weight)
        assert said in found.words
        assert found.href == f"/agreements/{signing.agreement.pk}/details/"

    def test_the_same_number_is_not_told(self, signing) -> None:
        assert self.told(signing, 48) == []

    def test_where_the_terms_say_nothing_all_places_are_told_at_once(self, cast) -> None:
        made = drafting.draft(
            cast.north, by=cast.account("chair"), title="Vertrag", organisations=[cast.police]
        )
        with override("en"):
            found = before_ready.findings(made, by=cast.account("chair"), trial=trial_of(made))
        [finding] = [each for each in found if each.kind == Kind.NO_TERM]
        assert finding.words.count("“48 Stunden”") == finding.words.count("“48 hours”") == 2

    def test_another_number_is_frozen_only_with_a_yes(self, signing) -> None:
        self.told(signing, 24)
        with pytest.raises(ValidationError):
            signing.ready()
        assert signing.ready(contradictions_accepted=True).facts["terms"]["incident_hours"] == 24
