"""Eleven languages, complete: each text that a page asks of the catalogues is there, in the language of the page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override, to_locale, trans_real

from complaints.actions import nudging
from complaints.actions.office import acknowledge, close, decide_objection, say
from complaints.languages import CODES, LANGUAGES
from complaints.models import CheckedLanguage, Complaint, OutsideBody
from complaints.sealed_rows import read_told
from complaints.views import paper
from complaints.views.mailbox import say_stage
from partnerships.directory.models import Account, Role
from tests.complaints.walking import CONTACT, CallWalker, MailboxWalker, Walker
from tests.factories import directory as make
from tests.factories.complaints import SETTLED, answer, keys_of
from tests.uploads.files import picture

TRANSLATED = [code for code in CODES if code not in ("de", "en")]
PLACES = re.compile(r"%\(\w+\)[sd]")
TAGS = re.compile(r"</?a[^>]*>")
# Words by which German is known at once; names of offices and laws are not among them.
GERMAN = re.compile(r"\b(?:und|nicht|Sie|Ihre[nmrs]?|wir|mit|eine[nmrs]?|für|auf|bitte)\b")
SHOWN = re.compile(
    r"<(?:script|style|title)\b.*?</(?:script|style|title)>|<!--.*?-->|<[^>]+>", re.S
)
IN_GERMAN = re.compile(r'<(\w+)[^>]*\blang="(?:de|de-simple)"[^>]*>.*?</\1>', re.S)


class Asked:
    """Django's catalogue of a language, which notes what it is asked for."""

    def __init__(self, real: trans_real.DjangoTranslation) -> None:
        self.real, self.messages = real, set()

    def __getattr__(self, name: str):
        return getattr(self.real, name)

    def missing(self) -> list[str]:
        """What it was asked for and does not have; German would stand there instead."""
        known = self.real._catalog
        return sorted(str(key) for key in self.messages - {""} if key not in known)

    def gettext(self, message: str) -> str:
        self.messages.add(message)
        return self.real.gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        try:
            self.real._catalog.plural(one, number)
        except KeyError:
            self.messages.add(one)
        return self.real.ngettext(one, many, number)


@contextmanager
def asked(language: str) -> Iterator[Asked]:
    """While it runs, what is asked of the language's catalogue is noted."""
    with override(language):
        real = trans_real._translations[language]
    noting = trans_real._translations[language] = Asked(real)
    try:
        yield noting
    finally:
        trans_real._translations[language] = real


def pages_of(language: str, officer) -> Iterator[str]:
    """Every page that somebody who complains can see, with faults and without, at each stage."""
    client = Client()
    for name in ("", "others/", "languages/", "privacy/", "sent/"):
        yield client.get(f"/{language}/complaint/{name}").content.decode()
    walker = Walker(language)
    yield walker.page
    yield walker.go().page
    yield walker.go(kind="complaint", way="formal").page
    yield walker.go().page
    walker.go(police="state", pass_on="ask", day="2099-01-01")
    yield walker.page
    walker.go(police="state", pass_on="no", day="2026-11-02", hour="17", place="x").go(story="")
    yield walker.page
    yield walker.go(story="Ж" * 20_001).page
    yield walker.go(story="Ж", wish="Ж").page
    files = (b"", b"GIF89a", b"%PDF-1.7 x", picture("JPEG"))
    yield walker.go("add", file=[SimpleUploadedFile("a.jpg", data) for data in files]).page
    yield walker.go("next").page
    grounds = ["skin_colour", "other", "age"]
    yield walker.go(grounds=grounds, witnesses="Ж").page
    yield walker.go(name="").page
    yield walker.go(name="A", phone="abc", email="x@", prosecution="yes").page
    yield walker.go(**{**CONTACT, "email": "amara@example.org", "address": "Weg 1"}).page
    yield walker.go("send").page
    number, code = walker.receipt()
    yield walker.go("kept", last_group="").page
    yield walker.go("kept", last_group="x1").page
    yield walker.go("kept", printed="on").page
    walker.client.cookies.clear()
    yield walker.go(step="story", story="Ж").page
    yield from mailbox_of(language, number, code, officer)


def call_in(language: str) -> Iterator[str]:
    """Somebody asks to be called: with faults, in a language that is not in the list, and without cookies."""
    walker = CallWalker(language)
    yield walker.page
    yield walker.go("send", phone="x", language="other").page
    yield walker.go("send", phone="0231 1", language="other", other="Ж").page
    walker.client.cookies.clear()
    yield walker.go("again").page


def fresh_officer() -> Account:
    """Of the whole installation; has worked on nothing."""
    person = make.PersonFactory(account=make.AccountFactory())
    make.GrantFactory(person=person, role=Role.COMPLAINTS)
    return Account.objects.get(pk=person.account_id)


def said_beside(walker: MailboxWalker, complaint: Complaint) -> Iterator[str]:
    """Objections with both answers, and how it was."""
    yield walker.go("object").page
    yield walker.go("object", text="").page
    for outcome in ("rejected", "upheld"):
        yield walker.go("object", sure="yes", text="Ж").page
        said = {"outcome": outcome, "text": "Ж", "language": walker.language}
        decide_objection(complaint, keys_of(complaint), **said, by=fresh_officer())
        yield walker.get("mailbox")
    yield walker.go("feedback").page
    yield walker.go("feedback", understood="").page
    yield walker.go("feedback", understood="1", taken_seriously="2", again="no", text="Ж").page


