"""Roles: given, confirmed, refused, ended, reviewed; never without an administrator."""

import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from partnerships.directory import rules
from partnerships.directory.actions import grants
from partnerships.directory.models import Account, Grant, Invitation, Kind, Person, Role
from partnerships.directory.tasks import review_roles
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.actions import compose
from partnerships.shared.letters.models import Letter
from partnerships.shared.registry import letter_kinds
from tests.cast import NAMES
from tests.clock import travel
from tests.factories import directory as make
from tests.journeys.forms import browser, typed
from tests.verdicts import assert_as_written

# The outsider holds the roles that are asked about.
OTHERS = [name for name in NAMES if name not in ("anonymous", "outsider")]
# Rows: what is asked about the outsider's role; columns: who may. Given by somebody who left.
REASONS = Path(__file__).with_name("grants_verdicts.txt")
TABLE = {
    "see_roles": "dpo admin",
    "give": "admin",
    "confirm waiting": "dpo admin",
    "refuse waiting": "dpo admin",
    "confirm plain": "",
    "confirm waiting liaison": "dpo",
    "refuse waiting liaison": "dpo",
    "confirm waiting officer north": "dpo",
    "confirm waiting liaison of a led authority": "partner",
    "refuse waiting liaison of a led authority": "partner",
    "refuse begun": "",
    "refuse the first administrator": "",
    "end": "admin",
    "end waiting": "admin",
    "end over": "",
    "review": "dpo admin",
    "review waiting": "",
    "look_up_access": "dpo admin",
    "see_account_changes": "dpo admin",
    "ask_account_change": "admin",
    "audience north": "liaison chair dpo admin",
    "audience south": "dpo admin",
    "audience own organisation": "partner dpo admin",
}


def tomorrow(days: int = 1) -> date:
    """So many days from now."""
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def asked(cast):
    """Each question of the table, as a function of the account."""
    person, giver = cast.people["outsider"], make.AccountFactory()
    plain = make.GrantFactory(person=person, role=Role.LIAISON, partnership=cast.north)
    over = make.GrantFactory(
        person=person, role=Role.LIAISON, partnership=cast.south, until_on=make.LONG_AGO
    )
    waiting = make.GrantFactory(person=person, role=Role.ANALYST, given_by=giver)
    unled, place, led = (
        make.GrantFactory(person=person, given_by=giver, role=role, **scope)
        for role, scope in (
            (Role.LIAISON, {"organisation": cast.police}),
            (Role.OFFICER, {"partnership": cast.north}),
            (Role.LIAISON, {"organisation": cast.association}),  # has a lead, as an authority may
        )
    )
    begun = make.GrantFactory(
        person=person, role=Role.APPROVER, given_by=giver, confirmed_by=cast.account("dpo")
    )
    first = cast.people["admin"].grants.get()
    outsider = cast.account("outsider")
    return {
        "see_roles": rules.can_see_roles,
        "give": rules.can_give,
        "confirm waiting": lambda by: rules.can_confirm(by, waiting),
        "refuse waiting": lambda by: rules.can_refuse(by, waiting),
        "confirm plain": lambda by: rules.can_confirm(by, plain),
        "confirm waiting liaison": lambda by: rules.can_confirm(by, unled),
        "refuse waiting liaison": lambda by: rules.can_refuse(by, unled),
        "confirm waiting officer north": lambda by: rules.can_confirm(by, place),
        "confirm waiting liaison of a led authority": lambda by: rules.can_confirm(by, led),
        "refuse waiting liaison of a led authority": lambda by: rules.can_refuse(by, led),
        "refuse begun": lambda by: rules.can_refuse(by, begun),
        "refuse the first administrator": lambda by: rules.can_refuse(by, first),
        "end": lambda by: rules.can_end(by, plain),
        "end waiting": lambda by: rules.can_end(by, waiting),
        "end over": lambda by: rules.can_end(by, over),
        "review": lambda by: rules.can_review(by, plain),
        "review waiting": lambda by: rules.can_review(by, waiting),
        "look_up_access": rules.can_look_up_access,
        "see_account_changes": rules.can_see_account_changes,
        "ask_account_change": lambda by: rules.can_ask_account_change(by, outsider),
        "audience north": lambda by: rules.can_see_audience_of_partnership(by, cast.north),
        "audience south": lambda by: rules.can_see_audience_of_partnership(by, cast.south),
        "audience own organisation": lambda by: rules.can_see_audience_of_organisation(
            by, cast.association
        ),
    }


