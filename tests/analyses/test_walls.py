"""The walls around analyses: row-level security, its catalogue, and the fire-wall to the other rooms. Source: decision 0055."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from analyses.models import (
    Approval,
    Case,
    Contribution,
    LogEntry,
    Participation,
    Recipient,
    Record,
    seen_by,
    seen_by_house,
    seen_by_nobody,
)
from analyses.models.sights import SETTING
from analyses.stages import Stage
from partnerships.directory.models import Account, Role
from partnerships.shared import registry
from partnerships.shared.row_policies import EVERYTHING, sight
from tests.cast import NAMES
from tests.clock import reckon
from tests.directory.together import both_at_once
from tests.factories import analyses as make
from tests.factories import directory
from tests.house.scene_analyses import analyses_of

SHELLS = (Case, Participation, Recipient, Approval)
OTHERS = {"complaints", "meetings", "agreements"}
# Tables of the app that belong to no case: they may be read by whoever holds a role here.
OPEN_TABLES = {"Authority", "Provision", "ProvisionVersion"}


def ask(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def models_of_cases() -> Iterator[type]:
    """Every table of the app but the open ones."""
    for model in apps.get_app_config("analyses").get_models():
        if model.__name__ not in OPEN_TABLES:
            yield model


@pytest.mark.django_db
class TestCatalogue:
    """What the database itself says about its walls."""

    def test_each_table_of_cases_is_walled_and_its_owner_too(self) -> None:
        rows = ask(
            "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname ~ '^analyses_'"
        )
        walled = {name for name, on, forced in rows if on and forced}
        assert {model._meta.db_table for model in models_of_cases()} <= walled

    def test_each_policy_takes_an_unset_sight_for_none(self) -> None:
        policies = ask("SELECT tablename, qual FROM pg_policies WHERE tablename ~ '^analyses_'")
        assert policies
        for table, condition in policies:
            said = re.findall(r"current_setting\('([a-z.]+)'", str(condition))
            assert set(said) <= {SETTING}, table
            wrapped = str(condition).count("NULLIF(current_setting(")
            assert str(condition).count("current_setting(") == wrapped, table

    @pytest.mark.parametrize("said", ["", "all", "log", "account", "account 0 2026-01-01"])
    def test_what_policies_call_answers_in_every_sight(self, said) -> None:
        """For a row that a transaction had to wait for, PostgreSQL evaluates every part of a policy, whatever the sight."""
        with sight(said, SETTING):
            for called in (
                "analyses_scopes_in_sight('officer')",
                "analyses_offices_in_sight('analyst')",
                "unnest(analyses_contributions_in_sight())",
                "unnest(analyses_own_authorities())",
                "unnest((analyses_sight_now()).works)",
            ):
                assert ask(f"SELECT {called}") == [], called
            (seen,) = ask(
                "SELECT coalesce(analyses_sees_case(analyses_sight_now(), '{}', 'requested', NULL, NULL), false)"
            )
            assert seen == (said == "all",)

    def test_no_view_and_no_function_looks_past_them(self) -> None:
        views = ask(
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE relkind IN ('v', 'm') AND nspname = 'public'"
            " AND NOT coalesce(reloptions::text ~ 'security_invoker=(true|on)', false)"
        )
        assert views == []
        definers = ask(
            "SELECT proname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner"
            " JOIN pg_namespace n ON n.oid = p.pronamespace"
            " WHERE prosecdef AND nspname = 'public' AND (rolsuper OR rolbypassrls)"
        )
        assert definers == []

    def test_the_sites_role_is_bound(self) -> None:
        assert ask(
            "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ) == [(False,)]


class TestSight:
    """Who sees which cases."""

    def test_everybody_of_the_cast_sees_by_sql_what_the_rule_says(self, cast) -> None:
        analyses_of(cast)
        for name in NAMES[:-1]:
            account = cast.account(name)
            with seen_by(account):
                shown = set(Case.objects.values_list("pk", flat=True))
                assert shown == set(
                    Case.objects.visible_to(account).values_list("pk", flat=True)
                ), name
                for model in SHELLS[1:]:
                    assert set(model.objects.values_list("case", flat=True)) <= shown, name
            if not account.access.has("analyst", "officer", "legal", "data_protection"):
                assert shown == set(), name

    def test_a_sight_without_its_roles_shows_the_same(self, cast) -> None:
        """Set by hand, without what `analyses_complete` adds."""
        analyses_of(cast)
        for name in NAMES[:-1]:
            account = cast.account(name)
            with seen_by(account):
                complete = set(Case.objects.values_list("pk", flat=True))
            with sight(f"account {account.pk} {timezone.localdate()}", SETTING):
                assert set(Case.objects.values_list("pk", flat=True)) == complete, name

    def test_nothing_is_seen_without_a_sight_or_with_that_of_another_room(self, crew) -> None:
        make.case_at(Stage.COLLECTING, crew)
        for nobody in (seen_by_nobody(), sight(EVERYTHING), sight("account 1 2026-01-01")):
            with nobody:
                for model in (*SHELLS, Contribution, Record, LogEntry):
                    assert not model.objects.exists(), model

    @pytest.mark.parametrize(
        "change",
        [
            {"until_on": lambda: make.day(-1)},
            {"since": lambda: make.day(1)},
            {"ended_at": "2026-01-01T00:00Z"},
            {"confirmed_by": None, "given_by": "somebody"},
        ],
    )
    def test_a_role_that_does_not_hold_shows_nothing(self, crew, change) -> None:
        case = make.case_at(Stage.COLLECTING, crew)
        if change.get("given_by"):
            change = change | {"given_by": directory.AccountFactory()}
        crew.second.person.grants.update(**reckon(change))
        account = Account.objects.get(pk=crew.second.pk)
        with seen_by(account):
            assert not Case.objects.filter(pk=case.pk).exists()
            assert not Case.objects.visible_to(account).exists()

    def test_who_left_sees_nothing_from_the_next_question_on(self, crew) -> None:
        from analyses.actions.taking_part import end_participation

        case = make.case_at(Stage.COLLECTING, crew)
        with seen_by(crew.lead):
            end_participation(
                case.participations.get(account=crew.second), reason="versetzt", by=crew.lead
            )
        with seen_by(crew.second):
            assert not Case.objects.exists()

    def test_a_participation_of_tomorrow_or_yesterday_shows_nothing(self, crew) -> None:
        from analyses.actions.taking_part import renew_passes

        case = make.case_at(Stage.COLLECTING, crew)
        for change in (
            {"since": make.day(1)},
            {"since": make.day(-9), "until_on": make.day(-1)},
        ):
            with seen_by_house():
                Participation.objects.filter(case=case, account=crew.second).update(**change)
                renew_passes(case)
            with seen_by(crew.second):
                assert not Case.objects.exists()
                assert not Case.objects.visible_to(crew.second).exists()

    def test_the_legal_service_sees_what_it_decides_on_and_then_no_more(self, crew) -> None:
        case = make.request(crew)
        other = make.officer(None, Role.LEGAL)
        with seen_by(other):
            assert Case.objects.get() == case
        make.case_at(Stage.APPROVED, crew)
        with seen_by(other):
            assert list(Case.objects.all()) == [case]

    def test_data_protection_of_an_authority_sees_shells_of_its_cases(self, crew) -> None:
        case = make.case_at(Stage.COLLECTING, crew)
        own = make.officer(crew.customs, Role.DATA_PROTECTION)
        other = make.officer(make.authority("Polizei Süd"), Role.DATA_PROTECTION)
        with seen_by(own):
            assert Case.objects.get() == case
        with seen_by(other):
            assert not Case.objects.exists()

    def test_sql_of_the_site_neither_changes_nor_deletes_what_it_does_not_see(self, crew) -> None:
        case = make.request(crew)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE analyses_case SET title = 'x'")
            assert cursor.rowcount == 0
            cursor.execute("DELETE FROM analyses_case")
            assert cursor.rowcount == 0
        stranger = make.officer(crew.police)
        with seen_by(stranger), pytest.raises(DatabaseError), transaction.atomic():
            Recipient.objects.create(case_id=case.pk, organisation=crew.city)

    def test_the_log_is_neither_changed_nor_deleted(self, crew) -> None:
        make.request(crew)
        for sql in ("UPDATE analyses_logentry SET what = 'x'", "DELETE FROM analyses_logentry"):
            with seen_by_house(), pytest.raises(DatabaseError), transaction.atomic():
                ask(sql)


@pytest.mark.django_db(transaction=True)
def test_two_people_in_eight_threads_see_their_own_cases(settings) -> None:
    settings.DEMO = True
    one, other = make.crew(), make.crew("Süd")
    mine, theirs = make.case_at(Stage.COLLECTING, one), make.case_at(Stage.COLLECTING, other)

    def look(number: int) -> bool:
        account, wanted = ((one.second, mine), (other.second, theirs))[number % 2]
        try:
            with seen_by(account):
                seen = list(Case.objects.values_list("pk", flat=True))
            return seen == [wanted.pk] and not Case.objects.exists()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(look, range(200)))


@pytest.mark.django_db(transaction=True)
def test_two_who_approve_at_the_same_moment_are_both_counted(settings) -> None:
    settings.DEMO = True
    from analyses.actions.cases import approve

    crew = make.crew()
    case = make.case_at(Stage.LEGALITY_CHECK, crew)

    def say_yes(account: Account) -> None:
        with seen_by(account):
            approve(case, note_text="", by=account)

    both_at_once(lambda: say_yes(crew.second), lambda: say_yes(crew.third))
    assert make.refreshed(case).stage == Stage.APPROVED
    with seen_by_house():
        assert case.approvals.count() == 2


class TestFireWall:
    """Nothing connects dialogue or complaints with analyses."""

    def test_no_key_leads_across(self) -> None:
        for model in apps.get_models():
            label = model._meta.app_label
            for field in model._meta.get_fields():
                other = getattr(field, "related_model", None)
                if other is None or field.auto_created or isinstance(other, str):
                    continue
                across = {label, other._meta.app_label}
                assert not ("analyses" in across and across & OTHERS), f"{model}.{field.name}"

    def test_no_shelf_of_other_rooms_holds_analyses(self) -> None:
        for shelf in (
            registry.search_kinds,
            registry.report_chapters,
            registry.calendar_days,
            registry.partnership_panels,
            registry.handover_parts,
            registry.short_notices,
            registry.letter_kinds,
        ):
            found = [
                entry for entry in shelf if "analyses" in str(getattr(entry, "__module__", entry))
            ]
            assert found == [], shelf.name

    def test_nothing_of_analyses_stands_in_the_tables_of_other_rooms(self, cast) -> None:
        analyses_of(cast)
        tables = ask(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            " AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'analyses_%'"
        )
        for (table,) in tables:
            found = ask(f"SELECT count(*) FROM \"{table}\" t WHERE t::text LIKE '%{make.TITLE}%'")
            assert found == [(0,)], table

    @pytest.mark.parametrize(
        "name",
        ["liaison", "chair", "partner", "former", "outsider", "complaints", "approver", "admin"],
    )
    def test_who_has_every_other_role_learns_of_nothing(self, cast, name) -> None:
        cases = analyses_of(cast)["case"]
        client = cast.client(name)
        assert client.get(reverse("analyses:list")).status_code == 403
        for case in cases.values():
            assert client.get(reverse("analyses:detail", args=[case.pk])).status_code == 404
        page = client.get("/home/").content.decode().lower()
        assert "analys" not in page.replace(
            "/analyses/authorities/", ""
        )  # kinds of authorities, for administrators
        assert make.TITLE.encode() not in client.get("/search/?q=Mietwagen").content
