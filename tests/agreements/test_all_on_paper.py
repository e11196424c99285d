"""All have signed on paper: recorded with the scan, in force when a lead of another organisation has confirmed it.

Source: decision 0026. The city and the association have leads; the club has none; the keeper is of the police.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from partnerships.agreements import rules
from partnerships.agreements.actions import paper, rounds
from partnerships.agreements.actions.signing import refuse
from partnerships.agreements.document import facts
from partnerships.agreements.models import (
    Agreement,
    Ending,
    PaperAnswer,
    PaperRecord,
)
from partnerships.agreements.stages import Stage
from partnerships.agreements.todo.items import paper_items
from partnerships.directory.models import (
    Appointment,
    Invitation,
    Organisation,
    Representation,
)
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.actions import compose
from partnerships.shared.letters.models import Letter
from tests.agreements.signing_scene import SCAN, SigningScene
from tests.clock import reckon
from tests.factories import directory as make
from tests.journeys.forms import opened, typed, words
from tests.kept import kept
from tests.uploads.files import pdf

TODAY = timezone.localdate
DAY = timedelta(days=1)
LONG_AGO = date(2024, 6, 4)


@kept(after="signing")
def ready(signing: SigningScene) -> SigningScene:
    """Ready to sign, for 36 months."""
    signing.ready()
    return signing


@kept(after="ready")
def recorded(ready: SigningScene) -> PaperRecord:
    """As the keeper records it."""
    return ready.on_paper(place="Rathaus")


def told(kind: str) -> set[str]:
    """Who has a letter of this kind."""
    rows = Letter.objects.filter(kind=f"agreements/{kind}")
    return {letter.recipient.email.split("@")[0] for letter in rows}


EVERYBODY = {
    *("mayor", "chairwoman", "treasurer", "deputy", "second_deputy", "member"),
    *("liaison", "chair"),
}


class TestTheTwoSteps:
    """What stands there afterwards, and who is told."""

    def test_recorded_it_is_not_in_force(self, ready, cast) -> None:
        record = ready.on_paper(place="Rathaus")
        agreement = Agreement.objects.get()
        assert (agreement.stage, agreement.effective_on) == (Stage.READY, None)
        assert (record.answer, record.effective_on) == (PaperAnswer.WAITING, TODAY())
        assert (record.recorded_for, record.scan.kind) == (cast.police, "scan")
        assert told("paper_recorded") == EVERYBODY - {"liaison"}
        event = AuditEvent.objects.get(what="agreements.recorded_on_paper")
        assert event.facts == {"record": record.pk, "round": 1}

    def test_only_who_may_confirm_is_asked(self, ready, recorded) -> None:
        asked = {
            letter.recipient.email.split("@")[0]
            for letter in Letter.objects.filter(kind="agreements/paper_recorded")
            if "/confirm/" in compose(letter).body
        }
        assert asked == {"mayor", "chairwoman"}
        at_home = {name for name in ready.people if paper_items(ready.account(name))}
        assert at_home == asked
        assert not any(paper_items(ready.cast.account(n)) for n in ("liaison", "chair", "outsider"))

    def test_confirmed_it_is_in_force(self, ready, recorded) -> None:
        agreement = ready.confirm(recorded)
        round = agreement.rounds.get()
        assert (agreement.stage, round.ending) == (Stage.IN_FORCE, Ending.ON_PAPER)
        assert (agreement.effective_on, agreement.until_on) == (TODAY(), None)
        assert (agreement.paper_signed_on, agreement.paper_place) == (TODAY(), "Rathaus")
        assert agreement.paper_recorded_by == ready.keeper and not agreement.is_draft
        recorded.refresh_from_db()
        assert (recorded.answer, recorded.answered_by) == ("confirmed", ready.account("mayor"))
        assert recorded.answered_for == ready.parties["city"].organisation
        assert recorded.capacity == ready.stand("mayor")
        assert told("paper_answered") == EVERYBODY - {"mayor"}
        letters = Letter.objects.filter(kind="agreements/paper_answered")
        said = compose(letters.get(recipient=ready.account("member"))).body
        assert "Mayor Muster, City Nord has confirmed" in said
        whats = AuditEvent.objects.order_by("-pk").values_list("what", flat=True)[:2]
        assert list(whats) == ["agreements.stage_changed", "agreements.paper_confirmed"]
        assert paper_items(ready.account("chairwoman")) == []

    def test_signatures_given_here_stay(self, ready) -> None:
        ready.sign("mayor")
        ready.confirm(ready.on_paper())
        assert ready.agreement.rounds.get().signatures.valid().count() == 1
        path = f"/agreements/{ready.agreement.pk}/signatures/"
        shown = words(ready.client("member").get(path).content)
        assert "Signed on paper on" in shown and "on paper" in shown
        assert "Confirmed by Mayor Muster for City Nord" in shown
        for wrong in ("In force without the others", "still to come", "waiting"):
            assert wrong not in shown

    def test_the_list_says_so(self, ready, recorded) -> None:
        ready.confirm(recorded)
        told = b"".join(ready.client("member").get("/agreements/?export=csv"))
        assert b"on paper" in told

    def test_not_confirmed_signing_goes_on(self, ready, recorded) -> None:
        with pytest.raises(ValidationError, match="Say why"):
            paper.reject_paper(recorded, by=ready.account("mayor"), reason=" ")
        paper.reject_paper(recorded, by=ready.account("mayor"), reason="Die Kasse fehlt.")
        ready.agreement.refresh_from_db()
        assert ready.agreement.stage == Stage.READY
        assert told("paper_answered") == EVERYBODY - {"mayor"}
        letter = Letter.objects.filter(recipient=ready.keeper, kind="agreements/paper_answered")
        assert "Die Kasse fehlt." in compose(letter.get()).body
        own = f"/agreements/{ready.agreement.pk}/"
        for page in (own, f"{own}signatures/"):
            assert "Die Kasse fehlt." in words(ready.client("member").get(page).content)
        ready.sign("mayor")
        again = ready.on_paper()
        assert ready.confirm(again, "chairwoman").stage == Stage.IN_FORCE

    def test_taken_back(self, ready, recorded) -> None:
        with pytest.raises(PermissionDenied, match="Only police liaison staff"):
            paper.withdraw_paper(recorded, by=ready.account("mayor"))
        paper.withdraw_paper(recorded, by=ready.keeper)
        assert told("paper_answered") == EVERYBODY - {"liaison"}
        with pytest.raises(PermissionDenied, match="answered already: taken back"):
            paper.confirm_paper(recorded, by=ready.account("mayor"))
        other = ready.on_paper()
        paper.withdraw_paper(other, by=ready.cast.account("chair"))
        assert PaperRecord.objects.filter(answer="withdrawn").count() == 2

    def test_its_term_ends_as_agreed(self, signing) -> None:
        Agreement.objects.update(term_months=36)
        signing.agreement.refresh_from_db()
        signing.ready()
        record = signing.on_paper(signed_on=LONG_AGO, text_from_paper=True)
        assert record.text_from_paper
        agreement = signing.confirm(record)
        assert (agreement.effective_on, agreement.until_on) == (LONG_AGO, date(2027, 6, 3))

    def test_in_force_from_the_day_that_was_frozen(self, signing) -> None:
        later = TODAY() + timedelta(days=20)
        signing.ready(effective_on=later)
        assert signing.on_paper().effective_on == later

    def test_it_takes_the_place_of_another(self, signing) -> None:
        from tests.factories import agreements as agree

        other = agree.AgreementFactory(partnership=signing.cast.north)
        agree.put_in_force(other, "2024-01-01")
        Agreement.objects.filter(pk=signing.agreement.pk).update(supersedes=other)
        signing.agreement.refresh_from_db()
        signing.ready()
        signing.confirm(signing.on_paper())
        other.refresh_from_db()
        assert other.stage == Stage.SUPERSEDED

    def test_its_paper_says_who(self, ready, recorded) -> None:
        said = facts.collect(ready.confirm(recorded), "en")["paper"]
        assert said["recorded_by"] == "Liaison Beispiel" and said["place"] == "Rathaus"
        assert said["confirmed_for"] == "City Nord"


class TestWhatCannotBeRecorded:
    """Days, scan, who, when."""

    @pytest.mark.parametrize(
        ("days", "field"),
        [
            ({"signed_on": lambda: TODAY() + DAY}, "signed_on"),
            ({"signed_on": lambda: TODAY() - DAY}, "signed_on"),
            ({"signed_on": lambda: TODAY() + DAY, "text_from_paper": True}, "signed_on"),
            ({"until_on": lambda: TODAY() - DAY}, "until_on"),
            (
                {
                    "effective_on": lambda: TODAY() + 9 * DAY,
                    "until_on": lambda: TODAY() + 8 * DAY,
                },
                "until_on",
            ),
            (
                {
                    "effective_on": lambda: TODAY() - 9 * DAY,
                    "until_on": lambda: TODAY() - 8 * DAY,
                },
                "until_on",
            ),
        ],
        ids=["not come yet", "before the text", "not come", "until", "ends first", "ends unsigned"],
    )
    def test_days(self, ready, days, field) -> None:
        with pytest.raises(ValidationError) as caught:
            ready.on_paper(**reckon(days))
        assert list(caught.value.message_dict) == [field]
        assert not PaperRecord.objects.exists() and not Letter.objects.filter(
            kind__contains="paper"
        )

    def test_no_keeper(self, ready) -> None:
        values = {"digest": "0" * 64, "signed_on": TODAY(), "scan": SCAN}
        for name in ("mayor", "deputy"):
            with pytest.raises(PermissionDenied, match="Only police liaison staff"):
                paper.record_on_paper(ready.agreement, by=ready.account(name), **values)

    def test_twice(self, ready, recorded) -> None:
        with pytest.raises(PermissionDenied, match="recorded already and waits"):
            ready.on_paper()

    def test_an_older_text(self, ready) -> None:
        with pytest.raises(PermissionDenied, match="frozen anew"):
            ready.on_paper(digest="0" * 64)

    def test_where_nobody_could_confirm_it(self, ready) -> None:
        for name in ("mayor", "chairwoman"):
            Representation.objects.filter(pk=ready.stand(name).pk).update(
                is_provisional=True, may_sign=False
            )
        with pytest.raises(PermissionDenied, match="Nobody could confirm it.* with its scan"):
            ready.on_paper()
        page = ready.client("liaison").get(f"/agreements/{ready.agreement.pk}/paper/")
        assert page.status_code == 403
        assert "Record each party’s signature with its scan instead." in words(page.content)


Change = Callable[[SigningScene], object]


def _tree(scene: SigningScene) -> None:
    """The city is a part of the recorder's authority."""
    organisation = scene.parties["city"].organisation
    Organisation.objects.filter(pk=organisation.pk).update(parent=scene.cast.police)