@pytest.mark.parametrize("name", OTHERS)
def test_who_may(cast, asked, name) -> None:
    account = cast.account(name)
    wrong = [
        q for q, rule in asked.items() if bool(rule(account)) is not (name in TABLE[q].split())
    ]
    assert wrong == []
    verdicts = {question: rule(account) for question, rule in asked.items()}
    assert_as_written(REASONS, name, verdicts)


def test_the_table_asks_everything(asked) -> None:
    assert list(TABLE) == list(asked)


def test_a_controllers_officer_decides_for_its_own_only(cast) -> None:
    person = make.PersonFactory(account=make.AccountFactory())
    make.GrantFactory(person=person, role=Role.DATA_PROTECTION, organisation=cast.police)
    officer, giver = Account.objects.get(person=person), make.AccountFactory()
    other = cast.people["outsider"]
    own = make.GrantFactory(
        person=other, role=Role.COMPLAINTS, organisation=cast.police, given_by=giver
    )
    foreign = make.GrantFactory(person=other, role=Role.ADMINISTRATOR, given_by=giver)
    assert rules.can_confirm(officer, own) and not rules.can_confirm(officer, foreign)
    assert set(Grant.objects.visible_to(officer)) == {own, person.grants.get(), *_police(cast)}
    assert not rules.can_look_up_access(officer)
    assert not rules.can_see_account_changes(officer)


def _police(cast):
    return cast.people["liaison"].grants.all()


class TestGiving:
    """What makes no sense is refused, and why."""

    def _give(self, cast, name: str = "outsider", **values) -> Grant:
        return grants.give_role(cast.people[name], by=cast.account("admin"), **values)

    @pytest.mark.parametrize("role", [Role.LIAISON, Role.OFFICER])
    def test_these_need_a_scope(self, cast, role) -> None:
        with pytest.raises(ValidationError):
            self._give(cast, role=role)
        with pytest.raises(ValidationError):
            self._give(cast, role=role, organisation=cast.police, partnership=cast.north)
        with pytest.raises(ValidationError):
            self._give(cast, role=role, organisation=cast.association)
        assert self._give(cast, role=role, organisation=cast.police)

    def test_these_are_for_the_installation(self, cast) -> None:
        for scope in ({"organisation": cast.police}, {"partnership": cast.north}):
            with pytest.raises(ValidationError):
                self._give(cast, role=Role.ADMINISTRATOR, **scope)
        with pytest.raises(ValidationError):
            self._give(cast, role=Role.DATA_PROTECTION, partnership=cast.north)
        assert self._give(cast, role=Role.DATA_PROTECTION, organisation=cast.police)

    @pytest.mark.parametrize(
        "values",
        [
            {"until_on": date(2020, 1, 1)},
            {"since": date(2030, 1, 2), "until_on": date(2030, 1, 1)},
            {"role": "king"},
            {"role": ""},
        ],
    )
    def test_nonsense(self, cast, values) -> None:
        before = Grant.objects.count()
        with pytest.raises(ValidationError):
            self._give(cast, **{"role": Role.LIAISON, "partnership": cast.north} | values)
        assert Grant.objects.count() == before

    @pytest.mark.parametrize("role", Role.values)
    def test_a_role_comes_after_the_account(self, cast, role) -> None:
        """Who invites chooses the address, alone: it would open a confirmed role to anybody."""
        person, admin = make.PersonFactory(), cast.account("admin")
        scope = {"partnership": cast.north} if role in (Role.LIAISON, Role.OFFICER) else {}
        if role == Role.HELPER:
            scope = {"organisation": cast.association}
        with pytest.raises(ValidationError):
            grants.give_role(person, by=admin, role=role, **scope)
        Person.objects.filter(pk=person.pk).update(account=make.AccountFactory())
        person.refresh_from_db()
        assert grants.give_role(person, by=admin, role=role, **scope)

    def test_a_duplicate_is_no_scope(self, cast) -> None:
        merged = make.OrganisationFactory(kind=Kind.POLICE, merged_into=cast.police)
        with pytest.raises(ValidationError):
            self._give(cast, role=Role.LIAISON, organisation=merged)

    def test_not_twice_on_the_same_days(self, cast) -> None:
        scope = {"role": Role.LIAISON, "partnership": cast.north}
        self._give(cast, until_on=tomorrow(10), **scope)
        for values in ({}, {"since": tomorrow(10)}, {"until_on": tomorrow()}):
            with pytest.raises(ValidationError):
                self._give(cast, **values, **scope)
        assert self._give(cast, since=tomorrow(11), **scope)

    def test_data_protection_and_the_holder_are_told_of_each_step(self, cast) -> None:
        grant = self._give(cast, role=Role.ANALYST)
        grants.confirm_role(grant, by=cast.account("dpo"))
        grants.end_role(grant, by=cast.account("admin"))
        letters = Letter.objects.filter(kind="directory/protected_role").order_by("pk")
        for name in ("dpo", "outsider"):
            whats = [x.facts["what"] for x in letters if x.recipient == cast.account(name)]
            assert whats == ["given", "confirmed", "ended"]
        assert len(letters) == 6
        assert set(letters[0].facts) == {"grant", "what"}
        kind = letter_kinds.get("directory/protected_role")
        for letter in letters:
            assert kind.may_receive(letter)
            message = compose(letter)
            page = "/me/" if letter.recipient == grant.person.account else f"/roles/{grant.pk}/"
            assert "Outsider Beispiel" in message.body and page in message.body
        cast.people["dpo"].grants.update(ended_at=timezone.now())
        letter = next(x for x in letters if x.recipient == cast.account("dpo"))
        assert not kind.may_receive(Letter.objects.get(pk=letter.pk))

    def test_of_others_data_protection_and_the_authority(self, cast) -> None:
        self._give(cast, role=Role.LIAISON, partnership=cast.north)
        assert {letter.recipient for letter in Letter.objects.all()} == {cast.account("dpo")}
        head = make.RepresentationFactory(
            organisation=cast.police, person__account=make.AccountFactory()
        ).person.account
        Letter.objects.all().delete()
        self._give(cast, role=Role.LIAISON, organisation=cast.police)
        letters = Letter.objects.all()
        assert {letter.recipient for letter in letters} == {cast.account("dpo"), head}
        kind = letter_kinds.get("directory/protected_role")
        assert all(kind.may_receive(letter) and compose(letter).body for letter in letters)


