"""Names of people and organisations are taken as typed; those that paper cannot print get a printed form, by whoever keeps the name."""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from partnerships.directory.actions import organisations as organisation_actions
from partnerships.directory.actions.people import edit_person
from partnerships.directory.models import Organisation, Person
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.glyphs import is_printable
from partnerships.shared.on_paper import (
    address_on_paper,
    lacks_printed_name,
    line_on_paper,
    on_paper,
)
from tests.factories import directory as make
from tests.journeys.forms import HTML, browser, opened, typed, words

pytestmark = pytest.mark.django_db

CJK, EMOJI, MIXED = "山田太郎", "Grüne Oase 🌱", "山田 جمعية Verein"
SAID = "Paper cannot print this name"


def sent(client, path: str, *, twice: bool = True, **changes):
    """The form of a page, sent (twice, as by a double click), and the page after it."""
    values = typed(client, path, **changes) | opened(client, path)
    client.post(path, values)
    if twice:
        client.post(path, values)
    return client.get(path)


class TestOnPaper:
    """The functions alone."""

    @pytest.mark.parametrize(
        ("name", "printed", "said"),
        [
            ("Ärzte ohne Grenzen", "", "Ärzte ohne Grenzen"),
            ("جمعية", "Jamiya", "جمعية"),  # our fonts have it
            (CJK, "Yamada Taro", "Yamada Taro"),
            (CJK, "", "[name cannot be printed yet]"),
            (CJK, CJK, "[name cannot be printed yet]"),
            (MIXED, "Yamada", "Yamada"),
            (CJK * 50, "Y" * 200, "Y" * 200),
            ("", "", ""),
        ],
    )
    def test_the_name_its_form_or_a_phrase(self, name, printed, said) -> None:
        assert on_paper(name, printed) == said and is_printable(said)
        assert lacks_printed_name(name, printed) == said.startswith("[")

    def test_the_phrase_is_german_on_german_paper(self) -> None:
        with override("de"):
            assert on_paper(CJK) == "[Name noch nicht druckbar]"

    def test_other_lines(self) -> None:
        assert line_on_paper("Vorsitz") == "Vorsitz"
        assert line_on_paper("会長") == "[cannot be printed]"
        assert line_on_paper("会長", "lead") == "lead"
        assert line_on_paper("") == ""

    def test_addresses(self) -> None:
        assert address_on_paper("a@example.org") == "a@example.org"
        assert address_on_paper("a@xn--mnchen-3ya.de") == "a@münchen.de (xn--mnchen-3ya.de)"
        assert address_on_paper("a@xn--wgv71a119e.example") == "a@xn--wgv71a119e.example"


class TestRows:
    """What is always true of a row."""

    def test_the_form_goes_when_the_name_needs_none(self) -> None:
        person = make.PersonFactory(given_name="", family_name=CJK, printed_name="Yamada")
        organisation = make.OrganisationFactory(name=CJK, printed_name="Yamada e. V.")
        person.family_name = organisation.name = "Yamada"
        for row in (person, organisation):
            row.save()
            row.refresh_from_db()
            assert row.printed_name == ""

    @pytest.mark.parametrize("model", [Person, Organisation])
    def test_the_form_itself_can_be_printed(self, model) -> None:
        row = model(printed_name=EMOJI)
        with pytest.raises(ValidationError) as refused:
            row.full_clean()
        assert "printed_name" in refused.value.message_dict

    def test_the_history_has_it(self, cast) -> None:
        person = make.PersonFactory(family_name=CJK, printed_name="Yamada")
        rows = apps.get_model("directory", "PersonEvent").objects
        assert rows.filter(pgh_obj_id=person.pk, printed_name="Yamada").exists()


class TestOwnEntry:
    """One's own name."""

    PATH = "/me/edit/"

    def test_a_name_is_taken_and_asked_for_its_form(self, cast) -> None:
        client = browser(cast, "partner")
        assert "printed_name" not in client.get(self.PATH).context["form"].fields
        values = typed(client, self.PATH, given_name="", family_name=CJK) | opened(
            client, self.PATH
        )
        page = client.post(self.PATH, values, follow=True)
        assert SAID in words(page.content)
        assert f'href="{self.PATH}" dir="auto">{CJK}</a>' in page.content.decode()
        again = client.post(self.PATH, values, follow=True)
        assert again.status_code == 200
        sent(client, self.PATH, printed_name="Yamada Taro")
        person = Person.objects.get(account=cast.account("partner"))
        assert (person.family_name, person.printed_name) == (CJK, "Yamada Taro")
        assert "Yamada Taro" in words(client.get("/me/").content)
        changed = AuditEvent.objects.filter(what="directory.own_entry_changed")
        assert changed.count() == 2 and "printed_name" in changed.order_by("-id")[0].facts["fields"]

    def test_the_form_is_refused_where_it_cannot_be_printed(self, cast) -> None:
        client = browser(cast, "partner")
        page = client.post(
            self.PATH,
            typed(client, self.PATH, family_name=CJK)
            | opened(client, self.PATH)
            | {"printed_name": EMOJI},
        )
        assert list(page.context["form"].errors) == ["printed_name"]

    def test_hostile_text(self, cast) -> None:
        client = browser(cast, "partner")
        sent(client, self.PATH, family_name=f"{EMOJI}{HTML}")
        page = sent(client, self.PATH, printed_name=f"{HTML}\u202e\x00" + "x" * 100)
        for shown in (page, client.get("/me/")):
            assert HTML not in shown.content.decode()
        person = Person.objects.get(account=cast.account("partner"))
        assert person.printed_name == HTML + "x" * 100
        too_long = typed(client, self.PATH, printed_name="x" * 201) | opened(client, self.PATH)
        assert "printed_name" in client.post(self.PATH, too_long).context["form"].errors

    def test_a_printable_name_takes_the_field_away(self, cast) -> None:
        client = browser(cast, "partner")
        sent(client, self.PATH, family_name=CJK)
        sent(client, self.PATH, printed_name="Yamada")
        page = sent(client, self.PATH, family_name="Yamada")
        assert "printed_name" not in page.context["form"].fields
        assert Person.objects.get(account=cast.account("partner")).printed_name == ""


