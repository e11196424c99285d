"""The whole dialogue in the browser: a date is found, people come, what was said is agreed to, what was agreed is done."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import PATIENCE, PHONE, sign_in, visitor
from tests.browser.house import House, address

ON_PHONE = {"size": PHONE, "has_touch": True, "is_mobile": True, "locale": "de-DE"}
GUESTS = [f"gast{n}@dialog.example" for n in (1, 2, 3)]
POLL_LINK = re.compile(r"(/meetings/poll/answer/\S+)")
ANSWER_LINK = re.compile(r"(/meetings/answer/\S+)")
TITLE = "Abend der Nachbarschaft"

expect.set_options(timeout=PATIENCE)
Enter = Callable[..., Page]


@pytest.fixture
def enter(browser: Browser, house: House) -> Iterator[Enter]:
    """Visitors of one test, each with a browser of their own."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(visitor(browser, house, **options))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=re.compile(rf"^{name}")).first.click()


def test_from_the_poll_to_the_task_that_is_done(enter: Enter, house: House) -> None:
    desk, partner = enter(locale="de-DE"), enter(**ON_PHONE)
    sign_in(desk, "liaison")
    sign_in(partner, "partner")
    _find_a_date(desk, enter, house)
    meeting = _invite(desk)
    _answer(enter, house)
    _agree_on_an_agenda(desk, partner, meeting)
    _let_the_evening_pass(house, meeting)
    _note_and_write(desk, meeting)
    _agree_and_dissent(desk, partner, meeting)
    _seal(desk, house, meeting)
    _do_what_was_agreed(desk, partner, house)


def _find_a_date(desk: Page, enter: Enter, house: House) -> None:
    """Three people without account say when they can come; the day that suits most is chosen."""
    desk.goto("/partnerships/")
    desk.locator("main table a[href^='/partnerships/']").first.click()
    desk.get_by_role("link", name="Treffen", exact=True).last.click()
    follow(desk, "Termin finden")
    desk.locator("[name=title]").fill(TITLE)
    desk.locator("[name=days]").fill("5.3.2099\n12.3.2099")
    desk.locator("[name=answer_until]").fill("2099-02-01")
    press(desk, "Umfrage anlegen")
    lines = [f"Gast {n}; {email}" for n, email in enumerate(GUESTS, 1)]
    desk.locator("[name=guests]").fill("\n".join(lines))
    press(desk, "Nachrichten verschicken")
    for email, says in zip(GUESTS, ("Ja", "Zur Not", "Nein"), strict=True):
        phone = enter(**ON_PHONE)
        phone.goto(POLL_LINK.search(house.letter_about("/meetings/poll/answer/", email))[1])
        phone.get_by_label(says).first.check()
        phone.get_by_label("Ja").last.check()
        press(phone, "Antwort senden")
        expect(phone.get_by_text("Ihre Antwort ist notiert")).to_be_visible()
    desk.reload()
    best = desk.locator("li", has_text="passt den meisten")
    expect(best).to_contain_text("12. März 2099")
    best.get_by_role("link", name=re.compile("^Diesen Tag wählen")).click()
    press(desk, "Treffen planen")


def _invite(desk: Page) -> str:
    """Partner and chair come onto the list as well; the invitations go out. The address of the meeting."""
    meeting = re.search(r"/meetings/\d+/", desk.url)[0]
    desk.goto(f"{meeting}people/")
    desk.locator("[name=people]").evaluate_all("boxes => boxes.forEach(box => box.checked = true)")
    press(desk, "Auf die Liste setzen")
    follow(desk, "Einladungen senden")
    press(desk, "Einladungen senden")
    expect(desk.get_by_text("Die Einladungen sind unterwegs")).to_be_visible()
    return meeting


def _answer(enter: Enter, house: House) -> None:
    """Two taps on a phone; then what one needs."""
    phone = enter(**ON_PHONE)
    phone.goto(ANSWER_LINK.search(house.letter_about("/meetings/answer/", GUESTS[0]))[1])
    phone.get_by_label("Ja, ich komme").check()
    press(phone, "Antwort senden")
    expect(phone.get_by_text("Ihre Antwort ist notiert")).to_be_visible()
    phone.get_by_text("Was ich brauche").click()
    phone.get_by_label("Ich brauche Sprachmittlung für").select_option("ar")
    press(phone, "Antwort senden")
    expect(phone.get_by_text("Ihre Antwort ist notiert")).to_be_visible()


def _agree_on_an_agenda(desk: Page, partner: Page, meeting: str) -> None:
    """The association proposes two points on a phone; one is accepted, the other declined with a reason."""
    for title in ("Streifen am Abend", "Neue Wache"):
        partner.goto(f"{meeting}agenda/propose/")
        partner.locator("[name=title]").fill(title)
        press(partner, "Vorschlagen")
    desk.goto(f"{meeting}agenda/")
    expect(desk.get_by_text("Arabisch")).to_have_count(0)
    _decide(desk, "Streifen am Abend", "accept")
    _decide(desk, "Neue Wache", "decline", "Darüber entscheidet das Land.")
    partner.goto(f"{meeting}agenda/")
    expect(partner.get_by_text("Darüber entscheidet das Land.")).to_be_visible()


