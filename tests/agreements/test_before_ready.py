"""What keepers are told before a text is frozen, what needs their yes, and the trial of its paper."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from partnerships.agreements import originals
from partnerships.agreements.actions import clauses, drafting, printing, rounds
from partnerships.agreements.document import facts, signed_document
from partnerships.agreements.document.trial import trial_of
from partnerships.agreements.models import Agreement, AgreementPrint, Clause, PrintKind
from partnerships.agreements.stages import Stage
from partnerships.agreements.text import display, frozen_text
from partnerships.agreements.todo import before_ready
from partnerships.agreements.todo.before_ready import Finding, Kind, Weight
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.documents.models import Document
from partnerships.shared.documents.tasks import make_document
from partnerships.shared.outbox import Status
from tests.agreements.signing_scene import SigningScene
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.journeys.forms import words

OUTDATED = (
    "This translation was outdated when the text was frozen: the governing text had changed since."
)


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def told(signing: SigningScene, *kinds: Kind) -> list[Finding]:
    """What the liaison staff is told, of these kinds or of all."""
    agreement = Agreement.objects.get(pk=signing.agreement.pk)
    found = before_ready.findings(agreement, by=signing.keeper, trial=trial_of(agreement))
    return [each for each in found if each.kind in (kinds or Kind)]


def write(clause: Clause, **bodies: str) -> None:
    """Other words, past the page: in these languages."""
    clause.refresh_from_db()
    clause.agreement.refresh_from_db()
    by = clause.agreement.drafted_by
    there = {text.language: text.heading for text in clause.texts.all()}
    texts = {code: {"heading": there[code], "body": body} for code, body in bodies.items()}
    clauses.edit_clause(clause, by=by, version=clause.version, texts=texts)


def outdate(signing: SigningScene) -> Clause:
    """The first clause's German words change, the English ones do not."""
    clause = signing.agreement.clauses.first()
    write(clause, de="Wir arbeiten eng zusammen.")
    return clause


def about_terms(signing: SigningScene, body: str, **terms: object) -> Clause:
    """The first clause is the original's about the term."""
    Agreement.objects.filter(pk=signing.agreement.pk).update(**terms)
    clause = signing.agreement.clauses.first()
    Clause.objects.filter(pk=clause.pk).update(key="term")
    clause.texts.filter(language="de").update(heading="Laufzeit", body=body)
    return clause


class TestList:
    """Each kind of finding, with its place."""

    def test_nothing_is_open(self, signing) -> None:
        assert told(signing) == []

    def test_a_clause_without_governing_text_stands_in_the_way(self, signing) -> None:
        clause = signing.agreement.clauses.first()
        clause.texts.filter(language="de").update(body="")
        [found] = told(signing)
        assert (found.kind, found.weight) == (Kind.INCOMPLETE, Weight.BLOCKS)
        assert found.href == f"/agreements/{signing.agreement.pk}/clauses/{clause.pk}/"
        assert "has no text in the governing language" in found.words

    def test_too_few_parties_stand_in_the_way(self, signing) -> None:
        for party in signing.parties.values():
            drafting.remove_party(party, by=signing.keeper)
        [found] = told(signing)
        assert (found.words, found.weight) == (
            "An agreement needs at least two parties.",
            Weight.BLOCKS,
        )
        assert found.href.endswith("/parties/")

    def test_an_outdated_translation_needs_a_yes(self, signing) -> None:
        clause = outdate(signing)
        [found] = told(signing)
        assert (found.kind, found.weight) == (Kind.OUTDATED, Weight.NEEDS_YES)
        assert found.href == f"/agreements/{signing.agreement.pk}/clauses/{clause.pk}/"
        assert "translation (English)" in found.words and "1. Purpose" in found.words
        write(clause, en="We work together closely.")
        assert told(signing) == []

    def test_a_missing_translation_is_told(self, signing) -> None:
        signing.agreement.clauses.last().texts.filter(language="en").delete()
        [found] = told(signing)
        assert (found.kind, found.weight) == (Kind.UNTRANSLATED, Weight.TOLD)
        assert "Without text in English: Annex A · Zweck" in found.words

    def test_a_text_in_one_language_misses_none(self, signing) -> None:
        for clause in signing.agreement.clauses.all():
            clause.texts.filter(language="en").delete()
        assert told(signing) == []

    def test_open_proposals_and_comments_are_told(self, signing) -> None:
        agreement, club = signing.agreement, signing.parties["club"].organisation
        agree.talk_over(agreement, club, by=signing.account("deputy"))
        [proposal] = told(signing, Kind.PROPOSAL)
        number = agreement.proposals.open().get().pk
        assert proposal.href == f"/agreements/{agreement.pk}/proposals/{number}/"
        [comment] = told(signing, Kind.COMMENT)  # the one inside is nobody's business
        clause = agreement.clauses.first().pk
        assert comment.words == "1. Purpose: 1 comment is not settled."
        assert comment.href == f"/agreements/{agreement.pk}/consultation/#on-{clause}"
        agreement.comments.update(done_at=timezone.now())
        agreement.proposals.update(
            answer="withdrawn", answered_at=timezone.now(), answered_by=signing.keeper
        )
        assert told(signing) == []

    def test_all_in_their_order(self, signing) -> None:
        outdate(signing)
        agree.talk_over(signing.agreement, signing.parties["club"].organisation, by=signing.keeper)
        signing.agreement.clauses.all()[1].texts.filter(language="de").update(body="")
        found = before_ready.groups(told(signing))
        assert [group.kind for group in found] == [
            Kind.INCOMPLETE, Kind.OUTDATED, Kind.PROPOSAL, Kind.COMMENT,
        ]  # fmt: skip


