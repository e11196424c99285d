"""Answers of calendar programs: whose count, who is told, and what hostile mail does to them."""

from datetime import UTC, date, datetime, time, timedelta
from time import process_time as time_of_process
from unicodedata import category
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from meetings.actions import answering, inviting, planning, replies
from meetings.itip import read_reply
from meetings.links import make_link
from meetings.models import Attendee, MailedReply, Meeting, Outcome, Reply
from meetings.people import hosts_of
from meetings.tasks import read_replies
from partnerships.shared import about
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from tests.journeys.forms import NASTY, assert_plain
from tests.meetings import imap
from tests.meetings.mailed import GUEST, mailed

pytestmark = pytest.mark.django_db
HOSTS = {"liaison@example.org", "chair@example.org"}


def guest_of(meeting: Meeting) -> Attendee:
    return meeting.attendees.get(name="Gast Beispiel")


def outcomes() -> list[str]:
    return list(MailedReply.objects.order_by("pk").values_list("outcome", flat=True))


def take(data: bytes) -> Outcome | None:
    """What becomes of a message."""
    reply = read_reply(data)
    assert reply is not None
    return replies.take(reply)


@pytest.mark.parametrize(
    ("name", "reply", "outcome"),
    [
        ("outlook_accept", Reply.COMING, "noted"),
        ("outlook_decline", Reply.NOT_COMING, "noted"),
        ("outlook_tentative", Reply.OPEN, "perhaps"),
        ("outlook_counter", Reply.OPEN, "counter"),
        ("google_accept", Reply.COMING, "noted"),
        ("google_decline", Reply.NOT_COMING, "noted"),
        ("google_tentative", Reply.OPEN, "perhaps"),
        ("google_counter", Reply.OPEN, "counter"),
        ("rfc_delegate", Reply.SUBSTITUTE, "noted"),
    ],
)
def test_each_program_is_understood(post, evening, name: str, reply: str, outcome: str) -> None:
    meeting = evening(send=True)
    post.put(mailed(name, meeting))
    assert read_replies() == 1
    guest = guest_of(meeting)
    assert (guest.reply, outcomes()) == (reply, [outcome])
    assert post.count() == ((0, 0, 1) if outcome == "counter" else (0, 1, 0))
    if name == "rfc_delegate":
        assert guest.substitute == "Ada Beispiel"


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
@pytest.mark.parametrize("name", ["outlook_decline", "google_decline"])
def test_words_come_through_every_encoding(evening, name: str, encoding: str) -> None:
    meeting = evening(send=True)
    plain, coded = (read_reply(mailed(name, meeting, encoding=how)) for how in ("", encoding))
    said = "Leider bin ich" if name == "outlook_decline" else "Da hab's ich schon"
    assert plain and coded and plain.comment.startswith(said)
    assert plain[:7] == coded[:7]


def test_the_person_is_told_and_hosts_are_not(evening, post, delivered) -> None:
    meeting = evening(send=True)
    delivered()
    post.put(mailed("outlook_accept", meeting))
    read_replies()
    letters = delivered()
    assert set(letters) == {GUEST}
    text = letters[GUEST].get_body(("plain",)).get_content()
    assert "Sie kommen." in text and "/meetings/answer/" in text
    assert letters[GUEST]["Subject"] == "Ihre Antwort ist notiert: Gesprächsabend"
    event = AuditEvent.objects.get(what="meetings.answered_by_mail")
    assert event.facts == {"attendee": guest_of(meeting).pk, "reply": "coming"}


def test_words_reach_those_who_host(evening, post, delivered) -> None:
    meeting = evening(send=True)
    delivered()
    post.put(mailed("google_decline", meeting))
    read_replies()
    letters = delivered()
    assert set(letters) == {GUEST, *HOSTS}
    text = letters["chair@example.org"].get_body(("plain",)).get_content()
    assert text.startswith("Guten Tag,")  # not to the guest
    assert "Da hab's ich schon etwas anderes vor" in text and "Gast Beispiel" in text


