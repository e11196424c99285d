"""Words taken out of closed minutes: both sides or nobody; no word of them stays anywhere."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from meetings.actions import agenda, minutes, planning, redactions
from meetings.models import (
    Meeting,
    MinutesAnswer,
    MinutesComment,
    MinutesEntry,
    Presence,
    Redaction,
    SeatVote,
    sides,
)
from partnerships.directory.models import Appointment, Invitation, Side
from partnerships.shared.documents.models import Document
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import Status
from partnerships.shared.sealing import results
from tests.factories import directory as make
from tests.journeys.forms import browser, opened, typed, words
from tests.sealing.scenes import made

pytestmark = pytest.mark.django_db
AFTER = datetime(2099, 3, 6, 9, tzinfo=UTC)
LATER = datetime(2099, 4, 6, 9, tzinfo=UTC)
SECRET = "Frau Muster aus der Gartenstraße"
MARK = "[geschwärzt am 06.04.2099 auf Beschluss beider Seiten]"


@pytest.fixture
def civil(cast):
    """The association sends somebody into the joint management: a keeper of the other side."""
    person = make.PersonFactory(
        given_name="Zivil",
        family_name="Vorsitz",
        account=make.AccountFactory(email="z@example.org"),
    )
    make.RepresentationFactory(person=person, organisation=cast.association)
    body = cast.north.bodies.first()
    make.SeatFactory(body=body, person=person, organisation=cast.association)
    cast.people["civil"] = person
    return lambda: cast.account("civil")


@pytest.fixture
def closed(cast, civil, evening) -> Meeting:
    """Closed minutes in which a third person is named, in drafts as well. It is a month later."""
    meeting, keeper = evening(send=True), cast.account("liaison")
    item = agenda.propose(cast.north, by=cast.account("partner"), meeting=meeting, title="Streifen")
    agenda.decide(item, meeting, by=keeper, verb="accept")
    with time_machine.travel(AFTER):
        there = dict.fromkeys(meeting.attendees.values_list("pk", flat=True), Presence.PRESENT)
        planning.hold(meeting, by=keeper, presences=there)
        draft = "Die Nachbarin Muster (Gartenstraße) hat angerufen."
        minutes.write_entry(item, by=keeper, discussion=draft, decision="")
        said = f"{SECRET} hat angerufen. Alle wollen {SECRET} helfen."
        minutes.write_entry(item, by=keeper, discussion=said, decision="Wir helfen.")
        minutes.write_note(meeting, by=keeper, note=f"Gruß von {SECRET}.")
        seat = cast.people["civil"].seats.get()
        SeatVote.objects.create(
            item=item,
            seat=seat,
            label="Verein",
            side="civil",
            ballot="no",
            reason=f"Wegen {SECRET}.",
        )
        minutes.share(meeting, by=keeper)
        partner = cast.account("partner")
        minutes.comment(meeting, by=partner, text=f"{SECRET} weiß davon.", item=item)
        minutes.answer(
            meeting, cast.association, by=partner, agrees=False, dissent=f"{SECRET} rief nie an."
        )
    with time_machine.travel(LATER):
        minutes.close_by_clock()
        assert file_now(Document.objects.get()).status == Status.DONE
        yield Meeting.objects.get(pk=meeting.pk)


def file_now(document: Document) -> Document:
    """What the worker does, today: the certificate of the tests does not hold until 2099."""
    with time_machine.travel(time_machine.escape_hatch.datetime.datetime.now(UTC)):
        return made(document)


def propose(closed, by, *, item=True, passage=SECRET, why="third_person") -> Redaction:
    """At the point, or with `item=False` in all that belongs to no point."""
    point = closed.agenda_items.get() if item else None
    return redactions.propose(closed, by=by, passage=passage, why=why, item=point)


def everything_kept() -> str:
    """All that the database holds, but for what asks the other side."""
    texts = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT coalesce(json_agg(t)::text, '') FROM \"{table}\" t")
            texts.append(cursor.fetchone()[0])
    return json.dumps(texts, ensure_ascii=False)


def test_both_sides_take_a_passage_out_and_no_word_of_it_stays(cast, closed, civil) -> None:
    for item in (True, False):
        redaction = propose(closed, cast.account("liaison"), item=item)
        redactions.decide(redaction, by=civil(), agrees=True)
    entry = MinutesEntry.objects.get()
    assert entry.discussion == f"{MARK} hat angerufen. Alle wollen {MARK} helfen."
    assert entry.decision == "Wir helfen."
    closed.minutes.refresh_from_db()
    assert closed.minutes.note == f"Gruß von {MARK}."
    assert MinutesComment.objects.get().text == f"{MARK} weiß davon."
    assert SeatVote.objects.get().reason == f"Wegen {MARK}."
    answer = MinutesAnswer.objects.get()
    assert (answer.dissent, answer.agrees) == (f"{MARK} rief nie an.", False)
    kept = everything_kept()
    assert "Muster" not in kept and "Gartenstraße" not in kept


def test_the_earlier_paper_goes_and_what_it_was_stays_known(
    cast, closed, civil, django_capture_on_commit_callbacks
) -> None:
    former = Document.objects.get()
    digest, path, storage = former.sha256, former.file.name, former.file.storage
    code = former.sealed_file.code
    redaction = propose(closed, cast.account("liaison"))
    with django_capture_on_commit_callbacks(execute=True):
        redactions.decide(redaction, by=civil(), agrees=True)
    former.refresh_from_db()
    assert (former.status, former.facts, former.file.name) == (Status.CANCELLED, {}, "")
    assert not storage.exists(path)
    redaction.refresh_from_db()
    assert redaction.replaced == digest == former.sealed_file.sha256
    found = results.of_code(code)
    assert found.sealed and found.remark == "superseded"
    for name in ("partner", "liaison", "chair"):
        client = browser(cast, name)
        assert client.get(f"/documents/{former.pk}/file/").status_code == 404
        assert client.get(f"/documents/{former.pk}/").status_code == 404
    paper = Meeting.objects.get().minutes.document
    assert paper.pk != former.pk and MARK in paper.facts["items"][0]["discussion"]
    assert paper.facts["redactions"] == [
        {
            "day": "6. April 2099",
            "where": "Streifen",
            "why": "betrifft jemanden, der nicht dabei war",
            "replaced": digest,
        }
    ]
    file_now(paper)
    fetched = browser(cast, "partner").get(f"/documents/{paper.pk}/file/")
    assert b"".join(fetched.streaming_content).startswith(b"%PDF-")
    assert Letter.objects.filter(kind="meetings/minutes_redacted").count() == 2


def test_nobody_takes_words_out_alone(cast, closed, civil) -> None:
    redaction = propose(closed, cast.account("liaison"))
    for name in ("liaison", "chair", "partner", "outsider", "admin", "dpo"):
        with pytest.raises(PermissionDenied):
            redactions.decide(redaction, by=cast.account(name), agrees=True)
    for name in ("partner", "outsider", "admin", "dpo"):
        with pytest.raises(PermissionDenied):
            propose(closed, cast.account(name))
    with pytest.raises(PermissionDenied):
        redactions.withdraw(redaction, by=civil())
    theirs = propose(closed, civil())
    with pytest.raises(PermissionDenied):
        redactions.decide(theirs, by=civil(), agrees=True)
    assert SECRET in MinutesEntry.objects.get().discussion
    redactions.withdraw(theirs, by=civil())
    redactions.decide(redaction, by=civil(), agrees=False)
    assert SECRET in MinutesEntry.objects.get().discussion
    for row in Redaction.objects.all():
        assert row.passage == ""
    with pytest.raises(PermissionDenied):
        redactions.decide(redaction, by=civil(), agrees=True)


def test_who_belongs_to_an_authority_does_not_sit_for_the_other_side(cast, closed, civil) -> None:
    names_on = lambda side: {keeper.email for keeper in sides.keepers_on(cast.north, side)}  # noqa: E731
    assert names_on(Side.CIVIL) == {"z@example.org"}
    assert names_on(Side.AUTHORITY) == {"liaison@example.org", "chair@example.org"}
    redaction = propose(closed, cast.account("liaison"))
    make.RepresentationFactory(person=cast.people["civil"], organisation=cast.police)
    with pytest.raises(PermissionDenied):
        redactions.decide(redaction, by=civil(), agrees=True)


def test_an_account_that_the_other_one_opened_does_not_decide(cast, closed, civil) -> None:
    redaction = propose(closed, cast.account("liaison"))
    person = cast.people["civil"]
    person.representations.update(rests_on=None)
    Appointment.objects.filter(person=person).delete()
    Invitation.objects.create(
        person=person, invited_by=cast.account("liaison"), accepted_at=AFTER, expires_at=AFTER
    )
    with pytest.raises(PermissionDenied):
        redactions.decide(redaction, by=civil(), agrees=True)


@pytest.mark.parametrize("passage", ["Frau Anders", "er", "frau muster"])
def test_a_passage_stands_there_as_it_is_typed(cast, closed, passage: str) -> None:
    with pytest.raises(ValidationError) as refused:
        propose(closed, cast.account("liaison"), passage=passage)
    assert "passage" in refused.value.error_dict


def test_the_database_lets_nothing_else_through(cast, closed, civil) -> None:
    redaction = propose(closed, cast.account("liaison"))
    rows = Redaction.objects.filter(pk=redaction.pk)
    entry = MinutesEntry.objects.get()
    for act in (
        lambda: MinutesEntry.objects.filter(pk=entry.pk).update(discussion=MARK),
        lambda: MinutesComment.objects.update(text=MARK),
        lambda: rows.update(passage="hat angerufen"),
        lambda: rows.update(stage="agreed"),
        lambda: rows.update(stage="agreed", decided_by=cast.account("chair"),
                            decided_side="authority", decided_at=LATER),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    redactions.decide(redaction, by=civil(), agrees=True)
    for act in (
        lambda: rows.update(passage="Wir"),
        lambda: rows.update(decided_at=AFTER),
        lambda: rows.delete(),
        lambda: MinutesEntry.objects.filter(pk=entry.pk).update(decision=MARK),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_it_is_asked_and_decided_in_the_browser(cast, closed, civil, delivered) -> None:
    base = f"/meetings/{closed.pk}/minutes/"
    liaison = browser(cast, "liaison")
    item = closed.agenda_items.get().pk
    sent = typed(liaison, f"{base}redact/", item=item, passage=SECRET, why="confidence")
    answer = liaison.post(f"{base}redact/", sent | opened(liaison, f"{base}redact/"))
    assert answer.status_code == 302
    redaction = Redaction.objects.get()
    letter = delivered()["z@example.org"].get_body(("plain",)).get_content()
    assert f"/meetings/redactions/{redaction.pk}/" in letter and SECRET not in letter
    other = browser(cast, "civil")
    assert "Read them and decide" in words(other.get(base).content)
    path = f"/meetings/redactions/{redaction.pk}/"
    page = words(other.get(path).content)
    assert page.count(SECRET) == 4 and "was said in confidence" in page
    assert (
        other.post(path, typed(other, path, agrees="yes") | opened(other, path)).status_code == 302
    )
    page = words(browser(cast, "partner").get(base).content)
    assert page.count(SECRET) == 2 and page.count(MARK) == 4  # the note and the dissent stay
    assert "was said in confidence" in page and "agreed by Zivil Vorsitz" in page
    assert browser(cast, "partner").get(path).status_code == 403
    assert browser(cast, "outsider").get(path).status_code == 404
    assert browser(cast, "partner").get(f"{base}redact/").status_code == 403


def test_a_later_word_about_closed_minutes_can_be_taken_out_too(cast, closed, civil) -> None:
    minutes.add_to(closed, by=cast.account("liaison"), text="Nachtrag zu Herrn Geheim.")
    redaction = propose(closed, civil(), item=False, passage="Herrn Geheim")
    redactions.decide(redaction, by=cast.account("chair"), agrees=True)
    assert MinutesComment.objects.get(addendum=True).text == f"Nachtrag zu {MARK}."
    assert redaction.decided_at is None or redaction.decided_at < LATER + timedelta(days=1)
