"""After somebody has written and been answered, a search finds nothing of it outside the seals.

Looked through: every table as SQL gives it, every file of the database's own folder (tables, write-ahead log), Redis, files, mail, what
was logged. Looked for: words, name, telephone number, code, place, address and name of the browser.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from redis import Redis

from complaints.actions.office import acknowledge, decide_objection, say
from complaints.models import CallBack, Complaint, Feedback
from partnerships.directory.models import Account, Role
from tests import services
from tests.complaints.walking import GROUP, CallWalker, MailboxWalker, Walker
from tests.factories import directory as make
from tests.factories.complaints import answer, helper_of, keys_of
from tests.uploads.files import picture

LOOKED_AT_ONCE = 32 * 1024 * 1024


def variants(word: str) -> Iterator[bytes]:
    """As it could stand somewhere: in bytes, in hexadecimal digits as a dump shows them, as wide letters."""
    for encoded in (word.encode(), word.encode("utf-16-le")):
        yield encoded
        yield encoded.hex().encode()


def tables() -> Iterator[tuple[str, bytes]]:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        for name in names:
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{name}" t')
            yield name, "\n".join(row[0] for row in cursor.fetchall()).encode()


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below it, in pieces that overlap."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield from _pieces(path)


def _pieces(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with path.open("rb") as file:
            before = b""
            while piece := file.read(LOOKED_AT_ONCE):
                yield str(path), before + piece
                before = piece[-256:]
    except OSError:  # gone in the meantime: the database works on
        return


def redis() -> Iterator[tuple[str, bytes]]:
    """Every key with its value, as Redis would move it elsewhere."""
    store = Redis.from_url(django_settings.REDIS_URL)
    for key in store.scan_iter():
        yield "redis", key + b" " + (store.dump(key) or b"")


def photo_that_says(mark: str) -> SimpleUploadedFile:
    """In its name, and in what a telephone writes into it; larger than what Django keeps in memory."""
    data = picture("JPEG", comment=mark.encode()) + bytes(3_000_000)
    return SimpleUploadedFile(f"Bild{mark}.jpg", data, content_type="image/jpeg")


def say_beside(mailbox: MailboxWalker, complaint: Complaint, typed: dict, phone: str) -> None:
    """An objection and what became of it, how it was, and that somebody wants to be called."""
    assert typed["objection"] in mailbox.go("object", sure="yes", text=typed["objection"]).page
    second = make.PersonFactory(account=make.AccountFactory())
    make.GrantFactory(person=second, role=Role.COMPLAINTS, organisation=complaint.office.authority)
    other, keys = Account.objects.get(pk=second.account_id), keys_of(complaint)
    ruling = {"outcome": "rejected", "text": typed["ruling"], "language": "ar"}
    decide_objection(complaint, keys, **ruling, by=other)
    answer(complaint, by=other, text=typed["answer"], language="ar")
    how = {"understood": "1", "taken_seriously": "1", "again": "no", "text": typed["feedback"]}
    mailbox.go("feedback", sure="yes", **how)
    assert Feedback.objects.count() == 1
    wanted = {"language": "other", "other": typed["tongue"], "times": typed["times"]}
    CallWalker("ar", mailbox.client).go("send", phone=phone, name=typed["name"], **wanted)
    assert CallBack.objects.count() == 1


def words_with(mark: str) -> dict[str, str]:
    """What is typed, each with the mark in it."""
    return {
        "story": f"قصة{mark} Kontrolle{mark}",
        "wish": f"Wunsch{mark}",
        "place": f"Platz{mark}",
        "witnesses": f"Zeugin{mark}",
        "name": f"Amara{mark}",
        "email": f"a{mark}@example.org",
        "address": f"Weg{mark} 7",
        "reply": f"Antwort{mark}",
        "question": f"Frage{mark}",
        "nudge": f"n{mark}@example.org",
        "objection": f"Einwand{mark}",
        "ruling": f"Entscheidung{mark}",
        "answer": f"Bescheid{mark}",
        "feedback": f"Rückmeldung{mark}",
        "tongue": f"Sprache{mark}",
        "times": f"Zeit{mark}",
    }


@pytest.mark.slow
def test_a_search_finds_nothing(transactional_db, office, caplog) -> None:
    mark = token_hex(6)
    typed = words_with(mark)
    phone, browser, address = "0231 98" + str(int(mark, 16))[-8:], f"Telefon{mark}", "203.0.113.77"
    officer = make.PersonFactory(account=make.AccountFactory())
    make.GrantFactory(person=officer, role=Role.COMPLAINTS, organisation=office.authority)
    client = Client(REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=address, HTTP_USER_AGENT=browser)
    number, code = Walker("ar", client).send(
        way={"kind": "complaint", "way": "formal"},
        place={"police": "state", "pass_on": "ask", "place": typed["place"]},
        story={"story": typed["story"], "wish": typed["wish"]},
        files={"file": photo_that_says(mark)},
        more={"witnesses": typed["witnesses"]},
        contact={
            **{name: typed[name] for name in ("name", "email", "address")},
            "phone": phone,
            "prosecution": "no",
        },
    )
    complaint = Complaint.objects.get(number=number)
    assert complaint.attachments.count() == 1
    MailboxWalker("ar", client).go("open", number=number, code=code).go(
        "nudge", email=typed["nudge"], sure="yes"
    )
    account = Account.objects.get(pk=officer.account_id)
    acknowledge(complaint, by=account)
    say(
        complaint,
        keys_of(complaint),
        kind="question",
        text=typed["question"],
        language="ar",
        by=account,
    )
    mailbox = MailboxWalker("ar", client).go("open", number=number, code=code)
    assert typed["question"] in mailbox.page
    assert [letter.to for letter in mail.outbox if mark in letter.to[0]] == [[typed["nudge"]]]
    with_file = {"text": typed["reply"], "file": photo_that_says(mark)}
    assert typed["reply"] in mailbox.go("write", **with_file).page
    assert complaint.attachments.count() == 2
    drawn = client.post(mailbox.address, {**mailbox.hidden, "go": "everything"})
    assert drawn["Content-Type"] == "application/pdf"
    say_beside(mailbox, complaint, typed, phone)
    spaced = " ".join(code[start : start + 4] for start in range(0, 24, 4))
    looked_for = [mark, *typed.values(), phone, code, spaced, browser, address, "127.0.0.77"]
    assert search(looked_for, caplog.text) == []


def search(words: list[str], log: str) -> list[str]:
    """Where one of them stands."""
    pattern = re.compile(
        b"|".join(re.escape(variant) for word in words for variant in variants(word))
    )
    seen = 0
    hits = []
    for source in (
        tables(),
        redis(),
        files(services.FOLDER),
        iter([("log", log.encode())]),
    ):
        for name, content in source:
            seen += len(content)
            hits += [f"{name}: {found!r}" for found in pattern.findall(content)]
    assert seen > 30e6, "the database's folder was not looked through"
    return hits


@pytest.mark.slow
def test_nor_of_what_a_partner_wrote(transactional_db, office, settings, caplog) -> None:
    """Words, names, the code of the organisation, and the two codes of the person."""
    settings.DEMO = True  # nobody here has a second factor
    mark = token_hex(6)
    organisation = make.OrganisationFactory(name="Beratung Nord e. V.")
    client = Client()
    client.force_login(helper_of(organisation))
    page = f"/complaints/for-people/code/{organisation.pk}/"
    shown = client.post(page, {"go": "make"}, follow=True).content.decode()
    own_code = "".join(GROUP.findall(shown))
    client.post(page, {"go": "kept", "printed": "on"})
    client.post("/complaints/for-people/write/", {"language": "de-simple"})
    number, code = Walker("de-simple", client).send(
        way={"kind": "complaint", "way": "formal"},
        story={"story": f"Bahnhof{mark}", "wish": f"Wunsch{mark}"},
        contact={"name": f"Maike{mark}", "phone": "0231 5550188", "prosecution": "no"},
        consent={"forwarding": "later", "named": "no", "given": "orally"},
    )
    mailbox = MailboxWalker("de-simple").go("open", number=number, code=code)
    persons_code = "".join(GROUP.findall(mailbox.page))
    mailbox.go("kept", printed="on")
    assert f"Bahnhof{mark}" in mailbox.page
    row = Complaint.objects.get(number=number)
    path = f"/complaints/for-people/{row.pk}/"
    assert f"Bahnhof{mark}" in client.get(path).content.decode()
    client.post(f"{path}say/", {"text": f"Beratung{mark}"})
    client.post(f"{path}forward/")
    row.refresh_from_db()
    assert row.forwarded_at and row.messages.count() == 2
    assert search([mark, code, own_code, persons_code], caplog.text) == []


def test_the_search_would_find_it(db) -> None:
    """A word that does stand in a table is found by it."""
    word = f"Wort{token_hex(6)}"
    make.OrganisationFactory(name=word)
    pattern = re.compile(b"|".join(re.escape(variant) for variant in variants(word)))
    assert any(pattern.search(content) for _name, content in tables())