class TestNumbers:
    """A literal number in a clause about term or notice."""

    @pytest.mark.parametrize(
        ("body", "terms", "kind"),
        [
            ("Sie gilt 3 Jahre.", {"term_months": 24}, Kind.CONTRADICTION),
            ("Sie gilt 3 Jahre.", {"term_months": None}, Kind.CONTRADICTION),
            ("Sie gilt 3 Jahre.", {"term_months": 36}, Kind.LITERAL),
            ("Frist von drei Monaten.", {"notice_months": 3}, Kind.LITERAL),
            ("Frist von drei Monaten.", {"notice_months": 6, "term_months": 3}, Kind.CONTRADICTION),
            ("Frist von 14 Tagen.", {}, Kind.CONTRADICTION),
            ("Um 12 Monate verlängert.", {"term_months": 36}, Kind.CONTRADICTION),
            ("Um 12 Monate verlängert.", {"term_months": 36, "renewal": "automatic"}, Kind.LITERAL),
            ("Dies sind 3 Monate.", {"notice_months": 3}, Kind.LITERAL),
        ],
    )
    def test_against_the_terms(self, signing, body, terms, kind) -> None:
        about_terms(signing, body, **terms)
        [found] = told(signing)
        assert found.kind == kind
        assert found.weight == (Weight.TOLD if kind == Kind.LITERAL else Weight.NEEDS_YES)

    def test_says_where_what_and_what_helps(self, signing) -> None:
        clause = about_terms(signing, "Erstens.\nMit einer Frist von 6 Monaten.", notice_months=3)
        [found] = told(signing)
        assert "(German), line 2: “6 Monaten”." in found.words
        assert "The terms say: Notice 3 months." in found.words
        assert "Write {{notice}} instead, then the number stands once." in found.words
        assert found.href == f"/agreements/{signing.agreement.pk}/clauses/{clause.pk}/"

    def test_a_field_is_no_number(self, signing) -> None:
        about_terms(signing, "Sie gilt {{term}}, mit einer Frist von {{notice}}.")
        assert told(signing) == []

    def test_only_clauses_about_terms(self, signing) -> None:
        clause = signing.agreement.clauses.first()
        clause.texts.filter(language="de").update(body="Innerhalb von 14 Tagen.")
        assert told(signing) == []
        clause.texts.filter(language="de").update(heading="Kündigung")
        assert [found.kind for found in told(signing)] == [Kind.CONTRADICTION]

    def test_an_original_with_its_heading_is_known_by_its_key(self, signing) -> None:
        [notice] = [each for each in originals.read("en") if each.key == "data_protection_notice"]
        assert "notice" in notice.heading
        clause = signing.agreement.clauses.first()
        Clause.objects.filter(pk=clause.pk).update(key=notice.key)
        clause.texts.filter(language="en").update(heading=notice.heading, body="After 6 months.")
        assert told(signing) == []
        clause.texts.filter(language="en").update(heading="Term of notice")
        assert [found.kind for found in told(signing)] == [Kind.CONTRADICTION]


