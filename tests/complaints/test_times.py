"""Times of complaints: started and stopped with the stage, at rest in pauses, reckoned anew when an office closes; who is told when."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from complaints import rules
from complaints.actions import clocks as setting
from complaints.actions import office as work
from complaints.actions.reminding import catch_up
from complaints.clocks import FIRST_TIMES, ClockKind, Times
from complaints.models import Clock, Complaint, Office, Pause, Target, seen_by, seen_by_nobody
from complaints.stages import Stage
from complaints.tasks import keep_times
from complaints.todo import items_of_complaints
from complaints.views.mailbox import say_stage
from complaints.worktime import Unit
from partnerships.directory.models import Account, Kind, Role
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from tests.clock import travel
from tests.factories import directory as make
from tests.factories.complaints import complaint, keys_of, led, make_move, open_office

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)  # 10:00 in Berlin


def at(day: str, hour: int = 9) -> datetime:
    return datetime.combine(date.fromisoformat(day), MONDAY.time().replace(hour=hour), UTC)


def officer_of(office: Office) -> Account:
    account = make.AccountFactory()
    make.GrantFactory(person__account=account, role=Role.COMPLAINTS, organisation=office.authority)
    return Account.objects.get(pk=account.pk)


@pytest.fixture
def officer(office) -> Account:
    return officer_of(office)


def due(row: Complaint) -> dict[str, str]:
    """Of each clock that runs its last day, or that it rests."""
    clocks = row.clocks.running()
    return {each.kind: each.due_on.isoformat() if each.due_on else "rests" for each in clocks}


def test_what_runs_from_the_day_on_which_it_came(office) -> None:
    with travel(MONDAY, tick=False):
        row = complaint(office)
    assert due(row) == {
        "acknowledgement": "2026-12-03",
        "triage": "2026-12-07",
        "interim": "2026-12-28",
        "answer": "2027-01-11",
        "escalation": "2027-03-01",
    }


def test_each_stage_stops_what_is_done_and_starts_what_begins(office, officer) -> None:
    with travel(MONDAY, tick=False):
        row = led(office, "acknowledge", by=officer)
        assert set(due(row)) == {"triage", "interim", "answer", "escalation"}
        make_move(row, "review", by=officer)
        assert set(due(row)) == {"interim", "answer", "escalation"}
        work.ask_statement(row, by=officer)
        assert due(row)["statement"] == "2026-12-14"
        with pytest.raises(PermissionDenied):
            work.ask_statement(row, by=officer)
        work.note_statement(row, by=officer)
        assert "statement" not in due(row)
        make_move(row, "answer", by=officer)
    assert due(row) == {}
    assert row.clocks.filter(stopped_at=MONDAY).count() == 7


def test_a_question_lets_the_time_stand_still_and_the_reply_lets_it_run(office, officer) -> None:
    with travel(MONDAY, tick=False):
        row = led(office, "acknowledge", "review", by=officer)
    with travel(at("2026-12-02"), tick=False):
        make_move(row, "ask", by=officer)
        assert due(row) == {
            "person": "2026-12-16",
            "interim": "rests",
            "answer": "rests",
            "escalation": "rests",
        }
    with travel(at("2026-12-09"), tick=False):
        make_move(row, "reply", by=officer)
    # Seven days later than 11 January and 1 March; the interim notice counts from the question.
    assert due(row)["answer"] == "2027-01-18" and due(row)["escalation"] == "2027-03-08"
    assert due(row)["interim"] == "2027-01-05"
    pause = Pause.objects.get(complaint=row)
    assert (pause.reason, pause.started_at, pause.ended_at) == (
        "question",
        at("2026-12-02"),
        at("2026-12-09"),
    )


def test_a_target_that_changes_during_a_pause_does_not_change_what_runs(
    cast, office, officer
) -> None:
    by = cast.account("admin")
    with travel(MONDAY, tick=False):
        row = led(office, "acknowledge", "review", by=officer)
    with travel(at("2026-12-02"), tick=False):
        make_move(row, "suspend", by=officer)
        assert due(row)["suspension"] == "2027-03-02" and due(row)["answer"] == "rests"
    with travel(at("2026-12-04"), tick=False):
        aim = Times(2, Unit.WEEKS, 80)
        setting.set_target(office, ClockKind.ANSWER, aim, reason="Neue Weisung", by=by)
        other = complaint(office)
        assert due(other)["answer"] == "2026-12-18"
    with travel(at("2026-12-09"), tick=False):
        make_move(row, "resume", by=officer)
    assert due(row)["answer"] == "2027-01-18" and "suspension" not in due(row)
    assert Target.objects.in_force(office)[ClockKind.ANSWER] == aim
    assert Target.objects.in_force(office)[ClockKind.TRIAGE] == FIRST_TIMES[ClockKind.TRIAGE]


def test_days_on_which_the_office_closes_during_a_pause_are_subtracted_once(
    cast, office, officer
) -> None:
    by = cast.account("admin")
    with travel(MONDAY, tick=False):
        row = led(office, "acknowledge", "review", by=officer)
        work.ask_statement(row, by=officer)
    with travel(at("2026-12-02"), tick=False):
        make_move(row, "suspend", by=officer)
        days = {"first_day": date(2026, 12, 4), "last_day": date(2026, 12, 10)}
        closure = setting.enter_closure(office, name="Umzug", by=by, **days)
    with travel(at("2026-12-09"), tick=False):
        make_move(row, "resume", by=officer)
    # One working day had gone by; nine are left from Wednesday the 9th on, of which 9 and 10 December are closed.
    assert due(row)["statement"] == "2026-12-23"
    setting.remove_closure(closure, by=by)
    assert due(row)["statement"] == "2026-12-21"


def test_closing_moves_what_runs_in_this_office_alone(cast, office) -> None:
    other = open_office(make.OrganisationFactory(name="Polizei Süd", kind=Kind.POLICE))
    with travel(MONDAY, tick=False):
        mine, theirs = complaint(office), complaint(other)
        days = {"first_day": date(2026, 12, 1), "last_day": date(2026, 12, 1)}
        with seen_by_nobody():
            setting.enter_closure(office, name="Umzug", by=cast.account("admin"), **days)
    assert due(mine)["acknowledgement"] == "2026-12-04"
    assert due(theirs)["acknowledgement"] == "2026-12-03"


def test_who_is_measured_by_a_target_does_not_set_it(cast, office) -> None:
    aim = Times(30, Unit.WEEKS, 1)
    for name in ("complaints", "dpo", "liaison", "partner"):
        with pytest.raises(PermissionDenied):
            setting.set_target(office, "answer", aim, reason="x", by=cast.account(name))
    admin = cast.people["admin"]
    make.GrantFactory(person=admin, role=Role.COMPLAINTS, organisation=office.authority)
    with override("en"):
        assert "whoever is measured" in str(
            rules.can_set_times(cast.account("admin"), office).reason
        )
    assert not Target.objects.exists()


def test_bad_targets_are_refused(cast, office) -> None:
    by = cast.account("admin")
    for aim in (Times(0, Unit.DAYS, 90), Times(3, "years", 90), Times(3, Unit.DAYS, 101)):
        with pytest.raises(ValidationError):
            setting.set_target(office, "answer", aim, reason="x", by=by)
    with pytest.raises(ValidationError):
        setting.set_target(office, "answer", Times(6, Unit.WEEKS, 90), reason="gleich", by=by)
    days = {"first_day": date(2026, 12, 3), "last_day": date(2026, 12, 1)}
    with pytest.raises(ValidationError):
        setting.enter_closure(office, name="Umzug", by=by, **days)


def test_the_page_of_times_shows_what_was_reached_and_its_history(cast, office, officer) -> None:
    with travel(MONDAY, tick=False):
        rows = [complaint(office) for _turn in range(4)]
    for row, day in zip(
        rows, ("2026-12-01", "2026-12-03", "2026-12-03", "2026-12-04"), strict=True
    ):
        with travel(at(day), tick=False):
            make_move(row, "acknowledge", by=officer)
    with travel(at("2026-12-07"), tick=False):
        client = cast.client("admin")
        path = f"/complaints/offices/{office.pk}/times/"
        said = {"number": "2", "unit": "working_days", "share": "90", "reason": "Neue Weisung 7"}
        assert client.post(f"{path}acknowledgement/", said).status_code == 302
        page = client.get(path).content.decode()
        assert "Neue Weisung 7" in page and "75 %" in page
        assert 'acknowledgement/"' not in cast.client("complaints").get(path).content.decode()
        assert cast.client("liaison").get(path).status_code == 403
        assert client.get(f"{path}nothing/").status_code == 404


def test_the_time_of_the_person_is_over_before_it_goes_on_without_an_answer(
    cast, office, officer
) -> None:
    with travel(MONDAY, tick=False):
        row = led(office, "acknowledge", "ask", by=officer)
        assert due(row)["person"] == "2026-12-14"
    with travel(at("2026-12-14"), tick=False):
        assert not rules.can_move(officer, row, "go_on")
    with travel(at("2026-12-15"), tick=False):
        with override("de"):
            assert any("Antwort der Person" in str(i.title) for i in items_of_complaints(officer))
        make_move(row, "go_on", by=officer)
    row.refresh_from_db()
    assert row.stage == Stage.UNDER_REVIEW and due(row)["answer"] == "2027-01-25"


def test_a_notice_is_the_interim_notice(office, officer) -> None:
    with travel(MONDAY, tick=False):
        row = led(office, "acknowledge", "review", by=officer)
    with travel(at("2026-12-15"), tick=False):
        work.say(row, keys_of(row), kind="notice", text="Es dauert.", language="de", by=officer)
    assert due(row)["interim"] == "2027-01-12" and due(row)["answer"] == "2027-01-11"


def test_what_is_opened_again_begins_its_times_anew(office, officer) -> None:
    with travel(MONDAY, tick=False):
        row = led(office, "acknowledge", "answer", by=officer)
    with travel(at("2027-01-04"), tick=False):
        make_move(row, "disagree", by=officer)
    assert due(row) == {
        "interim": "2027-02-01",
        "answer": "2027-02-15",
        "escalation": "2027-04-05",
    }


def test_the_person_reads_by_when_they_hear(office, officer) -> None:
    with override("de"):
        with travel(MONDAY, tick=False):
            row = led(office, "acknowledge", by=officer)
            assert "28. Dezember 2026" in say_stage(row)[1]
        with travel(at("2026-12-29"), tick=False):
            assert "28. Dezember 2026" in say_stage(row)[1] and "tut uns leid" in say_stage(row)[1]
            make_move(row, "ask", by=officer)
            row.refresh_from_db()
            assert "12. Januar 2027" in say_stage(row)[1]


def test_letters_go_out_in_office_hours_once_a_day_and_say_nothing(
    cast, office, django_capture_on_commit_callbacks
) -> None:
    with travel(MONDAY, tick=False):
        row = complaint(office)
    Letter.objects.all().delete()
    reader = cast.account("complaints")
    for moment, count in (
        (at("2026-11-30"), 1),  # due soon: by Thursday
        (at("2026-11-30", 12), 1),
        (at("2026-12-01", 19), 1),  # in the evening
        (at("2026-12-05"), 1),  # a Saturday
        (at("2026-12-07"), 2),
    ):
        with travel(moment, tick=False):
            keep_times()
            assert Letter.objects.filter(kind="complaints/due", recipient=reader).count() == count
    assert row.number not in str(list(Letter.objects.values_list("facts", flat=True)))
    with travel(at("2026-12-08"), tick=False):
        Clock.objects.all().delete()
        Complaint.objects.update(stage=Stage.WITHDRAWN)
        keep_times()
    assert Letter.objects.filter(kind="complaints/due", recipient=reader).count() == 2


def test_the_head_is_told_once_that_something_takes_long(cast, office) -> None:
    with travel(MONDAY, tick=False):
        row = complaint(office)
    late = at("2027-03-02")
    with travel(late, tick=False):
        keep_times()
        assert not Letter.objects.filter(kind="complaints/takes_long").exists()
        head = cast.account("liaison")
        stranger = cast.account("outsider")
        with pytest.raises(ValidationError):
            setting.name_head(office, stranger, by=cast.account("admin"))
        make.GrantFactory(person=head.person, role=Role.LIAISON, organisation=office.authority)
        setting.name_head(office, head, by=cast.account("admin"))
        keep_times()
        keep_times()
    letter = Letter.objects.get(kind="complaints/takes_long")
    assert letter.recipient == head and letter.facts == {"office": office.pk}
    assert row.clocks.get(kind="escalation").told_at == late
    assert AuditEvent.objects.filter(what="complaints.head_told").count() == 1


def test_what_came_before_there_were_clocks_gets_them(office, officer) -> None:
    with travel(MONDAY, tick=False):
        row = led(office, "acknowledge", "ask", by=officer)
        Clock.objects.all().delete()
        Pause.objects.all().delete()
    with travel(at("2026-12-10"), tick=False):
        assert (catch_up(), catch_up()) == (1, 0)
    assert due(row)["answer"] == "rests" and row.pauses.get().started_at == MONDAY


def test_clocks_and_pauses_are_seen_with_their_complaint_alone(office, officer) -> None:
    other = open_office(make.OrganisationFactory(name="Polizei Süd", kind=Kind.POLICE))
    row = led(office, "acknowledge", "ask", by=officer)
    for by, count in ((officer, 1), (officer_of(other), 0)):
        with seen_by(by):
            assert Clock.objects.exists() is bool(count) and Pause.objects.count() == count
            assert Clock.objects.visible_to(by).exists() is bool(count)
    with seen_by_nobody():
        assert not Clock.objects.exists() and not Pause.objects.exists()
        assert Clock.objects.update(due_on=date(2030, 1, 1)) == 0
    assert row.clocks.exists()


def test_the_list_of_what_is_due(cast, office) -> None:
    with travel(MONDAY, tick=False):
        late, fresh = complaint(office), complaint(office)
    Complaint.objects.filter(pk=fresh.pk).update(number="123123123")
    fresh.clocks.update(due_on=date(2027, 6, 1))
    with travel(at("2026-12-10"), tick=False):
        client = cast.client("complaints")
        page = client.get("/complaints/due/").content.decode()
        assert late.spaced_number in page and "überfällig" in page and "rechtzeitig" in page
        page = client.get("/complaints/due/?state=late").content.decode()
        assert late.spaced_number in page and "123 123 123" not in page
        page = client.get("/complaints/due/?kind=answer&state=fine&sort=-due_on").content.decode()
        assert page.count("Antwort</") >= 2 and "123 123 123" in page
        assert cast.client("admin").get("/complaints/due/").status_code == 403