class TestPeople:
    """People whom others enter."""

    def test_entering_somebody(self, cast) -> None:
        client, path = browser(cast, "liaison"), "/people/enter/"
        values = typed(client, path, family_name=CJK) | opened(client, path)
        page = client.post(path, values, follow=True)
        person = Person.objects.get(family_name=CJK)
        edit = f"/people/{person.pk}/edit/"
        assert SAID in words(page.content) and f'href="{edit}" dir="auto"' in page.content.decode()
        sent(client, edit, printed_name="Yamada Taro")
        person.refresh_from_db()
        assert person.printed_name == "Yamada Taro"
        assert "Yamada Taro" in words(client.get(f"/people/{person.pk}/").content)

    def test_the_form_that_comes_back_has_the_field(self, cast) -> None:
        client, path = browser(cast, "liaison"), "/people/enter/"
        values = typed(client, path, family_name=CJK, email="nonsense") | opened(client, path)
        form = client.post(path, values).context["form"]
        assert list(form.errors) == ["email"] and "printed_name" in form.fields

    def test_who_may_not_change_the_name_may_not_change_the_form(self, cast) -> None:
        person = make.PersonFactory(family_name=CJK, kept_by=cast.police)
        with pytest.raises(PermissionDenied):
            edit_person(person, by=cast.account("outsider"), version=1, printed_name="Yamada")

    def test_beginning_with_somebody_new(self, cast) -> None:
        path = f"/organisations/{cast.association.pk}/representations/begin/"
        client = browser(cast, "partner")
        values = typed(client, path, family_name=CJK, given_name="", since="2024-05-06")
        page = client.post(path, values | opened(client, path), follow=True)
        person = Person.objects.get(family_name=CJK)
        assert SAID in words(page.content)
        assert f'href="/people/{person.pk}/edit/"' in page.content.decode()

    def test_inviting_several(self, cast) -> None:
        path = f"/organisations/{cast.association.pk}/invite/"
        client = browser(cast, "partner")
        lines = f"{CJK} {CJK}, a@example.org\n鈴木 {EMOJI}, b@example.org\nAda Neu, c@example.org"
        values = typed(client, path, lines=lines, people=[]) | opened(client, path)
        page = client.post(path, values | {"send": "1"}, follow=True)
        assert "Paper cannot print these names" in words(page.content)
        for person in Person.objects.filter(email__in=["a@example.org", "b@example.org"]):
            assert f'href="/people/{person.pk}/edit/"' in page.content.decode()


class TestOrganisations:
    """Entered, edited, renamed."""

    def test_entering_one(self, cast) -> None:
        client, path = browser(cast, "liaison"), "/organisations/enter/"
        values = typed(client, path, name=CJK, kind="city", languages=[]) | opened(client, path)
        page = client.post(path, values, follow=True)
        organisation = Organisation.objects.get(name=CJK)
        edit = f"/organisations/{organisation.pk}/edit/"
        assert SAID in words(page.content) and f'href="{edit}" dir="auto"' in page.content.decode()
        sent(client, edit, printed_name="Yamada-kai")
        organisation.refresh_from_db()
        assert organisation.printed_name == "Yamada-kai"
        shown = client.get(f"/organisations/{organisation.pk}/")
        assert "Yamada-kai" in words(shown.content)
        event = AuditEvent.objects.get(what="directory.organisation_edited")
        assert event.facts["fields"] == ["printed_name"]

    def test_another_name_has_another_form(self, cast) -> None:
        client = browser(cast, "partner")
        organisation = cast.association
        path = f"/organisations/{organisation.pk}/rename/"
        sent(client, path, name=CJK, since="2024-05-06")
        organisation.refresh_from_db()
        assert (organisation.name, organisation.printed_name) == (CJK, "")
        sent(client, f"/organisations/{organisation.pk}/edit/", printed_name="Yamada-kai")
        form = client.post(path, typed(client, path, name=EMOJI) | opened(client, path)).context[
            "form"
        ]
        assert "printed_name" in form.fields  # the day is missing
        sent(client, path, name=EMOJI, since="2025-05-06", twice=False)
        organisation.refresh_from_db()
        assert (organisation.name, organisation.printed_name) == (EMOJI, "")

    def test_a_slip_corrected_by_a_file_leaves_no_wrong_form(self, cast) -> None:
        organisation = make.OrganisationFactory(
            name=CJK, printed_name="Yamada", kept_by=cast.police
        )
        organisation_actions.edit_organisation(
            organisation, by=cast.account("liaison"), version=1, name=f"{CJK}会"
        )
        organisation.refresh_from_db()
        assert organisation.printed_name == ""


def test_the_name_of_a_partnership_is_a_title(cast) -> None:
    client, path = browser(cast, "liaison"), f"/partnerships/{cast.north.pk}/edit/"
    page = client.post(path, typed(client, path, name=EMOJI) | opened(client, path))
    assert list(page.context["form"].errors) == ["name"]
