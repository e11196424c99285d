"""From the plan to who was there: what each person does and reads."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from meetings.actions import telling
from meetings.models import Attendee, Meeting, Presence, Reply
from meetings.stages import Stage
from tests.journeys.forms import browser, opened, typed, words

pytestmark = pytest.mark.django_db
PLAN = {
    "title": "Gesprächsabend",
    "first_day": "2099-03-05",
    "from_time": "18:00",
    "until_time": "20:30",
    "place": "Bürgerhaus",
    "has_meal": "on",
    "answer_until": "2099-03-01",
}


def text_of(letter) -> str:
    """What a person reads."""
    return letter.get_body(("plain",)).get_content().replace("\r\n", "\n")


def link_in(letter) -> str:
    """The path behind which one answers."""
    return re.search(r"(/meetings/answer/\S+)", text_of(letter))[1]


@pytest.fixture
def sent(cast, delivered) -> tuple[Meeting, dict]:
    """The liaison officer plans it, chooses people and sends the invitations; the meeting and its letters."""
    liaison = browser(cast, "liaison")
    path = f"/meetings/partnership/{cast.north.pk}/plan/"
    form = liaison.get(path).context["form"]
    chosen = form.fields["format"].queryset.get(code="ag_dialog").pk
    answer = liaison.post(path, PLAN | {"format": chosen} | opened(liaison, path))
    meeting = Meeting.objects.get()
    people = f"/meetings/{meeting.pk}/people/"
    assert answer["Location"] == people and meeting.stage == Stage.PLANNED
    assert cast.client("partner").get(f"/meetings/{meeting.pk}/").status_code == 404

    page = liaison.get(people)
    offered = {label: pk for pk, label in page.context["form"].fields["people"].choices}
    assert set(offered) == {
        "Chair Beispiel (Polizei Nord)",
        "Liaison Beispiel (Polizei Nord)",
        "Partner Beispiel (Verein Nord e. V.)",
    }
    chosen = [offered["Partner Beispiel (Verein Nord e. V.)"]]
    guests = "Gast Eins; gast@example.org; Nachbarn\nGast Zwei"
    values = {"people": chosen, "guests": guests} | opened(liaison, people)
    assert liaison.post(people, values).status_code == 302
    send = f"/meetings/{meeting.pk}/send/"
    said = words(liaison.get(send).content)
    assert "Gast Zwei: no e-mail address, print the letter" in said
    assert "Thursday, 5 March 2099, 18:00 to 20:30" in said
    answer = liaison.post(send, opened(liaison, send), follow=True)
    assert "Please print the letters for: Gast Zwei" in words(answer.content)
    meeting.refresh_from_db()
    return meeting, delivered()


def test_each_answers_in_their_own_way_and_hosts_learn_counts(cast, sent) -> None:
    meeting, letters = sent
    assert set(letters) == {"partner@example.org", "gast@example.org"}
    partner = browser(cast, "partner")
    assert "Do you come? Gesprächsabend" in words(partner.get("/home/").content)
    reply = f"/meetings/{meeting.pk}/reply/"
    values = typed(partner, reply, reply="coming", diet="keine Nüsse", eats="yes")
    assert partner.post(reply, values | opened(partner, reply)).status_code == 302
    assert "Do you come?" not in words(partner.get("/home/").content)

    own, guest = link_in(letters["gast@example.org"]), Client()
    page = guest.get(own)
    assert page.status_code == 200 and page.context["form"]["reply"].value() is None
    assert "Gast Eins" in words(page.content)
    empty = guest.post(own, {})
    assert empty.status_code == 200 and empty.context["form"].errors["reply"]
    done = guest.post(own, {"reply": "coming", "interpreter": "ar"}, follow=True)
    assert "Ihre Antwort ist notiert" in words(done.content)
    answered = Attendee.objects.get(name="Gast Eins")
    assert (answered.reply, answered.interpreter) == (Reply.COMING, "ar")

    liaison = browser(cast, "liaison")
    page = words(liaison.get(f"/meetings/{meeting.pk}/").content)
    assert "keine Nüsse" in page and "Arabic" in page
    assert "keine Nüsse" not in words(partner.get(f"/meetings/{meeting.pk}/").content)


def test_who_answered_stands_ready_when_it_is_noted_who_was_there(cast, sent) -> None:
    meeting, _letters = sent
    meeting.attendees.exclude(name="Gast Zwei").update(reply=Reply.COMING)
    after = datetime(2099, 3, 6, 9, tzinfo=UTC)
    with time_machine.travel(after):
        liaison = browser(cast, "liaison")
        hold = f"/meetings/{meeting.pk}/hold/"
        assert "Note who was there: Gesprächsabend" in words(liaison.get("/home/").content)
        values = typed(liaison, hold) | opened(liaison, hold)
        assert liaison.post(hold, values).status_code == 302
        said = words(browser(cast, "partner").get(f"/meetings/{meeting.pk}/").content)
        assert "took place" in said and "Civil society: 1 of 1 was there" in said
    meeting.refresh_from_db()
    presences = dict(meeting.attendees.values_list("name", "presence"))
    assert meeting.stage == Stage.HELD
    assert presences == {
        "": Presence.PRESENT,
        "Gast Eins": Presence.PRESENT,
        "Gast Zwei": Presence.UNKNOWN,
    }


def test_changes_within_a_minute_are_one_letter_in_words(cast, evening, delivered) -> None:
    meeting = evening(send=True)
    delivered()
    liaison = browser(cast, "liaison")
    path = f"/meetings/{meeting.pk}/edit/"
    for values in ({"place": "Rathaus"}, {"from_time": "19:00", "until_time": "21:00"}):
        sent = typed(liaison, path, **values) | opened(liaison, path)
        assert liaison.post(path, sent).status_code == 302
    assert telling.tell_changes() == 0 and not delivered()
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=2)):
        assert telling.tell_changes() == 1
        letters = delivered()
    assert set(letters) == {"chair@example.org", "partner@example.org", "gast@example.org"}
    said = text_of(letters["gast@example.org"])
    assert "Ort: Rathaus\n(bisher: Bürgerhaus)" in said
    assert "Ab: 19:00\n(bisher: 18:00)" in said
    assert telling.tell_changes() == 0


def test_moved_the_former_day_stays_and_nobody_is_taken_to_have_answered(
    cast, evening, delivered
) -> None:
    meeting = evening(send=True)
    delivered()
    Attendee.objects.update(reply=Reply.COMING)
    liaison = browser(cast, "liaison")
    path = f"/meetings/{meeting.pk}/move/"
    values = typed(
        liaison, path, first_day="2099-03-12", reason="pandemic", reason_text="Die Halle ist zu"
    )
    assert liaison.post(path, values | opened(liaison, path)).status_code == 302
    meeting.refresh_from_db()
    new = meeting.moved_to
    assert meeting.stage == Stage.MOVED and new.stage == Stage.INVITED
    assert set(new.attendees.values_list("reply", flat=True)) == {Reply.OPEN}
    said = text_of(delivered()["gast@example.org"])
    assert "Bisher: Donnerstag, 5. März 2099, 18:00 bis 20:00" in said
    assert "Grund: Pandemie: Die Halle ist zu" in said
    assert "Donnerstag, 12. März 2099" in said
    page = words(liaison.get(f"/meetings/{meeting.pk}/").content)
    assert "This meeting was moved to another day" in page and "To the new date" in page


def test_called_off_everybody_is_told_why(cast, evening, delivered) -> None:
    meeting = evening(send=True)
    delivered()
    liaison = browser(cast, "liaison")
    path = f"/meetings/{meeting.pk}/cancel/"
    refused = liaison.post(path, {"reason": "other"} | opened(liaison, path))
    assert "Please say why" in words(refused.content)
    values = {"reason": "low_response"} | opened(liaison, path)
    assert liaison.post(path, values).status_code == 302
    letters = delivered()
    assert len(letters) == 3
    assert "zu wenige konnten kommen" in text_of(letters["gast@example.org"])
    assert cast.client("partner").get(f"/meetings/{meeting.pk}/reply/").status_code == 403