def _roof(scene: SigningScene) -> None:
    """Both are parts of a third."""
    roof, city = make.OrganisationFactory(), scene.parties["city"].organisation
    Organisation.objects.filter(pk__in=[city.pk, scene.cast.police.pk]).update(parent=roof)


def _stands_there(scene: SigningScene) -> None:
    """The recorder stands for the city, too."""
    make.RepresentationFactory(
        person=scene.cast.people["liaison"],
        organisation=scene.parties["city"].organisation,
        role="deputy",
    )


def _sits_for_police(scene: SigningScene) -> None:
    """The mayor has a seat of the recorder's authority."""
    body = scene.cast.north.bodies.get()
    make.SeatFactory(body=body, person=scene.people["mayor"], organisation=scene.cast.police)


def _provisional(scene: SigningScene) -> None:
    Representation.objects.filter(pk=scene.stand("mayor").pk).update(
        is_provisional=True, may_sign=False
    )


def _over(scene: SigningScene) -> None:
    Representation.objects.filter(pk=scene.stand("mayor").pk).update(ended_at=timezone.now())


def _no_longer_lead(scene: SigningScene) -> None:
    Representation.objects.filter(pk=scene.stand("mayor").pk).update(role="deputy")


def _puppet(scene: SigningScene) -> None:
    """The recorder opened the account alone, and nobody said since who it is."""
    person = scene.people["mayor"]
    person.representations.update(rests_on=None)
    Appointment.objects.filter(person=person).delete()
    Invitation.objects.create(
        person=person,
        email="mayor@example.org",
        invited_by=scene.keeper,
        accepted_at=timezone.now(),
        expires_at=timezone.now(),
    )


