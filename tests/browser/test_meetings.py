"""A meeting as people meet it: planned at a desk, answered on a phone from the letter; a mail scanner answers nothing."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import PATIENCE, PHONE, sign_in, visitor
from tests.browser.house import House
from tests.browser.walk import Walk

ON_PHONE = {"size": PHONE, "has_touch": True, "is_mobile": True, "locale": "de-DE"}
GUEST = "gast@nachbarn.example"
LINK = re.compile(r"(/meetings/answer/\S+)")
ASKED = "umfrage@nachbarn.example"
POLL_LINK = re.compile(r"(/meetings/poll/answer/\S+)")
WAS_THERE = "kaffee@nachbarn.example"
FEEDBACK_LINK = re.compile(r"(/meetings/feedback/\S+)")
MET_YESTERDAY = f"""
from datetime import time, timedelta
from django.utils import timezone
from config.demo.accounts import account
from meetings.actions import inviting, planning
from meetings.models import MeetingFormat
from partnerships.directory.models import Partnership
by, day = account("liaison"), timezone.localdate() - timedelta(days=1)
meeting = planning.plan(
    Partnership.objects.order_by("pk").first(), by=by, title="Kaffee",
    format=MeetingFormat.objects.filter(asks_feedback=True).first(),
    first_day=day, last_day=day, from_time=time(18), until_time=time(20),
)
inviting.add(meeting, by=by, guests=[inviting.Guest("Gast Kaffee", "{WAS_THERE}", "Nachbarn")])
planning.hold(meeting, by=by, presences={{row.pk: "present" for row in meeting.attendees.all()}})
"""
SCANNED_MS = 10_000
# What a scanner may do with a page: follow its links and send whatever form stands there, as it stands.
SEND_ALL = "document.querySelectorAll('main form').forEach(form => form.requestSubmit())"
CLICK_ALL = "document.querySelectorAll('main button').forEach(button => button.click())"

expect.set_options(timeout=PATIENCE)
Enter = Callable[..., Page]


@pytest.fixture
def enter(browser: Browser, house: House) -> Iterator[Enter]:
    """Visitors of one test, each with a browser of their own."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(visitor(browser, house, **options))


def test_from_the_plan_to_two_taps_on_a_phone(enter: Enter, house: House) -> None:
    desk = enter(locale="de-DE")
    _invite_a_guest(desk)
    link = LINK.search(house.letter_about("/meetings/answer/", GUEST))[1]

    scanner = enter()
    for script in (SEND_ALL, CLICK_ALL):
        scanner.goto(link)
        scanner.evaluate(script)
        scanner.wait_for_timeout(SCANNED_MS)
    assert _reply(house) == "open None"

    walk = Walk(enter(locale="de-DE"))
    walk.visit(link)
    assert walk.problems == []

    phone = enter(**ON_PHONE)
    phone.goto(link)
    expect(phone.locator("[name=reply]:checked")).to_have_count(0)
    phone.get_by_label("Ja, ich komme").check()
    phone.get_by_role("button", name="Antwort senden").click()
    expect(phone.get_by_text("Ihre Antwort ist notiert")).to_be_visible()
    assert _reply(house) == "coming None"

    phone.get_by_text("Was ich brauche").click()
    phone.get_by_label("Ich brauche Sprachmittlung für").select_option("ar")
    phone.get_by_role("button", name="Antwort senden").click()
    expect(phone.get_by_text("Ihre Antwort ist notiert")).to_be_visible()
    desk.reload()
    expect(desk.get_by_text("Arabisch (1)")).to_be_visible()


def _invite_a_guest(desk: Page) -> None:
    """The liaison officer plans an evening in 2099 and invites one guest by their address."""
    sign_in(desk, "liaison")
    desk.goto("/partnerships/")
    desk.locator("main table a[href^='/partnerships/']").first.click()
    desk.get_by_role("link", name="Treffen", exact=True).last.click()
    desk.get_by_role("link", name="Treffen planen").click()
    desk.locator("[name=title]").fill("Abend am Markt")
    desk.locator("[name=first_day]").fill("2099-03-05")
    desk.locator("[name=from_time]").fill("18:00")
    desk.locator("[name=until_time]").fill("20:00")
    desk.get_by_role("button", name="Treffen planen").click()
    desk.locator("[name=guests]").fill(f"Gast Beispiel; {GUEST}; Nachbarn")
    desk.get_by_role("button", name="Auf die Liste setzen").click()
    desk.get_by_role("link", name="Einladungen senden").click()
    desk.get_by_role("button", name="Einladungen senden").click()
    expect(desk.get_by_text("Die Einladungen sind unterwegs")).to_be_visible()


