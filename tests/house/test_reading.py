"""Each page that shows somebody else's protected data writes an event, or stands here with its reason. Decision 0035."""

import logging
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client

from partnerships.directory.models import Account, Person
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.columns import Address, Telephone
from partnerships.shared.privacy import PERSONAL, protected
from tests.cast import NAMES
from tests.house.addresses import path_of
from tests.house.scene import Scene
from tests.house.table import Door, table
from tests.house.test_admin import fill
from tests.kept import kept

# Protected, and no page shows them as they are: no mark is put there.
UNMARKED = {
    "directory.account.password": "hashed",
    "directory.account.last_login": "a moment; it stands beside the address",
    "directory.appointment.asked_accounts": "numbers",
    "directory.invitation.asked_accounts": "numbers",
    "directory.invitation.token_hash": "hashed",
    "directory.person.languages": "codes; they stand beside the address",
    **{
        f"directory.importrun.{name}": "shown to its owner alone"
        for name in ("rows", "file", "read_as")
    },
    "agreements.agreementfile.file": "its download is agreements.file_fetched",
    "meetings.agendafile.file": "its download is meetings.paper_fetched",
    "meetings.attendee.eats": "a yes or no; hosts read how many",
    "meetings.attendee.interpreter": "a code; hosts read how many",
    **{
        f"meetings.mailedreply.{name}": "stands in the letter to hosts alone"
        for name in ("sender", "comment")
    },
    "documents.document.facts": "its download is documents.downloaded",
    "documents.document.file": "its download is documents.downloaded",
    "documents.document.flaws": "codes and places",
    **{
        f"operator.barrierreport.{name}": "stands in the letter to the operator alone"
        for name in ("name", "email", "words")
    },
    "sealing.check.file": "of a visitor without a name",
    "sealing.check.result": "of a visitor without a name",
}
# Matters of the installation; all else of analyses has a log of its own: tests/analyses/test_log_of_reading.py.
OF_ANALYSES = {"analyses.authority", "analyses.provision", "analyses.provisionversion"}
LIBRARIES = {"account", "mfa", "usersessions", "socialaccount", "sessions", "admin"}  # one's own

# Pages that show some without an event: address -> fields, each with its reason.
REASONS = {
    # Whoever holds the link reads where the letter went; nobody is signed in whom an event could name.
    "directory:invitation": {"directory.invitation.email"},
    # Whoever holds the link of a letter reads their own answer.
    "meetings:answer": {
        *("meetings.attendee.diet", "meetings.attendee.access_needs", "meetings.attendee.travel")
    },
}


# Fields with a mark that each of these finds on all pages together, at least.
LEAST = {"liaison": 7, "partner": 15, "dpo": 20, "admin": 15}

# An invitation goes to the address of the entry; here each of the two has a mark of its own, so nobody may act on it.
CLOSED_BY_MARKS = {
    ("directory:agree_invitation", "elsewhere"),
    ("directory:join_invitation", "partner"),
    ("directory:refuse_invitation", "elsewhere"),
    ("directory:resend_invitation", "newcomer"),
}


@dataclass(frozen=True)
class Mark:
    """A word that stands in one field of one row; `owners` are the accounts that it is about or from."""

    word: str
    field: str
    owners: frozenset[int]


def owners(row: models.Model) -> frozenset[int]:
    """Accounts of the people that the row names."""
    found = {row.pk} if isinstance(row, Account) else set()
    found |= {row.account_id} if isinstance(row, Person) else set()
    for field in row._meta.local_fields:
        kept = getattr(row, field.name) if field.is_relation else None
        found |= {kept.pk} if isinstance(kept, Account) else set()
        found |= {kept.account_id} if isinstance(kept, Person) else set()
    return frozenset(found - {None})