class TestSecondPerson:
    """Confirming and refusing."""

    def _waiting(self, cast) -> Grant:
        return grants.give_role(
            cast.people["outsider"], by=cast.account("admin"), role=Role.ANALYST
        )

    def test_refused_it_never_begins(self, cast) -> None:
        grant = self._waiting(cast)
        with pytest.raises(PermissionDenied):
            grants.refuse_role(grant, by=cast.account("admin"))
        grants.refuse_role(grant, by=cast.account("dpo"))
        with pytest.raises(PermissionDenied):
            grants.confirm_role(grant, by=cast.account("dpo"))
        assert not cast.account("outsider").access.has(Role.ANALYST)
        assert AuditEvent.objects.filter(what="directory.role_refused").count() == 1

    def test_what_has_begun_is_not_refused(self, cast) -> None:
        """The first administrator waits for nobody: data protection cannot refuse what began long ago."""
        first = cast.people["admin"].grants.get()
        begun = grants.confirm_role(self._waiting(cast), by=cast.account("dpo"))
        for grant in (first, begun):
            for name in ("dpo", "admin"):
                with pytest.raises(PermissionDenied):
                    grants.refuse_role(grant, by=cast.account(name))
        assert cast.account("admin").is_administrator()
        assert cast.account("outsider").access.has(Role.ANALYST)

    @pytest.mark.parametrize("puppet", ["of the giver", "of the holder"])
    def test_the_second_person_is_nobodys_puppet(self, cast, puppet) -> None:
        """An account that giver or holder opened alone says nothing that they did not say."""
        opener = cast.account("admin" if puppet == "of the giver" else "outsider")
        opened = make.PersonFactory(account=make.AccountFactory(email="zwei@example.org"))
        cast.people["second"] = opened
        make.GrantFactory(person=opened, role=Role.ADMINISTRATOR)
        Invitation.objects.create(
            person=opened, email="zwei@example.org", invited_by=opener,
            accepted_at=timezone.now(), expires_at=timezone.now(),
        )  # fmt: skip
        grant = self._waiting(cast)
        with pytest.raises(PermissionDenied):
            grants.confirm_role(grant, by=cast.account("second"))
        Invitation.objects.all().delete()
        assert grants.confirm_role(grant, by=cast.account("second")).confirmed_by

    def test_it_does_not_begin_after_its_last_day(self, cast) -> None:
        grant = self._waiting(cast)
        Grant.objects.filter(pk=grant.pk).update(since=make.LONG_AGO, until_on=tomorrow(-1))
        with pytest.raises(PermissionDenied):
            grants.confirm_role(grant, by=cast.account("dpo"))