class TestSignatories:
    """Who cannot sign here today, and what helps."""

    def name(self, signing, person, name: str = "Neu") -> None:
        drafting.edit_party(
            signing.parties["city"],
            by=signing.keeper,
            signatures_needed=1,
            signatories=[{"person": person, "name": name, "function": ""}],
        )

    def test_a_name_alone(self, signing) -> None:
        self.name(signing, None)
        [found] = told(signing)
        assert "Neu (City Nord) stands here as a name alone." in found.words
        assert found.href.endswith(f"/parties/{signing.parties['city'].pk}/")

    def test_who_has_no_account_is_invited_from_there(self, signing) -> None:
        kept = make.PersonFactory(kept_by=signing.cast.police)
        self.name(signing, kept)
        [found] = told(signing)
        assert found.label == "Invite" and found.href == f"/people/{kept.pk}/invite/"

    def test_who_may_not_invite_is_led_to_the_party(self, signing) -> None:
        self.name(signing, make.PersonFactory(kept_by=signing.parties["club"].organisation))
        [found] = told(signing)
        assert "has no account yet" in found.words and "/parties/" in found.href

    def test_a_right_that_begins_tomorrow(self, signing) -> None:
        stand = signing.stand("mayor")
        stand.signs_since = timezone.localdate() + timedelta(days=1)
        stand.save()
        [found] = told(signing)
        assert found.words == "Mayor Muster may not sign for City Nord today."

    def test_a_party_without_names_and_without_anybody(self, signing) -> None:
        for name in ("deputy", "second_deputy"):
            signing.people[name].representations.update(may_sign=False)
        [found] = told(signing)
        assert "For Club Nord too few people may sign here today" in found.words


class TestYes:
    """Freezing an outdated translation or a contradiction needs an explicit yes; not the form alone asks for it."""

    def test_outdated(self, signing) -> None:
        outdate(signing)
        with pytest.raises(ValidationError) as caught:
            signing.ready()
        assert list(caught.value.message_dict) == ["outdated_accepted"]
        assert not signing.agreement.rounds.exists()
        signing.ready(outdated_accepted=True)
        event = AuditEvent.objects.get(what="agreements.frozen")
        assert event.facts == {"round": 1, "despite": ["outdated"]}

    def test_contradiction(self, signing) -> None:
        about_terms(signing, "Sie gilt 3 Jahre.", term_months=24)
        with pytest.raises(ValidationError) as caught:
            signing.ready(outdated_accepted=True)
        assert list(caught.value.message_dict) == ["contradictions_accepted"]
        signing.ready(contradictions_accepted=True)
        assert signing.agreement.stage == Stage.READY

    def test_a_number_that_agrees_needs_none(self, signing) -> None:
        about_terms(signing, "Sie gilt 3 Jahre.", term_months=36)
        signing.ready()
        assert signing.agreement.stage == Stage.READY

    def test_the_form_asks_only_where_something_is(self, signing) -> None:
        client, path = signing.client("liaison"), step(signing)
        agree.tried(signing.agreement)
        assert "outdated_accepted" not in client.get(path).context["form"].fields
        clause = outdate(signing)
        agree.tried(signing.agreement)
        assert "contradictions_accepted" not in client.get(path).context["form"].fields
        sent = {"after_deadline": "wait", "in_force_rule": "all"}
        answer = client.post(path, sent)
        assert answer.context["form"].errors["outdated_accepted"] == [
            "Some translations are outdated. Correct them, or say yes."
        ]
        assert f"/clauses/{clause.pk}/" in answer.content.decode()
        assert client.post(path, sent | {"outdated_accepted": "on"}).status_code == 302
        assert signing.agreement.rounds.count() == 1