def test_perhaps_stays_open_and_takes_back_what_was_noted(evening, delivered) -> None:
    meeting, needs = evening(send=True), {"eats": True, "diet": "", "interpreter": "ar"}
    more = {"substitute": "", "access_needs": "", "travel": ""}
    answering.reply_by_link(guest_of(meeting), reply="coming", **needs, **more)
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=2)):
        assert take(mailed("outlook_tentative", meeting)) == Outcome.PERHAPS
    guest = guest_of(meeting)
    assert (guest.reply, guest.replied_at) == (Reply.OPEN, None)
    assert (guest.eats, guest.interpreter) == (None, "")
    assert "bleibt offen" in delivered()[GUEST]["Subject"]


def test_who_comes_keeps_what_they_need(evening) -> None:
    meeting, needs = evening(send=True), {"eats": True, "diet": "", "interpreter": "ar"}
    more = {"substitute": "Ada", "access_needs": "", "travel": ""}
    answering.reply_by_link(guest_of(meeting), reply="substitute", **needs, **more)
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=2)):
        assert take(mailed("outlook_accept", meeting)) == Outcome.NOTED
    guest = guest_of(meeting)
    assert (guest.reply, guest.substitute, guest.interpreter) == (Reply.COMING, "", "ar")


def test_somebody_else_without_a_name_is_asked_for_it(evening, delivered) -> None:
    meeting = evening(send=True)
    delivered()
    assert take(mailed("rfc_delegate", meeting, called='" "')) == Outcome.UNNAMED
    assert guest_of(meeting).reply == Reply.OPEN and set(delivered()) == {GUEST}


# --- Forged and stray ---------------------------------------------------------------------------


def test_a_forged_answer_changes_nothing_and_hosts_are_told(evening, post, delivered) -> None:
    meeting = evening(send=True)
    delivered()
    post.put(mailed("outlook_decline", meeting, sender="mallory@example.net"))
    read_replies()
    assert guest_of(meeting).reply == Reply.OPEN and outcomes() == ["foreign"]
    letters = delivered()
    assert set(letters) == HOSTS and post.count() == (0, 0, 1)
    text = letters["chair@example.org"].get_body(("plain",)).get_content()
    assert "mallory@example.net" in text and "Köln" not in text  # no words of strangers


@pytest.mark.parametrize(
    "head",
    [
        b"Authentication-Results: mx.example.org; spf=pass; dmarc=fail (p=reject)\r\n",
        b"From: mallory@example.net\r\n",
        b"Authentication-Results: mx.example.org;\r\n dkim=none; dmarc = FAIL\r\n",
    ],
)
def test_what_the_mail_server_calls_forged_does_not_count(evening, head: bytes) -> None:
    meeting = evening(send=True)
    assert take(head + mailed("google_accept", meeting)) == Outcome.FOREIGN
    assert guest_of(meeting).reply == Reply.OPEN


@pytest.mark.parametrize(
    "line",
    [
        "=?utf-8?q?=3Cgast=40example.org=3E?= <mallory@example.net>",
        "=?utf-8?q?gast=40example.org=2C?= mallory@example.net",
        "gast@example.org <mallory@example.net>",
        "gast@example.org]<mallory@example.net>",
        "<gast@example.org> <mallory@example.net>",
        "gast@example.org, mallory@example.net",
        "gast@example.org(<mallory@example.net>",
        '"gast@example.org" <mallory@example.net>',
        "Gruppe: gast@example.org;",
        "gast@example.org\r\n\tmallory@example.net",
        '"' * 400 + "<gast@example.org",
        "",
    ],
)
def test_no_writing_of_from_makes_somebody_else_of_a_sender(evening, line: str) -> None:
    meeting = evening(send=True)
    data = mailed("google_accept", meeting).replace(
        b"From: Gast Beispiel <gast@example.org>", f"From: {line}".encode()
    )
    assert take(data) == Outcome.FOREIGN and guest_of(meeting).reply == Reply.OPEN