def mailbox_of(language: str, number: str, code: str, officer) -> Iterator[str]:
    """Closed, mistyped, open, and at each stage."""
    walker = MailboxWalker(language)
    yield write_paper(number, language)
    yield walker.page
    for typed in ("", "1", "1" * 30, "x", code[:-1] + str((int(code[-1]) + 1) % 10)):
        yield walker.go("open", number=number[:-1], code=typed).page
    yield walker.go("open", number="000000000", code=code).page
    yield walker.go("open", number=number, code=code).page
    yield walker.go("write", text="").page
    yield from extras_of(walker)
    complaint = Complaint.objects.get(number=number)
    acknowledge(complaint, by=officer)
    yield letter_of(complaint, language)
    keys = keys_of(complaint)
    for kind in ("notice", "question"):
        say(complaint, keys, kind=kind, text="Ж", language=language, by=officer)
        yield walker.get("mailbox")
    answer(complaint, by=officer, text="Ж", language=language)
    yield walker.get("mailbox")
    yield from said_beside(walker, complaint)
    yield walker.go("renew").page
    yield walker.go("renew").page
    close(complaint, by=fresh_officer(), **SETTLED)
    yield walker.get("mailbox")
    other, its_code = Walker(language).send()
    walker = MailboxWalker(language).go("open", number=other, code=its_code)
    walker.go("write", text="Ж")
    yield walker.page
    yield walker.go("withdraw").page
    yield walker.go("withdraw").page
    walker.client.cookies.clear()
    yield walker.go("write", text="Ж").page


def extras_of(walker: MailboxWalker) -> Iterator[str]:
    """Files, and an address for letters without content."""
    bad = [SimpleUploadedFile("a.jpg", data) for data in (b"", b"GIF89a", picture("JPEG"))]
    yield walker.go("add", file=bad).page
    yield walker.go("nudge").page
    yield walker.go("nudge", email="x", sure="yes").page
    yield walker.go("nudge", email="x@example.org", sure="yes").page


def letter_of(complaint: Complaint, language: str) -> str:
    """The letter without content, as if it were a page."""
    nudging._send(complaint.pk, "x@example.org", language)
    letter = f"{mail.outbox[-1].subject} {mail.outbox[-1].body}"
    return f'<html lang="{language}" dir="{direction_of(language)}"><body>{letter}'


def direction_of(language: str) -> str:
    """In which it is written."""
    return "rtl" if dict((each.code, each.is_rtl) for each in LANGUAGES)[language] else "ltr"


def write_paper(number: str, language: str) -> str:
    """The confirmation with everything, as the page that becomes a PDF."""
    complaint = Complaint.objects.get(number=number)
    facts = read_told(complaint, keys_of(complaint))
    turns = [paper.Turn("Ж", "1", language, "Ж")]
    with override(language):
        answers = paper.put_answers(facts | {"name": "A", "phone": "1"})
        everything = paper.Everything(answers, turns, ["Ж"])
        return paper.write(complaint, language, say_stage(complaint), everything)


def words_of(page: str) -> str:
    """What is read on a page, without passages that are marked as German, what was typed, and what bodies are called at their door."""
    main = page.partition("<body")[2].partition(">")[2]
    read = SHOWN.sub(" ", IN_GERMAN.sub(" ", main))
    for body in OutsideBody.objects.all():
        read = read.replace(body.name, " ").replace(body.contact or body.name, " ")
    return read


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_missing_and_no_german_is_left(cast, office, language) -> None:
    officer = cast.account("complaints")
    with asked(language) as noting:
        pages = [*pages_of(language, officer), *call_in(language)]
    assert noting.missing() == []
    if language != "de-simple":
        left = {found for page in pages for found in GERMAN.findall(words_of(page))}
        assert left == set()
    opening = f'<html lang="{language}" dir="{direction_of(language)}">'
    assert all(opening in page for page in pages)


def test_without_an_office_the_page_is_whole_too(db) -> None:
    for language in TRANSLATED:
        with asked(language) as noting:
            page = Client().get(f"/{language}/complaint/write/").content.decode()
        assert noting.missing() == [] and f'lang="{language}"' in page


def test_the_check_notices_a_text_that_is_missing(db) -> None:
    """Asked for something that no catalogue has, the recorder says so."""
    with asked("ar") as noting, override("ar"):
        trans_real.gettext("A text that nobody has translated")
    assert noting.missing() == ["A text that nobody has translated"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogues_are_whole_and_keep_places_and_tags(language) -> None:
    place = settings.ROOT / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"
    with place.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    assert len(messages) > 200
    wrong = []
    for message in messages:
        text = str(message.string)
        same = [
            sorted(found.findall(str(message.id))) == sorted(found.findall(text))
            for found in (PLACES, TAGS)
        ]
        if not text or message.fuzzy or not all(same):
            wrong.append(message.id)
    assert wrong == []


def test_all_catalogues_hold_the_same_texts() -> None:
    def ids(language: str) -> set[object]:
        place = settings.ROOT / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"
        with place.open("rb") as file:
            return {(message.context, message.id) for message in read_po(file) if message.id}

    first = ids(TRANSLATED[0])
    assert all(ids(language) == first for language in TRANSLATED)


def test_legal_sentences_stand_beside_the_german_until_somebody_has_checked(office) -> None:
    client = Client()
    assert client.get("/tr/complaint/").content.decode().count('class="com-german"') == 4
    assert 'class="com-german"' not in client.get("/de/complaint/").content.decode()
    assert 'class="com-german"' not in client.get("/en/complaint/").content.decode()
    CheckedLanguage.objects.filter(language="tr").update(
        checked_by="Deniz Örnek", checked_on=date(2026, 11, 1)
    )
    assert 'class="com-german"' not in client.get("/tr/complaint/").content.decode()
    assert "Deniz Örnek" in client.get("/tr/complaint/languages/").content.decode()
