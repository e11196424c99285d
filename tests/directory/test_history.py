"""Who changed what, when, before and after: as far as one may see it."""

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from partnerships.directory.actions import organisations
from partnerships.directory.models import Organisation
from partnerships.shared.history import PAGE_ROWS, Source, changes_of
from tests.cast import NAMES
from tests.factories import directory as make
from tests.journeys.forms import browser, typed, words


def path(organisation: Organisation) -> str:
    return f"/organisations/{organisation.pk}/history/"


def lines(client, organisation: Organisation) -> list[str]:
    """The rows of the table without their moments."""
    rows = client.get(path(organisation)).context["rows"]
    return [" | ".join(strip_tags(str(cell)) for cell in row[1:]) for row in rows]


def kept_by_police(cast, organisation: Organisation) -> None:
    """Without a lead, the police look after the entry."""
    organisation.representations.update(role="deputy", may_sign=False)
    Organisation.objects.filter(pk=organisation.pk).update(kept_by=cast.police)


@pytest.fixture
def own(cast) -> Organisation:
    return cast.association


class TestPage:
    """The history of an organisation."""

    def test_before_and_after_and_by_whom(self, cast, own) -> None:
        client, edit = browser(cast, "partner"), f"/organisations/{own.pk}/edit/"
        client.post(edit, typed(client, edit, place="Hamm", areas="Nord, Süd", languages=["tr"]))
        client.post(edit, typed(client, edit, place="Unna"))
        with pghistory.context(account=cast.people["admin"].account_id):
            Organisation.objects.filter(pk=own.pk).update(kind="customs")
        told, nothing = lines(client, own), "–nothing"
        assert told[0].endswith("Organisation, changed | Kind | Migrant organisation | Customs")
        assert told[1] == "Partner Beispiel | Organisation, changed | Place | Hamm | Unna"
        assert f"Partner Beispiel | Organisation, changed | Languages | {nothing} | Turkish" in told
        assert f"Partner Beispiel | Organisation, changed | Areas | {nothing} | Nord, Süd" in told
        assert any(line.startswith("the system | Partner, newly entered") for line in told)
        assert not any("key" in line for line in told)

    def test_names_and_contact_points(self, cast, own) -> None:
        client = browser(cast, "partner")
        rename = f"/organisations/{own.pk}/rename/"
        client.post(rename, typed(client, rename, name="Haus", since="2023-01-01"))
        base = f"/organisations/{own.pk}/contact-points/"
        client.post(f"{base}add/", {"label": "Presse", "phone": "0231 1234"})
        client.post(f"{base}{own.contact_points.get().pk}/remove/")
        said = words(client.get(path(own)).content)
        assert "Name in time, newly entered" in said and "Contact point, removed" in said
        assert "0231 1234" in said

    def test_goals_and_contacts(self, cast, own) -> None:
        client, goals = browser(cast, "partner"), f"/organisations/{own.pk}/goals/set/"
        kind = client.get(goals).context["form"].fields["kind"].choices[-1][0]
        sent = {"kind": kind, "title": "Sprachkurse"}
        assert client.post(goals, sent).status_code == 302
        contact = make.ContactFactory(
            organisation=own,
            partnership=cast.north,
            subject="Fest",
            noted_by=cast.people["liaison"],
        )
        said = words(client.get(path(own)).content)
        assert "Goal of the organisation, newly entered" in said and "Sprachkurse" in said
        assert "Contact, newly entered" in said and contact.subject in said

    def test_a_contact_is_told_only_to_both_sides(self, cast, own) -> None:
        make.ContactFactory(
            organisation=own,
            partnership=cast.north,
            subject="Vertraulich",
            noted_by=cast.people["liaison"],
        )
        assert "Vertraulich" not in words(browser(cast, "admin").get(path(own)).content)

    def test_who_reads_it(self, cast, own) -> None:
        got = {name: cast.client(name).get(path(own)).status_code for name in NAMES[:-1]}
        assert {name for name, status in got.items() if status == 200} == {"partner", "admin"}
        assert got["chair"] == got["liaison"] == 403 and got["outsider"] == 404
        kept_by_police(cast, own)
        assert cast.client("liaison").get(path(own)).status_code == 200

    def test_unseen_people_partnerships_and_handover_notes_are_left_out(self, cast, own) -> None:
        hidden = make.PartnershipFactory(name="Geheim")
        make.PartnerFactory(partnership=hidden, organisation=own)
        row = make.RepresentationFactory(
            organisation=own, person=make.PersonFactory(family_name="Sichtbar"), role="deputy"
        )
        kept_by_police(cast, own)
        row.handover_note = "unter uns"
        row.save()
        away = make.RepresentationFactory(person=make.PersonFactory(family_name="Fremd"))
        type(away).objects.filter(pk=away.pk).update(organisation=own)
        type(away).objects.filter(pk=away.pk).update(organisation=away.organisation)
        said = " ".join(lines(browser(cast, "liaison"), own))
        assert "Sichtbar" in said
        for hidden_word in ("Geheim", "unter uns", "Fremd"):
            assert hidden_word not in said

    def test_an_unseen_parent_has_no_name(self, cast, own) -> None:
        above = make.OrganisationFactory(name="Dachverband")
        organisations.edit_organisation(own, by=cast.account("partner"), version=1, parent=above)
        assert "something you do not see" in words(browser(cast, "partner").get(path(own)).content)
        assert "Dachverband" in words(browser(cast, "admin").get(path(own)).content)

    def test_questions_do_not_grow(self, cast, own) -> None:
        client = cast.client("partner")

        def asked() -> int:
            with CaptureQueriesContext(connection) as context:
                assert client.get(path(own)).status_code == 200
            return len([q for q in context if "SAVEPOINT" not in q["sql"]])

        asked()
        few = asked()
        for number in range(30):
            with pghistory.context(account=cast.people["partner"].account_id):
                Organisation.objects.filter(pk=own.pk).update(place=f"Ort {number}")
                make.RepresentationFactory(organisation=own)
        assert asked() <= few + 2  # the acting person's name
        assert few <= 12


class TestPaging:
    """A signed cursor; every change once, whatever shares its moment."""

    def test_all_once_and_newest_first(self, cast, own) -> None:
        for number in range(PAGE_ROWS + 20):
            Organisation.objects.filter(pk=own.pk).update(place=f"Ort {number}")
        rows = Organisation._meta.apps.get_model("directory.OrganisationEvent").objects
        sources = [Source(rows.filter(pgh_obj_id=own.pk), "Organisation")]
        first = changes_of(sources)
        second = changes_of(sources, first.following)
        assert (len(first.rows), second.following) == (PAGE_ROWS, None)
        after = [
            row.differences[-1].after for row in [*first.rows, *second.rows] if row.deed == "update"
        ]
        assert after == [f"Ort {number}" for number in reversed(range(PAGE_ROWS + 20))]

    @pytest.mark.parametrize("cursor", ["", "x", "x:y:z", "%00"])
    def test_a_mangled_cursor_shows_the_first_page(self, cast, own, cursor) -> None:
        assert cast.client("partner").get(path(own), {"cursor": cursor}).status_code == 200