@pytest.mark.parametrize(
    "line",
    [
        "gast@example.org",
        "<gast@example.org>",
        '"gast@example.org" <gast@example.org>',
        '"Beispiel, Gast (Verein)" <gast@example.org>',
        "=?utf-8?q?Gast_B=C3=A4r?=\r\n <gast@example.org>",
    ],
)
def test_usual_writings_of_from_are_read(evening, line: str) -> None:
    meeting = evening(send=True)
    data = mailed("google_accept", meeting).replace(
        b"From: Gast Beispiel <gast@example.org>", f"From: {line}".encode()
    )
    assert take(data) == Outcome.NOTED


@pytest.mark.parametrize("sender", ["GAST@Example.ORG", "gast@example.org"])
def test_capital_letters_make_nobody_else(evening, sender: str) -> None:
    meeting = evening(send=True)
    data = mailed("outlook_accept", meeting, sender=sender, attendee="Gast@EXAMPLE.org")
    assert take(data) == Outcome.NOTED


def test_whoever_is_not_on_the_list_reaches_those_who_host(evening, post, delivered) -> None:
    meeting = evening(send=True)
    delivered()
    post.put(mailed("google_accept", meeting, attendee="neugierig@example.net"))
    read_replies()
    assert outcomes() == ["unlisted"] and set(delivered()) == HOSTS and post.count() == (0, 0, 1)


def test_where_no_keeper_is_invited_all_of_them_host(cast, evening) -> None:
    meeting = evening(send=True)
    meeting.attendees.filter(person=cast.people["chair"]).delete()
    assert [each.email for each in hosts_of(meeting)] == ["liaison@example.org"]
    meeting.planned_by = cast.account("admin")
    assert {each.email for each in hosts_of(meeting)} == HOSTS


def test_two_people_with_one_address_are_not_guessed_at(cast, evening) -> None:
    meeting = evening(send=True)
    guests = [inviting.Guest("Zweiter Gast", GUEST, "Nachbarn")]
    inviting.add(meeting, by=cast.account("liaison"), guests=guests)
    assert take(mailed("outlook_accept", meeting)) == Outcome.UNLISTED


def test_an_answer_about_no_meeting_of_ours_is_left_for_people(evening, post, delivered) -> None:
    evening(send=True)
    delivered()
    post.put(
        mailed("google_accept", None), b"From: a@example.org\r\nSubject: Hallo\r\n\r\nText\r\n"
    )
    assert read_replies() == 2
    assert post.count() == (0, 0, 2) and not outcomes() and not delivered()


def test_the_same_number_at_another_host_is_not_ours(evening) -> None:
    meeting = evening(send=True)
    data = mailed("google_accept", meeting).replace(b"@localhost", b"@elsewhere.example")
    assert take(data) is None and not outcomes()


def test_who_left_and_who_was_taken_off_answer_no_more(cast, evening, delivered) -> None:
    meeting = evening(send=True)
    delivered()
    cast.people["partner"].representations.update(until_on=date(2024, 1, 1))
    assert take(mailed("outlook_accept", meeting, attendee="partner@example.org")) == "unlisted"
    inviting.remove(guest_of(meeting), by=cast.account("liaison"))
    assert take(mailed("outlook_accept", meeting)) == Outcome.UNLISTED
    assert not meeting.attendees.exclude(reply=Reply.OPEN).exists()


def test_a_flood_is_told_twenty_times_a_day_and_does_not_use_up_the_persons_own(evening) -> None:
    meeting = evening(send=True)
    data = [mailed("google_accept", meeting, sender=f"m{n}@example.net") for n in range(25)]
    assert [take(each) for each in data] == ["foreign"] * 20 + [None] * 5
    assert take(mailed("outlook_accept", meeting)) == Outcome.NOTED
    now = datetime.now(UTC)
    stamps = [now + timedelta(seconds=n + 2) for n in range(12)]
    names = ["outlook_decline", "outlook_accept"] * 6
    with time_machine.travel(now + timedelta(minutes=1)):
        made = [take(mailed(n, meeting, stamp=s)) for n, s in zip(names, stamps, strict=True)]
    assert made == ["noted"] * 9 + [None] * 3


# --- Which of two ------------------------------------------------------------------------------