class TestMark:
    """What was frozen outdated says so wherever it is read."""

    def test_only_what_is_outdated_has_another_digest(self, signing) -> None:
        frozen = frozen_text.read(signing.agreement)
        assert "outdated" not in str(frozen)
        clause = outdate(signing)
        [marked] = [
            c for c in frozen_text.read(signing.agreement)["clauses"] if c["clause"] == clause.pk
        ]
        assert "outdated" not in marked["texts"]["de"] and marked["texts"]["en"]["outdated"] is True

    def test_shown(self, signing) -> None:
        outdate(signing)
        said = frozen_text.read(signing.agreement)
        english, german = display.text_in(said, "en"), display.text_in(said, "de")
        assert (english["outdated"], german["outdated"]) == (True, False)
        assert [clause["outdated"] for clause in english["clauses"]] == [True, False, False]

    def test_on_the_page_to_sign(self, signing) -> None:
        outdate(signing)
        signing.ready(outdated_accepted=True)
        page = signing.client("mayor").get(signing.path("mayor")).content.decode()
        assert OUTDATED in words(page.encode()) and page.count("outdated translation") == 1
        folded = re.search(r'<details class="app-details.*?</details>', page, re.DOTALL)
        assert folded and OUTDATED in folded[0] and "We work together." in folded[0]

    def test_nothing_is_said_where_nothing_is_outdated(self, signing) -> None:
        signing.ready()
        page = signing.client("mayor").get(signing.path("mayor"))
        assert "outdated" not in words(page.content)

    def test_on_paper(self, signing) -> None:
        outdate(signing)
        english = facts.collect(signing.agreement, "en")
        assert "the governing text has changed since" in english["outdated_note"]
        assert facts.collect(signing.agreement, "de")["outdated_note"] == ""
        signing.ready(outdated_accepted=True)
        html = html_of(signing.agreement, "en")
        assert html.count(OUTDATED) == 1 and html.count("outdated translation") == 1

    def test_in_the_signed_paper(self, signing) -> None:
        outdate(signing)
        round = signing.ready(outdated_accepted=True)
        for name in ("mayor", "chairwoman", "treasurer", "deputy"):
            signing.sign(name)
        translation = signed_document.collect(round)["translation"]
        assert translation["outdated_note"].startswith("Diese Übersetzung war veraltet")
        assert [clause.get("outdated") for clause in translation["clauses"]] == [True, None]

    def test_a_round_from_before_the_mark_still_holds(self, signing) -> None:
        outdate(signing)
        round = signing.ready(outdated_accepted=True)
        said = frozen_text.read(signing.agreement)
        for clause in said["clauses"]:
            clause["texts"]["en"].pop("outdated", None)
        assert frozen_text.still_has(signing.agreement, round.facts, round.digest)
        assert frozen_text.still_has(signing.agreement, said, frozen_text.digest_of(said))
        said["clauses"][0]["texts"]["en"]["body"] = "Other words."
        assert not frozen_text.still_has(signing.agreement, said, frozen_text.digest_of(said))