def test_a_date_is_found_on_phones_and_a_scanner_answers_nothing(
    enter: Enter, house: House
) -> None:
    desk = enter(locale="de-DE")
    sign_in(desk, "liaison")
    desk.goto("/partnerships/")
    desk.locator("main table a[href^='/partnerships/']").first.click()
    desk.get_by_role("link", name="Treffen", exact=True).last.click()
    desk.get_by_role("link", name="Termin finden").click()
    desk.locator("[name=title]").fill("Runder Tisch")
    desk.locator("[name=days]").fill("5.3.2099\n12.3.2099 17:00-19:00")
    desk.locator("[name=answer_until]").fill("2099-02-01")
    desk.get_by_role("button", name="Umfrage anlegen").click()
    desk.locator("[name=guests]").fill(f"Gast Umfrage; {ASKED}")
    desk.get_by_role("button", name="Nachrichten verschicken").click()
    link = POLL_LINK.search(house.letter_about("/meetings/poll/answer/", ASKED))[1]

    scanner = enter()
    for script in (SEND_ALL, CLICK_ALL):
        scanner.goto(link)
        scanner.evaluate(script)
        scanner.wait_for_timeout(SCANNED_MS)
    assert _votes(house) == "[]"

    walk = Walk(enter(locale="de-DE"))
    walk.visit(link)
    assert walk.problems == []

    phone = enter(**ON_PHONE)
    phone.goto(link)
    expect(phone.locator("[type=radio]:checked")).to_have_count(0)
    phone.get_by_label("Ja").first.check()
    phone.get_by_label("Zur Not").last.check()
    phone.get_by_role("button", name="Antwort senden").click()
    expect(phone.get_by_text("Ihre Antwort ist notiert")).to_be_visible()
    assert _votes(house) == "['yes', 'maybe']"


def test_how_it_was_is_said_by_those_who_were_there_and_by_no_scanner(
    enter: Enter, house: House
) -> None:
    house.ask(MET_YESTERDAY)
    link = FEEDBACK_LINK.search(house.letter_about("/meetings/feedback/", WAS_THERE))[1]

    scanner = enter()
    for script in (SEND_ALL, CLICK_ALL):
        scanner.goto(link)
        scanner.evaluate(script)
        scanner.wait_for_timeout(SCANNED_MS)
    assert _feedback(house) == "[]"

    walk = Walk(enter(locale="de-DE"))
    walk.visit(link)
    assert walk.problems == []

    phone = enter(**ON_PHONE)
    phone.goto(link)
    expect(phone.locator("[type=radio]:checked")).to_have_count(0)
    phone.get_by_role("group", name="Würden Sie wiederkommen?").get_by_label("ja").check()
    phone.get_by_role("button", name="Antwort senden").click()
    expect(phone.get_by_text("Ihre Antwort ist ohne Ihren Namen gespeichert")).to_be_visible()
    assert _feedback(house) == "['yes']"


def _feedback(house: House) -> str:
    question = (
        "from meetings.models import Feedback;"
        "print(list(Feedback.objects.values_list('come_again', flat=True)))"
    )
    return house.ask(question).strip()


def _votes(house: House) -> str:
    question = (
        "from meetings.models import PollVote;"
        f"v = PollVote.objects.filter(voter__email='{ASKED}').order_by('day__day');"
        "print(list(v.values_list('choice', flat=True)))"
    )
    return house.ask(question).strip()


def _reply(house: House) -> str:
    question = (
        "from meetings.models import Attendee;"
        f"a = Attendee.objects.get(email='{GUEST}'); print(a.reply, a.eats)"
    )
    return house.ask(question).strip()
