"""Each page that shows contents of analyses writes an entry of their log, or stands here with its reason. Decision 0035, DOMAIN 5.6.

What of analyses is a matter of the installation (catalogue, kinds of authorities) is held by tests/house/test_reading.py.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction

from analyses.kinds import Category
from analyses.models import LogEntry, seen_by_house
from partnerships.shared.privacy import protected
from tests.cast import NAMES
from tests.house import test_reading
from tests.house.addresses import addresses, path_of
from tests.house.scene import Scene
from tests.house.table import Door, table
from tests.kept import kept

# Protected, and no mark is put there.
UNMARKED = {
    "case.passes": "numbers and days",
    "enquiry.answer": "only an answered one has it",
    "importfault.typed": "its download is import.faults_exported",
    "importrun.read_as": "codes",
    "importrun.head": "headings",
    "importrun.fixed": "codes",
    "logentry.account_id": "a number; the log shows a name",
    "logentry.ip": "is not kept unless switched on",
    "logentry.reason_text": "its page is log.read",
    "logentry.search_hash": "a checksum",
    "questionpart.refusal_secrecy": "a code",
    "record.category": "a code",
    "record.is_minor": "a yes or no",
    "record.needs_protection": "a yes or no",
}
# Pages that show some without an entry: address -> fields, each with its reason.
REASONS: dict[str, set[str]] = {
    # Names in a list; opening one is an entry.
    "analyses:list": {"case.title"},
    "analyses:due": {"case.title", "personrequest.file_reference"},
    "analyses:right": {"case.title", "personrequest.file_reference"},
    # The question is about what the reader read.
    "analyses:explain_sample": {"sample.question", "sample.reason_text"},
    # Numbers of paper files, in the register of whoever keeps it; who asks stands nowhere.
    "analyses:rights": {"personrequest.file_reference"},
    "analyses:answer_request": {"personrequest.file_reference"},
}
SHOWN = ("200", "286")  # 286: a part of a page
READERS = ("analyst", "customs", "legal", "dpo", "admin")
LEAST = {"analyst": 30, "customs": 25, "legal": 3, "dpo": 10, "admin": 0}  # fields seen, at least


def fields() -> list[tuple[type[models.Model], models.Field]]:
    """Every protected field of analyses that is no matter of the installation."""
    return [
        (model, field)
        for model in apps.get_app_config("analyses").get_models()
        if model._meta.label_lower not in test_reading.OF_ANALYSES
        for field in protected(model)
        if not isinstance(field, models.BinaryField)
    ]


def name_of(model: type[models.Model], field: models.Field) -> str:
    return f"{model._meta.model_name}.{field.name}"


def words_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from words_in(each)


def put_marks() -> dict[str, set[str]]:
    """Words -> fields that hold them: a mark where the database lets one be put; else what stands there, if nothing else is called so."""
    number, found = 1000, defaultdict(set)
    for model, field in fields():
        name = name_of(model, field)
        if name in UNMARKED:
            continue
        for row in model._base_manager.all():
            number += 1
            mark = f"Marke{number}Ende"
            try:
                with transaction.atomic():
                    if not isinstance(field, models.JSONField):
                        model._base_manager.filter(pk=row.pk).update(**{field.name: mark})
            except DatabaseError:
                pass
            stands = model._base_manager.values_list(field.name, flat=True).get(pk=row.pk)
            for words in words_in(stands):
                if len(words) > 8 and words not in Category.values:
                    found[test_reading.squeeze(words)].add(name)
    return dict(found)


@kept(after="house_scene")
def marked(scene: Scene) -> tuple[Scene, dict[str, set[str]]]:
    """Every case of the scene, and the words by which its contents are known again."""
    with seen_by_house():
        return scene, put_marks()


def doors_of(name: str) -> list[Door]:
    """Of analyses, those that show a page to this person."""
    column = NAMES.index(name)
    return [
        door
        for door in table().doors()
        if door.address.startswith("analyses:") and door.answers["GET"][column] in SHOWN
    ]


def count_entries() -> int:
    with seen_by_house():
        return LogEntry.objects.count()


@pytest.mark.parametrize("name", READERS)
def test_whoever_reads_contents_leaves_an_entry(marked, name) -> None:
    """Everybody opens every page of analyses that the table of addresses shows to them."""
    scene, marks = marked
    client, silent, shown, closed = scene.cast.client(name), defaultdict(set), set(), []
    cookies = client.cookies.copy()
    for door in doors_of(name):
        client.cookies = cookies.copy()
        before = count_entries()
        with transaction.atomic():
            status, said, _events = test_reading.text_of(
                client, path_of(scene, door.address, door.sample), keeps=True
            )
            written = count_entries() - before
            transaction.set_rollback(True)
        closed += [(door.address, door.sample, status)] if str(status) not in SHOWN else []
        seen = {field for words in marks if words in said for field in marks[words]}
        shown |= seen
        if seen and not written:
            silent[door.address] |= seen - REASONS.get(door.address, set())
    assert closed == []
    assert {address: seen for address, seen in silent.items() if seen} == {}
    assert len(shown) >= LEAST[name], "hardly a mark was found: the test looks past the pages"


def test_there_are_marks_in_every_field(marked) -> None:
    """Otherwise the test above proves nothing."""
    found = {field for names in marked[1].values() for field in names}
    assert {name_of(*each) for each in fields()} - found == set(UNMARKED)


def test_no_page_of_analyses_is_unheld() -> None:
    """Every address of analyses is opened by both tests, which share its fields among them; what is never a page is a button."""
    opened = {door.address for name in READERS for door in doors_of(name)}
    by_house = {
        door.address
        for column, name in enumerate(NAMES)
        for door in table().doors()
        if test_reading.is_read(door, column)
    }
    every = {each.name for each in addresses() if each.name.startswith("analyses:")}
    buttons = {row.address for row in table().rows if row.done[0] in ("302", "405")}
    assert every - opened == every & buttons
    assert opened - by_house <= {"analyses:import_progress"}  # a part of a page that is held
    others = {model for model, _field in fields()}
    ours = {model for model, _field in test_reading.fields()}
    each = {model for model in apps.get_app_config("analyses").get_models() if protected(model)}
    assert each == (others | ours) & each and not others & ours