class TestTrial:
    """The paper is tried in the worker; freezing waits for it."""

    def test_freezing_waits(self, signing) -> None:
        agreement, keeper = signing.agreement, signing.keeper
        with pytest.raises(ValidationError, match="was not tried yet"):
            rounds.make_ready(agreement, by=keeper)
        document = agree.tried(agreement, status=Status.QUEUED)
        with pytest.raises(ValidationError, match="is being tried out"):
            rounds.make_ready(agreement, by=keeper)
        Document.objects.filter(pk=document.pk).update(status=Status.FAILED)
        with pytest.raises(ValidationError, match="could not be made"):
            rounds.make_ready(agreement, by=keeper)
        flaw = {"kind": "no_glyph", "words": "W", "near": "Wir arbeiten"}
        Document.objects.filter(pk=document.pk).update(status=Status.DONE, flaws=[flaw])
        with pytest.raises(ValidationError, match="as it stands: W"):
            rounds.make_ready(agreement, by=keeper)
        Document.objects.filter(pk=document.pk).update(flaws=[])
        assert rounds.make_ready(agreement, by=keeper).number == 1

    def test_another_wording_is_tried_anew(self, signing) -> None:
        agree.tried(signing.agreement)
        write(signing.agreement.clauses.first(), de="Anders.", en="Different.")
        with pytest.raises(ValidationError, match="was not tried yet"):
            rounds.make_ready(signing.agreement, by=signing.keeper)

    def test_once_a_wording_unless_it_failed(self, signing) -> None:
        agreement, keeper = signing.agreement, signing.keeper
        first = printing.request_trial(agreement, by=keeper)
        assert printing.request_trial(agreement, by=keeper) == first
        Document.objects.filter(pk=first.pk).update(status=Status.FAILED)
        assert printing.request_trial(agreement, by=keeper) != first
        assert AgreementPrint.objects.filter(kind=PrintKind.TRIAL).count() == 2

    def test_only_keepers_ask_and_read(self, signing) -> None:
        with pytest.raises(PermissionDenied):
            printing.request_trial(signing.agreement, by=signing.account("mayor"))
        document = printing.request_trial(signing.agreement, by=signing.keeper)
        assert document.facts["draft"] is True and document.facts["translation"]["language"] == "en"
        Document.objects.filter(pk=document.pk).update(kept=True)  # even if it were everybody's
        seen = [
            name
            for name in ("liaison", "chair", "partner")
            if Document.objects.visible_to(signing.cast.account(name)).exists()
        ]
        assert seen == ["liaison", "chair"]

    def test_the_worker_draws_and_checks_it(self, signing) -> None:
        client = signing.client("liaison")
        write(signing.agreement.clauses.first(), de="Das Auge.", en="The eye.")
        of_before = signing.agreement.clauses.first().texts.filter(language="de")
        of_before.update(body="Das \U000f0000 sieht.")  # typed before such characters were refused
        assert tries(signing, client)["paper"] == "tried out"
        make_document.apply(args=(AgreementPrint.objects.get().document_id,), task_id="one")
        html = client.get(step(signing)).content
        page = words(html)
        assert b"after_deadline" not in html
        assert "The character “\U000f0000” is in none of our fonts." in page
        assert "Das \U000f0000 sieht." in page
        write(signing.agreement.clauses.first(), de="Das Auge sieht.", en="The eye sees.")
        tries(signing, client)
        make_document.apply(args=(AgreementPrint.objects.latest("pk").document_id,), task_id="two")
        page = client.get(step(signing))
        assert "everything on it can be printed" in words(page.content)
        sent = {"after_deadline": "wait", "in_force_rule": "all"}
        assert client.post(step(signing), sent).status_code == 302
        assert Agreement.objects.get(pk=signing.agreement.pk).stage == Stage.READY

    def test_looking_changes_nothing(self, signing) -> None:
        client = signing.client("liaison")
        for path in (step(signing), f"/agreements/{signing.agreement.pk}/before-ready/"):
            page = client.get(path)
            assert "Check the paper" in words(page.content)
        assert not AgreementPrint.objects.exists()

    def test_one_thing_is_to_be_done(self, signing) -> None:
        client = signing.client("liaison")
        primary = "kern-btn--primary"
        paths = (step(signing), f"/agreements/{signing.agreement.pk}/before-ready/")
        for path in paths:
            assert client.get(path).content.decode().count(primary) == 1
        document = agree.tried(signing.agreement, status=Status.QUEUED)
        for path in paths:
            page = client.get(path).content.decode()
            assert page.count(primary) == 0 and 'hx-trigger="every 1s"' in page
        Document.objects.filter(pk=document.pk).update(status=Status.DONE)
        for path in paths:
            page = client.get(path).content.decode()
            assert page.count(primary) == 1 and "hx-trigger" not in page

    def test_questions_do_not_grow(self, signing) -> None:
        client, path = (
            signing.client("liaison"),
            f"/agreements/{signing.agreement.pk}/before-ready/",
        )
        about_terms(signing, "Sie gilt 3 Jahre.", term_months=24)
        asked(client, path)  # content types and the like are read once per process
        few = asked(client, path)
        for number in range(4):
            clause = agree.ClauseFactory(agreement=signing.agreement, english=True)
            clause.texts.filter(language="en").update(outdated=True)
            agree.PartyFactory(agreement=signing.agreement).signatories.create(name="Jemand")
            club = signing.parties["club"].organisation
            agree.talk_over(signing.agreement, club, by=signing.keeper, number=number)
        assert asked(client, path) == few

    def test_the_list_can_be_read_in_draft(self, signing) -> None:
        agreement = agree.whole_agreement(partnership=signing.cast.north, drafted_by=signing.keeper)
        page = signing.client("liaison").get(f"/agreements/{agreement.pk}/before-ready/")
        assert "too few people may sign here today" in words(page.content)
        assert "/steps/make_ready/" not in page.content.decode()


def asked(client, path: str) -> int:
    """Questions to the database."""
    with CaptureQueriesContext(connection) as context:
        assert client.get(path).status_code == 200
    return len([each for each in context if "SAVEPOINT" not in each["sql"]])


def step(signing: SigningScene) -> str:
    return f"/agreements/{signing.agreement.pk}/steps/make_ready/"


def tries(signing: SigningScene, client) -> dict[str, str]:
    """Presses the button of the step; where it leads, and what the page says of the paper."""
    path = f"/agreements/{signing.agreement.pk}/before-ready/trial/"
    answer = client.post(path, {"to": "make_ready"})
    assert answer["Location"] == step(signing)
    page = words(client.get(step(signing)).content)
    return {"paper": "tried out" if "is being tried out" in page else page}


def html_of(agreement: Agreement, language: str) -> str:
    """The paper before it is drawn."""
    from django.template.loader import render_to_string

    agreement.refresh_from_db()
    with override(language):
        said = {"facts": facts.collect(agreement, language)}
        return render_to_string("agreements/documents/agreement.html", said)
