"""Names that paper cannot print: never refused, never an empty box, and never in the way of anybody's signature."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from partnerships.agreements import rules
from partnerships.agreements.actions import drafting
from partnerships.agreements.document import facts, signed_document
from partnerships.agreements.document.unprintable import unprintable_names
from partnerships.agreements.models import Agreement, AgreementPrint, PrintKind, Signatory
from partnerships.agreements.text import frozen_text
from partnerships.directory.models import Organisation, Person
from partnerships.shared.documents.render import render
from tests.agreements.test_outside import recorded, scan
from tests.cast import Cast
from tests.documents.pdfcheck import problems
from tests.documents.words import letters, missing_glyphs, outside
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.journeys.forms import HTML, browser, opened, typed, words
from tests.kept import kept

pytestmark = pytest.mark.django_db

CJK, EMOJI = "山田太郎", "Bunte Straße 🎉🧑‍🤝‍🧑 e. V."
PHRASE = "[name cannot be printed yet]"
BOTH = "جمعية الجسور Verein über Brücken"


@kept(after="cast")
def whole(cast: Cast) -> Agreement:
    """Everything that stands on paper has a name in Chinese characters or with an emoji; nothing a printed form."""
    cast.north.name = cast.north.name_en = f"北部 {EMOJI}"
    cast.north.save()
    agreement = agree.AgreementFactory(partnership=cast.north, drafted_by=cast.account("liaison"))
    agree.ClauseFactory(agreement=agreement, english=True)
    annex = agree.ClauseFactory(agreement=agreement, kind="annex", key="contacts", english=True)
    annex.files.create(
        agreement=agreement,
        kind="annex",
        name="地図.pdf",
        description="地図",
        file=ContentFile(b"%PDF-1.7", "x.pdf"),
        sha256="0" * 64,
        size=8,
        media_type="application/pdf",
        uploaded_by=cast.account("liaison"),
    )
    for position, name in enumerate((f"{CJK}会", EMOJI)):
        organisation = make.OrganisationFactory(name=name, legal_form="社団")
        make.PartnerFactory(partnership=cast.north, organisation=organisation)
        person = make.PersonFactory(
            given_name="🎉", family_name=CJK, email=f"a{position}@xn--wgv71a119e.example"
        )
        make.RepresentationFactory(person=person, organisation=organisation, function="会長")
        party = agree.PartyFactory(
            agreement=agreement, organisation=organisation, position=position, signatures_needed=2
        )
        party.signatories.create(person=person, name=str(person), function="会長")
        party.signatories.create(name=CJK, function="会長", position=1)
    return agreement


def give_printed_names(agreement: Agreement) -> None:
    """All of them get one, and what is no name is typed anew."""
    for row in (*Organisation.objects.all(), *Person.objects.all()):
        row.printed_name = "Yamada Gruppe" if isinstance(row, Organisation) else "Yamada Taro"
        row.save()
    Signatory.objects.filter(person=None).update(printed_name="Yamada Jiro")
    Signatory.objects.update(function="Vorsitz")
    Organisation.objects.update(legal_form="e. V.")
    agreement.files.update(name="plan.pdf", description="")
    agreement.partnership.name = agreement.partnership.name_en = "Nord"
    agreement.partnership.save()


def sheet(said: dict) -> bytes:
    return render(render_to_string("agreements/documents/agreement.html", {"facts": said}))


def paper(agreement: Agreement, language: str = "en") -> bytes:
    said = facts.collect(Agreement.objects.get(pk=agreement.pk), language)
    with override(language):
        return sheet(said)


class TestOnPaper:
    """What the paper says."""

    def test_without_a_printed_form_a_plain_phrase_stands_there(self, whole) -> None:
        data = paper(whole)
        assert missing_glyphs(data) == []
        assert problems(data) == []
        assert letters(PHRASE) in letters(data)
        assert letters("a0@xn--wgv71a119e.example") in letters(data)

    def test_in_german(self, whole) -> None:
        assert letters("[Name noch nicht druckbar]") in letters(paper(whole, "de"))

    def test_with_printed_forms_these_stand_there(self, whole) -> None:
        give_printed_names(whole)
        data = paper(whole)
        assert missing_glyphs(data) == []
        said = letters(data)
        assert "cannotbeprinted" not in said
        for name in ("Yamada Gruppe", "Yamada Taro", "Yamada Jiro"):
            assert letters(name) in said

    def test_who_recorded_the_paper(self, whole, cast) -> None:
        give_printed_names(whole)
        Person.objects.filter(pk=cast.people["liaison"].pk).update(
            given_name="", family_name=CJK, printed_name=""
        )
        agree.lead_to(whole, "in_force")
        whole.paper_signed_on, whole.paper_place = agree.SIGNED_ON, "東京"
        whole.paper_recorded_by = cast.account("liaison")  # as it is read, not as it is kept
        data = sheet(facts.collect(whole, "en"))
        assert missing_glyphs(data) == []
        assert letters(f"[cannot be printed]; recorded by {PHRASE}") in letters(data)
        Person.objects.filter(pk=cast.people["liaison"].pk).update(printed_name="Yamada Hana")
        whole.paper_recorded_by = cast.account("liaison")
        assert letters("recorded by Yamada Hana") in letters(sheet(facts.collect(whole, "en")))

    @pytest.mark.parametrize("name", ["山" * 200, ("Ä" * 19 + " ") * 10, "Wort " * 40, BOTH])
    def test_long_names_and_two_scripts_in_one_line(self, cast, name) -> None:
        agreement = agree.AgreementFactory(
            partnership=cast.north, drafted_by=cast.account("liaison")
        )
        agree.ClauseFactory(agreement=agreement, kind="annex", key="contacts")
        for position in range(2):
            organisation = make.OrganisationFactory(name=name.strip(), printed_name="Yamada " * 28)
            person = make.PersonFactory(given_name=name[:80].strip(), family_name=name[:80].strip())
            make.RepresentationFactory(person=person, organisation=organisation)
            party = agree.PartyFactory(
                agreement=agreement, organisation=organisation, position=position
            )
            party.signatories.create(name=name[:160].strip(), printed_name="Yamada " * 22)
        data = paper(agreement)
        assert missing_glyphs(data) == []
        assert outside(data) == []
        assert problems(data) == []


class TestReady:
    """What “ready” waits for."""

    def test_it_waits_for_every_name(self, whole) -> None:
        give_printed_names(whole)
        assert unprintable_names(whole) == []
        liaison = whole.drafted_by
        agree.lead_to(whole, "under_consultation")
        assert rules.can_make_ready(liaison, whole)
        person = Signatory.objects.exclude(person=None).first().person
        Person.objects.filter(pk=person.pk).update(printed_name="")
        verdict = rules.can_make_ready(liaison, whole)
        assert not verdict and str(person) in verdict.reason

    def test_the_list_has_every_name_and_where_it_is_changed(self, whole, cast) -> None:
        found = unprintable_names(whole)
        party = whole.parties.first()
        person = party.signatories.first().person
        for each in (
            (whole.partnership.name, f"/partnerships/{whole.partnership_id}/edit/"),
            (party.name, f"/organisations/{party.organisation_id}/edit/"),
            ("社団", f"/organisations/{party.organisation_id}/edit/"),
            (str(person), f"/people/{person.pk}/edit/"),
            (CJK, f"/agreements/{whole.pk}/parties/{party.pk}/"),
            ("会長", f"/agreements/{whole.pk}/parties/{party.pk}/"),
        ):
            assert each in found
        assert {"地図.pdf", "地図"} <= {name for name, _where in found}
        client = browser(cast, "admin")
        liaison = browser(cast, "liaison")
        for _name, where in found:
            path = where.partition("#")[0]
            assert 200 in (client.get(path).status_code, liaison.get(path).status_code), where

    def test_contacts_count_only_where_the_annex_prints_them(self, whole) -> None:
        give_printed_names(whole)
        more = make.PersonFactory(given_name="", family_name="鈴木")
        make.RepresentationFactory(person=more, organisation=whole.parties.first().organisation)
        assert unprintable_names(whole) == [("鈴木", f"/people/{more.pk}/edit/")]
        whole.clauses.filter(kind="annex").update(key="")
        assert unprintable_names(whole) == []

    def test_a_name_that_the_organisation_no_longer_has(self, whole) -> None:
        give_printed_names(whole)
        party = whole.parties.first()
        Organisation.objects.filter(pk=party.organisation_id).update(
            name="Neuer Name", printed_name=""
        )
        assert unprintable_names(whole) == [(party.name, f"/agreements/{whole.pk}/parties/")]


class TestWording:
    """What is signed, and its fingerprint."""

    def test_without_printed_names_the_fingerprint_stays(self, signing) -> None:
        words = frozen_text.read(signing.agreement)
        assert "printed_name" not in str(words)
        assert frozen_text.digest_of(frozen_text.keep_names(words, words)) == frozen_text.digest_of(
            words
        )

    def test_printed_names_are_signed(self, whole) -> None:
        give_printed_names(whole)
        party = frozen_text.read(whole)["parties"][0]
        assert party["printed_name"] == "Yamada Gruppe"
        assert [each["printed_name"] for each in party["signatories"]] == [
            "Yamada Taro",
            "Yamada Jiro",
        ]
        assert party["name"] == f"{CJK}会"

    def test_a_round_from_before_is_printed_though_a_name_gets_its_form_later(
        self, signing
    ) -> None:
        city = signing.parties["city"]
        Organisation.objects.filter(pk=city.organisation_id).update(name=CJK)
        type(city).objects.filter(pk=city.pk).update(name=CJK)
        round = agree.open_round_of(agree.lead_on(signing.agreement, "ready_to_sign"))
        Organisation.objects.filter(pk=city.organisation_id).update(printed_name="Yamada")
        said = signed_document.collect(round)
        assert said["parties"][0]["name"] == "Yamada"

    def test_who_changes_the_form_during_signing_changes_nothing_that_was_frozen(
        self, signing
    ) -> None:
        mayor = renamed(signing, "mayor", "Yamada Taro")
        round = signing.ready()
        assert round.facts["parties"][0]["signatories"][0]["printed_name"] == "Yamada Taro"
        Person.objects.filter(pk=mayor.pk).update(printed_name="Somebody Else")
        assert (
            facts.collect(signing.agreement, "de")["parties"][0]["represented_by"] == "Yamada Taro"
        )
        signing.sign("mayor")
        assert signed_document.collect(round)["signed"]["digest"] == round.digest


def renamed(signing, name: str, printed_name: str) -> Person:
    """Somebody has a name that cannot be printed, and is named anew where they are named."""
    person = signing.people[name]
    person.given_name, person.family_name, person.printed_name = "", CJK, printed_name
    person.save()
    Signatory.objects.filter(person=person).update(name=CJK)
    return person


class TestSigning:
    """Who signs here."""

    def test_the_sealed_paper_has_the_printed_form_of_its_day(self, signing) -> None:
        mayor = renamed(signing, "mayor", "Yamada Taro")
        deputy = renamed(signing, "deputy", "Suzuki Hana")
        signing.ready()
        given = signing.sign("mayor")
        assert (given.name, given.printed_name) == (CJK, "Yamada Taro")
        mayor.family_name = "Now Printable"
        mayor.save()
        for name in ("chairwoman", "treasurer"):
            signing.sign(name)
        recorded_deputy = signing.sign("deputy")
        assert recorded_deputy.person == deputy
        said = AgreementPrint.objects.get(kind=PrintKind.FINAL).document.facts
        names = [each["name"] for party in said["parties"] for each in party["signatures"]]
        assert names[0] == "Yamada Taro" and names[-1] == "Suzuki Hana"
        data = sheet(said)
        assert missing_glyphs(data) == []
        proof = said["evidence"]["signatures"][0]
        assert (proof["name"], proof["printed_name"]) == (CJK, "Yamada Taro")

    def test_a_deputy_gives_the_printed_form_first(self, signing) -> None:
        renamed(signing, "deputy", "")
        signing.ready()
        with pytest.raises(PermissionDenied, match="My account"):
            signing.sign("deputy")
        Person.objects.filter(pk=signing.people["deputy"].pk).update(printed_name="Suzuki")
        assert signing.sign("deputy").printed_name == "Suzuki"

    def test_the_page_shows_both(self, signing) -> None:
        renamed(signing, "mayor", f"Yamada {HTML}")
        city = signing.parties["city"]
        Organisation.objects.filter(pk=city.organisation_id).update(
            name=CJK, printed_name="Stadt Y"
        )
        type(city).objects.filter(pk=city.pk).update(name=CJK)
        signing.ready()
        page = signing.client("chairwoman").get(signing.path("chairwoman"))
        said = words(page.content)
        assert f"{CJK}, e. V. (in print: Stadt Y)" in said
        assert f"{CJK}, Head (in print: Yamada {HTML})" in said
        assert HTML not in page.content.decode()


class TestPaper:
    """Who signed on paper."""

    def test_the_named_signatory_brings_the_form_along(self, signing) -> None:
        renamed(signing, "treasurer", "Yamada")
        signing.ready()
        assert recorded(signing, CJK, "association").printed_name == "Yamada"

    def test_somebody_else_needs_one(self, signing) -> None:
        signing.ready()
        with pytest.raises(ValidationError) as refused:
            recorded(signing, CJK, "club")
        assert list(refused.value.message_dict) == ["printed_name"]
        assert recorded(signing, CJK, "club", printed_name="Yamada").printed_name == "Yamada"

    def test_the_form_asks_for_it_and_counts_once(self, signing) -> None:
        signing.ready()
        client = signing.client("liaison")
        path = f"/agreements/{signing.agreement.pk}/record/{signing.parties['club'].pk}/"
        assert "printed_name" not in client.get(path).context["form"].fields
        values = {"name": CJK, "signed_on": timezone.localdate().isoformat()} | opened(client, path)
        asked = client.post(path, values | {"scan": scan()})
        assert "printed_name" in asked.context["form"].errors
        for wrong in ("place", "function"):
            more = {"printed_name": "Yamada", "scan": scan(), wrong: "東京"}
            assert wrong in client.post(path, values | more).context["form"].errors
        for _twice in range(2):
            done = client.post(path, values | {"printed_name": "Yamada", "scan": scan()})
            assert done.status_code == 302
        assert [s.printed_name for s in signing.parties["club"].signatures.all()] == ["Yamada"]


class TestPartyForm:
    """Typed signatories."""

    def test_a_typed_name_is_taken_and_its_form_asked_for(self, signing) -> None:
        client, party = signing.client("liaison"), signing.parties["club"]
        path = f"/agreements/{signing.agreement.pk}/parties/{party.pk}/"
        assert "printed_name_1" not in client.get(path).context["form"].fields
        done = client.post(
            path, typed(client, path, name_1=CJK) | opened(client, path), follow=True
        )
        assert "Paper cannot print this name" in words(done.content)
        assert f'href="{path}" dir="auto">{CJK}</a>' in done.content.decode()
        form = client.get(path).context["form"]
        assert "printed_name_1" in form.fields and "printed_name_2" not in form.fields
        again = typed(client, path, printed_name_1="Yamada") | opened(client, path)
        for _twice in range(2):
            assert client.post(path, again).status_code == 302
        signatory = party.signatories.get()
        assert (signatory.name, signatory.printed_name) == (CJK, "Yamada")
        bad = typed(client, path, printed_name_1=CJK) | opened(client, path)
        assert "printed_name_1" in client.post(path, bad).context["form"].errors
        hostile = typed(client, path, name_1=f"{CJK}{HTML}", printed_name_1=HTML)
        page = client.post(path, hostile | opened(client, path), follow=True)
        assert HTML not in page.content.decode()

    def test_a_form_comes_back_with_the_field(self, signing) -> None:
        client, party = signing.client("liaison"), signing.parties["club"]
        path = f"/agreements/{signing.agreement.pk}/parties/{party.pk}/"
        sent = typed(client, path, name_1=CJK, function_1="会長") | opened(client, path)
        form = client.post(path, sent).context["form"]
        assert list(form.errors) == ["function_1"] and "printed_name_1" in form.fields

    def test_versions_show_it(self, signing) -> None:
        party = signing.parties["club"]
        for printed in ("", "Yamada"):
            drafting.edit_party(
                party,
                by=signing.keeper,
                signatures_needed=1,
                signatories=[{"person": None, "name": CJK, "printed_name": printed}],
            )
        last = signing.agreement.versions.order_by("-number").first().number
        path = f"/agreements/{signing.agreement.pk}/versions/compare/?from={last - 1}&to={last}"
        page = signing.client("liaison").get(path)
        assert f"{CJK} (in print: Yamada)" in words(page.content)

    def test_nothing_changes_once_frozen(self, signing) -> None:
        signing.ready()
        with pytest.raises(PermissionDenied):
            drafting.edit_party(
                signing.parties["club"], by=signing.keeper, signatures_needed=1, signatories=[]
            )


def test_a_file_is_renamed_first(signing) -> None:
    annex = signing.agreement.clauses.get(kind="annex")
    client = signing.client("liaison")
    path = f"/agreements/{signing.agreement.pk}/clauses/{annex.pk}/files/add/"
    for name, field in (("地図.png", "file"), ("plan.png", "description")):
        sent = opened(client, path) | {"description": "地図"}
        sent["file"] = SimpleUploadedFile(name, scan().read())
        form = client.post(path, sent).context["form"]
        assert field in form.errors
    assert not annex.files.exists()