def test_the_newer_of_two_counts_in_whatever_order_they_come(evening) -> None:
    meeting = evening(send=True)
    now = datetime.now(UTC)
    early, late = now - timedelta(hours=2), now - timedelta(hours=1)
    assert take(mailed("outlook_decline", meeting, stamp=late)) == Outcome.NOTED
    assert take(mailed("outlook_accept", meeting, stamp=early)) == Outcome.OLDER
    assert guest_of(meeting).reply == Reply.NOT_COMING
    # Programs that never change DTSTAMP: then the one that comes later.
    assert take(mailed("outlook_accept", meeting, stamp=late)) == Outcome.NOTED
    assert guest_of(meeting).reply == Reply.COMING


def test_what_was_answered_by_link_meanwhile_stays(evening, delivered) -> None:
    meeting = evening(send=True)
    delivered()
    path = f"/meetings/answer/{make_link(guest_of(meeting))}/"
    assert Client().post(path, {"reply": "not_coming"}).status_code == 302
    stamp = datetime.now(UTC) - timedelta(minutes=5)
    assert take(mailed("google_accept", meeting, stamp=stamp)) == Outcome.OLDER
    assert guest_of(meeting).reply == Reply.NOT_COMING and set(delivered()) == {GUEST}
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=3)):
        assert take(mailed("google_accept", meeting)) == Outcome.NOTED


@pytest.mark.parametrize("stamp", ["29990101T000000Z", "nonsense", "20260101"])
def test_a_clock_that_is_wrong_blocks_no_later_answer(evening, stamp: str) -> None:
    meeting = evening(send=True)
    assert take(mailed("outlook_accept", meeting, stamp=stamp)) in ("noted", "older")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=1)):
        assert take(mailed("outlook_decline", meeting)) == Outcome.NOTED


def test_an_answer_about_the_former_day_does_not_count_for_the_new_one(cast, evening) -> None:
    meeting = evening(send=True)
    old = mailed("outlook_accept", meeting)
    new = planning.move(
        meeting, by=cast.account("liaison"), first_day=date(2099, 4, 2), from_time=time(18),
        until_time=time(20), reason="illness",
    )  # fmt: skip
    assert take(old) == Outcome.FORMER and guest_of(new).reply == Reply.OPEN
    assert take(mailed("outlook_accept", Meeting.objects.get(pk=new.pk))) == Outcome.NOTED
    assert guest_of(new).reply == Reply.COMING


def test_an_answer_to_an_earlier_hour_of_the_same_day_counts(cast, evening) -> None:
    meeting = evening(send=True)
    data = mailed("google_accept", meeting)
    values = {"first_day": meeting.first_day, "from_time": time(19), "until_time": time(21)}
    planning.edit(meeting, by=cast.account("liaison"), **values)
    assert take(data) == Outcome.NOTED


def test_after_the_last_day_both_are_told_and_nothing_changes(evening, delivered) -> None:
    meeting = evening(send=True, answer_until=date(2099, 3, 1))
    delivered()
    with time_machine.travel(datetime(2099, 3, 2, 12, tzinfo=UTC)):
        assert take(mailed("outlook_decline", meeting)) == Outcome.LATE
        letters = delivered()
    assert guest_of(meeting).reply == Reply.OPEN and set(letters) == {GUEST, *HOSTS}
    assert "/meetings/answer/" not in letters[GUEST].get_body(("plain",)).get_content()


def test_what_is_called_off_or_over_tells_nobody(cast, evening, delivered) -> None:
    off, over = evening(send=True), evening(send=True, title="Zweiter")
    planning.cancel(off, by=cast.account("liaison"), reason="illness")
    delivered()
    assert take(mailed("outlook_accept", off)) == Outcome.OVER
    with time_machine.travel(datetime(2099, 3, 5, 19, tzinfo=UTC)):
        assert take(mailed("outlook_accept", over)) == Outcome.OVER
        assert not delivered()


# --- Once ---------------------------------------------------------------------------------------