def _decide(desk: Page, title: str, verb: str, reason: str = "") -> None:
    row = desk.locator("li.mee-point", has_text=title)
    row.get_by_role("link", name=re.compile("^Entscheiden")).click()
    desk.locator(f"[name=verb][value={verb}]").check()
    desk.locator("[name=reason]").fill(reason)
    desk.locator("main form button[type=submit]").last.click()


def _let_the_evening_pass(house: House, meeting: str) -> None:
    """The clock of a house cannot be set: the meeting is put on yesterday, as if time had passed."""
    number = re.search(r"\d+", meeting)[0]
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    house.ask(
        "from datetime import date; from meetings.models import Meeting;"
        f"m = Meeting.objects.get(pk={number}); m.first_day = m.last_day = date.fromisoformat('{yesterday}');"
        "m.save()"
    )


def _note_and_write(desk: Page, meeting: str) -> None:
    """Who was there; one point with a decision, and a task for the partner that is due in a week."""
    desk.goto(f"{meeting}hold/")
    desk.locator("main form select").evaluate_all(
        "all => all.forEach(one => one.value = 'present')"
    )
    desk.locator("main form button[type=submit]").last.click()
    desk.goto(f"{meeting}minutes/")
    desk.get_by_role("link", name=re.compile("^Schreiben")).click()
    desk.locator("[name=discussion]").fill("Alle haben gesprochen.")
    desk.locator("[name=decision]").fill("Wir gehen einmal gemeinsam.")
    desk.locator("main form button[type=submit]").last.click()
    follow(desk, "Aufgabe festhalten")
    desk.locator("[name=title]").fill("Termin für den Gang nennen")
    desk.locator("[name=person]").select_option(label="Selin Aktaş-Hövelmann")
    in_a_week = (timezone.localdate() + timedelta(days=7)).isoformat()
    desk.locator("[name=due_on]").fill(in_a_week)
    press(desk, "Aufgabe festhalten")
    follow(desk, "Niederschrift zur Durchsicht geben")
    press(desk, "Nachrichten verschicken")
    expect(desk.get_by_text("Die Nachrichten sind unterwegs")).to_be_visible()


def _agree_and_dissent(desk: Page, partner: Page, meeting: str) -> None:
    """On a phone: a comment, and a dissent in one's own words; the police agree."""
    partner.goto(f"{meeting}minutes/comment/")
    partner.locator("[name=text]").fill("Es waren mehr Leute da.")
    press(partner, "Kommentar senden")
    follow(partner, "Für Ihre Organisation antworten")
    partner.locator("[name=agrees][value=no]").check()
    partner.locator("[name=dissent]").fill("Wir haben auch über die Zeiten gesprochen.")
    press(partner, "Antwort senden")
    desk.goto(f"{meeting}minutes/")
    expect(desk.get_by_text("Es waren mehr Leute da.")).to_be_visible()
    follow(desk, "Für Ihre Organisation antworten")
    desk.locator("[name=agrees][value=yes]").check()
    press(desk, "Antwort senden")


def _seal(desk: Page, house: House, meeting: str) -> None:
    """Organisations without an account have not answered: the last day passes, the clock closes, the worker seals."""
    number = re.search(r"\d+", meeting)[0]
    house.ask(
        "from datetime import timedelta; from django.utils import timezone;"
        "from meetings.models import Minutes; from meetings.tasks import close_minutes;"
        f"Minutes.objects.filter(meeting={number}).update(answer_until=timezone.localdate() - timedelta(days=1));"
        "close_minutes()"
    )
    house.letter_about("ist abgeschlossen", address("partner"))
    desk.goto(f"{meeting}minutes/")
    for words in ("sieht etwas anders", "Wir haben auch über die Zeiten gesprochen.", "stimmt zu"):
        expect(desk.get_by_text(words).first).to_be_visible()
    follow(desk, "Gesiegeltes PDF")
    with desk.expect_download() as download:
        follow(desk, "PDF herunterladen")
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def _do_what_was_agreed(desk: Page, partner: Page, house: House) -> None:
    """The task is reminded; the next agenda carries it as long as it is open; then it is done."""
    house.ask("from meetings.tasks import remind_of_tasks; remind_of_tasks()")
    assert "/done/" in house.letter_about("den Gang nennen", address("partner"))
    desk.goto("/meetings/?stage=planned&time=to_come")
    follow(desk, "Blick in die Organisation")
    follow(desk, "Tagesordnung")
    expect(desk.get_by_role("link", name="Termin für den Gang nennen")).to_be_visible()
    partner.goto("/home/")
    partner.get_by_role("link", name="Aufgabe: Termin für den Gang nennen").click()
    follow(partner, "Als erledigt eintragen")
    partner.locator("[name=result]").fill("Am 3. April.")
    press(partner, "Als erledigt eintragen")
    expect(partner.get_by_text("Am 3. April.")).to_be_visible()
    desk.reload()
    expect(desk.get_by_role("link", name="Termin für den Gang nennen")).to_have_count(0)
