"""Organisations: entered, edited, renamed, reached; likely duplicates; legal succession."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.directory import rules
from partnerships.directory.actions import contact_points, organisations, successions
from partnerships.directory.models import (
    Account,
    Commitment,
    Kind,
    Organisation,
    Project,
    Succession,
)
from partnerships.directory.tidying.duplicates import duplicate_groups, likely_duplicates
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.versions import Conflict
from tests.cast import NAMES
from tests.directory.together import both_at_once
from tests.factories import directory as make
from tests.journeys.forms import NASTY, UNSEEN, browser, opened, typed, words
from tests.verdicts import assert_as_written

EVERYBODY = [name for name in NAMES if name != "anonymous"]
# `partner` is the lead representative of the association, in North with the police, for whom nobody stands.
REASONS = Path(__file__).with_name("organisations_verdicts.txt")
TABLE = {
    "edit_organisation own": "partner",
    "edit_organisation police": "liaison admin",
    "edit_organisation kept by the police": "liaison",
    "edit_organisation kept by the association": "partner",
    "edit_organisation kept by nobody": "admin",
    "edit_organisation with a provisional lead, kept by the police": "liaison outsider",
    "edit_organisation with a lead, kept by the police": "outsider",
    "edit_organisation with a lead from before the rule, kept by the police": "outsider",
    "rename_organisation own": "partner",
    "add_contact_point own": "partner",
    "read_history own": "partner admin",
    "read_history police": "liaison admin",
    "read_history kept by the police": "liaison admin",
    "look_for_duplicates": "liaison admin",
    "merge_organisation one with a lead": "",
    "merge_organisation nobody's in north into own": "admin",
    "merge_organisation nobody's in north into south": "admin",
    "merge_organisation both kept by the police": "liaison admin",
    "note_succession both in north": "admin",
    "note_succession both kept by the police": "liaison admin",
    "withdraw_succession both in north": "admin",
    "withdraw_succession both kept by the police": "liaison admin",
    "note_succession north and south": "admin",
}
LINES = {"label": "Presse", "email": "presse@example.org", "phone": "", "hours": ""}


@pytest.fixture
def own(cast) -> Organisation:
    return cast.association


def second_lead(organisation: Organisation) -> Account:
    """Somebody else who leads it."""
    row = make.RepresentationFactory(
        organisation=organisation, person__account=make.AccountFactory()
    )
    return row.person.account


def edited(organisation: Organisation, by, **values) -> Organisation:
    return organisations.edit_organisation(
        organisation, by=by, version=organisation.version, **values
    )


class TestWhoMay:
    """Every rule x everybody."""

    @pytest.fixture
    def asked(self, cast):
        north, police = cast.association, cast.police
        south = cast.south.partners.get().organisation
        kept, too, theirs, alone = (
            make.PartnerFactory(
                partnership=cast.north, organisation=make.OrganisationFactory(kept_by=keeper)
            ).organisation
            for keeper in (police, police, north, None)
        )
        provisional, led, before = (
            make.RepresentationFactory(
                organisation=make.OrganisationFactory(kept_by=police),
                person=cast.people["outsider"],
                **values,
            ).organisation
            for values in ({"is_provisional": True}, {}, {"rests_on": False})
        )
        edited = {
            "police": police,
            "kept by the police": kept,
            "kept by the association": theirs,
            "kept by nobody": alone,
            "with a provisional lead, kept by the police": provisional,
            "with a lead, kept by the police": led,
            "with a lead from before the rule, kept by the police": before,
        }
        return {
            "edit_organisation own": lambda by: rules.can_edit_organisation(by, north),
            **{
                f"edit_organisation {what}": lambda by, row=row: rules.can_edit_organisation(
                    by, row
                )
                for what, row in edited.items()
            },
            "rename_organisation own": lambda by: rules.can_rename_organisation(by, north),
            "add_contact_point own": lambda by: rules.can_add_contact_point(by, north),
            "read_history own": lambda by: rules.can_read_history(by, north),
            "read_history police": lambda by: rules.can_read_history(by, police),
            "read_history kept by the police": lambda by: rules.can_read_history(by, kept),
            "look_for_duplicates": rules.can_look_for_duplicates,
            "merge_organisation one with a lead": lambda by: rules.can_merge_organisation(
                by, north, alone
            ),
            "merge_organisation nobody's in north into own": lambda by: (
                rules.can_merge_organisation(by, alone, north)
            ),
            "merge_organisation nobody's in north into south": lambda by: (
                rules.can_merge_organisation(by, alone, south)
            ),
            "merge_organisation both kept by the police": lambda by: rules.can_merge_organisation(
                by, kept, too
            ),
            "note_succession both in north": lambda by: rules.can_note_succession(
                by, north, police
            ),
            "note_succession both kept by the police": lambda by: rules.can_note_succession(
                by, kept, too
            ),
            "withdraw_succession both in north": lambda by: rules.can_withdraw_succession(
                by, north, police
            ),
            "withdraw_succession both kept by the police": lambda by: rules.can_withdraw_succession(
                by, kept, too
            ),
            "note_succession north and south": lambda by: rules.can_note_succession(
                by, north, south
            ),
        }

    @pytest.mark.parametrize("name", EVERYBODY)
    def test_who_may(self, cast, asked, name) -> None:
        account = cast.account(name)
        verdicts = {question: rule(account) for question, rule in asked.items()}
        wrong = [
            q for q, found in verdicts.items() if bool(found) is not (name in TABLE[q].split())
        ]
        assert wrong == []
        assert_as_written(REASONS, name, verdicts)

    def test_the_table_asks_everything(self, asked) -> None:
        assert list(TABLE) == list(asked)


class TestEntering:
    """A new organisation."""

    PATH = "/organisations/enter/"

    def sent(self, client, **values):
        return client.post(self.PATH, {"name": "Bund der Gärtner", "kind": "other", **values})

    def test_liaison_staff_sees_what_it_entered_and_others_do_not(self, cast) -> None:
        answer = self.sent(cast.client("liaison"), areas="Nord, Süd\nOst;Nord", languages=["tr"])
        made = Organisation.objects.get(name="Bund der Gärtner")
        assert answer["Location"] == f"/organisations/{made.pk}/"
        assert (made.areas, made.languages) == (["Nord", "Süd", "Ost"], ["tr"])
        got = {name: cast.client(name).get(answer["Location"]).status_code for name in EVERYBODY}
        assert [name for name, status in got.items() if status == 200] == ["liaison", "admin"]

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"name": ""}, "This field is required."),
            ({"name": "x" * 201}, "at most 200 characters"),
            ({"kind": "clan"}, "Select a valid choice."),
            ({"languages": ["xx"]}, "Select a valid choice."),
            ({"phone": "ruf mich an"}, "Write a telephone number"),
            ({"phone": "12"}, "Write a telephone number"),
            ({"website": "javascript:alert(1)"}, "Write a web address"),
            ({"website": "ftp://example.org"}, "Write a web address"),
            ({"email": "nobody"}, "Write an e-mail address such as"),
            ({"areas": "a," * 10 + ",".join(f"b{n}" for n in range(31))}, "At most 30 areas."),
            ({"areas": "x" * 81}, "An area has at most 80 characters."),
            ({"parent": "Nirgendwo"}, "No organisation you can see has this name."),
        ],
    )
    def test_what_does_not_fit(self, cast, values, sentence) -> None:
        answer = self.sent(browser(cast, "liaison"), **values)
        assert sentence in words(answer.content)
        assert not Organisation.objects.filter(kind="other").exists()

    def test_an_organisation_one_does_not_see_is_no_parent(self, cast) -> None:
        hidden = cast.south.partners.get().organisation
        said = words(self.sent(browser(cast, "liaison"), parent=hidden.name).content)
        assert "No organisation you can see has this name." in said

    def test_nasty_words_stay_words(self, cast) -> None:
        answer = self.sent(cast.client("liaison"), name=f"X {NASTY}", place=NASTY)
        page = cast.client("liaison").get(answer["Location"]).content.decode()
        assert "<script>alert" not in page
        assert not any(char in page for char in UNSEEN)


class TestDuplicates:
    """Among those one sees, and of nothing else."""

    def test_it_is_asked_first_and_entered_all_the_same(self, cast, own) -> None:
        client = browser(cast, "liaison")
        values = {"name": "Nord Verein", "kind": "other"}
        asked = client.post("/organisations/enter/", values)
        assert "Is it one of these?" in words(asked.content)
        assert asked.context["form"].data["despite"] == str(own.pk)
        assert not Organisation.objects.filter(name="Nord Verein").exists()
        sure = client.post("/organisations/enter/", values | {"despite": str(own.pk)})
        assert sure.status_code == 302

    @pytest.mark.parametrize(
        "values",
        [
            {"name": "VEREIN NORD"},
            {"name": "Verein Nort e.V."},
            {"name": "Ferein Nord"},
            {"name": "Anders", "email": "INFO@nord.example"},
            {"name": "Anders", "phone": "+49 231 / 12 34 56"},
            {"name": "Anders", "website": "http://nord.example/"},
        ],
    )
    def test_alike(self, cast, own, values) -> None:
        edited(
            own,
            cast.account("partner"),
            email="info@nord.example",
            phone="0231 123456",
            website="https://www.nord.example",
        )
        assert likely_duplicates(cast.account("liaison"), values) == [own]

    def test_not_alike(self, cast, own) -> None:
        for name in ("Verein Süd", "Turnerbund", "!!!", "Nord"):
            assert likely_duplicates(cast.account("liaison"), {"name": name}) == []

    def test_nothing_is_learnt_of_what_one_does_not_see(self, cast) -> None:
        hidden = cast.south.partners.get().organisation
        assert likely_duplicates(cast.account("liaison"), {"name": hidden.name}) == []
        make.OrganisationFactory(name=hidden.name)
        assert duplicate_groups(cast.account("liaison")) == []
        assert len(duplicate_groups(cast.account("admin"))) == 1

    def test_the_list_shows_names_that_are_nearly_alike(self, cast) -> None:
        pairs = [("Kulturhaus Eving", "Kulturhaus Evingh"), ("Treff 1", "Treff 2")]
        for name in (name for pair in pairs for name in pair):
            made = make.OrganisationFactory(name=name)
            make.PartnerFactory(partnership=cast.north, organisation=made)
        make.OrganisationFactory(name="Kulturhaus Evingg")  # nobody here sees it
        groups = duplicate_groups(cast.account("liaison"))
        assert [[row.name for row in group] for group in groups] == [list(pairs[0])]

    def test_what_is_the_same_stands_in_the_list_once(self, cast) -> None:
        for name in ("Kulturhaus Eving", "Kulturhaus Eving e. V."):
            made = make.OrganisationFactory(name=name)
            make.PartnerFactory(partnership=cast.north, organisation=made)
        assert len(duplicate_groups(cast.account("liaison"))) == 1

    def test_groups_by_name_and_address(self, cast) -> None:
        names = ("Rat der Stadt", "Stadt-Rat", "rat stadt e. V.", "Anders", "Ganz anders")
        made = [
            make.PartnerFactory(
                partnership=cast.north, organisation=make.OrganisationFactory(name=name)
            ).organisation
            for name in names
        ]
        Organisation.objects.filter(pk__in=[row.pk for row in made[2:4]]).update(
            email="a@b.example"
        )
        groups = duplicate_groups(cast.account("liaison"))
        assert [{row.name for row in group} for group in groups] == [
            {"Anders", "rat stadt e. V."},
            {"Rat der Stadt", "Stadt-Rat", "rat stadt e. V."},
        ]

    def test_questions_do_not_grow(self, cast, own) -> None:
        account = cast.account("liaison")
        rows = [Organisation(name=f"Verein Nord {n}", kind=Kind.OTHER) for n in range(300)]
        for row in rows:
            row.save()
            make.PartnerFactory(partnership=cast.north, organisation=row)
        with CaptureQueriesContext(connection) as context:
            found = likely_duplicates(account, {"name": "Verein Nord"})
            duplicate_groups(account)
        assert own in found
        assert len(context) <= 7

    def test_the_index_of_words_is_used(self, db) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(
                "EXPLAIN SELECT id FROM directory_organisation"
                " WHERE string_to_array(match_key, ' ') && ARRAY['nord']"
            )
            plan = " ".join(row[0] for row in cursor.fetchall())
        assert "organisation_by_word" in plan


class TestEditing:
    """Details; a lead keeps its own house in order."""

    def test_the_lead_edits_its_own_page(self, cast, own) -> None:
        client, path = cast.client("partner"), f"/organisations/{own.pk}/edit/"
        assert client.post(path, typed(client, path, place="Dortmund")).status_code == 302
        own.refresh_from_db()
        assert (own.place, own.version) == ("Dortmund", 2)
        event = AuditEvent.objects.get(what="directory.organisation_edited")
        assert event.facts == {"fields": ["place"]}
        assert event.capacity.startswith("directory.Representation:")

    def test_a_slip_in_the_name_leaves_no_former_name(self, cast, own) -> None:
        commitment = Commitment.objects.create(
            project=Project.objects.create(partnership=cast.north, name="P"), organisation=own
        )
        edited(own, cast.account("partner"), name="Ein Verein")
        assert not own.names.exists()
        commitment.refresh_from_db()
        assert own.partners.get().sort_key == commitment.sort_key == "ein verein"

    def test_two_at_once_are_told_of_each_other(self, cast, own) -> None:
        client, path = browser(cast, "partner"), f"/organisations/{own.pk}/edit/"
        mine = typed(client, path, place="Hamm")
        edited(own, second_lead(own), place="Unna")
        answer = client.post(path, mine)
        said = words(answer.content)
        assert "Nothing was overwritten" in said and "Unna" in said
        assert 'value="Hamm"' in answer.content.decode()
        again = typed_again(answer)
        assert client.post(path, again).status_code == 302
        own.refresh_from_db()
        assert own.place == "Hamm"

    def test_an_unseen_parent_stays(self, cast, own) -> None:
        above = make.OrganisationFactory(name="Dachverband")
        Organisation.objects.filter(pk=own.pk).update(parent=above)
        client, path = cast.client("partner"), f"/organisations/{own.pk}/edit/"
        assert client.post(path, typed(client, path, place="Hamm")).status_code == 302
        own.refresh_from_db()
        assert own.parent == above

    @pytest.mark.parametrize("relation", ["parent", "hosted_by"])
    def test_no_circles(self, cast, own, relation) -> None:
        lead = cast.account("partner")
        below = make.OrganisationFactory(**{relation: own})
        deeper = make.OrganisationFactory(**{relation: below})
        for above in (own, below, deeper):
            with pytest.raises(ValidationError):
                edited(own, lead, **{relation: above})

    def test_others_may_not(self, cast, own) -> None:
        for name in ("chair", "outsider", "former", "dpo", "liaison", "admin"):
            with pytest.raises(PermissionDenied):
                edited(own, cast.account(name), place="X")

    @pytest.mark.django_db(transaction=True)
    def test_two_close_no_circle_together(self, cast, own) -> None:
        lead, other = cast.account("partner"), make.OrganisationFactory(kept_by=own)
        results = both_at_once(
            lambda: edited(own, lead, parent=other), lambda: edited(other, lead, parent=own)
        )
        assert sorted(type(found).__name__ for found in results) == [
            "Organisation", "ValidationError",
        ]  # fmt: skip

    @pytest.mark.django_db(transaction=True)
    def test_two_edit_at_once(self, cast, own) -> None:
        one, two = cast.account("partner"), second_lead(own)
        results = both_at_once(
            lambda: edited(own, one, place="A"), lambda: edited(own, two, place="B")
        )
        assert sorted(isinstance(found, Conflict) for found in results) == [False, True]


def typed_again(answer) -> dict:
    """What the form of this answer would send."""
    values = {bound.name: bound.value() for bound in answer.context["form"]}
    return {name: "" if value is None else value for name, value in values.items()}


class TestRenaming:
    """A new name from a day on."""

    def test_the_former_name_ends_the_day_before(self, cast, own) -> None:
        lead = cast.account("partner")
        organisations.rename_organisation(own, by=lead, name="Haus Nord", since=date(2023, 5, 1))
        own.refresh_from_db()
        organisations.rename_organisation(own, by=lead, name="Forum", attested_on=date(2024, 6, 2))
        rows = own.names.order_by("id").values_list("name", "since", "attested_on", "until_on")
        assert list(rows) == [
            ("Verein Nord e. V.", None, date(2023, 4, 30), date(2023, 4, 30)),
            ("Haus Nord", date(2023, 5, 1), None, date(2024, 6, 1)),
            ("Forum", None, date(2024, 6, 2), None),
        ]
        assert own.partners.get().sort_key == "forum"
        page = words(browser(cast, "liaison").get(f"/organisations/{own.pk}/").content)
        assert "Former names" in page and "Verein Nord e. V." in page

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"since": "2190-01-01"}, "This day has not come yet."),
            ({"since": "0001-01-01"}, "Enter a valid date."),
            ({}, "Say since when"),
            ({"since": "2024-01-01", "name": "Verein Nord e. V."}, "It has this name already."),
            ({"since": "2024-01-01", "name": " "}, "This field is required."),
        ],
    )
    def test_what_does_not_fit(self, cast, own, values, sentence) -> None:
        client, path = browser(cast, "partner"), f"/organisations/{own.pk}/rename/"
        answer = client.post(path, opened(client, path) | {"name": "Neu"} | values)
        assert sentence in words(answer.content)
        assert not own.names.exists()

    def test_not_before_the_last_renaming(self, cast, own) -> None:
        lead = cast.account("partner")
        organisations.rename_organisation(own, by=lead, name="B", since=date(2023, 5, 1))
        for day in (date(2023, 5, 1), date(2020, 1, 1)):
            with pytest.raises(ValidationError):
                organisations.rename_organisation(own, by=lead, name="C", since=day)

    def test_not_to_come(self, cast, own) -> None:
        tomorrow = timezone.localdate() + timedelta(days=1)
        with pytest.raises(ValidationError):
            organisations.rename_organisation(
                own, by=cast.account("partner"), name="C", since=tomorrow
            )


class TestContactPoints:
    """By task, in an order."""

    def added(self, cast, own, label: str):
        values = LINES | {"label": label}
        return contact_points.add_contact_point(own, by=cast.account("partner"), **values)

    def test_add_edit_move_remove(self, cast, own) -> None:
        client, base = cast.client("partner"), f"/organisations/{own.pk}/contact-points/"
        assert client.post(f"{base}add/", LINES).status_code == 302
        assert client.post(f"{base}add/", LINES).status_code == 302  # twice is once
        first, second = own.contact_points.get(), self.added(cast, own, "Notfall")
        client.post(f"{base}{second.pk}/up/")
        assert list(own.contact_points.all()) == [second, first]
        client.post(f"{base}{second.pk}/up/")  # at the end nothing happens
        edit = f"{base}{first.pk}/"
        client.post(edit, typed(client, edit, hours="Mo–Fr"))
        first.refresh_from_db()
        assert first.hours == "Mo–Fr"
        assert client.get(f"{base}{first.pk}/remove/").status_code == 200
        assert client.post(f"{base}{first.pk}/remove/").status_code == 302
        assert client.post(f"{base}{first.pk}/remove/").status_code == 404
        assert list(own.contact_points.all()) == [second]

    def test_it_needs_a_way(self, cast, own) -> None:
        path = f"/organisations/{own.pk}/contact-points/add/"
        answer = browser(cast, "partner").post(path, {"label": "Presse"})
        assert "Give an e-mail address or a telephone number." in words(answer.content)

    def test_at_most_twenty(self, cast, own) -> None:
        for number in range(20):
            self.added(cast, own, f"N{number}")
        with pytest.raises(PermissionDenied):
            self.added(cast, own, "one more")

    def test_a_point_of_another_is_not_there(self, cast, own) -> None:
        point = self.added(cast, own, "Presse")
        path = f"/organisations/{cast.police.pk}/contact-points/{point.pk}/"
        assert cast.client("liaison").get(path).status_code == 404


class TestSuccession:
    """One organisation took over from another; here all of them are entries of the police."""

    @pytest.fixture
    def own(self, cast) -> Organisation:
        row = make.PartnerFactory(partnership=cast.north, organisation__kept_by=cast.police)
        return row.organisation

    def noted(self, cast, before, after, **values):
        values = {"kind": "merger", "on_day": date(2023, 1, 1)} | values
        return successions.note_succession(before, after, by=cast.account("liaison"), **values)

    def test_it_stands_on_both_pages(self, cast, own) -> None:
        client = browser(cast, "liaison")
        typed_in = {"direction": "after", "other": cast.police.name, "kind": "merger"}
        path = f"/organisations/{own.pk}/succession/"
        assert client.post(path, typed_in | {"on_day": "2023-01-01"}).status_code == 302
        made = Succession.objects.get()
        assert (made.predecessor, made.successor) == (cast.police, own)
        assert "took over from Polizei Nord" in words(
            client.get(f"/organisations/{own.pk}/").content
        )
        told = words(client.get(f"/organisations/{cast.police.pk}/").content)
        assert f"was taken over by {own.name}" in told
        gone = f"/organisations/{own.pk}/succession/{made.pk}/withdraw/"
        assert client.get(gone).status_code == 200
        assert client.post(gone).status_code == 302
        assert not Succession.objects.exists()

    def test_no_circle(self, cast, own) -> None:
        third = make.PartnerFactory(
            partnership=cast.north, organisation__kept_by=cast.police
        ).organisation
        self.noted(cast, own, cast.police)
        self.noted(cast, cast.police, third)
        for before, after in ((cast.police, own), (third, own), (own, cast.police)):
            with pytest.raises(ValidationError):
                self.noted(cast, before, after)
        with pytest.raises(PermissionDenied):
            self.noted(cast, own, own)

    def test_a_day_is_needed_and_has_been(self, cast, own) -> None:
        for values in ({"on_day": None}, {"on_day": date(2190, 1, 1)}):
            with pytest.raises(ValidationError):
                self.noted(cast, own, cast.police, **values)

    def test_only_with_what_one_keeps(self, cast) -> None:
        path = f"/organisations/{cast.association.pk}/succession/"
        values = {"direction": "after", "other": cast.police.name, "kind": "merger"}
        answer = browser(cast, "partner").post(path, values | {"attested_on": "2023-01-01"})
        assert "Only somebody who keeps both organisations" in words(answer.content)


def test_the_line_in_the_middle_stays_where_two_others_change_places(cast) -> None:
    by = cast.account("partner")
    for label in ("Eins", "Zwei", "Drei"):
        contact_points.add_contact_point(cast.association, by=by, **LINES | {"label": label})
    rows = cast.association.contact_points.order_by("position")
    contact_points.move_contact_point(rows[2], by=by, up=True)
    assert [row.label for row in rows.all()] == ["Eins", "Drei", "Zwei"]


def test_what_two_tabs_remove_is_removed_once(cast) -> None:
    by = cast.account("partner")
    point = contact_points.add_contact_point(cast.association, by=by, **LINES)
    successor = make.OrganisationFactory()
    noted = successions.note_succession(
        cast.association,
        successor,
        by=cast.account("admin"),
        kind="merger",
        on_day=timezone.localdate(),
    )
    for _tab in range(2):
        contact_points.remove_contact_point(point, by=by)
        successions.withdraw_succession(noted, by=cast.account("admin"))
    whats = AuditEvent.objects.values_list("what", flat=True)
    assert list(whats).count("directory.contact_point_removed") == 1
    assert list(whats).count("directory.succession_withdrawn") == 1


def test_a_new_name_needs_a_day(cast) -> None:
    with pytest.raises(ValidationError) as refused:
        organisations.rename_organisation(
            cast.association, by=cast.account("partner"), name="Verein Neu e. V."
        )
    assert set(refused.value.message_dict) == {"since"}
