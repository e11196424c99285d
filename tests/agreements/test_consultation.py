"""Comments and proposals: what stays inside, what is released, what is answered."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from partnerships.agreements.actions import Conflict, clauses, consultation
from partnerships.agreements.models import Agreement, Clause, Comment, Proposal
from partnerships.agreements.stages import Stage
from partnerships.shared.about import sections
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.actions import compose
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter
from partnerships.shared.registry import letter_kinds
from tests.factories import directory as make
from tests.factories.agreements import PartyFactory, lead_to, whole_agreement
from tests.journeys.forms import browser, words

SECRET = "Unsere interne Meinung"


@pytest.fixture
def scene(cast) -> SimpleNamespace:
    """Under consultation between the police, the association and a neighbour that has somebody of its own."""
    agreement = whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
    for organisation in (cast.police, cast.association):
        PartyFactory(agreement=agreement, organisation=organisation)
    neighbour = make.PartnerFactory(partnership=cast.north).organisation
    PartyFactory(agreement=agreement, organisation=neighbour)
    person = make.PersonFactory(account=make.AccountFactory(email="neighbour@example.org"))
    make.RepresentationFactory(organisation=neighbour, person=person)
    cast.people["neighbour"] = person
    lead_to(agreement, Stage.CONSULTATION)
    return SimpleNamespace(
        cast=cast, agreement=agreement, clause=agreement.clauses.first(), neighbour=neighbour
    )


def said(scene, *, clause: Clause | None = None, name: str = "partner", body: str = SECRET):
    return consultation.comment(
        scene.agreement,
        by=scene.cast.account(name),
        organisation=scene.cast.association,
        body=body,
        clause=clause,
    )


def proposed(scene, *, language: str = "de", body: str = "Wir arbeiten eng zusammen.", **values):
    values = {"clause": scene.clause, "heading": "Zweck", "reason": "Damit es klar ist."} | values
    return consultation.propose(
        scene.agreement,
        by=scene.cast.account("partner"),
        organisation=scene.cast.association,
        language=language,
        body=body,
        **values,
    )


class TestInside:
    """What is not released is nobody else's."""

    def test_who_reads_a_comment(self, scene) -> None:
        comment = said(scene, clause=scene.clause)
        colleague = make.RepresentationFactory(
            organisation=scene.cast.association,
            person=make.PersonFactory(account=make.AccountFactory()),
        ).person
        scene.cast.people["colleague"] = colleague
        own, others = ("partner", "colleague"), ("liaison", "chair", "neighbour")
        for name in own:
            assert Comment.objects.visible_to(scene.cast.account(name)).get() == comment
        for name in others:
            assert not Comment.objects.visible_to(scene.cast.account(name)).exists(), name
        consultation.release_comment(
            comment, by=scene.cast.account("colleague"), version=comment.version
        )
        for name in (*own, *others):
            assert Comment.objects.visible_to(scene.cast.account(name)).exists(), name
        assert not Comment.objects.visible_to(scene.cast.account("outsider")).exists()

    def test_no_page_of_others_tells_of_it(self, scene, admin_pages) -> None:
        before = {name: pages(scene, name) for name in ("liaison", "chair", "neighbour")}
        comment = said(scene, clause=scene.clause)
        said(scene)
        consultation.edit_comment(
            comment, by=scene.cast.account("partner"), version=comment.version, body=SECRET + "!"
        )
        for name, shown in before.items():
            assert pages(scene, name) == shown, name
        assert SECRET in pages(scene, "partner")
        assert admin_pages() == admin_pages.before

    def test_its_addresses_do_not_exist_for_others(self, scene) -> None:
        comment = said(scene)
        for name in ("liaison", "chair", "neighbour", "outsider"):
            for verb in ("edit", "release", "remove", "settle"):
                path = f"/agreements/{scene.agreement.pk}/comments/{comment.pk}/{verb}/"
                assert scene.cast.client(name).post(path, {}).status_code == 404, (name, verb)

    def test_the_agreements_history_and_the_copies_of_data_are_silent(self, scene) -> None:
        comment = said(scene, clause=scene.clause)
        assert not AuditEvent.objects.about(scene.agreement).exists()
        event = AuditEvent.objects.about(comment).get()
        assert event.what == "agreements.commented" and event.facts == {}
        assert event.capacity
        for name in ("liaison", "chair", "neighbour"):
            person, account = scene.cast.people[name], scene.cast.account(name)
            assert SECRET not in str(list(sections([person, account])))
        assert not Letter.objects.exists()

    def test_nobody_releases_what_they_have_not_read(self, scene) -> None:
        comment, partner = said(scene), scene.cast.account("partner")
        read = comment.version
        consultation.edit_comment(comment, by=partner, version=read, body="Etwas anderes")
        with pytest.raises(Conflict):
            consultation.release_comment(comment, by=partner, version=read)
        client = scene.cast.client("partner")
        path = f"/agreements/{scene.agreement.pk}/comments/{comment.pk}/release/"
        asked = client.post(path, {"version": read})
        assert asked.status_code == 200 and "Etwas anderes" in asked.content.decode()
        comment.refresh_from_db()
        assert comment.released_at is None
        version = asked.context["form"]["version"].value()
        assert client.post(path, {"version": version}).status_code == 302
        comment.refresh_from_db()
        assert comment.released_by == partner

    def test_released_it_stays_as_it_is_and_keepers_settle_it(self, scene) -> None:
        comment, partner = said(scene), scene.cast.account("partner")
        with pytest.raises(PermissionDenied):
            consultation.settle_comment(comment, by=scene.cast.account("chair"), settled=True)
        consultation.release_comment(comment, by=partner, version=comment.version)
        for act in (
            lambda: consultation.edit_comment(comment, by=partner, version=1, body="x"),
            lambda: consultation.remove_comment(comment, by=partner),
            lambda: consultation.release_comment(comment, by=partner, version=1),
            lambda: consultation.settle_comment(comment, by=partner, settled=True),
        ):
            with pytest.raises(PermissionDenied):
                act()
        consultation.settle_comment(comment, by=scene.cast.account("chair"), settled=True)
        consultation.settle_comment(comment, by=scene.cast.account("liaison"), settled=True)
        told = AuditEvent.objects.about(scene.agreement).values_list("what", flat=True)
        assert sorted(told) == ["agreements.comment_released", "agreements.comment_settled"]

    def test_sent_twice_is_one(self, scene) -> None:
        assert said(scene) == said(scene)
        assert Comment.objects.count() == 1

    def test_settled_by_mistake_it_is_opened_again(self, scene) -> None:
        comment = said(scene)
        consultation.release_comment(
            comment, by=scene.cast.account("partner"), version=comment.version
        )
        keeper = scene.cast.account("chair")
        consultation.settle_comment(comment, by=keeper, settled=True)
        assert consultation.settle_comment(comment, by=keeper, settled=False).done_at is None
        told = AuditEvent.objects.about(scene.agreement).values_list("what", flat=True)
        assert "agreements.comment_reopened" in told

    def test_proposed_twice_is_one(self, scene) -> None:
        assert proposed(scene) == proposed(scene)
        assert Proposal.objects.count() == 1

    def test_a_comment_outlives_its_clause(self, scene) -> None:
        comment = said(scene, clause=scene.clause)
        clauses.remove_clause(scene.clause, by=scene.cast.account("chair"))
        comment.refresh_from_db()
        assert comment.clause_removed and comment.about == "Zweck"
        page = scene.cast.client("partner").get(f"/agreements/{scene.agreement.pk}/consultation/")
        assert SECRET in page.content.decode()