class TestEndingRoles:
    """With a date, now; an end only comes nearer."""

    def _given(self, cast, **values) -> Grant:
        return make.GrantFactory(
            person=cast.people["outsider"],
            role=Role.LIAISON,
            partnership=cast.north,
            **values,
        )

    def test_after_a_last_day(self, cast) -> None:
        grant = self._given(cast)
        grants.end_role(grant, by=cast.account("admin"), until_on=timezone.localdate())
        assert cast.account("outsider").access.is_liaison_in(cast.north.pk)
        with travel(timezone.now() + timedelta(days=1)):
            assert not cast.account("outsider").access.is_liaison_in(cast.north.pk)

    @pytest.mark.parametrize("days", [-1, 10, 11])
    def test_only_earlier_and_not_in_the_past(self, cast, days) -> None:
        grant = self._given(cast, until_on=tomorrow(10))
        with pytest.raises(ValidationError):
            grants.end_role(grant, by=cast.account("admin"), until_on=tomorrow(days))

    def test_what_is_to_last_longer_is_given_anew_and_waits(self, cast) -> None:
        """Nobody alone lengthens a role: there is no such step, and the one that follows needs a second person."""
        grant = self._given(cast, until_on=tomorrow())
        client = browser(cast, "admin")
        assert client.post(f"/roles/{grant.pk}/extend/", {"until_on": ""}).status_code == 404
        scope = {"role": Role.LIAISON, "partnership": cast.north, "since": tomorrow(2)}
        longer = grants.give_role(cast.people["outsider"], by=cast.account("admin"), **scope)
        with travel(timezone.now() + timedelta(days=2)):
            assert not cast.account("outsider").access.is_liaison_in(cast.north.pk)
            grants.confirm_role(longer, by=cast.account("dpo"))
            assert cast.account("outsider").access.is_liaison_in(cast.north.pk)