REASON = "Only a confirmed lead representative of a party can confirm this"


class TestWhoCannotConfirm:
    """Refused with the reason, also where somebody lost their place after the letter."""

    @pytest.mark.parametrize(
        "change",
        [
            _tree, _roof, _stands_there, _sits_for_police, _provisional, _over, _no_longer_lead,
            _puppet,
        ],
    )  # fmt: skip
    def test_after(self, ready, recorded, change: Change) -> None:
        assert rules.can_confirm_paper(ready.account("mayor"), recorded)
        change(ready)
        for act in (
            lambda by: paper.confirm_paper(recorded, by=by),
            lambda by: paper.reject_paper(recorded, by=by, reason="Nein."),
        ):
            with pytest.raises(PermissionDenied, match=REASON):
                act(ready.account("mayor"))
        assert paper_items(ready.account("mayor")) == []
        assert ready.confirm(recorded, "chairwoman").stage == Stage.IN_FORCE

    @pytest.mark.parametrize("name", ["treasurer", "deputy", "member"])
    def test_no_lead(self, ready, recorded, name) -> None:
        with pytest.raises(PermissionDenied, match=REASON):
            paper.confirm_paper(recorded, by=ready.account(name))
        path = f"/agreements/{ready.agreement.pk}/paper/{recorded.pk}/confirm/"
        assert ready.client(name).get(path).status_code == 403

    @pytest.mark.parametrize("name", ["chair", "partner"])
    def test_of_the_partnership_only(self, ready, recorded, name) -> None:
        """The chair sits for the recorder's authority; the partner leads an association that is no party."""
        with pytest.raises(PermissionDenied, match=REASON):
            paper.confirm_paper(recorded, by=ready.cast.account(name))

    def test_the_recorder_who_leads_a_party(self, ready) -> None:
        """The mayor has a seat of the joint management and records; the mayor's own deputy leads, too."""
        city = ready.parties["city"].organisation
        body = ready.cast.north.bodies.get()
        make.SeatFactory(body=body, person=ready.people["mayor"], organisation=city)
        second = make.RepresentationFactory(
            organisation=city, person=make.PersonFactory(account=make.AccountFactory())
        )
        digest = ready.agreement.rounds.get().digest
        record = paper.record_on_paper(
            ready.agreement, by=ready.account("mayor"), digest=digest, signed_on=TODAY(), scan=SCAN
        )
        assert record.recorded_for == city
        with pytest.raises(PermissionDenied, match="nobody brings it into force alone"):
            paper.confirm_paper(record, by=ready.account("mayor"))
        with pytest.raises(PermissionDenied, match=REASON):
            paper.confirm_paper(record, by=second.person.account)
        assert set(rules.confirmers_of(record)) == {ready.account("chairwoman").pk}

    def test_who_left_the_recorders_organisation_takes_nobody_along(self, ready) -> None:
        """The recorder stood for the city when it was recorded."""
        _stands_there(ready)
        record = ready.on_paper()
        ready.cast.people["liaison"].representations.update(ended_at=timezone.now())
        assert set(rules.confirmers_of(record)) == {ready.account("chairwoman").pk}

    def test_an_outsider_finds_nothing(self, ready, recorded) -> None:
        own = f"/agreements/{ready.agreement.pk}/paper/"
        for path in (own, *(f"{own}{recorded.pk}/{verb}/" for verb in ("confirm", "withdraw"))):
            assert ready.client("outsider").get(path).status_code == 404
            assert ready.client("outsider").post(path).status_code == 404