def pages(scene, name: str) -> str:
    """All that somebody is told of the agreement, without tokens."""
    client, own = browser(scene.cast, name), f"/agreements/{scene.agreement.pk}/"
    paths = ["/home/", "/agreements/", own, f"{own}versions/"]
    paths += [f"{own}consultation/?state={state}" for state in ("open", "over", "inside", "all")]
    return " ".join(words(client.get(path).content) for path in paths)


@pytest.fixture
def admin_pages(cast):
    """What the tables for administrators say of comments."""

    def shown() -> str:
        return words(cast.client("admin").get("/admin/agreements/comment/").content)

    shown.before = shown()
    return shown


class TestInWhoseName:
    """Somebody who speaks for two parties chooses."""

    def test_the_form_asks_and_the_rule_holds(self, scene) -> None:
        cast, own = scene.cast, f"/agreements/{scene.agreement.pk}/comments/add/"
        assert "organisation" not in cast.client("partner").get(own).context["form"].fields
        make.RepresentationFactory(organisation=scene.neighbour, person=cast.people["partner"])
        client = cast.client("partner")
        assert "organisation" in client.get(own).context["form"].fields
        assert client.post(own, {"body": "x"}).status_code == 200
        assert client.post(own, {"body": "x", "organisation": cast.police.pk}).status_code == 200
        assert not Comment.objects.exists()
        chosen = {"body": "x", "organisation": scene.neighbour.pk}
        assert client.post(own, chosen).status_code == 302
        assert Comment.objects.get().organisation == scene.neighbour
        with pytest.raises(PermissionDenied):
            consultation.comment(
                scene.agreement, by=cast.account("partner"), organisation=cast.police, body="y"
            )