class TestLastAdministrator:
    """Somebody can always give roles."""

    def _second(self, cast, **values) -> Grant:
        return make.GrantFactory(person=cast.people["outsider"], role=Role.ADMINISTRATOR, **values)

    def test_it_stays(self, cast) -> None:
        own = cast.people["admin"].grants.get()
        for until_on in (None, tomorrow()):
            with pytest.raises(PermissionDenied, match="."):
                grants.end_role(own, by=cast.account("admin"), until_on=until_on)
        assert not rules.can_go(cast.people["admin"])
        assert rules.can_go(cast.people["liaison"])

    @pytest.mark.parametrize("why", ["ends", "waits", "later", "closed", "account"])
    def test_who_does_not_last_is_no_second_one(self, cast, why) -> None:
        values = {
            "ends": {"until_on": tomorrow()},
            "waits": {"given_by": make.AccountFactory()},
            "later": {"since": tomorrow()},
        }
        self._second(cast, **values.get(why, {}))
        if why == "closed":
            Account.objects.filter(person=cast.people["outsider"]).update(is_active=False)
        if why == "account":
            Person.objects.filter(pk=cast.people["outsider"].pk).update(account=None)
        with pytest.raises(PermissionDenied):
            grants.end_role(cast.people["admin"].grants.get(), by=cast.account("admin"))

    def test_one_of_two_may_go(self, cast) -> None:
        self._second(cast)
        grants.end_role(cast.people["admin"].grants.get(), by=cast.account("admin"))
        assert not cast.account("admin").is_administrator()
        assert not rules.can_go(cast.people["outsider"])

    def test_an_unconfirmed_one_may_be_ended(self, cast) -> None:
        waiting = self._second(cast, given_by=make.AccountFactory())
        assert grants.end_role(waiting, by=cast.account("admin")).ended_at

    @pytest.mark.django_db(transaction=True)
    def test_two_end_each_other_at_the_same_moment(self, cast) -> None:
        """One wins; the other is told why not."""
        first, second = cast.people["admin"].grants.get(), self._second(cast)
        accounts = cast.account("admin"), cast.account("outsider")
        for account in accounts:
            assert account.is_administrator()  # read before either acts
        start, ends = threading.Barrier(2), []

        def end(grant, by) -> None:
            start.wait()
            try:
                grants.end_role(grant, by=by)
                ends.append("ended")
            except PermissionDenied as refusal:
                ends.append(str(refusal))
            finally:
                connection.close()

        threads = [
            threading.Thread(target=end, args=(second, accounts[0])),
            threading.Thread(target=end, args=(first, accounts[1])),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert ends.count("ended") == 1 and len(ends) == 2
        assert Grant.objects.lasting_administrators().count() == 1


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class TestOnceAYear:
    """Asked after a year, ended a month later."""

    @pytest.fixture
    def grant(self, cast):
        """Only the administrator's and this one, given on the first day."""
        Grant.objects.exclude(person=cast.people["admin"]).delete()
        Grant.objects.update(since=NOON.date())
        return make.GrantFactory(
            person=cast.people["liaison"],
            role=Role.LIAISON,
            organisation=cast.police,
            since=NOON.date(),
        )

    def _run(self, days: int) -> dict[str, int]:
        with travel(NOON + timedelta(days=days), tick=False):
            return review_roles()

    def test_the_way_of_one(self, cast, grant) -> None:
        assert self._run(364) == {"asked": 0, "ended": 0}
        assert self._run(365) == {"asked": 2, "ended": 0}
        assert self._run(366) == {"asked": 0, "ended": 0}
        assert self._run(394) == {"asked": 0, "ended": 0}
        called = Letter.objects.filter(facts__grant=grant.pk, facts__what="review_called")
        assert {letter.recipient for letter in called} == {
            cast.account("liaison"),
            cast.account("admin"),
        }
        assert self._run(395) == {"asked": 0, "ended": 1}
        assert self._run(396) == {"asked": 0, "ended": 0}
        grant.refresh_from_db()
        assert grant.ended_at
        assert Letter.objects.filter(facts__what="review_missed").count() == 2
        assert Grant.objects.lasting_administrators().exists()
        missed = AuditEvent.objects.get(what="directory.role_review_missed")
        assert (missed.by, missed.target_id) == (None, grant.pk)

    def test_still_needed(self, cast, grant) -> None:
        self._run(365)
        with travel(NOON + timedelta(days=380)):
            grants.review_role(grant, by=cast.account("admin"))
        assert self._run(400)["ended"] == 0
        assert self._run(744)["asked"] == 0
        assert self._run(745) == {"asked": 1, "ended": 0}
        assert self._run(774)["ended"] == 0
        assert self._run(775)["ended"] == 1

    def test_answered_on_the_day_of_the_call(self, cast, grant) -> None:
        self._run(365)
        with travel(NOON + timedelta(days=365, hours=1)):
            grants.review_role(grant, by=cast.account("admin"))
        assert self._run(730)["ended"] == 0

    def test_the_clock_stood_still(self, grant) -> None:
        """Nobody loses a role without having been asked."""
        assert self._run(1000) == {"asked": 2, "ended": 0}
        assert self._run(1030)["ended"] == 1

    def test_a_call_that_was_answered_is_not_posted(self, cast, grant) -> None:
        self._run(365)
        letter = Letter.objects.get(
            facts__grant=grant.pk, facts__what="review_called", recipient=cast.account("admin")
        )
        kind = letter_kinds.get(letter.kind)
        with travel(NOON + timedelta(days=365, hours=1)):
            assert kind.still_holds(letter)
            assert "Liaison Beispiel" in compose(letter).body
            grants.review_role(grant, by=cast.account("admin"))
            assert not kind.still_holds(letter)

    def test_not_by_the_holder(self, cast) -> None:
        with pytest.raises(PermissionDenied):
            grants.review_role(cast.people["admin"].grants.get(), by=cast.account("admin"))


class TestPages:
    """What administrators do in a browser."""

    def test_give_confirm_end(self, cast) -> None:
        admin = browser(cast, "admin")
        values = {"person": "Outsider Beispiel", "role": "analyst"}
        answer = admin.post("/roles/give/", typed(admin, "/roles/give/", **values))
        grant = cast.people["outsider"].grants.get()
        assert answer["Location"] == f"/roles/{grant.pk}/"
        assert "waits for a second person" in admin.get("/roles/").content.decode()
        assert admin.get(f"/roles/{grant.pk}/confirm/").status_code == 403
        dpo = browser(cast, "dpo")
        assert "1 role waits for you" in dpo.get("/home/").content.decode()
        assert "1 role waits for you" not in admin.get("/home/").content.decode()
        assert dpo.post(f"/roles/{grant.pk}/confirm/").status_code == 302
        assert dpo.post(f"/roles/{grant.pk}/confirm/").status_code == 403
        assert admin.post(f"/roles/{grant.pk}/end/", {"until_on": ""}).status_code == 302
        assert not cast.account("outsider").access.grants

    @pytest.mark.parametrize(
        "values",
        [
            {"person": "Niemand Nirgends"},
            {"role": "king"},
            {"role": "liaison"},
            {"organisation": "\x00'; DROP"},
            {"until_on": "31.02.2026"},
            {"until_on": "2020-01-01"},
            {"since": "9999-12-31"},
            {"person": "[999999999999999999]"},
        ],
    )
    def test_nonsense_keeps_what_was_typed(self, cast, values) -> None:
        admin = browser(cast, "admin")
        sent = {"person": "Outsider Beispiel", "role": "analyst"} | values
        answer = admin.post("/roles/give/", typed(admin, "/roles/give/", **sent))
        assert answer.status_code == 200 and answer.context["form"].errors
        assert not cast.people["outsider"].grants.exists()

    def test_to_oneself(self, cast) -> None:
        admin = browser(cast, "admin")
        sent = typed(admin, "/roles/give/", person="Admin Beispiel", role="analyst")
        assert admin.post("/roles/give/", sent).status_code == 403
        assert cast.people["admin"].grants.count() == 1

    def test_from_a_persons_page(self, cast) -> None:
        admin, pk = browser(cast, "admin"), cast.people["outsider"].pk
        form = admin.get(f"/roles/give/?person={pk}").context["form"]
        assert str(pk) in form["person"].value()
        for wrong in ("0", "x", "٣", "9" * 30, "-1"):
            assert admin.get(f"/roles/give/?person={wrong}").status_code == 200

    def test_the_filters_ask_of_the_same_role(self, cast) -> None:
        admin = browser(cast, "admin")
        shown = admin.get("/roles/?role=liaison&scope=organisation").content.decode()
        assert "Beispiel, Liaison" in shown and "Beispiel, Customs" not in shown
        shown = admin.get("/roles/?role=liaison&scope=partnership").content.decode()
        assert "Beispiel, Liaison" not in shown
        shown = admin.get("/roles/?q=dpo&role=nonsense").content.decode()
        assert "Beispiel, Dpo" in shown and "Beispiel, Liaison" not in shown
        assert "Beispiel, Liaison" in admin.get("/roles/?state=review").content.decode()

    def test_a_file_of_it(self, cast) -> None:
        answer = browser(cast, "admin").get("/roles/?export=csv")
        text = b"".join(answer).decode("utf-8-sig")
        assert "Polizei Nord (2022-09-07" in text

    def test_reviewed_from_the_list(self, cast) -> None:
        admin, grant = browser(cast, "admin"), cast.people["liaison"].grants.get()
        assert f"/roles/{grant.pk}/review/" in admin.get("/roles/review/").content.decode()
        answer = admin.post(f"/roles/{grant.pk}/review/", {"back": "review"})
        assert answer["Location"] == "/roles/review/"
        assert f"/roles/{grant.pk}/review/" not in admin.get("/roles/review/").content.decode()

    def test_a_controllers_officer_sees_no_other_roles(self, cast) -> None:
        person = make.PersonFactory(
            account=make.AccountFactory(language="en"), family_name="Aufsicht"
        )
        make.GrantFactory(person=person, role=Role.DATA_PROTECTION, organisation=cast.police)
        cast.people["officer"] = person
        make.GrantFactory(person=cast.people["liaison"], role=Role.LIAISON, partnership=cast.south)
        client = cast.client("officer")
        shown = client.get("/roles/").content.decode()
        assert "Polizei Nord" in shown and "South" not in shown and "Beispiel, Admin" not in shown
        found = client.get("/roles/?scope=partnership").content.decode()
        assert "Beispiel, Liaison" not in found
        foreign = cast.people["admin"].grants.get()
        assert client.get(f"/roles/{foreign.pk}/").status_code == 404


class TestAccessLookedUp:
    """What somebody sees and why; who sees a thing and why."""

    def test_of_a_person(self, cast) -> None:
        client = browser(cast, "dpo")
        page = client.get(f"/people/{cast.people['partner'].pk}/access/").content.decode()
        assert "Stands for Verein Nord e. V., which is a partner." in page and "North" in page
        event = AuditEvent.objects.get(what="directory.access_looked_up")
        assert event.target_id == cast.people["partner"].pk
        own = client.get(f"/people/{cast.people['dpo'].pk}/access/")
        assert own.status_code == 200
        assert AuditEvent.objects.filter(what="directory.access_looked_up").count() == 1

    @pytest.mark.parametrize("name", ["liaison", "chair", "partner", "analyst", "outsider"])
    def test_not_for_others(self, cast, name) -> None:
        client = cast.client(name)
        assert client.get(f"/people/{cast.people['partner'].pk}/access/").status_code == 403
        assert client.get("/people/999999/access/").status_code == 403

    def test_it_says_what_access_says(self, cast) -> None:
        """Both ways round: whoever is listed sees the partnership, and nobody else does."""
        page = browser(cast, "liaison").get(f"/partnerships/{cast.north.pk}/access/")
        listed = {
            name for name, person in cast.people.items() if str(person) in page.content.decode()
        }
        seeing = {
            name
            for name in cast.people
            if cast.north.pk in cast.account(name).access.partnership_ids
        }
        assert listed == seeing == {"liaison", "chair", "partner"}

    def test_of_an_organisation(self, cast) -> None:
        page = browser(cast, "partner").get(f"/organisations/{cast.association.pk}/access/")
        text = page.content.decode()
        assert "Stands for it." in text and "Chair Beispiel" in text
        assert "Admin Beispiel" not in text and "administrators of this installation" in text
        text = browser(cast, "admin").get(page.request["PATH_INFO"]).content.decode()
        assert "Admin Beispiel" in text

    def test_people_one_does_not_see_are_not_named(self, cast) -> None:
        """The association left South: the outsider, who finds it there, is no business of its lead."""
        make.PartnerFactory(
            partnership=cast.south, organisation=cast.association, until_on=tomorrow(-1)
        )
        path = f"/organisations/{cast.association.pk}/access/"
        assert "Outsider" not in browser(cast, "partner").get(path).content.decode()
        assert "Outsider" in browser(cast, "admin").get(path).content.decode()


class TestOneAdministratorStays:
    """A data protection officer "refused" a founding administrator's role that had long begun: nobody was left."""

    def test_only_what_waits_is_refused(self, cast):
        founding = Grant.objects.get(person=cast.people["admin"])
        for decide in (grants.refuse_role, grants.confirm_role):
            with pytest.raises(PermissionDenied, match="decided already"):
                decide(founding, by=cast.account("dpo"))
        assert Grant.objects.lasting_administrators().count() == 1

    def test_an_end_is_not_set_on_the_last(self, cast):
        last = Grant.objects.get(person=cast.people["admin"])
        with pytest.raises(PermissionDenied, match="Without an administrator"):
            grants.end_role(last, by=cast.account("admin"), until_on=tomorrow(30))

    def test_one_whose_role_ends_does_not_count(self, cast):
        make.GrantFactory(
            person=make.PersonFactory(account=make.AccountFactory()),
            role=Role.ADMINISTRATOR,
            until_on=tomorrow(30),
        )
        last = Grant.objects.get(person=cast.people["admin"])
        assert not rules.can_end(cast.account("admin"), last)
        assert not rules.can_go(cast.people["admin"])


def test_two_clocks_call_for_a_review_once(cast) -> None:
    grant = cast.people["liaison"].grants.get()
    assert grants.call_for_review(grant)
    grants.review_role(grant, by=cast.account("admin"))
    assert not grants.call_for_review(grant)
    assert AuditEvent.objects.filter(what="directory.role_review_called").count() == 1