def test_a_message_counts_once_though_the_worker_dies_before_it_is_put_away(
    evening, post, delivered
) -> None:
    meeting = evening(send=True)
    delivered()
    accepted, strange = (
        mailed("outlook_accept", meeting),
        mailed("google_accept", meeting, attendee="x@example.net"),
    )
    for data in (accepted, strange):
        take(data)  # noted, and then the power went
    path = f"/meetings/answer/{make_link(guest_of(meeting))}/"
    Client().post(path, {"reply": "not_coming"})
    number = Letter.objects.count()
    post.put(accepted, strange)
    assert read_replies() == 2 and post.count() == (0, 1, 1)
    assert guest_of(meeting).reply == Reply.NOT_COMING
    assert Letter.objects.count() == number and outcomes() == ["noted", "unlisted"]


def test_of_many_a_hundred_are_read_at_once(evening, post) -> None:
    meeting = evening(send=True)
    post.put(*[b"From: a@example.org\r\n\r\nText"] * 103, mailed("outlook_accept", meeting))
    assert [read_replies(), read_replies(), read_replies()] == [100, 4, 0]
    assert guest_of(meeting).reply == Reply.COMING


def test_the_words_stand_in_the_copy_of_ones_data(cast, evening) -> None:
    meeting = evening(send=True)
    take(mailed("google_decline", meeting, attendee="partner@example.org"))
    (section,) = [
        each
        for each in about.sections([cast.people["partner"], cast.account("partner")])
        if each.label == "meetings.mailedreply"
    ]
    (row,) = section.rows
    assert "Da hab's ich schon etwas anderes vor" in row.values()


def test_answers_by_mail_go_with_what_hosts_had_to_know(evening) -> None:
    meeting = evening(send=True)
    take(mailed("google_decline", meeting))
    with time_machine.travel(meeting.ends_at + timedelta(hours=25)):
        answering.forget_needs()
    assert not MailedReply.objects.exists() and guest_of(meeting).reply == Reply.NOT_COMING


@pytest.mark.parametrize(
    "url", ["imap://answers:wrong@localhost:{port}/", "imap://a:b@localhost:1/"]
)
def test_a_mailbox_that_does_not_open_is_a_line_in_the_log(
    post, settings, caplog, url: str
) -> None:
    settings.REPLIES_URL = url.format(port=post.port)
    assert read_replies() == 0
    (line,) = caplog.messages
    assert line.startswith("the mailbox for answers cannot be read") and "wrong" not in line


def test_a_mailbox_that_is_encrypted_from_the_first_byte(post, settings, evening) -> None:
    meeting = evening(send=True)
    post.put(mailed("google_accept", meeting))
    with imap.encrypted_from_the_first_byte(post) as port:
        settings.REPLIES_URL = f"imaps://answers:p%40ss%2Fword@localhost:{port}"
        assert read_replies() == 1
    assert guest_of(meeting).reply == Reply.COMING