class TestProposals:
    """Proposed, compared, answered."""

    def test_accepted_words_stand_in_the_clause(self, scene) -> None:
        proposal, keeper = proposed(scene), scene.cast.account("chair")
        before = scene.agreement.versions.count()
        consultation.accept(proposal, by=keeper, version=1)
        text = scene.clause.texts.get(language="de")
        assert text.body == "Wir arbeiten eng zusammen." and not text.outdated
        assert scene.clause.texts.get(language="en").outdated
        versions = scene.agreement.versions.all()
        assert versions[0].cause == "proposal_accepted" and versions.count() == before + 2
        proposal.refresh_from_db()
        assert (proposal.answer, proposal.answered_by) == ("accepted", keeper)

    def test_a_translation_gets_words_and_the_governing_text_stays(self, scene) -> None:
        proposal = proposed(scene, language="en", body="We work closely together.")
        consultation.accept(proposal, by=scene.cast.account("chair"), version=1)
        assert scene.clause.texts.get(language="en").body == "We work closely together."
        assert not scene.clause.texts.get(language="de").outdated

    def test_a_new_clause_comes_to_the_end(self, scene) -> None:
        proposal = proposed(scene, clause=None, heading="Kosten", body="Jede Seite trägt ihre.")
        page = scene.cast.client("chair").get(address(proposal))
        assert "Kosten" in page.content.decode()
        consultation.accept(proposal, by=scene.cast.account("chair"), version=0)
        proposal.refresh_from_db()
        added = proposal.clause
        assert added.kind == "clause" and added.texts.get().heading == "Kosten"
        assert list(scene.agreement.clauses.filter(kind="clause"))[-1] == added

    def test_of_two_keepers_the_second_is_told(self, scene) -> None:
        proposal = proposed(scene)
        consultation.accept(proposal, by=scene.cast.account("chair"), version=1)
        stale = Proposal.objects.get(pk=proposal.pk)
        stale.answer = "open"  # as the second keeper's page had it
        for act in (
            lambda: consultation.accept(stale, by=scene.cast.account("liaison"), version=2),
            lambda: consultation.decline_proposal(
                stale, by=scene.cast.account("liaison"), reason="Nein"
            ),
            lambda: consultation.withdraw(stale, by=scene.cast.account("partner")),
        ):
            with pytest.raises(PermissionDenied, match="answered|beantwortet"):
                act()

    def test_a_double_click_is_no_error(self, scene) -> None:
        proposal, client = proposed(scene), scene.cast.client("chair")
        for _ in range(2):
            answer = client.post(f"{address(proposal)}accept/", {"version": 1})
            assert answer["Location"] == address(proposal)
        assert scene.clause.texts.get(language="de").body == proposal.body

    def test_a_changed_clause_is_asked_about_again(self, scene) -> None:
        proposal, chair = proposed(scene), scene.cast.account("chair")
        client = scene.cast.client("chair")
        assert not client.get(f"{address(proposal)}accept/").context["changed"]
        other = {"de": {"heading": "Zweck", "body": "Wir arbeiten selten zusammen."}}
        clauses.edit_clause(scene.clause, by=chair, version=1, texts=other)
        asked = client.post(f"{address(proposal)}accept/", {"version": 1})
        page = asked.content.decode()
        assert asked.status_code == 200 and asked.context["changed"]
        for there in ("selten", "eng", "Wir arbeiten zusammen."):  # now, proposed, written against
            assert there in page
        assert Proposal.objects.get().answer == "open"
        version = asked.context["form"]["version"].value()
        assert client.post(f"{address(proposal)}accept/", {"version": version}).status_code == 302
        assert scene.clause.texts.get(language="de").body == proposal.body

    def test_a_removed_clause_takes_no_words(self, scene) -> None:
        proposal, chair = proposed(scene), scene.cast.account("chair")
        clauses.remove_clause(scene.clause, by=chair)
        proposal.refresh_from_db()
        with pytest.raises(PermissionDenied, match="removed|gestrichen|entfernt"):
            consultation.accept(proposal, by=chair, version=1)
        count = scene.agreement.clauses.count()
        client = scene.cast.client("chair")
        assert client.get(address(proposal)).status_code == 200
        assert client.post(f"{address(proposal)}accept/", {"version": 0}).status_code == 403
        assert scene.agreement.clauses.count() == count
        consultation.decline_proposal(proposal, by=chair, reason="Der Abschnitt ist weg.")

    def test_frozen_it_is_read_and_not_answered(self, scene) -> None:
        proposal = proposed(scene)
        lead_to_ready(scene.agreement)
        for name in ("chair", "partner", "neighbour"):
            assert scene.cast.client(name).get(address(proposal)).status_code == 200
        with pytest.raises(PermissionDenied):
            consultation.accept(proposal, by=scene.cast.account("chair"), version=1)
        with pytest.raises(PermissionDenied):
            consultation.decline_proposal(proposal, by=scene.cast.account("chair"), reason="Nein")
        with pytest.raises(PermissionDenied):
            proposed(scene, body="Zu spät.")

    def test_no_without_a_reason(self, scene) -> None:
        proposal = proposed(scene)
        with pytest.raises(ValidationError):
            consultation.decline_proposal(proposal, by=scene.cast.account("chair"), reason=" \n")
        answer = scene.cast.client("chair").post(f"{address(proposal)}decline/", {"reason": ""})
        assert answer.context["form"].errors
        assert Proposal.objects.get().answer == "open"

    def test_the_present_words_are_no_proposal(self, scene) -> None:
        with pytest.raises(ValidationError):
            proposed(scene, body="Wir arbeiten zusammen.")

    def test_written_against_words_that_have_changed_meanwhile(self, scene) -> None:
        client, own = scene.cast.client("partner"), f"/agreements/{scene.agreement.pk}/"
        path = f"{own}clauses/{scene.clause.pk}/propose/?language=de"
        form = client.get(path).context["form"]
        assert form["body"].value() == "Wir arbeiten zusammen."
        typed = {"heading": "Zweck", "body": "Mein Text.", "reason": "Darum.", "version": 1}
        other = {"de": {"heading": "Zweck", "body": "Ihr Text."}}
        chair = scene.cast.account("chair")
        clauses.edit_clause(scene.clause, by=chair, version=1, texts=other)
        again = client.post(path, typed)
        page = again.content.decode()
        assert again.status_code == 200 and "Mein Text." in page and "Ihr Text." in page
        assert client.post(path, typed | {"version": 2}).status_code == 302
        assert Proposal.objects.get().on_body == "Ihr Text."

    def test_withdrawn_it_stays_readable(self, scene) -> None:
        proposal = proposed(scene)
        client = scene.cast.client("partner")
        assert client.post(f"{address(proposal)}withdraw/").status_code == 302
        assert scene.cast.client("neighbour").get(address(proposal)).status_code == 200
        assert Proposal.objects.get().answer == "withdrawn"


