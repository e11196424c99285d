"""Notes of a case: fact or assessment, who reads them, what they inherit, when they go."""

from threading import Barrier, Thread

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from analyses.actions import notes as actions
from analyses.kinds import Handling, Schema, Secrecy
from analyses.models import (
    Case,
    CaseNote,
    CaseTask,
    LogEntry,
    NoteBasis,
    QuestionPart,
    Record,
    seen_by,
    seen_by_house,
    seen_by_nobody,
)
from analyses.rules import works_on
from analyses.stages import Stage
from analyses.todo import asks as asks_todo
from analyses.views.asks import asks_context, count_notes
from partnerships.directory.models import Account
from tests.factories import analyses as make
from tests.factories import analyses_asks as asks
from tests.factories.analyses import items_of
from tests.factories.analyses_log import signed_in

HOSTILE = "<img src=x onerror=alert(1)> {% now %} \u202e"
WORDS = "Das Fahrzeug war am 3. Mai vermietet."


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def desk(crew) -> asks.Desk:
    return asks.desk(crew)


def listed(account: Account, desk: asks.Desk) -> str:
    answer = signed_in(account).get(reverse("analyses:notes", args=[desk.case.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def entries(what: str) -> list[LogEntry]:
    with seen_by_house():
        return list(LogEntry.objects.filter(what=what).order_by("pk"))


def fresh(note: CaseNote) -> CaseNote:
    with seen_by_house():
        return CaseNote.objects.select_related("case").get(pk=note.pk)


def test_a_fact_has_codes_and_an_assessment_needs_none(desk):
    with pytest.raises(ValidationError, match="A fact has a code"):
        asks.note(desk, desk.taxman, source="")
    assert asks.note(desk, desk.taxman, is_assessment=True, source="", information="").pk
    with pytest.raises(ValidationError):
        asks.note(desk, desk.taxman, text="")
    with pytest.raises(ValidationError):
        asks.note(desk, desk.taxman, handling=Handling.H3)


@pytest.mark.parametrize("days", [-1, 0, 184, 4000])
def test_its_need_is_checked_in_time(desk, days):
    with pytest.raises(ValidationError) as error:
        asks.note(desk, desk.taxman, review_on=make.day(days))
    assert list(error.value.message_dict) == ["review_on"]


def test_who_decides_only_or_stands_outside_writes_none(desk):
    for account in (desk.crew.third, desk.crew.legal, desk.crew.guard):
        with pytest.raises((PermissionDenied, Exception)) as error:
            asks.note(desk, account)
        assert type(error.value).__name__ in ("PermissionDenied", "DoesNotExist")


def test_it_is_read_by_its_authority_and_those_to_whom_it_is_released(desk):
    asks.note(desk, desk.taxman, text="nur wir")
    asks.note(desk, desk.taxman, text="auch der Zoll", released_to=[desk.crew.customs])
    asks.note(desk, desk.taxman, text="alle im Fall", is_for_all=True)
    shown = {account: listed(account, desk) for account in (desk.taxman, desk.crew.second)}
    lead = listed(desk.crew.lead, desk)
    assert [w in shown[desk.taxman] for w in ("nur wir", "auch der Zoll", "alle im Fall")] == [
        True
    ] * 3
    seen = [w in shown[desk.crew.second] for w in ("nur wir", "auch der Zoll", "alle im Fall")]
    assert seen == [False, True, True]
    assert [w in lead for w in ("nur wir", "auch der Zoll", "alle im Fall")] == [False, False, True]
    recipients = [e.recipient_id for e in entries("note.released")]
    assert recipients.count(desk.crew.customs.pk) == 2
    for account in (desk.crew.third, desk.crew.guard):
        where = reverse("analyses:notes", args=[desk.case.pk])
        assert signed_in(account).get(where).status_code == 403


def test_querysets_and_the_database_show_the_same_to_everybody(desk):
    crew = desk.crew
    given = asks.contribution(desk, crew.second, crew.customs)
    first = asks.note(desk, crew.second, rests_on=[given], released_to=[crew.police])
    asks.note(desk, crew.second, replaces=first, rests_on=[given])
    asks.note(desk, desk.taxman, is_for_all=True)
    asks.note(desk, desk.taxman, released_to=[crew.customs, crew.police])
    gone = asks.note(desk, crew.lead, released_to=[desk.tax])
    with seen_by(crew.lead):
        actions.withdraw_note(gone, withdraw_reason="falsch", by=crew.lead)
    outside = make.officer(make.authority("Polizei Süd"))
    people = (
        crew.lead,
        desk.analyst,
        crew.second,
        desk.taxman,
        crew.third,
        crew.legal,
        crew.guard,
        outside,
    )
    counts = []
    for account in people:
        account = Account.objects.get(pk=account.pk)
        with seen_by(account):
            raw = set(CaseNote.objects.values_list("pk", flat=True))
            assert set(CaseNote.objects.visible_to(account).values_list("pk", flat=True)) == raw
            bases = set(NoteBasis.objects.values_list("note", flat=True))
        with seen_by_house():
            assert set(CaseNote.objects.visible_to(account).values_list("pk", flat=True)) == raw
        assert bases <= raw
        counts.append(len(raw))
    assert counts == [3, 3, 4, 3, 0, 0, 0, 0]
    with seen_by_nobody():
        assert not CaseNote.objects.exists()
        assert not NoteBasis.objects.exists()


def test_it_inherits_the_strictest_of_what_it_rests_on(desk):
    crew = desk.crew
    plain = asks.contribution(desk, crew.lead, crew.police, handling=Handling.H1)
    strict = asks.contribution(
        desk,
        crew.second,
        crew.customs,
        handling=Handling.H2,
        secrecy=Secrecy.TAX,
        submitted_at=None,
    )
    with seen_by_house():
        Record.objects.create(
            case=desk.case,
            contribution=strict,
            schema=Schema.VEHICLE,
            caption="RT-XY 1",
            category="no_person",
            source="A",
            information="1",
            handling=Handling.H3,
            handling_text="nur der Lagebericht",
        )
        strict.submitted_at = timezone.now()
        strict.save(update_fields=["submitted_at"])
    note = asks.note(desk, crew.lead, rests_on=[plain])
    assert (note.handling, note.handling_text, note.secrecies) == (Handling.H1, "", [])
    note = asks.note(desk, crew.lead, rests_on=[plain, strict])
    assert note.handling == Handling.H3
    assert note.handling_text == "H2; nur der Lagebericht"
    assert note.secrecies == [Secrecy.TAX]
    note = asks.note(
        desk, crew.lead, rests_on=[strict], handling=Handling.H3, handling_text="eigene Grenze"
    )
    assert note.handling_text == "H2; eigene Grenze; nur der Lagebericht"


def test_nobody_learns_by_a_note_what_they_may_not_see(desk):
    crew = desk.crew
    given = asks.contribution(desk, crew.second, crew.customs, released_to=[crew.police.pk])
    with pytest.raises(ValidationError, match="may not see"):
        asks.note(desk, crew.lead, rests_on=[given], released_to=[desk.tax])
    with pytest.raises(ValidationError, match="single authorities"):
        asks.note(desk, crew.lead, rests_on=[given], is_for_all=True)
    with pytest.raises(ValidationError, match="taken back or replaced"):
        asks.note(desk, desk.taxman, rests_on=[given])
    assert asks.note(desk, crew.lead, rests_on=[given], released_to=[crew.customs]).pk


def test_a_correction_is_a_new_version_and_the_former_stays_for_the_own_authority(desk):
    note = asks.note(desk, desk.taxman, released_to=[desk.crew.customs])
    newer = asks.note(
        desk, desk.taxman, text="Doch am 4. Mai", replaces=note, released_to=[desk.crew.customs]
    )
    assert newer.version == 2
    shown = listed(desk.crew.second, desk)
    assert "Doch am 4. Mai" in shown
    assert WORDS not in shown
    where = reverse("analyses:note", args=[desk.case.pk, note.pk])
    assert signed_in(desk.crew.second).get(where).status_code == 404
    own = signed_in(desk.taxman).get(where).content.decode()
    assert WORDS in own
    assert reverse("analyses:note", args=[desk.case.pk, newer.pk]) in own
    with pytest.raises(ValidationError, match="while you were writing"):
        asks.note(desk, desk.taxman, replaces=note)
    with pytest.raises(PermissionDenied, match="authority that wrote it"):
        asks.note(desk, desk.crew.second, replaces=newer)


def test_the_database_keeps_what_a_note_says(desk):
    note = asks.note(desk, desk.taxman)
    for values in (
        {"text": "anders"},
        {"text": ""},
        {"is_assessment": True},
        {"released_to": [desk.crew.police.pk]},
        {"is_for_all": True},
        {"handling": Handling.H1},
        {"review_on": make.day(100)},
        {"own_limits": "weniger"},
    ):
        with seen_by_house(), pytest.raises(IntegrityError), transaction.atomic():
            CaseNote.objects.filter(pk=note.pk).update(**values)


def test_taken_back_it_loses_its_words_in_every_version(desk):
    note = asks.note(desk, desk.taxman)
    newer = asks.note(desk, desk.taxman, text="zweite", replaces=note, is_for_all=True)
    with seen_by(desk.crew.lead), pytest.raises(PermissionDenied):
        actions.withdraw_note(newer, withdraw_reason="x", by=desk.crew.lead)
    client = signed_in(desk.taxman)
    where = reverse("analyses:withdraw_note", args=[desk.case.pk, newer.pk])
    assert client.post(where, {"withdraw_reason": "verwechselt"}).status_code == 302
    assert client.post(where, {"withdraw_reason": "verwechselt"}).status_code == 403
    assert [fresh(each).text for each in (note, newer)] == ["", ""]
    assert "taken back" in listed(desk.crew.lead, desk)
    assert len(entries("note.withdrawn")) == 2
    page = signed_in(desk.crew.lead).get(reverse("analyses:note", args=[desk.case.pk, newer.pk]))
    assert "verwechselt" in page.content.decode()


def test_it_goes_with_a_contribution_that_is_taken_back(desk):
    crew = desk.crew
    old = asks.contribution(desk, crew.second, crew.customs)
    own = asks.contribution(desk, crew.lead, crew.police)
    on_both = asks.note(desk, crew.lead, rests_on=[old, own])
    on_own = asks.note(desk, crew.lead, rests_on=[own])
    with seen_by_house():
        old.replaced_at = old.submitted_at
        old.save(update_fields=["replaced_at"])
    new = asks.contribution(desk, crew.second, crew.customs, version=2, replaces=old)
    asks.withdraw(new, crew.second)
    assert fresh(on_both).text == ""
    assert fresh(on_both).withdrawn_at
    assert fresh(on_own).text == WORDS
    assert [e.object_id for e in entries("note.withdrawn_with_contribution")] == [on_both.pk]
    page = signed_in(crew.lead).get(reverse("analyses:note", args=[desk.case.pk, on_both.pk]))
    assert "A contribution that it rested on was taken back." in page.content.decode()
    with pytest.raises(ValidationError, match="taken back or replaced"):
        asks.note(desk, crew.lead, rests_on=[new])


def test_what_is_to_be_checked_stands_in_a_list_and_among_the_to_dos(desk):
    asks.note(desk, desk.taxman, text="bald fällig", review_on=make.day(10), is_for_all=True)
    asks.note(desk, desk.taxman, text="später", review_on=make.day(100))
    assert not items_of(asks_todo, desk.taxman)
    with time_machine.travel(f"{make.day(10)} 10:00+00:00", tick=True):
        titles = [str(item.title) for item in items_of(asks_todo, desk.taxman)]
        assert titles == [f"Check whether notes are still needed: {desk.case.number}"]
        assert not items_of(asks_todo, desk.crew.second)
        where = reverse("analyses:notes", args=[desk.case.pk])
        shown = signed_in(desk.taxman).get(where, {"only": "review"}).content.decode()
        assert "bald fällig" in shown
        assert "später" not in shown
        with seen_by(desk.taxman):
            case = counted(desk.taxman, desk.case)
            assert asks_context(desk.taxman, case)["asks"]["notes_to_review"] == 1


def test_the_form_writes_once_and_hostile_words_stay_words(desk):
    client, where = signed_in(desk.taxman), reverse("analyses:write_note", args=[desk.case.pk])
    sent = {
        "text": HOSTILE,
        "is_assessment": "assessment",
        "handling": "H0",
        "review_on": make.day(30).isoformat(),
        "released_to": [desk.crew.police.pk],
        "once": client.get(where).context["once"],
    }
    assert [client.post(where, sent).status_code for _time in range(2)] == [302, 302]
    with seen_by_house():
        note = CaseNote.objects.get()
    for shown in (
        listed(desk.crew.lead, desk),
        signed_in(desk.crew.lead)
        .get(reverse("analyses:note", args=[desk.case.pk, note.pk]))
        .content.decode(),
    ):
        assert "<img src=x" not in shown
        assert "&lt;img src=x" in shown


def test_a_new_version_begins_with_what_the_note_says(desk):
    own = asks.contribution(desk, desk.taxman, desk.tax, handling=Handling.H3, handling_text="Amt")
    note = asks.note(desk, desk.taxman, rests_on=[own], released_to=[desk.crew.police])
    client = signed_in(desk.taxman)
    where = reverse("analyses:change_note", args=[desk.case.pk, note.pk])
    form = client.get(where).context["form"]
    sent = {**form.initial, "text": "neu", "review_on": form.initial["review_on"].isoformat()}
    assert client.post(where, sent).status_code == 302
    with seen_by_house():
        newer = CaseNote.objects.get(replaces=note)
        assert newer.handling_text == "Amt"
        assert newer.released_to == [desk.crew.police.pk]
        assert [basis.contribution for basis in newer.bases.all()] == [own]


@pytest.mark.django_db(transaction=True)
def test_two_new_versions_at_once_become_one_and_a_message(settings):
    settings.DEMO = True
    desk = asks.desk(make.crew())
    note = asks.note(desk, desk.crew.second)
    where = reverse("analyses:change_note", args=[desk.case.pk, note.pk])
    barrier, codes = Barrier(2), []

    def send(account: Account) -> None:
        client = signed_in(account)
        form = client.get(where).context["form"]
        sent = {**form.initial, "text": f"von {account.pk}"}
        sent["review_on"] = form.initial["review_on"].isoformat()
        barrier.wait(timeout=30)
        codes.append(
            client.post(where, {k: v for k, v in sent.items() if v is not False}).status_code
        )
        connection.close()

    threads = [Thread(target=send, args=[each]) for each in (desk.crew.second, desk.colleague)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(codes) in ([200, 302], [302, 403])
    with seen_by_house():
        assert CaseNote.objects.filter(replaces=note).count() == 1


def test_a_note_can_be_taken_back_behind_the_work_and_none_is_written(crew):
    desk = asks.desk(crew)
    note = asks.note(desk, desk.taxman)
    with seen_by_house():
        desk.case.stage = Stage.STOPPED
        desk.case.save(update_fields=["stage"])
    with pytest.raises(PermissionDenied):
        asks.note(desk, desk.taxman)
    with seen_by(desk.taxman):
        assert actions.withdraw_note(note, withdraw_reason="x", by=desk.taxman).withdrawn_at


def counted(account, case):
    """The case as its page reads it: with the numbers of notes."""
    numbers = count_notes(case.pk, works_on(account, case))
    return Case.objects.annotate(**numbers).get(pk=case.pk)


def test_what_is_seen_in_one_case_is_what_is_seen_of_it(desk):
    """The short way of pages, the long way of lists, and the database say the same."""
    given = asks.contribution(desk, desk.taxman, desk.tax)
    for account in (desk.crew.lead, desk.taxman):
        asks.note(desk, account, is_for_all=True)
        asks.note(desk, account)
    asks.note(desk, desk.taxman, rests_on=[given])
    asks.note(desk, desk.taxman, released_to=[desk.crew.customs])
    asks.question(desk)
    asks.task(desk, desk.crew.lead, desk.taxman)
    crew = desk.crew
    seen = []
    for account in (crew.lead, crew.second, crew.third, desk.taxman, crew.legal, crew.guard):
        with seen_by(account):
            case = Case.objects.filter(pk=desk.case.pk).first()
            own = works_on(account, case) if case else None
            for model in (CaseNote, CaseTask, QuestionPart):
                ways = (
                    model.objects.in_case(desk.case.pk, own),
                    model.objects.visible_to(account).filter(case=desk.case.pk),
                    model.objects.filter(case=desk.case.pk),
                )
                short, long, walled = (set(rows.values_list("pk", flat=True)) for rows in ways)
                assert short == long == walled, (account, model)
                seen.append(len(short))
    assert max(seen) >= 4 and min(seen) == 0


def test_the_panels_of_the_case_ask_three_times(desk, django_assert_num_queries):
    crew = desk.crew
    for _time in range(8):
        asks.question(desk)
        asks.task(desk, crew.lead, desk.taxman)
        asks.note(desk, desk.taxman, is_for_all=True)
    account = Account.objects.get(pk=crew.lead.pk)
    with seen_by(account):
        case = counted(account, desk.case)
        assert account.access.grants
        with django_assert_num_queries(3):
            shown = asks_context(account, case)["asks"]
    assert len(shown["parts"]) == 5
    assert shown["more"]
    assert shown["notes"] == 8
    with seen_by(crew.third):
        assert asks_context(crew.third, desk.case) == {"asks": None}


def test_the_pages_ask_the_database_at_most_twelve_times(desk, django_assert_max_num_queries):
    given = asks.contribution(desk, desk.taxman, desk.tax)
    for _time in range(12):
        note = asks.note(desk, desk.taxman, rests_on=[given], released_to=[desk.crew.police])
    client = signed_in(desk.taxman)
    for where in (
        reverse("analyses:notes", args=[desk.case.pk]),
        reverse("analyses:note", args=[desk.case.pk, note.pk]),
    ):
        client.get(where)
        with django_assert_max_num_queries(12) as asked:
            client.get(where)
        assert len(asked) > 0