class TestTheRoundEnds:
    """Whatever else ends the round: what waited is over."""

    @pytest.mark.parametrize("verb", ["recall", "decline"])
    def test_recalled_or_declined(self, ready, recorded, verb) -> None:
        getattr(rounds, verb)(ready.agreement, by=ready.keeper, reason="Ein Komma.")
        recorded.refresh_from_db()
        assert recorded.answer == PaperAnswer.OVER
        with pytest.raises(PermissionDenied, match="answered already: over"):
            paper.confirm_paper(recorded, by=ready.account("mayor"))
        assert paper_items(ready.account("mayor")) == []
        page = ready.client("mayor").get(f"/agreements/{ready.agreement.pk}/signatures/")
        assert "waits for its confirmation" not in words(page.content)

    def test_all_sign_here_meanwhile(self, ready, recorded) -> None:
        for name in ("mayor", "chairwoman", "treasurer", "deputy"):
            ready.sign(name)
        recorded.refresh_from_db()
        assert (ready.agreement.stage, recorded.answer) == (Stage.IN_FORCE, PaperAnswer.OVER)
        assert ready.agreement.rounds.get().ending == Ending.IN_FORCE
        assert ready.agreement.paper_signed_on is None


class TestThePages:
    """As people meet them."""

    def sent(self, ready, client, **values):
        path = f"/agreements/{ready.agreement.pk}/paper/"
        scan = SimpleUploadedFile("scan.pdf", pdf())
        values = {"signed_on": TODAY().isoformat(), "scan": scan, "all_signed": "on"} | values
        values = opened(client, path) | typed(client, path) | values
        return client.post(path, {name: value for name, value in values.items() if value != ""})

    def test_who_is_missing_is_listed(self, ready) -> None:
        ready.sign("mayor")
        ready.sign("treasurer")
        page = ready.client("liaison").get(f"/agreements/{ready.agreement.pk}/paper/")
        shown = words(page.content)
        assert "The signatures of 2 parties are missing here." in shown
        assert "City Nord has signed here" in shown
        assert "Association Nord one of two has signed here" in shown
        assert "Club Nord has not signed here" in shown
        assert "The scan shows the signature of each of these 3 parties" in shown

    def test_who_refused_here_is_named_to_both_sides(self, ready) -> None:
        refuse(ready.party_of("deputy"), by=ready.account("deputy"), reason="Nein.")
        path = f"/agreements/{ready.agreement.pk}/paper/"
        assert "Club Nord has refused here" in words(ready.client("liaison").get(path).content)
        record = ready.on_paper()
        shown = ready.client("mayor").get(f"{path}{record.pk}/confirm/")
        assert "Club Nord has refused here" in words(shown.content)

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"scan": ""}, "scan"),
            ({"scan": SimpleUploadedFile("a.pdf", b"no paper")}, "scan"),
            ({"all_signed": ""}, "all_signed"),
            ({"signed_on": ""}, "signed_on"),
            ({"signed_on": LONG_AGO.isoformat()}, "signed_on"),
            ({"place": "x" * 121}, "place"),
        ],
        ids=["no scan", "no file", "no tick", "no day", "before the text", "place"],
    )
    def test_what_is_wrong_stands_at_its_field(self, ready, values, field) -> None:
        answer = self.sent(ready, ready.client("liaison"), **values)
        assert answer.status_code == 200 and list(answer.context["form"].errors) == [field]
        assert not PaperRecord.objects.exists()

    def test_sent_twice_it_is_recorded_once(self, ready) -> None:
        client, path = ready.client("liaison"), f"/agreements/{ready.agreement.pk}/paper/"
        values = opened(client, path) | typed(client, path, signed_on=TODAY().isoformat())
        values = {name: value for name, value in values.items() if value != ""}
        for _ in range(2):
            scan = SimpleUploadedFile("scan.pdf", pdf())
            answer = client.post(path, values | {"scan": scan, "all_signed": "on"})
            assert answer["Location"] == f"/agreements/{ready.agreement.pk}/signatures/"
        assert PaperRecord.objects.count() == 1

    def test_an_older_tab(self, ready) -> None:
        """The form of a round that was recalled meanwhile, and another text since."""
        client, path = ready.client("liaison"), f"/agreements/{ready.agreement.pk}/paper/"
        values = typed(client, path, signed_on=TODAY().isoformat())
        rounds.recall(ready.agreement, by=ready.keeper, reason="Ein Komma.")
        text = ready.agreement.clauses.first().texts.get(language="de")
        text.body = "Ein anderes Wort."
        text.save()
        ready.ready()
        scan = SimpleUploadedFile("scan.pdf", pdf())
        sent = {name: value for name, value in values.items() if value != ""} | {"scan": scan}
        assert client.post(path, sent | {"all_signed": "on"}).status_code == 403
        assert not PaperRecord.objects.exists()

    def test_waiting_is_shown_to_everybody_with_the_scan(self, ready, recorded) -> None:
        own = f"/agreements/{ready.agreement.pk}/"
        for page in (own, f"{own}signatures/"):
            content = ready.client("member").get(page).content
            shown = words(content)
            assert "this waits for its confirmation" in shown
            assert "City Nord , Association Nord" in shown.replace("Nord,", "Nord ,")
            assert f"{own}files/{recorded.scan_id}/" in content.decode()
            assert "Look at it and confirm" not in shown and "Take back" not in shown
        fetched = ready.client("member").get(f"{own}files/{recorded.scan_id}/")
        assert b"".join(fetched) == pdf() or fetched.status_code == 200

    def test_confirmed_on_its_page(self, ready, recorded) -> None:
        client = ready.client("mayor")
        home = client.get("/home/").content.decode()
        path = f"/agreements/{ready.agreement.pk}/paper/{recorded.pk}/confirm/"
        assert path in home
        shown = words(client.get(path).content)
        for said in ("Rathaus", "Liaison Beispiel for Polizei Nord", "Club Nord", "Show the scan"):
            assert said in shown
        values = opened(client, path)
        unticked = client.post(path, values)
        assert list(unticked.context["form"].errors) == ["all_signed"]
        for _ in range(2):
            answer = client.post(path, values | {"all_signed": "on"})
            assert answer["Location"] == f"/agreements/{ready.agreement.pk}/signatures/"
        assert Agreement.objects.get().stage == Stage.IN_FORCE
        assert ready.client("chairwoman").get(path).status_code == 403

    def test_a_tab_of_a_record_that_was_taken_back(self, ready, recorded) -> None:
        """Another record waits meanwhile: nobody confirms that one with the page of the first."""
        client = ready.client("mayor")
        path = f"/agreements/{ready.agreement.pk}/paper/{recorded.pk}/confirm/"
        values = opened(client, path)
        paper.withdraw_paper(recorded, by=ready.keeper)
        second = ready.on_paper()
        assert client.post(path, values | {"all_signed": "on"}).status_code == 403
        second.refresh_from_db()
        assert second.is_waiting

    def test_no_two_links_say_the_same(self, ready) -> None:
        page = ready.client("liaison").get(f"/agreements/{ready.agreement.pk}/signatures/")
        links = page.content.decode().split("<main")[1]
        assert links.count(f"/agreements/{ready.agreement.pk}/paper/") == 1
        assert ">All have signed on paper<" in links and ">on paper<" in links
        old = f"/agreements/{ready.agreement.pk}/steps/record_on_paper/"
        assert ready.client("liaison").get(old).status_code == 404

    def test_signed_before_the_text_stood_here(self, ready) -> None:
        client = ready.client("liaison")
        self.sent(ready, client, signed_on=LONG_AGO.isoformat(), text_from_paper="on")
        record = PaperRecord.objects.get()
        assert (record.signed_on, record.text_from_paper) == (LONG_AGO, True)
        path = f"/agreements/{ready.agreement.pk}/paper/{record.pk}/confirm/"
        assert "Signed before the text stood here" in words(ready.client("mayor").get(path).content)