def fields() -> list[tuple[type[models.Model], models.Field]]:
    """Every protected field that can hold a mark; what is sealed holds none (tests/complaints)."""
    return [
        (model, field)
        for model in apps.get_models()
        if model._meta.label_lower in PERSONAL
        and model._meta.app_label not in LIBRARIES
        and (model._meta.app_label != "analyses" or model._meta.label_lower in OF_ANALYSES)
        for field in protected(model)
        if not isinstance(field, models.BinaryField)
        and f"{model._meta.label_lower}.{field.name}" not in UNMARKED
    ]


def word(field: models.Field, number: int) -> str:
    if isinstance(field, Address | models.EmailField):
        return f"marke{number}@example.org"
    if isinstance(field, Telephone):
        return f"+49231{7_000_000 + number}"
    return f"Marke{number}Ende"


def put_marks() -> Iterator[Mark]:
    """One in each field of each row; what was empty is filled."""
    number = 1000
    for model, field in fields():
        for row in model._base_manager.all():
            number += 1
            typed = word(field, number)
            model._base_manager.filter(pk=row.pk).update(**{field.name: typed})
            yield Mark(typed, f"{model._meta.label_lower}.{field.name}", owners(row))


@kept(after="house_scene")
def marked(scene: Scene) -> tuple[Scene, list[Mark]]:
    """One row at least of every table, and the marks that stand in them."""
    fill(scene)
    return scene, list(put_marks())


@pytest.fixture(autouse=True)
def without_log() -> Iterator[None]:
    """Nobody reads what is logged here."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def is_read(door: Door, column: int) -> bool:
    """Does the table say that the door shows a page to this person, so that they open it here?"""
    shown = door.answers["GET"][column] == "200" and NAMES[column] != "anonymous"
    return shown and (door.address, door.sample) not in CLOSED_BY_MARKS


def squeeze(text: str) -> str:
    """Without the spaces and signs that stand in telephone numbers and between words."""
    return re.sub(r"[\s\u00a0\u202f/-]+", "", text)


def text_of(client: Client, path: str, *, keeps: bool = False) -> tuple[int, str, int]:
    """The answer; what the page says, squeezed; how many events it wrote, which are undone unless the caller does that."""
    with transaction.atomic():
        before = AuditEvent.objects.count()
        response = client.get(path)
        content = b"".join(response.streaming_content if response.streaming else [response.content])
        written = AuditEvent.objects.count() - before
        transaction.set_rollback(not keeps)
    return response.status_code, squeeze(content.decode("utf-8", "replace")), written


@pytest.mark.parametrize("name", [name for name in NAMES if name != "anonymous"])
def test_whoever_reads_anothers_data_leaves_an_event(marked, name) -> None:
    """Everybody opens every page that the table of addresses shows to them."""
    scene, marks = marked
    reader, client, column = (
        scene.cast.people[name].account_id,
        scene.cast.client(name),
        NAMES.index(name),
    )
    cookies, silent, shown, closed = client.cookies.copy(), defaultdict(set), 0, []
    for door in table().doors():
        if not is_read(door, column):
            continue
        client.cookies = cookies.copy()
        status, said, written = text_of(client, path_of(scene, door.address, door.sample))
        closed += [(door.address, door.sample, status)] if status != 200 else []
        seen = {mark.field for mark in marks if mark.word in said and reader not in mark.owners}
        shown += len(seen)
        if seen and not written:
            silent[door.address] |= seen
    assert closed == []
    unexpected = {
        address: sorted(seen - REASONS.get(address, set())) for address, seen in silent.items()
    }
    assert {address: seen for address, seen in unexpected.items() if seen} == {}
    assert shown >= LEAST.get(name, 0), "hardly a mark was found: the test looks past the pages"


def test_there_are_marks_in_every_protected_field(marked) -> None:
    """Otherwise the test above proves nothing."""
    found = {mark.field for mark in marked[1]}
    expected = {f"{model._meta.label_lower}.{field.name}" for model, field in fields()}
    assert found == expected
    assert {
        "directory.person.phone",
        "directory.correction.wish",
        "directory.contact.text",
    } <= found
