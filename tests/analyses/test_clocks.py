"""Terms of a case: checked, extended by two, deleted with a certificate, held; the clock goes through them."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models
from django.urls import reverse
from django.utils import timezone

from analyses import rules
from analyses.actions import erasing, terms
from analyses.actions.cases import stop
from analyses.actions.logging import note
from analyses.actions.taking_part import end_participation
from analyses.clock import keep_terms
from analyses.models import (
    Activity,
    Case,
    Certificate,
    Contribution,
    Extension,
    Hold,
    LogEntry,
    Operation,
    Participation,
    Record,
    Term,
    seen_by,
    seen_by_house,
)
from analyses.stages import Stage
from analyses.ways import KEPT, in_order, keys_of, orphans, rows_on, tables_on
from partnerships.shared.privacy import LISTED, PERSONAL
from tests.factories import analyses as make
from tests.factories import analyses_clocks as clocks
from tests.factories.analyses_log import reader

WORD = "ZUCKERRÜBENWORT"


def at(day: date) -> time_machine.travel:
    """Noon of this day."""
    return time_machine.travel(timezone.make_aware(datetime.combine(day, time(12))), tick=False)


def agree(extension: Extension, by) -> Extension:
    with seen_by(by):
        return terms.decide_extension(extension, is_agreed=True, by=by)


def ask_need(case: Case, crew, days: int = 180) -> Extension:
    with seen_by(crew.lead):
        return terms.ask_need(
            case, reason="Noch zwei Tatorte offen", until_on=make.day(days), by=crew.lead
        )


def test_the_need_runs_on_with_reasons_and_a_second_person_of_another_authority(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    extension = ask_need(case, crew)
    assert make.refreshed(case).review_on == case.review_on
    for by, why in ((crew.lead, "another authority"), (crew.legal, "named in the case")):
        with seen_by_house(), pytest.raises(PermissionDenied, match=why):
            terms.decide_extension(extension, is_agreed=True, by=by)
    agree(extension, crew.third)
    assert make.refreshed(case).review_on == make.day(180)
    with seen_by(crew.third), pytest.raises(PermissionDenied, match="already"):
        terms.decide_extension(extension, is_agreed=True, by=crew.third)


def test_a_colleague_of_the_same_authority_is_no_second_person(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    colleague = make.officer(crew.police)
    with seen_by_house():
        Participation.objects.create(
            case=case, account=colleague, authority=crew.police, role="contributor",
            added_by=crew.lead, agreed_at=timezone.now(),
        )  # fmt: skip
    extension = ask_need(case, crew)
    with seen_by_house(), pytest.raises(PermissionDenied, match="another authority"):
        terms.decide_extension(extension, is_agreed=True, by=colleague)


def test_no_extension_goes_further_or_more_often_than_it_may(crew, settings):
    case = make.case_at(Stage.COLLECTING, crew)
    with seen_by(crew.lead):
        with pytest.raises(ValidationError, match="latest"):
            terms.ask_need(case, reason="x", until_on=make.day(184), by=crew.lead)
        with pytest.raises(ValidationError, match="later than"):
            terms.ask_need(case, reason="x", until_on=case.review_on, by=crew.lead)
        with pytest.raises(ValidationError, match="latest"):
            terms.ask_deletion(case, reason="x", until_on=make.day(731), by=crew.lead)
    for number in range(settings.ANALYSES_MOST_EXTENSIONS):
        extension = ask_need(case, crew, 91 + number)
        with seen_by(crew.lead), pytest.raises(PermissionDenied, match="waits"):
            terms.ask_need(case, reason="x", until_on=make.day(100), by=crew.lead)
        agree(extension, crew.third)
    with seen_by(crew.lead), pytest.raises(PermissionDenied, match="as often"):
        terms.ask_need(case, reason="x", until_on=make.day(100), by=crew.lead)
    with seen_by(crew.second), pytest.raises(PermissionDenied, match="Only the lead"):
        terms.ask_need(case, reason="x", until_on=make.day(100), by=crew.second)


def test_a_refused_extension_changes_nothing_and_does_not_count(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    extension = ask_need(case, crew)
    with seen_by(crew.second):
        terms.decide_extension(extension, is_agreed=False, by=crew.second)
    assert make.refreshed(case).review_on == case.review_on
    assert ask_need(case, crew)


def test_the_frozen_clock_goes_through_review_extension_and_deletion(crew):
    begun = timezone.localdate()
    case = make.case_at(Stage.COLLECTING, crew, delete_on=make.day(200))
    clocks.contribution(case, crew, [clocks.unknown()])
    with at(begun + timedelta(days=95)):
        with seen_by(crew.lead):
            assert case.review_on < timezone.localdate()
        agree(ask_need(case, crew, 100), crew.second)
    with at(begun + timedelta(days=190)):
        with seen_by(crew.lead):
            longer = terms.ask_deletion(
                case, reason="Verfahren läuft", until_on=begun + timedelta(days=400), by=crew.lead
            )
        agree(longer, crew.third)
    with at(begun + timedelta(days=399)):
        keep_terms()
        assert make.refreshed(case).stage == Stage.COLLECTING
    with at(begun + timedelta(days=400)):
        keep_terms()
    case = make.refreshed(case)
    assert (case.stage, case.title, case.purpose) == (Stage.DELETED, "", "")
    with seen_by(crew.lead):
        certificate = Certificate.objects.get()
        assert (certificate.rule, certificate.by, certificate.is_whole) == ("day", None, True)
        assert ["analyses.record", 1] in certificate.counts
    with seen_by_house():
        assert not Record.objects.exists() and not Contribution.objects.exists()
        assert LogEntry.objects.filter(case_id=case.pk, operation="erase").count() == 1


def test_contributions_go_before_the_case_and_the_case_at_the_end_of_its_longest_term(crew):
    done = timezone.localdate()
    case = make.case_at(Stage.COLLECTING, crew, delete_on=make.day(700))
    clocks.contribution(case, crew, [clocks.unknown()])
    case = _delivered(case, crew)
    with at(done + timedelta(days=91)):
        keep_terms()
    with seen_by_house():
        assert Record.objects.count() == 1
    with at(done + timedelta(days=92)):
        keep_terms()
        keep_terms()
    with seen_by_house():
        assert not Contribution.objects.exists()
        assert Certificate.objects.get().rule == "contributions"
    assert make.refreshed(case).title == make.TITLE
    with at(done + timedelta(days=365)):
        keep_terms()
    assert make.refreshed(case).stage == Stage.DELETED
    with seen_by_house():
        assert {each.rule for each in Certificate.objects.all()} == {"contributions", "result"}


def _delivered(case: Case, crew) -> Case:
    for by, name, how in (
        (crew.lead, "name_combination", {"basis": crew.basis}),
        (crew.legal, "confirm_combination", {}),
        (crew.lead, "move", {"verb": "analyse"}),
        (crew.lead, "move", {"verb": "check_quality"}),
        (crew.lead, "move", {"verb": "deliver"}),
    ):
        make._do(by, name, case, how)
        case = make.refreshed(case)
    return case


def test_a_rejected_request_is_deleted_after_its_term(crew):
    case = make.case_at(Stage.LEGALITY_CHECK, crew)
    with seen_by(crew.second):
        make.actions.reject(case, reason="Nicht erforderlich", by=crew.second)
    with at(timezone.localdate() + timedelta(days=91)):
        keep_terms()
        assert make.refreshed(case).stage == Stage.REJECTED
    with at(timezone.localdate() + timedelta(days=92)):
        keep_terms()
    case = make.refreshed(case)
    assert (case.stage, case.reason) == (Stage.DELETED, "")


def held_case(crew) -> tuple[Case, Hold]:
    """Set by data protection on day 95, confirmed by customs; to be deleted on day 100."""
    case = make.case_at(Stage.COLLECTING, crew, delete_on=make.day(100))
    with at(make.day(95)):
        with seen_by(crew.guard):
            hold = terms.set_hold(case, reason="Klage anhängig", by=crew.guard)
        with seen_by(crew.second):
            terms.confirm_hold(hold, by=crew.second)
    return case, hold


def test_data_protection_sets_a_hold_and_a_second_person_confirms_it(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    with seen_by(crew.lead), pytest.raises(PermissionDenied, match="Only data protection"):
        terms.set_hold(case, reason="x", by=crew.lead)
    with seen_by(crew.guard):
        hold = terms.set_hold(case, reason="x", by=crew.guard)
        with pytest.raises(PermissionDenied, match="independent"):
            terms.confirm_hold(hold, by=crew.guard)
        with pytest.raises(PermissionDenied, match="already"):
            terms.set_hold(case, reason="x", by=crew.guard)


def test_under_a_hold_nothing_is_deleted(crew):
    case, _hold = held_case(crew)
    with at(make.day(120)):
        keep_terms()
        assert make.refreshed(case).stage == Stage.COLLECTING
        with seen_by(crew.lead):
            assert not rules.overdue(timezone.localdate()).exists()
            stop(case, reason="Ende", by=crew.lead)
            with pytest.raises(PermissionDenied, match="legal hold"):
                erasing.erase_early(case, by=crew.lead)
        page = reader(crew.lead, case).get(reverse("analyses:detail", args=[case.pk]))
        assert "kern-alert--warning" in page.content.decode()
        assert "kern-alert--danger" not in page.content.decode()


def test_a_hold_is_lifted_by_two_and_the_clock_goes_on(crew):
    case, hold = held_case(crew)
    with at(make.day(120)):
        with seen_by(crew.guard):
            terms.ask_lifting(hold, reason="Urteil", by=crew.guard)
            with pytest.raises(PermissionDenied, match="independent"):
                terms.lift(hold, by=crew.guard)
        keep_terms()
        assert make.refreshed(case).stage == Stage.COLLECTING
        with seen_by(crew.third):
            terms.lift(hold, by=crew.third)
        with seen_by(crew.guard):
            assert rules.overdue(timezone.localdate()).get() == case
        keep_terms()
    assert make.refreshed(case).stage == Stage.DELETED
    with seen_by(crew.guard):
        kept = Hold.objects.get()
        assert (kept.reason, kept.lift_reason) == ("", "")


def test_a_hold_without_a_second_person_ends_by_itself(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    with seen_by(crew.guard):
        hold = terms.set_hold(case, reason="Klage", by=crew.guard)
    with at(make.day(15)):
        keep_terms()
        with seen_by(crew.guard):
            assert not Hold.objects.open().exists()
            hold.refresh_from_db()
            with pytest.raises(PermissionDenied, match="nothing to confirm"):
                terms.confirm_hold(hold, by=crew.legal)


def test_the_lead_deletes_earlier_and_nobody_else(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    clocks.contribution(case, crew, released_to=[])  # unseen by the lead
    with seen_by(crew.lead):
        with pytest.raises(PermissionDenied, match="Stop it first"):
            erasing.erase_early(case, by=crew.lead)
        stop(case, reason="Ende", by=crew.lead)
    with seen_by(crew.second), pytest.raises(PermissionDenied, match="Only the lead"):
        erasing.erase_early(case, by=crew.second)
    with seen_by(crew.lead):
        certificate = erasing.erase_early(case, by=crew.lead)
    assert (certificate.rule, certificate.by) == ("lead", crew.lead)
    again = erasing.sum_of(case.number, "lead", certificate.at, crew.lead.pk, certificate.counts)
    assert certificate.sha256 == again
    with seen_by_house():
        assert not Contribution.objects.exists()
    with seen_by(crew.lead), pytest.raises(Exception, match="append-only|permission denied"):
        Certificate.objects.update(counts=[])


def test_nothing_is_written_into_a_deleted_case(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    with seen_by(crew.lead):
        stop(case, reason="Ende", by=crew.lead)
        erasing.erase_early(case, by=crew.lead)
        own = Participation.objects.get(case=case, account=crew.lead)
        with pytest.raises(PermissionDenied, match="deleted"):
            end_participation(own, reason="Tippte noch", by=crew.lead)
        for deed in (terms.ask_need, terms.ask_deletion):
            with pytest.raises(PermissionDenied, match="ended"):
                deed(case, reason="Tippte noch", until_on=make.day(50), by=crew.lead)
    with seen_by(crew.guard), pytest.raises(PermissionDenied, match="deleted"):
        terms.set_hold(make.refreshed(case), reason="x", by=crew.guard)


def test_the_authority_extends_contact_persons_and_deletes_what_was_not_determined(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    clocks.contribution(case, crew, [clocks.contact(), clocks.unknown()])
    contact, unknown = clocks.called("Kontakt, Kim"), clocks.called("Unbestimmt, Uli")
    with seen_by(crew.second):
        with pytest.raises(PermissionDenied, match="contact persons"):
            terms.ask_record(unknown, reason="x", until_on=make.day(30), by=crew.second)
        extension = terms.ask_record(contact, reason="x", until_on=make.day(90), by=crew.second)
        assert extension.was_on == make.day(5)
    with seen_by(crew.lead), pytest.raises(PermissionDenied, match="authority that gave"):
        erasing.delete_record(unknown, by=crew.lead)
    agree(extension, crew.lead)
    with seen_by(crew.second):
        certificate = erasing.delete_record(unknown, by=crew.second)
        assert certificate.counts == [["analyses.record", 1]]
        assert Record.objects.get() == contact


def test_a_contribution_runs_on(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    given = clocks.contribution(case, crew)
    with seen_by(crew.second):
        given = Contribution.objects.get(pk=given.pk)
        extension = terms.ask_contribution(
            given, reason="Abgleich läuft", until_on=make.day(60), by=crew.second
        )
    agree(extension, crew.third)  # decides only, and sees nothing of the contribution
    with seen_by(crew.second):
        assert Contribution.objects.get().review_on == make.day(60)
        assert Extension.objects.agreed().get().term == Term.CONTRIBUTION


def test_quiet_cases_are_found_by_what_was_done_not_by_what_was_read(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    with at(make.day(100)):
        with seen_by(crew.lead):
            note(Operation.CONSULT, "case.read", by=crew.lead, case=case)
        keep_terms()
        with seen_by(crew.lead):
            last = Activity.objects.get().last_on
            assert last == timezone.localdate() - timedelta(days=100)
            case = Case.objects.get()
            assert rules.quiet_since(case, last, timezone.localdate()) == "warn"
            assert rules.quiet_since(case, last, make.day(80)) == "close"


# --- deletion leaves nothing ---------------------------------------------------------------------


def test_deletion_leaves_no_word_in_any_table(crew):
    """Planted wherever somebody can type; searched in every column of every table, and in the sessions."""
    case = make.case_at(
        Stage.COLLECTING,
        crew,
        title=f"Mietwagen {WORD}",
        issue=WORD,
        purpose=WORD,
        necessity=WORD,
    )
    given = clocks.contribution(case, crew, [clocks.unknown(WORD)], purpose=WORD, file_name=WORD)
    record = clocks.called(WORD)
    session = SessionStore()
    session["analyses_reasons"] = {str(case.pk): ["work", WORD], "0": ["work", "anders"]}
    session.create()
    with seen_by(crew.lead):
        asked = terms.ask_need(case, reason=WORD, until_on=make.day(100), by=crew.lead)
    agree(asked, crew.second)
    with seen_by(crew.second):
        terms.ask_contribution(given, reason=WORD, until_on=make.day(60), by=crew.second)
    with seen_by_house():
        Participation.objects.filter(case=case).update(reason=WORD, end_reason=WORD)
        Case.objects.filter(pk=case.pk).update(check_note=WORD, impact_reference=WORD, reason=WORD)
        case.approvals.update(note=WORD)
    assert len(_tables_with(WORD)) >= 6
    with seen_by(crew.lead):
        stop(case, reason=WORD, by=crew.lead)
        erasing.erase_early(case, by=crew.lead)
    assert _tables_with(WORD) == []
    left = Session.objects.get(pk=session.session_key).get_decoded()
    assert left["analyses_reasons"] == {"0": ["work", "anders"]}
    assert WORD not in str([each.get_decoded() for each in Session.objects.all()])
    with seen_by_house():
        assert not Record.objects.filter(pk=record.pk).exists()
        assert orphans() == {}


# An enquiry outlives the case that it became: it names no person, and has a term of its own.
LETS_GO = ("analyses_enquiry", "analyses_case")


def _tables_with(word: str) -> list[str]:
    """Every table of the database with a row in whose text the word stands; in the house's sight, which opens all of ours."""
    found = []
    with seen_by_house(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s', [f"%{word}%"]
            )
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_every_table_with_a_way_to_a_case_is_deleted_or_emptied(db):
    """The ways are asked of the database itself; what is kept says of each typed column that it is emptied."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
        )
        keys = set(cursor.fetchall()) - {LETS_GO}
    reached = {"analyses_case"}
    while more := {one for one, other in keys if other in reached} - reached:
        reached |= more
    assert reached == {model._meta.db_table for model in tables_on(Case)}
    assert set(KEPT) <= tables_on(Case)
    assert set(in_order(tables_on(Case))) == tables_on(Case)
    for model, columns in KEPT.items():
        typed = {
            field.name
            for field in model._meta.local_fields
            if isinstance(field, models.CharField | models.TextField) and not field.choices
        } & (PERSONAL[model._meta.label_lower] - LISTED[model._meta.label_lower])
        typed |= {"impact_reference"} if model is Case else set()
        assert typed == set(columns), model


def test_columns_that_name_a_case_without_a_key_are_known(db):
    """The log outlives what it names; nothing else may."""
    loose = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("analyses").get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.name in ("case_id", "contribution_id", "case_number")
        and field not in set(keys_of(model))
    }
    assert loose == {"LogEntry.case_id", "LogEntry.case_number", "Sample.case_number"}


def test_rows_whose_case_is_gone_are_found_and_told(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    with seen_by(crew.lead):
        stop(case, reason="Ende", by=crew.lead)
        erasing.erase_early(case, by=crew.lead)
    late = clocks.contribution(case, crew)  # past every action
    with seen_by_house():
        assert orphans() == {Contribution: {late.pk}}
        assert rows_on({Contribution: {late.pk}}) == {Contribution: {late.pk}}
    keep_terms()
    with seen_by_house():
        assert orphans() == {}
        assert Certificate.objects.filter(rule="leftover").count() == 1
