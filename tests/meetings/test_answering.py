"""Answers: by whom, until when, and what is kept of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client

from meetings.actions import answering, inviting, planning, telling
from meetings.links import attendee_of, make_link
from meetings.models import AnswerLink, Attendee, MeetingUpdate, Reply
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import Status
from tests.factories import directory as make
from tests.journeys.forms import NASTY, VISIBLE, assert_plain, browser, opened, typed

pytestmark = pytest.mark.django_db
NEEDS = {"eats": True, "diet": "Nüsse", "interpreter": "ar", "access_needs": "Rampe", "travel": ""}


def guest_of(meeting) -> Attendee:
    """The one without an account."""
    return meeting.attendees.get(name="Gast Beispiel")


def test_nobody_answers_for_somebody_else(cast, evening) -> None:
    meeting = evening(send=True)
    partner = meeting.attendees.get(person=cast.people["partner"])
    for name in ("chair", "liaison", "admin", "outsider"):
        with pytest.raises(PermissionDenied):
            answering.reply(partner, by=cast.account(name), reply=Reply.COMING)
    assert cast.client("liaison").get(f"/meetings/{meeting.pk}/reply/").status_code == 404


def test_looking_at_a_link_and_sending_its_empty_form_answers_nothing(evening) -> None:
    meeting = evening(send=True)
    guest, client = guest_of(meeting), Client()
    path = f"/meetings/answer/{make_link(guest)}/"
    for data in ({}, {"reply": ""}, {"reply": "open"}, {"interpreter": "ar"}):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
        assert client.post(path, data).context["form"].errors["reply"]
    guest.refresh_from_db()
    assert (guest.reply, guest.replied_at) == (Reply.OPEN, None)


def test_an_answer_can_be_taken_back_by_every_link(evening) -> None:
    guest = guest_of(evening(send=True))
    old, new = make_link(guest), make_link(guest)
    for token, reply in ((old, "coming"), (new, "not_coming"), (old, "substitute")):
        data = {"reply": reply, "substitute": "Ada Beispiel" if reply == "substitute" else ""}
        assert Client().post(f"/meetings/answer/{token}/", data).status_code == 302
        guest.refresh_from_db()
        assert guest.reply == reply
    assert guest.substitute == "Ada Beispiel"


def test_who_does_not_come_needs_nothing(evening) -> None:
    guest = guest_of(evening(send=True))
    answering.reply_by_link(guest, reply=Reply.COMING, substitute="", **NEEDS)
    answering.reply_by_link(guest, reply=Reply.NOT_COMING, substitute="Ada", **NEEDS)
    guest.refresh_from_db()
    kept = (guest.eats, guest.diet, guest.interpreter, guest.access_needs, guest.substitute)
    assert kept == (None, "", "", "", "")


@pytest.mark.parametrize("token", ["x", "x" * 32, "x" * 4000, "../../admin"])
def test_a_forged_link_opens_nothing(evening, token: str) -> None:
    evening(send=True)
    assert attendee_of(token) is None
    assert Client().get(f"/meetings/answer/{token}/").status_code in (404, 410)


def test_after_the_last_day_the_page_says_so_and_takes_nothing(evening) -> None:
    meeting = evening(send=True, answer_until=date(2099, 3, 1))
    guest = guest_of(meeting)
    path = f"/meetings/answer/{make_link(guest)}/"
    with time_machine.travel(datetime(2099, 3, 2, 12, tzinfo=UTC)):
        page = Client().get(path)
        assert page.status_code == 200 and page.context["form"] is None
        assert "Der letzte Tag zum Antworten ist vorbei" in page.content.decode()
        assert Client().post(path, {"reply": "coming"}).status_code == 200
    guest.refresh_from_db()
    assert guest.reply == Reply.OPEN


def test_who_left_gets_no_letter_and_their_link_is_over(cast, evening, delivered) -> None:
    meeting = evening(send=True)
    partner = meeting.attendees.get(person=cast.people["partner"])
    token = make_link(partner)
    cast.people["partner"].representations.update(until_on=date(2024, 1, 1))
    assert set(delivered()) == {"chair@example.org", "gast@example.org"}
    letter = Letter.objects.get(recipient=cast.account("partner"))
    assert (letter.status, letter.error_code) == (Status.CANCELLED, "no_longer_allowed")
    assert Client().get(f"/meetings/answer/{token}/").status_code == 410
    assert cast.client("partner").get(f"/meetings/{meeting.pk}/").status_code == 404


def test_a_person_without_account_is_told_as_long_as_they_stand_for_a_partner(
    cast, evening, delivered
) -> None:
    meeting, keeper = evening(send=True), cast.account("liaison")
    delivered()
    person = make.PersonFactory(email="ohne@example.org")
    stands = make.RepresentationFactory(person=person, organisation=cast.association, role="deputy")
    inviting.add(meeting, by=keeper, people=[person])
    assert set(delivered()) == {"ohne@example.org"}
    stands.until_on = date(2024, 1, 1)
    stands.save()
    planning.cancel(meeting, by=keeper, reason="illness")
    assert "ohne@example.org" not in delivered()


def test_what_hosts_had_to_know_goes_a_day_after_the_meeting(evening) -> None:
    meeting = evening(send=True)
    guest = guest_of(meeting)
    answering.reply_by_link(guest, reply=Reply.COMING, substitute="", **NEEDS)
    make_link(guest)
    with time_machine.travel(meeting.ends_at + timedelta(hours=23)):
        assert answering.forget_needs() == 0
    with time_machine.travel(meeting.ends_at + timedelta(hours=25)):
        assert answering.forget_needs() == 1
    guest.refresh_from_db()
    kept = (guest.eats, guest.diet, guest.interpreter, guest.access_needs)
    assert kept == (None, "", "", "") and guest.reply == Reply.COMING
    assert not AnswerLink.objects.exists()


def test_the_history_and_the_log_keep_no_needs(evening) -> None:
    guest = guest_of(evening(send=True))
    answering.reply_by_link(guest, reply=Reply.COMING, substitute="", **NEEDS)
    columns = {field.name for field in Attendee.pgh_event_model._meta.fields}
    assert not columns & set(NEEDS)
    event = AuditEvent.objects.get(what="meetings.answered_by_link")
    assert event.facts == {"attendee": guest.pk, "reply": "coming"}


def test_the_reminder_goes_to_those_who_have_not_answered(evening, delivered) -> None:
    meeting = evening(send=True, answer_until=date(2099, 3, 1))
    delivered()
    answering.reply_by_link(guest_of(meeting), reply=Reply.NOT_COMING, substitute="", **NEEDS)
    with time_machine.travel(datetime(2099, 2, 26, 9, tzinfo=UTC)):
        assert telling.remind() == 2
        assert set(delivered()) == {"chair@example.org", "partner@example.org"}
    with time_machine.travel(datetime(2099, 2, 27, 9, tzinfo=UTC)):
        assert telling.remind() == 0


def test_a_change_that_is_taken_back_within_the_minute_is_not_told(cast, evening, delivered):
    meeting, keeper = evening(send=True), cast.account("liaison")
    delivered()
    same = {"first_day": meeting.first_day}
    planning.edit(meeting, by=keeper, place="Rathaus", **same)
    planning.edit(meeting, by=keeper, place="Bürgerhaus", **same)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=2)):
        assert telling.tell_changes() == 1 and not delivered()
    assert MeetingUpdate.objects.get().told_at is not None


def test_hostile_words_stay_words(cast, evening, delivered) -> None:
    meeting, liaison = evening(), browser(cast, "liaison")
    edit = f"/meetings/{meeting.pk}/edit/"
    texts = {"title": f"Abend {NASTY}", "note": NASTY, "directions": NASTY, "place": NASTY}
    sent = typed(liaison, edit, **texts) | opened(liaison, edit)
    assert liaison.post(edit, sent).status_code == 302
    guest = guest_of(meeting)
    inviting.send(meeting, by=cast.account("liaison"))
    answer = {"reply": "substitute", "substitute": NASTY, "diet": NASTY, "access_needs": NASTY}
    path = f"/meetings/answer/{make_link(guest)}/"
    assert Client().post(path, answer).status_code == 302
    assert VISIBLE in Attendee.objects.get(pk=guest.pk).diet
    for name, path in (
        ("liaison", f"/meetings/{meeting.pk}/"),
        ("partner", f"/meetings/{meeting.pk}/"),
        ("partner", "/meetings/"),
        ("partner", "/home/"),
        ("liaison", f"/meetings/{meeting.pk}/people/{guest.pk}/letter/"),
        ("anonymous", f"/meetings/answer/{make_link(guest)}/"),
    ):
        page = cast.client(name).get(path)
        assert page.status_code == 200
        assert_plain(page.content)
    assert_plain(delivered()["gast@example.org"].get_body(("html",)).get_content())
