"""An agenda goes out: in words to the invited, as a PDF to whoever reads it; a confidential point to nobody else."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from meetings.actions import agenda, agenda_told, inviting
from meetings.models import AgendaItem, AgendaNotice, Meeting
from meetings.paper import AGENDA
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.documents.actions import html_of
from partnerships.shared.documents.models import Document
from partnerships.shared.documents.tasks import make_document
from partnerships.shared.letters.models import Letter
from tests.journeys.forms import NASTY, browser, opened, words

pytestmark = pytest.mark.django_db
SECRET = "Vertraulich: Auswahl der Räume"


@pytest.fixture
def evening_with_points(cast, evening) -> Meeting:
    """Invitations are out; two open points and one only for the invited stand on the agenda."""
    meeting = evening(send=True)
    for title, minutes, confidential in (
        ("Streifen am Abend", 20, False),
        (SECRET, 10, True),
        ("Verschiedenes", None, False),
    ):
        put(cast, meeting, title=title, minutes=minutes, confidential=confidential)
    return meeting


def put(cast, meeting: Meeting, **values) -> AgendaItem:
    keeper = cast.account("liaison")
    item = agenda.propose(cast.north, by=cast.account("chair"), meeting=meeting, **values)
    return agenda.decide(item, meeting, by=keeper, verb="accept")


def text_of(letter) -> str:
    return letter.get_body(("plain",)).get_content().replace("\r\n", "\n")


def send(cast, meeting: Meeting):
    liaison, path = browser(cast, "liaison"), f"/meetings/{meeting.pk}/agenda/send/"
    return liaison.post(path, opened(liaison, path))


def test_the_invited_read_the_agenda_in_words_once(cast, evening_with_points, delivered) -> None:
    meeting = evening_with_points
    delivered()
    assert send(cast, meeting).status_code == 302
    letters = delivered()
    assert set(letters) == {"chair@example.org", "partner@example.org", "gast@example.org"}
    told = text_of(letters["partner@example.org"])
    assert "1. 18:00 Streifen am Abend (20 Minuten)\n" in told and f"2. 18:20 {SECRET}" in told
    assert "3. 18:30 Verschiedenes\n" in told and f"/meetings/{meeting.pk}/agenda/" in told
    guest = text_of(letters["gast@example.org"])
    assert SECRET not in guest and "2. 18:20 Ein vertraulicher Punkt\n" in guest
    assert f"/meetings/{meeting.pk}/agenda/" not in guest, "the page is for people with an account"
    page = words(browser(cast, "liaison").get(f"/meetings/{meeting.pk}/agenda/").content)
    assert "Last sent to the invited" in page and "Send the agenda" not in page
    with pytest.raises(PermissionDenied):
        agenda_told.tell_agenda(meeting, by=cast.account("liaison"))
    assert AgendaNotice.objects.count() == 1


def test_what_changed_since_is_said_in_one_more_letter(
    cast, evening_with_points, delivered
) -> None:
    meeting, keeper = evening_with_points, cast.account("liaison")
    send(cast, meeting)
    delivered()
    first, secret, last = meeting.agenda_items.on_agenda()
    agenda.edit(first, by=keeper, minutes=30)
    for item in (secret, last):
        agenda.decide(item, meeting, by=keeper, verb="defer", reason="Zu voll.")
    put(cast, meeting, title="Neue Wache")
    assert "Send the changed agenda" in words(
        browser(cast, "liaison").get(f"/meetings/{meeting.pk}/agenda/").content
    )
    send(cast, meeting)
    letters = delivered()
    told = text_of(letters["partner@example.org"])
    assert "Tagesordnung geändert" in letters["partner@example.org"]["Subject"]
    assert "1. 18:00 Streifen am Abend (30 Minuten) – geändert\n" in told
    assert "2. 18:30 Neue Wache – neu\n" in told
    assert "Nicht mehr dabei:\n- Verschiedenes\n" in told
    assert SECRET not in told, "put back it is no point of a meeting that they are invited to"
    assert f"- {SECRET}\n" in text_of(letters["chair@example.org"])
    assert SECRET not in text_of(letters["gast@example.org"])


def test_another_order_is_a_change_as_well(cast, evening_with_points) -> None:
    meeting = evening_with_points
    send(cast, meeting)
    agenda.place(meeting.agenda_items.on_agenda().last(), by=cast.account("chair"), up=True)
    assert send(cast, meeting).status_code == 302
    assert Letter.objects.filter(kind="meetings/agenda").count() == 6


def test_twice_pressed_it_goes_out_once(cast, evening_with_points) -> None:
    liaison, path = (
        browser(cast, "liaison"),
        f"/meetings/{evening_with_points.pk}/agenda/send/",
    )
    token = opened(liaison, path)
    assert [liaison.post(path, token).status_code for _press in range(2)] == [302, 302]
    assert Letter.objects.filter(kind="meetings/agenda").count() == 3


def test_whoever_was_taken_off_the_list_gets_none(cast, evening_with_points, delivered) -> None:
    meeting = evening_with_points
    delivered()
    send(cast, meeting)
    attendee = meeting.attendees.get(person=cast.people["partner"])
    inviting.remove(attendee, by=cast.account("liaison"))
    said = delivered()["partner@example.org"]
    assert "Tagesordnung" not in said["Subject"]


def test_who_may_send_it_and_when(cast, evening, evening_with_points) -> None:
    for name in ("partner", "outsider", "former", "dpo"):
        with pytest.raises(PermissionDenied):
            agenda_told.tell_agenda(evening_with_points, by=cast.account(name))
    for empty in (evening(), evening(send=True)):
        with pytest.raises(PermissionDenied):
            agenda_told.tell_agenda(empty, by=cast.account("liaison"))


def pdf_of(cast, name: str, meeting: Meeting) -> Document:
    client = browser(cast, name)
    token = opened(client, f"/meetings/{meeting.pk}/agenda/propose/")
    answer = client.post(f"/meetings/{meeting.pk}/agenda/print/", token)
    assert answer.status_code == 302, answer.content
    return Document.objects.latest("pk")


def test_everybody_prints_what_they_see_and_nobody_reads_it_for_them(
    cast, evening_with_points, mailbox
) -> None:
    meeting = evening_with_points
    own = pdf_of(cast, "partner", meeting)
    assert own.kind == AGENDA and not own.kept
    html = words(html_of(own).encode())
    assert SECRET in html and "18:20" in html and "for you alone" in html
    make_document.apply(args=(own.pk,), task_id=uuid4().hex, throw=True)
    path = f"/documents/{own.pk}/file/"
    partner = browser(cast, "partner")
    fetched = partner.get(path)
    assert fetched.status_code == 200 and b"".join(fetched.streaming_content).startswith(b"%PDF-")
    for name in ("chair", "outsider", "admin", "dpo"):
        assert browser(cast, name).get(path).status_code == 404
    attendee = meeting.attendees.get(person=cast.people["partner"])
    inviting.remove(attendee, by=cast.account("liaison"))
    assert partner.get(path).status_code == 404, "the point is not for them any more"
    without = pdf_of(cast, "partner", meeting)
    assert SECRET not in html_of(without) and "for you alone" not in words(
        html_of(without).encode()
    )
    assert SECRET not in str(without.facts)


def test_a_point_that_is_for_the_invited_alone_now_takes_the_paper_back(cast, evening) -> None:
    meeting = evening(send=True)
    item = put(cast, meeting, title="Streifen am Abend")
    inviting.remove(
        meeting.attendees.get(person=cast.people["partner"]), by=cast.account("liaison")
    )
    own = pdf_of(cast, "partner", meeting)
    assert Document.objects.visible_to(cast.account("partner")).filter(pk=own.pk).exists()
    agenda.edit(item, by=cast.account("chair"), confidential=True)
    assert not Document.objects.visible_to(cast.account("partner")).filter(pk=own.pk).exists()


def test_hostile_words_stay_words_on_paper_and_in_the_letter(cast, evening, delivered) -> None:
    meeting = evening(send=True)
    delivered()
    put(cast, meeting, title=NASTY[:150], presenter=NASTY[:100])
    html = html_of(pdf_of(cast, "partner", meeting))
    assert "<script" not in html and "&lt;script" in html
    send(cast, meeting)
    assert "<script>" in text_of(delivered()["partner@example.org"])


def test_what_paper_cannot_show_is_refused_in_the_text_too(cast, evening) -> None:
    with pytest.raises(ValidationError) as refused:
        put(cast, evening(send=True), title="Punkt", text="gut\n\U000f0000")
    assert "text" in refused.value.error_dict


def test_to_know_each_other_there_is_nothing_to_print(cast, evening) -> None:
    meeting = evening(send=True, relation_only=True)
    with pytest.raises(PermissionDenied):
        agenda_told.request_paper(meeting, by=cast.account("partner"))


def test_sending_is_an_event(cast, evening_with_points) -> None:
    send(cast, evening_with_points)
    event = AuditEvent.objects.get(what="meetings.agenda_told")
    assert event.by_id == cast.account("liaison").pk and event.facts["number"] == 3
