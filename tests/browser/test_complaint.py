"""A complaint there and back: written in Arabic on a phone without JavaScript, read by an officer, asked, answered, read in Arabic."""

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import PATIENCE, PHONE, assert_fits, sign_in, visitor
from tests.browser.house import House
from tests.browser.walk import Walk

PLAIN_PHONE = {"size": PHONE, "is_mobile": True, "locale": "ar-SY", "java_script_enabled": False}
STORY = "أوقفوني ثلاث مرات في أسبوع واحد، دون أي سبب."
REPLY = "حوالي الساعة الخامسة مساءً."
QUESTION = "في أي ساعة كان ذلك؟"
ANSWER = "نعتذر. تحدثنا مع من كانوا هناك."

expect.set_options(timeout=PATIENCE)
Enter = Callable[..., Page]


@pytest.fixture
def enter(browser: Browser, house: House) -> Iterator[Enter]:
    """Visitors of one test, each with a browser of their own."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(visitor(browser, house, **options))


def photo() -> dict[str, Any]:
    """As a telephone makes it, with the place where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (51.0, 30.0, 50.0)})
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "navy").save(out, "JPEG", exif=exif.tobytes())
    return {"name": "IMG_4711.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def _next(page: Page) -> None:
    page.locator("main .app-actions .kern-btn--primary").click()


def _file(page: Page) -> tuple[str, str]:
    """Number and code; every page on the way fits the phone and reads from the right."""
    page.goto("/complaint/")
    assert page.url.endswith("/ar/complaint/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator("main .app-actions a").first.click()
    for step in ("way", "place", "story", "files", "more", "check"):
        expect(page.locator(f"[name=step][value={step}]")).to_have_count(1)
        assert_fits(page)
        if step == "way":
            page.check("[name=kind][value=complaint]")
            page.check("[name=way][value=anonymous]")
        if step == "place":
            page.check("[name=police][value=state]")
            page.check("[name=pass_on][value=ask]")
        if step == "story":
            page.fill("[name=story]", STORY)
        if step == "files":
            page.set_input_files("[name=file]", [photo(), {**photo(), "buffer": b"GIF89a"}])
            page.click("[name=go][value=add]")
            expect(page.locator(".com-files li")).to_have_count(1)
            expect(page.locator(".app-alert li")).to_have_count(1)
            assert_fits(page)
        _next(page)
    number, code = (page.locator(".com-code").nth(place).inner_text() for place in (0, 1))
    assert_fits(page)
    page.fill("[name=last_group]", code.split()[-1])
    _next(page)
    return number, code


def _open(page: Page, number: str, code: str) -> None:
    page.goto("/ar/complaint/mailbox/")
    page.fill("[name=number]", number)
    page.fill("[name=code]", code)
    _next(page)
    expect(page.locator(".com-talk")).to_be_visible()


def test_there_and_back_in_arabic_on_a_phone_without_javascript(enter: Enter) -> None:
    phone, desk = enter(**PLAIN_PHONE), enter(locale="de-DE")
    number, code = _file(phone)

    sign_in(desk, "complaints")
    desk.goto("/complaints/")
    desk.get_by_role("link", name=number).click()
    expect(desk.get_by_text(STORY)).to_be_visible()
    desk.get_by_role("link", name="1.jpg").click()
    assert desk.evaluate("document.images[0].naturalWidth") == 400
    desk.go_back()
    _translate(desk, "Man hat mich dreimal angehalten, ohne Grund.")
    expect(desk.get_by_text("dreimal angehalten")).to_be_visible()
    desk.get_by_role("link", name="Eingang bestätigen").click()
    desk.get_by_role("button", name="Bestätigen").click()
    _say(desk, "Die Person fragen", "Fragen", QUESTION)

    _open(phone, number, code)
    expect(phone.get_by_text(QUESTION)).to_be_visible()
    phone.fill("[name=text]", REPLY)
    _next(phone)
    expect(phone.get_by_text(REPLY)).to_be_visible()

    desk.reload()
    expect(desk.get_by_text(REPLY)).to_be_visible()
    _translate(desk, "Gegen fünf Uhr nachmittags.")
    _sort(desk)
    _draft(desk, ANSWER)
    _approve(enter(locale="de-DE"), desk.url)
    phone.goto("/ar/complaint/mailbox/")
    expect(phone.get_by_text(ANSWER).first).to_be_visible()
    assert_fits(phone)


def _say(desk: Page, link: str, button: str, text: str) -> None:
    desk.get_by_role("link", name=link).click()
    desk.get_by_label("Text", exact=True).fill(text)
    desk.get_by_role("button", name=button, exact=True).click()


def _translate(desk: Page, text: str) -> None:
    desk.get_by_role("link", name="Übersetzen", exact=True).last.click()
    desk.get_by_label("Auf Deutsch").fill(text)
    desk.get_by_role("button", name="Speichern").click()


def _sort(desk: Page) -> None:
    """By keyboard alone: the first field has the focus."""
    desk.get_by_role("link", name="Einordnen", exact=True).click()
    first = desk.locator("[name=sort]").first
    expect(first).to_be_focused()
    desk.keyboard.press("Space")
    expect(first).to_be_checked()
    desk.locator("[name=causes][value='conduct.behaviour']").focus()
    desk.keyboard.press("Space")
    desk.get_by_role("button", name="Speichern", exact=True).focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Dienstaufsichtsbeschwerde")).to_be_visible()


def _draft(desk: Page, text: str) -> None:
    """Each part, saved and submitted; whoever wrote it is offered no approval."""
    desk.get_by_role("link", name="Antwort entwerfen").click()
    desk.fill("[name=about]", text)
    desk.fill("[name=checked]", text)
    desk.check("[name=result_0][value=founded]")
    desk.fill("[name=reasons_0]", text)
    desk.fill("[name=follows]", text)
    desk.get_by_role("button", name="Entwurf speichern").click()
    desk.get_by_role("link", name="Antwort vorlegen").click()
    desk.get_by_role("button", name="Vorlegen", exact=True).click()
    expect(desk.get_by_text("Die Antwort wartet auf die Freigabe")).to_be_visible()
    expect(desk.get_by_role("link", name="Antwort freigeben")).to_have_count(0)


def _approve(second: Page, address: str) -> None:
    """By the second officer, from the page of the complaint."""
    sign_in(second, "approver")
    second.goto(address)
    second.get_by_role("link", name="Antwort freigeben").click()
    second.check("[name=decision][value=approve]")
    second.get_by_role("button", name="Entscheiden").click()
    expect(second.get_by_text("Die Person findet die Antwort im Postfach")).to_be_visible()


def test_steps_and_mailbox_are_accessible_to_the_end(enter: Enter) -> None:
    """axe on the pages that only somebody sees who goes on."""
    page = enter(locale="uk-UA")
    walk = Walk(page)
    page.goto("/uk/complaint/write/")
    fill = {
        "way": lambda: (page.check("[value=complaint]"), page.check("[value=formal]")),
        "place": lambda: (page.check("[value=unknown]"), page.check("[value=yes]")),
        "story": lambda: page.fill("[name=story]", "Мене зупинили без причини."),
        "files": lambda: (
            page.set_input_files("[name=file]", [photo()]),
            page.click("[name=go][value=add]"),
            walk.check(),
        ),
        "more": lambda: page.check("[value=age]"),
        "contact": lambda: (
            page.fill("[name=name]", "Оксана Приклад"),
            page.fill("[name=phone]", "0231 5550144"),
            page.check("[name=prosecution][value=no]"),
        ),
        "check": lambda: None,
    }
    for step, act in fill.items():
        expect(page.locator(f"[name=step][value={step}]")).to_have_count(1)
        walk.check()
        act()
        _next(page)
    expect(page.locator(".com-code")).to_have_count(2)
    walk.check()
    assert walk.problems == []


def test_the_way_out_leaves_no_entry_to_come_back_to(enter: Enter, house: House) -> None:
    page = enter(locale="de-DE")
    page.goto("/de/imprint/")
    page.goto("/de/complaint/write/")
    left = []
    page.route("https://www.dwd.de/", lambda route: (left.append(1), route.fulfill(body="Wetter")))
    entries = page.evaluate("history.length")
    page.locator(".com-leave").click()
    page.wait_for_url("https://www.dwd.de/")
    assert left and page.evaluate("history.length") == entries
    assert not [each for each in page.context.cookies() if each["name"] == "visit"]


PLAIN_GERMAN_PHONE = PLAIN_PHONE | {"locale": "de-DE"}
EASY_STORY = "Ich war am Bahn-Hof. Zwei Polizisten haben mich angeschrien."
DEMO_CODE = "1234 5678 9012 3456 7890 1235"  # of the partner in the demo


def _write_for_somebody(page: Page) -> tuple[str, str]:
    """A helper at the steps, in easy German, up to the sheet; gives number and code for the first time."""
    page.goto("/complaints/for-people/")
    assert_fits(page)
    page.get_by_role("link", name="Für eine Person schreiben").click()
    page.select_option("select[name=language]", "de-simple")
    assert_fits(page)
    page.get_by_role("button", name="Beginnen").click()
    fill: dict[str, Callable[[], object]] = {
        "way": lambda: (page.check("[value=complaint]"), page.check("[value=formal]")),
        "place": lambda: (page.check("[value=federal]"), page.check("[value=ask]")),
        "story": lambda: page.fill("[name=story]", EASY_STORY),
        "files": lambda: None,
        "more": lambda: None,
        "contact": lambda: (
            page.fill("[name=name]", "Maike Tönnishof"),
            page.fill("[name=phone]", "0231 5550188"),
            page.check("[name=prosecution][value=no]"),
        ),
        "consent": lambda: (
            page.check("[name=forwarding][value=later]"),
            page.check("[name=named][value=no]"),
            page.check("[name=given][value=orally]"),
        ),
        "check": lambda: None,
    }
    for step, act in fill.items():
        expect(page.locator(f"[name=step][value={step}]")).to_have_count(1)
        expect(page.locator(".com-writer")).to_be_visible()
        assert_fits(page)
        act()
        _next(page)
    number, code = (page.locator(".com-code").nth(place).inner_text() for place in (0, 1))
    assert_fits(page)
    page.check("[name=printed]")
    _next(page)
    return number, code


def _type_code(page: Page) -> None:
    page.get_by_role("link", name="Code eingeben").click()
    page.fill("[name=code]", DEMO_CODE)
    page.get_by_role("button", name="Öffnen").click()


def _take_over(page: Page, number: str, code: str) -> None:
    """The person gets a code of their own before a word is shown."""
    page.goto("/de-simple/complaint/mailbox/")
    page.fill("[name=number]", number)
    page.fill("[name=code]", code)
    _next(page)
    expect(page.get_by_text(EASY_STORY)).to_have_count(0)
    own = page.locator(".com-code").nth(1).inner_text()
    assert own != code
    assert_fits(page)
    page.fill("[name=last_group]", own.split()[-1])
    _next(page)
    expect(page.get_by_text(EASY_STORY)).to_be_visible()
    assert_fits(page)


def _forward(page: Page) -> None:
    _type_code(page)
    expect(page.get_by_text(EASY_STORY)).to_be_visible()
    assert_fits(page)
    page.get_by_role("link", name="Weiterleiten").click()
    page.get_by_role("button", name="Weiterleiten").click()
    expect(page.get_by_text("Die Beschwerdestelle ist benachrichtigt.")).to_be_visible()


def test_in_easy_german_by_a_partner_forwarded_after_consent(enter: Enter) -> None:
    """On phones without JavaScript: the office finds nothing until the person has agreed and the helper forwards it."""
    helper, person = enter(**PLAIN_GERMAN_PHONE), enter(**PLAIN_GERMAN_PHONE)
    desk = enter(locale="de-DE")
    sign_in(helper, "partner")
    number, code = _write_for_somebody(helper)
    expect(helper.get_by_role("heading", name=number)).to_be_visible()
    expect(helper.get_by_text(EASY_STORY)).to_have_count(0)
    sign_in(desk, "complaints")
    desk.goto("/complaints/")
    expect(desk.get_by_role("link", name=number)).to_have_count(0)

    _take_over(person, number, code)
    _forward(helper)

    desk.reload()
    desk.get_by_role("link", name=number).click()
    expect(desk.get_by_text(EASY_STORY)).to_be_visible()
    expect(desk.get_by_text("Maike Tönnishof")).to_have_count(0)
    expect(desk.get_by_text("bleibt bei der Partnerorganisation")).to_be_visible()
    desk.get_by_role("link", name="Eingang bestätigen").click()
    desk.get_by_role("button", name="Bestätigen").click()
    answer = "Wir bitten Sie um Entschuldigung."
    _sort(desk)
    _draft(desk, answer)
    _approve(enter(locale="de-DE"), desk.url)
    person.goto("/de-simple/complaint/mailbox/")
    expect(person.get_by_text(answer).first).to_be_visible()
    helper.goto(helper.url)
    expect(helper.get_by_text(answer).first).to_be_visible()
