"""Forms sent twice, late, wrongly, and by people who may not."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partnerships.agreements.actions import clauses, drafting
from partnerships.agreements.models import Agreement, PaperRecord
from partnerships.shared.documents.models import Document
from partnerships.shared.keyset import page
from tests.cast import Cast
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.journeys.forms import browser, opened, typed, words
from tests.kept import kept
from tests.uploads.files import pdf

HUGE = "99999999999999999999"
DATES = ["2026-02-31", "0001-01-01", "9999-12-31", "31.02.2026", "yesterday", "2026-13-01", "\x00"]


@pytest.fixture
def draft(cast) -> Agreement:
    """A draft of North with its police as a party."""
    made = agree.whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
    agree.PartyFactory(agreement=made, organisation=cast.police)
    return made


@kept(after="cast")
def ready(cast: Cast) -> Agreement:
    """One that waits for its signatures; the association is a party, and its lead may confirm a paper."""
    made = agree.whole_agreement(partnership=cast.north, drafted_by=cast.account("chair"))
    agree.PartyFactory(agreement=made, organisation=cast.association, position=9)
    return agree.lead_to(made, "ready_to_sign")


class TestDates:
    """The record that all have signed on paper."""

    @pytest.mark.parametrize("day", DATES)
    @pytest.mark.parametrize("field", ["signed_on", "effective_on", "until_on"])
    def test_no_day(self, cast, ready, field, day) -> None:
        values = {"signed_on": "2026-03-05", "place": "Dortmund"} | {field: day}
        said = words(self._sent(browser(cast, "liaison"), ready, values).content)
        assert "Enter a valid date." in said
        assert self._unchanged(ready)

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"until_on": "2026-03-04"}, "The end must not be before the beginning."),
            (
                {"effective_on": "2026-02-01", "until_on": "2026-03-04"},
                "The end must not be before the beginning.",
            ),
            (
                {"effective_on": "2026-05-01", "until_on": "2026-04-30"},
                "The end must not be before the beginning.",
            ),
            ({"signed_on": "2190-01-01"}, "The day of signing has not come yet."),
            ({"signed_on": ""}, "This field is required."),
            ({"place": "x" * 121}, "at most 120 characters"),
        ],
    )
    def test_days_that_do_not_fit(self, cast, ready, values, sentence) -> None:
        values = {"signed_on": "2026-03-05", "place": "Dortmund"} | values
        answer = self._sent(browser(cast, "liaison"), ready, values)
        assert sentence in words(answer.content)
        for value in values.values():
            assert value in answer.content.decode()  # typed text is shown again
        assert self._unchanged(ready)

    def test_in_german(self, cast, ready) -> None:
        answer = self._sent(browser(cast, "liaison", "de"), ready, {"signed_on": "31.02.2026"})
        assert "Bitte ein gültiges Datum eingeben." in words(answer.content)

    def test_recorded_twice(self, cast, ready) -> None:
        client = browser(cast, "liaison")
        first = self._sent(client, ready, {"signed_on": "2026-03-05"})
        second = self._sent(client, ready, {"signed_on": "2026-03-06"})
        assert (first.status_code, second.status_code) == (302, 403)
        assert str(PaperRecord.objects.get().signed_on) == "2026-03-05"
        assert self._unchanged(ready)

    @staticmethod
    def _sent(client: Client, agreement: Agreement, values: dict):
        sent = {"scan": SimpleUploadedFile("scan.pdf", pdf()), "all_signed": "on"}
        sent |= {"text_from_paper": "on", "digest": agreement.rounds.open().get().digest}
        return client.post(f"/agreements/{agreement.pk}/paper/", sent | values)

    @staticmethod
    def _unchanged(agreement: Agreement) -> bool:
        return Agreement.objects.get(pk=agreement.pk).stage == "ready_to_sign"


class TestTwice:
    """A double click, or a page sent again."""

    def test_one_agreement(self, cast) -> None:
        client, path = browser(cast, "liaison"), f"/agreements/of/{cast.north.pk}/draft/"
        values = opened(client, path) | typed(client, path, title="Zweimal")
        answers = {client.post(path, values)["Location"] for _ in range(2)}
        assert Agreement.objects.filter(title="Zweimal").count() == len(answers) == 1

    def test_anothers_token_is_ones_own_token(self, cast) -> None:
        """It leads nobody to what the other one did."""
        path = f"/agreements/of/{cast.north.pk}/draft/"
        liaison = browser(cast, "liaison")
        values = opened(liaison, path) | typed(liaison, path, title="Zweimal")
        places = {
            browser(cast, name).post(path, values)["Location"] for name in ("liaison", "chair")
        }
        assert len(places) == Agreement.objects.filter(title="Zweimal").count() == 2

    def test_one_clause_and_one_party(self, cast, draft) -> None:
        client, own = browser(cast, "liaison"), f"/agreements/{draft.pk}/"
        clause = {"kind": "clause", "heading_de": "Neu", "body_de": "Einmal."}
        for _ in range(2):
            assert client.post(f"{own}clauses/add/", clause).status_code == 302
            client.post(f"{own}parties/", {"organisation": cast.association.pk})
        assert draft.clauses.filter(texts__heading="Neu").count() == 1
        assert draft.parties.filter(organisation=cast.association).count() == 1

    def test_removed_twice(self, cast, draft) -> None:
        client, own = browser(cast, "liaison"), f"/agreements/{draft.pk}/"
        for path in (
            f"{own}clauses/{draft.clauses.first().pk}/remove/",
            f"{own}parties/{draft.parties.first().pk}/remove/",
        ):
            assert [client.post(path).status_code for _ in range(2)] == [302, 404]

    def test_a_step_and_a_retry(self, house_scene, cast, draft) -> None:
        client, path = browser(cast, "liaison"), f"/agreements/{draft.pk}/steps/consult/"
        assert [client.post(path).status_code for _ in range(2)] == [302, 403]
        document, letter = house_scene.of("document", "bad"), house_scene.of("letter", "failed")
        for name, path in (
            ("partner", f"/documents/{document.pk}/retry/"),
            ("admin", f"/letters/{letter.pk}/retry/"),
        ):
            who = browser(cast, name)
            assert [who.post(path).status_code for _ in range(2)] == [302, 403]


class TestSecondTab:
    """Old data: nothing is overwritten, what was typed stays, a deliberate second save goes through."""

    CONFLICT = "Nothing was overwritten"

    def _assert_nothing_is_overwritten(
        self, cast, path: str, first: dict, second: dict, theirs: str
    ) -> None:
        mine, other = browser(cast, "liaison"), browser(cast, "chair")
        old = typed(mine, path, **second)
        assert other.post(path, typed(other, path, **first)).status_code == 302
        answer = mine.post(path, old)
        shown = words(answer.content)
        assert answer.status_code == 200
        assert self.CONFLICT in shown and theirs in shown
        again = {b.name: b.value() or "" for b in answer.context["form"]}
        assert all(again[name] == value for name, value in second.items())
        assert typed(other, path).items() >= first.items()
        assert mine.post(path, again).status_code == 302
        assert typed(other, path).items() >= second.items()

    def test_details(self, cast, draft) -> None:
        first, second = {"title": "Von drüben"}, {"title": "Von hier"}
        self._assert_nothing_is_overwritten(
            cast, f"/agreements/{draft.pk}/details/", first, second, "Von drüben"
        )

    def test_clause(self, cast, draft) -> None:
        path = f"/agreements/{draft.pk}/clauses/{draft.clauses.first().pk}/"
        first, second = {"body_de": "Von drüben."}, {"body_de": "Von hier."}
        self._assert_nothing_is_overwritten(cast, path, first, second, "Von drüben.")

    def test_party(self, cast, draft) -> None:
        path = f"/agreements/{draft.pk}/parties/{draft.parties.last().pk}/"
        first, second = {"name_1": "Erika Drüben"}, {"name_1": "Hans Hier"}
        self._assert_nothing_is_overwritten(cast, path, first, second, "Erika Drüben")

    @pytest.mark.parametrize("version", ["", "0", "-1", HUGE, "x", "\x00"])
    def test_a_version_that_never_was(self, cast, draft, version) -> None:
        client, own = browser(cast, "liaison"), f"/agreements/{draft.pk}/"
        clause, party = draft.clauses.first(), draft.parties.last()
        for path, change in (
            (f"{own}details/", {"title": "Neu"}),
            (f"{own}clauses/{clause.pk}/", {"heading_de": "Neu"}),
            (f"{own}parties/{party.pk}/", {"name_1": "Neu"}),
        ):
            answer = client.post(path, typed(client, path, **change) | {"version": version})
            assert answer.status_code == 200 and "Neu" in answer.content.decode()
            assert not typed(client, path).items() >= change.items()

    def test_the_text_was_frozen_meanwhile(self, cast, draft) -> None:
        client, path = browser(cast, "liaison"), f"/agreements/{draft.pk}/details/"
        old = typed(client, path, title="Zu spät")
        agree.lead_to(draft, "ready_to_sign")
        answer = client.post(path, old)
        assert answer.status_code == 403
        assert "Recall the agreement first" in words(answer.content)
        draft.refresh_from_db()
        assert draft.title != "Zu spät"


class TestFrozenMeanwhile:
    """Between the look at the page and the write, another process led the agreement on."""

    @pytest.mark.parametrize("verb", ["add", "edit", "move", "remove", "party"])
    def test_the_action_looks_again(self, cast, draft, verb) -> None:
        by, clause, party = cast.account("liaison"), draft.clauses.first(), draft.parties.first()
        texts = {"de": {"heading": "Neu", "body": "Neu"}, "en": {"heading": "", "body": ""}}
        stale = Agreement.objects.get(pk=draft.pk)
        clause.agreement = party.agreement = stale
        agree.lead_to(draft, "ready_to_sign")
        act = {
            "add": lambda: clauses.add_clause(stale, by=by, kind="clause", texts=texts),
            "edit": lambda: clauses.edit_clause(clause, by=by, version=1, texts=texts),
            "move": lambda: clauses.move_clause(clause, by=by, up=False),
            "remove": lambda: clauses.remove_clause(clause, by=by),
            "party": lambda: drafting.remove_party(party, by=by),
        }
        with pytest.raises(PermissionDenied, match="Entwurf|draft"):
            act[verb]()


class TestForeign:
    """Numbers of rows that are somebody else's, or nobody's."""

    def test_organisations_of_other_partnerships(self, cast, draft) -> None:
        foreign = cast.south.partners.get().organisation_id
        client, path = browser(cast, "liaison"), f"/agreements/of/{cast.north.pk}/draft/"
        for wrong in (foreign, HUGE, "x", "-1", "9" * 5000, "\x00"):
            values = typed(client, path, title="Fremd", organisations=[cast.police.pk, wrong])
            assert client.post(path, values).status_code == 200
            answer = client.post(f"/agreements/{draft.pk}/parties/", {"organisation": wrong})
            assert answer.status_code == 200 and answer.context["form"].errors
        assert not Agreement.objects.filter(title="Fremd").exists()
        assert draft.parties.count() == 3

    def test_signatories_of_other_organisations(self, cast, draft) -> None:
        stands = make.RepresentationFactory(organisation=cast.association, may_sign=True)
        path = f"/agreements/{draft.pk}/parties/{draft.parties.last().pk}/"
        client = browser(cast, "liaison")
        for wrong in (stands.pk, HUGE, "x"):
            answer = client.post(path, typed(client, path, person_1=wrong))
            assert answer.status_code == 200 and "person_1" in answer.context["form"].errors

    @pytest.mark.parametrize(
        ("field", "value"),
        [("signatures_needed", "3"), ("signatures_needed", "x"), ("signatures_needed", "\x00")],
    )
    def test_choices_that_are_not_offered(self, cast, draft, field, value) -> None:
        path = f"/agreements/{draft.pk}/parties/{draft.parties.last().pk}/"
        client = browser(cast, "liaison")
        assert client.post(path, typed(client, path) | {field: value}).status_code == 200
        kind = {"kind": value, "heading_de": "a", "body_de": "b"}
        assert client.post(f"/agreements/{draft.pk}/clauses/add/", kind).status_code == 200
        for notice in ("-1", "121", "1e3", HUGE, "9" * 5000):
            own = f"/agreements/{draft.pk}/details/"
            answer = client.post(own, typed(client, own) | {"notice_months": notice})
            assert "notice_months" in answer.context["form"].errors

    def test_a_token_that_is_none(self, cast) -> None:
        """Such a post counts for itself, as one without a token."""
        client, path = browser(cast, "liaison"), f"/agreements/of/{cast.north.pk}/draft/"
        for number, wrong in enumerate(("", "x", "\x00", "1" * 5000), start=1):
            answer = client.post(path, typed(client, path, title="Entwurf") | {"once": wrong})
            assert answer.status_code == 302
            assert Agreement.objects.filter(title="Entwurf").count() == number

    def test_document_request(self, cast, draft) -> None:
        client, path = browser(cast, "liaison"), f"/agreements/{draft.pk}/document/"
        for wrong in ("", "xx", "\x00", "ar"):
            answer = client.post(path, {"language": wrong}, follow=True)
            assert "Choose German or English." in words(answer.content)
        assert not Document.objects.exists()


NUMBERED = [
    "/agreements/{}",
    "/agreements/of/{}",
    "/agreements/of/{}/draft",
    "/agreements/{}/details",
    "/agreements/{}/parties",
    "/agreements/{}/parties/{}",
    "/agreements/{}/parties/{}/remove",
    "/agreements/{}/clauses/add",
    "/agreements/{}/clauses/{}",
    "/agreements/{}/clauses/{}/up",
    "/agreements/{}/clauses/{}/remove",
    "/agreements/{}/steps/consult",
    "/agreements/{}/document",
    "/agreements/{}/signatures",
    "/agreements/{}/sign/{}",
    "/agreements/{}/sign/{}/code",
    "/agreements/{}/sign/{}/passkey",
    "/agreements/{}/refuse/{}",
    "/agreements/{}/record/{}",
    "/agreements/{}/frozen",
    "/agreements/{}/signed",
    "/agreements/{}/signed/{}",
    "/agreements/{}/ceremony",
    "/agreements/{}/ceremony/plan",
    "/agreements/{}/ceremony/screen",
    "/agreements/{}/consultation",
    "/agreements/{}/comments/add",
    "/agreements/{}/clauses/{}/comment",
    "/agreements/{}/comments/{}/edit",
    "/agreements/{}/comments/{}/release",
    "/agreements/{}/comments/{}/remove",
    "/agreements/{}/comments/{}/settle",
    "/agreements/{}/proposals/add",
    "/agreements/{}/clauses/{}/propose",
    "/agreements/{}/proposals/{}",
    "/agreements/{}/proposals/{}/accept",
    "/agreements/{}/proposals/{}/decline",
    "/agreements/{}/proposals/{}/withdraw",
    "/agreements/{}/versions",
    "/agreements/{}/versions/compare",
    "/agreements/{}/versions/{}",
    "/agreements/{}/clauses/{}/files/add",
    "/agreements/{}/files/{}",
    "/agreements/{}/files/{}/remove",
    "/documents/{}",
    "/documents/{}/progress",
    "/documents/{}/file",
    "/documents/{}/cancel",
    "/documents/{}/retry",
    "/letters/{}/retry",
    "/partnerships/{}",
    "/partnerships/{}/partners",
    "/partnerships/{}/bodies",
    "/partnerships/{}/goals",
    "/partnerships/{}/projects",
    "/bodies/{}",
    "/projects/{}",
    "/partnerships/{}/edit",
    "/partnerships/{}/on",
    "/partnerships/{}/partners/admit",
    "/partners/{}",
    "/partners/{}/correct",
    "/partners/{}/standing",
    "/partners/{}/leave",
    "/partnerships/{}/bodies/set-up",
    "/bodies/{}/edit",
    "/bodies/{}/close",
    "/bodies/{}/seats/add",
    "/seats/{}/fill",
    "/seats/{}/correct",
    "/seats/{}/end",
    "/partnerships/{}/goals/set",
    "/organisations/{}/goals/set",
    "/goals/{}/edit",
    "/goals/{}/remove",
    "/partnerships/{}/projects/begin",
    "/projects/{}/edit",
    "/projects/{}/figures/note",
    "/projects/{}/commitments",
    "/projects/{}/commitments/ask",
    "/figures/{}/edit",
    "/figures/{}/remove",
    "/commitments/{}/answer",
    "/commitments/{}/remove",
    "/organisations/{}",
]


class TestAddresses:
    """Whatever stands in the address line."""

    @pytest.mark.parametrize("number", ["0", HUGE, "9223372036854775808", "9" * 5000, "-1", "1a"])
    def test_numbers(self, cast, number) -> None:
        client = browser(cast, "liaison")
        for name in ("details", "clauses/add"):
            assert client.get(f"/agreements/{number}/{name}/").status_code == 404
        given = {
            (path, method): getattr(client, method)(path.replace("{}", number) + "/").status_code
            for path in NUMBERED
            for method in ("get", "post")
        }
        odd = {key: status for key, status in given.items() if status not in (404, 405)}
        assert {key: s for key, s in odd.items() if not (s == 403 and "letters" in key[0])} == {}

    def test_a_part_of_another_agreement(self, cast, draft) -> None:
        other = agree.whole_agreement(partnership=cast.north, drafted_by=cast.account("chair"))
        client, own = browser(cast, "liaison"), f"/agreements/{draft.pk}/"
        clause, party = other.clauses.first().pk, other.parties.first().pk
        for path in (f"clauses/{clause}/", f"clauses/{clause}/remove/", f"parties/{party}/"):
            assert client.post(own + path, {}).status_code == 404
        assert client.post(f"{own}clauses/{HUGE}/up/").status_code == 404

    @pytest.mark.parametrize("verb", ["nonsense", "sign", "born", "expire"])
    def test_steps_that_nobody_asks_for(self, cast, draft, verb) -> None:
        path = f"/agreements/{draft.pk}/steps/{verb}/"
        assert browser(cast, "liaison").post(path).status_code == 404

    @pytest.mark.parametrize("name", ["q", "page", "stage", "status", "cursor", "language", "side"])
    @pytest.mark.parametrize(
        "value", ["\x00", "'\"--;%_\\", "\ufffd", HUGE, "x" * 9000, "a:b:c", "xx"]
    )
    def test_questions(self, cast, draft, name, value) -> None:
        liaison, admin = browser(cast, "liaison"), browser(cast, "admin")
        asked = {name: value}
        for path in (
            "/agreements/",
            f"/agreements/of/{cast.north.pk}/",
            f"/agreements/{draft.pk}/",
        ):
            assert liaison.get(path, asked).status_code == 200
        for path in ("/documents/", "/organisations/", "/partnerships/"):
            assert liaison.get(path, asked).status_code == 200
        for path in ("/letters/", "/documents/failed/", "/organisations/"):
            assert admin.get(path, asked).status_code == 200

    def test_bytes_that_are_no_text(self, cast) -> None:
        client = browser(cast, "liaison")
        for bytes_ in ("%ff", "%ed%a0%80", "%00", "%e2%80%ae"):
            assert client.get("/agreements/", QUERY_STRING=f"q={bytes_}").status_code == 200
            assert client.get(f"/agreements/{bytes_}/").status_code == 404
            assert client.get(f"/invitations/{bytes_}/").status_code in (404, 410)

    def test_a_place_in_another_list(self, cast) -> None:
        """It is signed by us and still means nothing here."""
        for _number in range(52):
            agree.AgreementFactory(partnership=cast.north)
            make.PartnerFactory(partnership=cast.north)
        organisations = page(cast.police.__class__.objects.all(), by=["sort_key", "id"])
        agreements = page(Agreement.objects.all(), by=["-created_at", "-id"])
        client = browser(cast, "liaison")
        ask = [
            client.get("/agreements/", {"cursor": organisations.following}),
            client.get("/agreements/", {"cursor": agreements.following[:-1]}),
            client.get("/organisations/", {"cursor": agreements.following}),
        ]
        assert [answer.status_code for answer in ask] == [200, 200, 200]
        second = client.get("/agreements/", {"cursor": agreements.following})
        assert second.context["listing"]["rows"] != ask[0].context["listing"]["rows"]


class TestDoors:
    """The form itself is wrong, whatever stands in it."""

    def test_without_the_page_that_carried_it(self, cast, draft) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(cast.account("liaison"))
        own = f"/agreements/{draft.pk}/"
        for path in ("details/", "clauses/add/", "parties/", "steps/consult/", "document/"):
            answer = client.post(own + path, {"title": "Fremd"})
            assert answer.status_code == 403
            assert "zu lange" in words(answer.content) or "open too long" in words(answer.content)
        assert client.post("/accounts/login/", {}).status_code == 403

    def test_looking_changes_nothing(self, house_scene, cast) -> None:
        clause = house_scene.of("agreement", "draft").clauses.first()
        own = f"/agreements/{clause.agreement_id}/"
        document, letter = (
            house_scene.of("document", "bad").pk,
            house_scene.of("letter", "failed").pk,
        )
        for name, path in (
            ("liaison", f"{own}clauses/{clause.pk}/up/"),
            ("liaison", f"{own}document/"),
            ("partner", f"/documents/{document}/retry/"),
            ("partner", f"/documents/{document}/cancel/"),
            ("admin", f"/letters/{letter}/retry/"),
            ("anonymous", "/language/"),
        ):
            assert cast.client(name).get(path).status_code == 405, path

    @pytest.mark.parametrize("language", ["", "xx", "ar", "\x00", "d" * 9000, "../de"])
    def test_languages(self, cast, language) -> None:
        client = browser(cast, "partner")
        for way_back in (
            "/me/",
            "//evil.example",
            "/\r\nX: y",
            "/[",
            "http://[",
            "x" * 9000,
            "\x00",
        ):
            answer = client.post("/language/", {"language": language, "next": way_back})
            assert answer.status_code == 302 and "evil" not in answer["Location"]
            assert "\n" not in answer["Location"]
        assert cast.account("partner").language == "en"
        assert client.get("/gallery/xx/").status_code in (403, 404)
        assert client.get("/xx/").status_code == 404
