"""From the agenda to sealed minutes and tasks that are done: what each person does and reads."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from meetings.actions import action_items, agenda, minutes, planning
from meetings.models import ActionItem, AgendaItem, Meeting, MinutesAnswer, MinutesEntry, Presence
from meetings.rules import minutes as rules
from meetings.stages import ActionStage, ItemStage, MinutesStage, Stage
from partnerships.shared.documents.models import Document
from partnerships.shared.letters.models import Letter
from tests.factories import meetings as meet
from tests.journeys.forms import browser, opened, typed, words

pytestmark = pytest.mark.django_db
AFTER = datetime(2099, 3, 6, 9, tzinfo=UTC)


@pytest.fixture
def held(cast, evening) -> Meeting:
    """The evening took place; chair and partner were there; one point is on its agenda. It is the day after."""
    meeting, keeper = evening(send=True), cast.account("liaison")
    item = agenda.propose(cast.north, by=cast.account("partner"), meeting=meeting, title="Streifen")
    agenda.decide(item, meeting, by=keeper, verb="accept")
    with time_machine.travel(AFTER):
        there = dict.fromkeys(meeting.attendees.values_list("pk", flat=True), Presence.PRESENT)
        planning.hold(meeting, by=keeper, presences=there)
        yield Meeting.objects.get(pk=meeting.pk)


@pytest.fixture
def shared(cast, held) -> Meeting:
    """Minutes with one decision lie before those who were there."""
    keeper = cast.account("liaison")
    item = held.agenda_items.get()
    minutes.write_entry(item, by=keeper, discussion="Lange gesprochen.", decision="Wir gehen hin.")
    minutes.share(held, by=keeper)
    return Meeting.objects.get(pk=held.pk)


def page(cast, name: str, path: str) -> str:
    """What somebody reads there."""
    answer = browser(cast, name).get(path)
    assert answer.status_code == 200, (name, path, answer.status_code)
    return words(answer.content)


def post(cast, name: str, path: str, **values):
    """Opens the form, types, sends."""
    client = browser(cast, name)
    sent = typed(client, path, **values) if values else {}  # a question has no form
    answer = client.post(path, sent | opened(client, path))
    assert answer.status_code == 302, words(answer.content)[:600]
    return answer


def test_minutes_are_written_read_answered_with_a_dissent_and_closed(cast, held) -> None:
    base, item = f"/meetings/{held.pk}/minutes/", held.agenda_items.get()
    assert "Write the minutes: Gesprächsabend" in words(
        browser(cast, "liaison").get("/home/").content
    )
    assert browser(cast, "partner").get(base).status_code == 403
    post(
        cast, "liaison", f"{base}{item.pk}/", discussion="Alle sprachen.", decision="Wir gehen hin."
    )
    post(cast, "liaison", f"{base}task/", title="Termin nennen", due_on="2099-03-20",
         person=cast.people["partner"].pk, item=item.pk)  # fmt: skip
    post(cast, "liaison", f"{base}share/", answer_until="2099-03-20")
    assert "Read the minutes and answer: Gesprächsabend" in words(
        browser(cast, "partner").get("/home/").content
    )
    said = page(cast, "partner", base)
    for text in (
        "Alle sprachen.",
        "Decision",
        "Wir gehen hin.",
        "Termin nennen",
        "Partner Beispiel",
    ):
        assert text in said
    post(cast, "partner", f"{base}comment/", text="Es waren zwölf.", item=item.pk)
    post(cast, "partner", f"{base}answer/", agrees="no", dissent="Es war anders.")
    assert "Es waren zwölf." in page(cast, "chair", base)
    post(cast, "chair", f"{base}answer/", agrees="yes")
    post(cast, "liaison", f"{base}close/")
    said = page(cast, "partner", base)
    assert (
        "sees something differently" in said and "Es war anders." in said and "Sealed PDF" in said
    )
    closed = Meeting.objects.get(pk=held.pk).minutes
    assert closed.stage == MinutesStage.CLOSED
    facts = closed.document.facts
    assert [row["answer"] for row in facts["answers"]] == ["stimmt zu", "sieht etwas anders"]
    assert facts["actions"] == [
        {"title": "Termin nennen", "who": "Partner Beispiel", "due": "20. März 2099"}
    ]
    post(cast, "liaison", f"{base}addendum/", text="Nachgetragen.")
    assert "Nachgetragen." in page(cast, "partner", base)


def test_a_closed_word_stays(cast, shared) -> None:
    with time_machine.travel(AFTER + timedelta(days=30)):
        assert minutes.close_by_clock() == 1 and minutes.close_by_clock() == 0
    meeting = Meeting.objects.get(pk=shared.pk)
    entry, keeper = MinutesEntry.objects.get(), cast.account("liaison")
    for act in (
        lambda: MinutesEntry.objects.filter(pk=entry.pk).update(decision="Nein"),
        lambda: MinutesAnswer.objects.create(
            minutes=meeting.minutes, organisation=cast.association, agrees=True, by=keeper
        ),
        lambda: type(meeting.minutes).objects.filter(pk=meeting.minutes.pk).update(note="Nein"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    for act in (
        lambda: minutes.write_note(meeting, by=keeper, note="Nein"),
        lambda: minutes.revise(meeting, by=keeper),
        lambda: planning.hold(meeting, by=keeper, presences={}),
        lambda: action_items.agree(
            meeting,
            by=keeper,
            title="Zu spät",
            person=cast.people["chair"],
            due_on=date(2099, 5, 1),
        ),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_comments_stay_among_the_invited(cast, shared) -> None:
    minutes.comment(shared, by=cast.account("partner"), text="Unter uns gesagt.")
    shared.attendees.filter(person=cast.people["partner"]).update(person=None, name="Jemand")
    with time_machine.travel(AFTER + timedelta(days=30)):
        minutes.close_by_clock()
        path = f"/meetings/{shared.pk}/minutes/"
        assert "Unter uns gesagt." in page(cast, "chair", path)
        assert "Unter uns gesagt." not in page(cast, "partner", path)


def test_silence_is_no_yes(cast, shared) -> None:
    with time_machine.travel(AFTER + timedelta(days=30)):
        minutes.close_by_clock()
        said = page(cast, "partner", f"/meetings/{shared.pk}/minutes/")
    assert said.count("gave no answer") == 2 and "agrees" not in said


def test_only_who_was_there_or_acts_for_it_answers_for_an_organisation(cast, shared) -> None:
    answers = {"agrees": True}
    for name in ("outsider", "former", "dpo"):
        with pytest.raises(PermissionDenied):
            minutes.answer(shared, cast.association, by=cast.account(name), **answers)
    with pytest.raises(ValidationError, match="do not answer"):
        minutes.answer(shared, cast.police, by=cast.account("partner"), **answers)
    minutes.answer(shared, cast.association, by=cast.account("partner"), **answers)
    keeper = cast.account("liaison")
    with pytest.raises(PermissionDenied):
        minutes.close(shared, by=keeper)
    minutes.answer(shared, cast.police, by=keeper, **answers)
    assert minutes.close(shared, by=keeper).stage == MinutesStage.CLOSED


def test_nobody_is_struck_from_minutes_that_lie_before_those_who_were_there(cast, shared) -> None:
    keeper = cast.account("liaison")
    absent = dict.fromkeys(shared.attendees.values_list("pk", flat=True), Presence.ABSENT)
    with pytest.raises(PermissionDenied):
        planning.hold(shared, by=keeper, presences=absent)
    minutes.revise(shared, by=keeper)
    planning.hold(shared, by=keeper, presences={})


def test_taken_back_the_answers_fall_away_and_comments_stay(cast, shared) -> None:
    partner, keeper = cast.account("partner"), cast.account("liaison")
    minutes.answer(shared, cast.association, by=partner, agrees=True)
    minutes.comment(shared, by=partner, text="Bitte ergänzen.")
    minutes.revise(shared, by=keeper)
    assert not MinutesAnswer.objects.exists()
    assert browser(cast, "partner").get(f"/meetings/{shared.pk}/minutes/").status_code == 403
    assert "Bitte ergänzen." in page(cast, "liaison", f"/meetings/{shared.pk}/minutes/")
    with pytest.raises(PermissionDenied):
        minutes.answer(Meeting.objects.get(), cast.association, by=partner, agrees=True)


@pytest.mark.parametrize("dissent", ["", "x" * 2001])
def test_a_dissent_has_words(cast, shared, dissent: str) -> None:
    partner, path = browser(cast, "partner"), f"/meetings/{shared.pk}/minutes/answer/"
    values = typed(partner, path, agrees="no", dissent=dissent) | opened(partner, path)
    answer = partner.post(path, values)
    assert answer.status_code == 200 and answer.context["form"].errors["dissent"]
    assert dissent in words(answer.content)


def test_what_paper_cannot_show_is_refused_with_its_line(cast, held) -> None:
    item = held.agenda_items.get()
    with pytest.raises(ValidationError, match="Line 2"):
        minutes.write_entry(
            item, by=cast.account("liaison"), discussion="gut\nschlecht \U000130d3", decision=""
        )


def test_letters_say_that_minutes_lie_there_and_that_they_are_closed(
    cast, shared, delivered
) -> None:
    letters = delivered()
    assert {"partner@example.org", "chair@example.org"} <= set(letters)
    said = letters["partner@example.org"].get_body(("plain",)).get_content()
    assert "liegt zur Durchsicht bereit" in said and "Schweigen gilt nicht als Zustimmung" in said
    assert Letter.objects.filter(kind="meetings/minutes_shared").count() == 2
    with time_machine.travel(AFTER + timedelta(days=30)):
        minutes.close_by_clock()
        document = Document.objects.get()
        minutes.tell_filed(document)
    assert Letter.objects.filter(kind="meetings/minutes_closed").count() == 2


def task(cast, meeting: Meeting, **values) -> ActionItem:
    """The partner is to name a day by 20 March."""
    details = {
        "title": "Termin nennen",
        "person": cast.people["partner"],
        "due_on": date(2099, 3, 20),
    }
    return action_items.agree(meeting, by=cast.account("liaison"), **details | values)


def test_a_task_is_reminded_done_and_open_ones_come_back(cast, held, evening, delivered) -> None:
    done, later = task(cast, held), task(cast, held, title="Raum suchen", due_on=date(2099, 4, 1))
    with time_machine.travel(datetime(2099, 3, 13, 8, tzinfo=UTC)):
        assert action_items.remind() == 1
        said = delivered()["partner@example.org"].get_body(("plain",)).get_content()
        assert "Termin nennen" in said and f"/meetings/tasks/{done.pk}/done/" in said
        assert "Task: Termin nennen" in words(browser(cast, "partner").get("/home/").content)
    post(cast, "partner", f"/meetings/tasks/{done.pk}/done/", result="Der 3. April.")
    done.refresh_from_db()
    assert (done.stage, done.result) == (ActionStage.DONE, "Der 3. April.")
    following = evening(first_day=date(2099, 4, 16), send=True, title="Nächster Abend")
    said = page(cast, "partner", f"/meetings/{following.pk}/agenda/")
    assert "Raum suchen" in said and "Termin nennen" not in said
    assert "Minutes of last time" in said
    with time_machine.travel(datetime(2099, 4, 2, 8, tzinfo=UTC)):
        assert action_items.remind() == 1
        said = delivered()["partner@example.org"].get_body(("plain",)).get_content()
        assert "Raum suchen" in said and "was to be done by" in said
    assert later.stage == ActionStage.OPEN


def test_nobody_excuses_themselves_alone_from_a_task(cast, held) -> None:
    action, partner = task(cast, held), cast.account("partner")
    for act in (
        lambda: action_items.drop(action, by=partner, result="Keine Lust"),
        lambda: action_items.postpone(action, by=partner, postponed_to=date(2099, 4, 1)),
        lambda: action_items.change(action, by=partner, title="Nichts tun"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    keeper = cast.account("liaison")
    with pytest.raises(ValidationError):
        action_items.postpone(action, by=keeper, postponed_to=date(2099, 3, 20))
    action_items.postpone(action, by=keeper, postponed_to=date(2099, 4, 1))
    action.refresh_from_db()
    assert (action.due_on, action.last_day) == (date(2099, 3, 20), date(2099, 4, 1))
    with pytest.raises(ValidationError):
        action_items.drop(action, by=keeper, result="")
    action_items.drop(action, by=keeper, result="Erledigt sich")
    action_items.reopen(action, by=partner)
    action_items.finish(action, by=partner)
    for name in ("outsider", "former"):
        assert browser(cast, name).get(f"/meetings/tasks/{action.pk}/").status_code == 404


def test_a_task_needs_somebody(cast, held) -> None:
    with pytest.raises(ValidationError) as refused:
        task(cast, held, person=None)
    assert "person" in refused.value.error_dict
    assert task(cast, held, person=None, organisation=cast.association).pk


def test_a_meeting_to_know_each_other_has_a_note_and_nothing_else(cast, evening) -> None:
    meeting, keeper = evening(send=True, relation_only=True), cast.account("liaison")
    partner = cast.account("partner")
    with pytest.raises(PermissionDenied):
        agenda.propose(cast.north, by=partner, meeting=meeting, title="Streifen")
    assert browser(cast, "partner").get(f"/meetings/{meeting.pk}/agenda/").status_code == 403
    with time_machine.travel(AFTER):
        planning.hold(meeting, by=keeper, presences={})
        with pytest.raises(PermissionDenied):
            task(cast, meeting)
        minutes.write_note(meeting, by=keeper, note="Viel gelacht.")
        said = page(cast, "liaison", f"/meetings/{meeting.pk}/minutes/")
    assert "How it was" in said and "Viel gelacht." in said


def test_who_asks_whom(cast, shared) -> None:
    assert [place.name for place in rules.organisations_asked(shared)] == [
        "Polizei Nord",
        "Verein Nord e. V.",
    ]
    assert shared.stage == Stage.HELD
    assert AgendaItem.objects.get().stage == ItemStage.ACCEPTED
    assert date(2099, 3, 5) == meet.FAR