def test_a_server_whose_certificate_nobody_vouches_for_gets_no_password(
    post, monkeypatch, caplog
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert read_replies() == 0
    assert "SSLCertVerificationError" in caplog.text


# --- Hostile mail -------------------------------------------------------------------------------


def hostile(meeting: Meeting) -> list[bytes]:
    """Each breaks one thing."""
    good = mailed("outlook_accept", meeting)
    event = b"BEGIN:VEVENT\r\n"
    return [
        good + b"x" * 10_000_000,
        good[: len(good) // 2],
        good.replace(b"--_000_outlook_", b"--nothing"),
        good.replace(b"method=REPLY", b"method=REQUEST"),
        good.replace(b"METHOD:REPLY", b"METHOD:REQUEST").replace(b"method=REPLY", b""),
        good.replace(b"END:VEVENT\r\nEND:VCALENDAR", b""),
        good.replace(b"UID:", b"UID:x"),
        good.replace(b"UID:", b"X-UID:"),
        good.replace(b"SEQUENCE:", b"SEQUENCE:many"),
        good.replace(event, event + b"COMMENT:" + b"x" * 200_000 + b"\r\n"),
        b'Content-Type: multipart/mixed; boundary="a"\r\n\r\n' + b'--a\r\nContent-Type: multipart/mixed; boundary="a"\r\n\r\n' * 5000,
        b"From: " + b"(" * 500_000 + b"\r\n\r\n",
        b"\x00\xff" * 5000,
        b"",
    ]  # fmt: skip


def test_broken_mail_is_left_for_people_and_what_stands_behind_it_is_read(evening, post) -> None:
    meeting = evening(send=True)
    broken = [each for each in hostile(meeting) if each]
    post.put(*broken, mailed("google_accept", meeting))
    began = datetime.now(UTC)
    assert read_replies() == len(broken) + 1
    assert (datetime.now(UTC) - began).total_seconds() < 20
    assert guest_of(meeting).reply == Reply.COMING
    assert post.count() == (0, 1, len(broken))


@given(text=st.text(max_size=700), name=st.text(max_size=200))
def test_whatever_words_come_they_can_be_kept(text: str, name: str) -> None:
    """Of one line, not too long, without what a database refuses."""
    meeting = Meeting(uid=uuid4())
    data = mailed("rfc_delegate", meeting, called=name.replace("\n", " "))
    data = data.replace(b"SEQUENCE:", f"COMMENT:{text}\r\nSEQUENCE:".encode(errors="replace"))
    reply = read_reply(data)
    if reply is not None:
        for words, most in ((reply.comment, 500), (reply.substitute, 160)):
            assert len(words) <= most and words == words.strip()
            assert not {category(each) for each in words} & {"Cc", "Cs"}


def test_parts_in_parts_in_parts_take_no_time() -> None:
    """Of which each line would be compared with every boundary: half a minute, unbounded."""
    head = b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n'
    began = time_of_process()
    assert read_reply(b"".join(head % (n, n) for n in range(200)) + b"x\r\n" * 300_000) is None
    assert time_of_process() - began < 1


@pytest.mark.parametrize("number", range(14))
def test_no_broken_message_is_an_answer(evening, number: int) -> None:
    meeting = evening(send=True)
    data = hostile(meeting)[number]
    reply = read_reply(data) if len(data) < 1_000_000 else None
    assert reply is None


@pytest.mark.parametrize(
    "change",
    [
        (b"SEQUENCE:", b"RECURRENCE-ID:20990305T170000Z\r\nSEQUENCE:"),
        (b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\nUID:other\r\nEND:VEVENT\r\nBEGIN:VEVENT"),
        (b"END:VEVENT", b"END:VEVENT\r\nBEGIN:VEVENT\r\nUID:other\r\nEND:VEVENT"),
        (b"PARTSTAT=ACCEPTED", b"PARTSTAT=COMPLETED"),
        (b"PARTSTAT=ACCEPTED;", b""),
    ],
)
def test_what_fits_no_single_meeting_is_for_people(evening, change) -> None:
    meeting = evening(send=True)
    reply = read_reply(mailed("outlook_accept", meeting).replace(*change))
    assert reply is None or replies.take(reply) == Outcome.UNCLEAR
    assert guest_of(meeting).reply == Reply.OPEN


@pytest.mark.parametrize("charset", [b"utf-16", b"nonsense-9", b"us-ascii", b"koi8-r"])
def test_a_wrong_charset_spoils_words_alone(evening, charset: bytes) -> None:
    meeting = evening(send=True)
    data = mailed("outlook_decline", meeting).replace(b'"utf-8"', b'"' + charset + b'"')
    reply = read_reply(data)
    if charset == b"utf-16":
        assert reply is None or replies.take(reply)
    else:
        assert reply and replies.take(reply) == Outcome.NOTED


def test_hostile_names_and_words_stay_words(cast, evening, delivered) -> None:
    meeting = evening(send=True)
    delivered()
    nasty = NASTY.replace("\x00", "").replace("\r", "").replace("\n", "").replace('"', "'")
    data = mailed("rfc_delegate", meeting, called=f'"{nasty}"')
    data = data.replace(b"SEQUENCE:", f"COMMENT:{nasty.replace(';', '')}\r\nSEQUENCE:".encode())
    assert take(data) == Outcome.NOTED
    assert guest_of(meeting).substitute
    assert_plain(cast.client("liaison").get(f"/meetings/{meeting.pk}/").content)
    for letter in delivered().values():
        assert_plain(letter.get_body(("html",)).get_content())