def address(proposal: Proposal) -> str:
    return f"/agreements/{proposal.agreement_id}/proposals/{proposal.pk}/"


def lead_to_ready(agreement: Agreement) -> None:
    agreement.stage = Stage.READY
    agreement.save()

    def test_who_freezes_is_told_of_those_without_an_answer(self, scene) -> None:
        path = f"/agreements/{scene.agreement.pk}/steps/make_ready/"
        client = browser(scene.cast, "liaison")
        assert "proposes other words" not in words(client.get(path).content)
        proposed(scene)
        assert "The frozen text stands without them." in words(client.get(path).content)


class TestLetters:
    """Keepers hear at most once an hour, the organisation hears the answer."""

    def test_keepers_are_rung_once(self, scene) -> None:
        proposed(scene)
        told = set(Letter.objects.values_list("recipient", flat=True))
        assert told == {scene.cast.account(name).pk for name in ("liaison", "chair")}
        proposed(scene, body="Noch etwas.")
        assert Letter.objects.count() == 2
        letter = Letter.objects.first()
        body = compose(letter).body
        assert "2" in body and f"/agreements/{scene.agreement.pk}/consultation/" in body

    def test_an_answered_proposal_rings_nobody(self, scene) -> None:
        proposal = proposed(scene)
        letter = Letter.objects.filter(recipient=scene.cast.account("liaison")).get()
        assert kind_of(letter).still_holds(letter)
        consultation.withdraw(proposal, by=scene.cast.account("partner"))
        assert not kind_of(letter).still_holds(letter)

    def test_the_organisation_hears_the_answer_and_no_other(self, scene) -> None:
        proposal = proposed(scene)
        Letter.objects.all().delete()
        consultation.decline_proposal(
            proposal, by=scene.cast.account("chair"), reason="<b>Nein</b>"
        )
        letter = Letter.objects.get()
        assert letter.recipient == scene.cast.account("partner")
        message = compose(letter)
        assert "<b>Nein</b>" in message.body
        assert "&lt;b&gt;Nein" in message.alternatives[0].content
        assert kind_of(letter).may_receive(letter)
        scene.cast.people["partner"].representations.update(until_on=make.LONG_AGO)
        letter = Letter.objects.get()
        assert not kind_of(letter).may_receive(letter)


def kind_of(letter: Letter) -> LetterKind:
    return letter_kinds.get(letter.kind)
