"""Everything the database holds about one person, found through the keys that point at them.

Source: GDPR Art. 15 (access) and Art. 20 (portability). What is about a person is declared at the model (decision 0006),
so that a new table is found without anybody thinking of it here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst

from partnerships.shared.audit.listing import in_words
from partnerships.shared.audit.sentences import kind_of, label_of
from partnerships.shared.facts import in_words as facts_in_words
from partnerships.shared.facts import occasion
from partnerships.shared.labels import field_label
from partnerships.shared.letters.models import fault_words
from partnerships.shared.outbox import OutboxRow
from partnerships.shared.privacy import HARMLESS, PERSONAL
from partnerships.shared.registry import Shelf, document_kinds, letter_kinds, lists
from partnerships.shared.row_policies import EVERYTHING, sight
from partnerships.shared.spoken import spoken_name

MOST = 10_000  # rows of one table in one copy
# Keys to doors: telling them to whoever asks would let somebody in.
WITHHELD = {
    "directory.account.password",
    "directory.invitation.token_hash",
    "agreements.signingcode.code_hash",
    "mfa.authenticator.data",
    "usersessions.usersession.session_key",
    "usersessions.usersession.data",
    "socialaccount.socialtoken.token",
    "socialaccount.socialtoken.token_secret",
}


# How the machines took turns; it says nothing about anybody.
MECHANICS = {"holder", "lease_until", "kicked_at"}
# How a file of organisations was read, and the whole wording of an agreement: kept for the machine, and about nobody.
ITS_OWN = {
    "directory.importrun.columns",
    "directory.importrun.defaults",
    "directory.importrun.chosen",
    "agreements.version.facts",
}


def _on(shelf: Shelf, name: str) -> Callable[[str], str]:
    """What lies on a shelf under a code, by the name it has for people."""
    return lambda code: str(getattr(shelf.get(code), name)) if code in shelf else code


IN_WORDS: dict[str, Callable[[str], str]] = {
    "agreements.version.cause": occasion,
    "audit.auditevent.what": label_of,
    "audit.auditevent.target_label": kind_of,
    "audit.auditevent.capacity": lambda code: in_words({code}).get(code, code),
    "documents.document.error_code": fault_words,
    "letters.letter.error_code": fault_words,
    "documents.document.kind": _on(document_kinds, "label"),
    "letters.letter.kind": _on(letter_kinds, "label"),
    "lists.savedview.list": _on(lists, "caption"),
}


FACTS = {"audit.auditevent.facts", "letters.letter.facts"}


@dataclass(frozen=True)
class Section:
    """One table: what it is called, and its rows as label -> value."""

    title: str
    label: str
    rows: list[dict[str, object]]


def sections(targets: list[models.Model]) -> Iterator[Section]:
    """Of all tables that point at one of `targets`, and the targets themselves, in the order of the apps."""
    for model in apps.get_models():
        label = model._meta.label_lower
        if label not in PERSONAL or hasattr(model, "pgh_tracked_model"):
            continue
        with sight(EVERYTHING):  # the copy is whole; what it shows is chosen by the columns
            rows = list(_rows(model, targets))
        if rows:
            yield Section(capfirst(str(model._meta.verbose_name_plural)), label, rows)


def _rows(model: type[models.Model], targets: list[models.Model]) -> Iterator[dict[str, object]]:
    about, acted = _keys(model, targets)
    itself = Q(pk__in=[row.pk for row in targets if isinstance(row, model)])
    condition = _asked(model, about) | itself
    personal, harmless = PERSONAL[model._meta.label_lower], HARMLESS[model._meta.label_lower]
    for row in _newest(model, condition):
        yield _told(row, personal | harmless, targets)
    if acted:
        for row in _newest(model, _asked(model, acted) & ~condition):
            yield _told(row, harmless, targets)


def _newest(model: type[models.Model], which: Q) -> models.QuerySet:
    keys = [field.name for field in model._meta.local_fields if field.is_relation]
    return model._default_manager.filter(which).select_related(*keys).order_by("-pk")[:MOST]


def _keys(
    model: type[models.Model], targets: list[models.Model]
) -> tuple[dict[str, int], dict[str, int]]:
    """Names of the keys that make a row about the person, and of those by which they only acted."""
    about: dict[str, int] = {}
    acted: dict[str, int] = {}
    for field in model._meta.local_fields:
        for target in targets:
            if field.is_relation and field.related_model is type(target):
                only_acted = field.name == "by" or field.name.endswith("_by")
                (acted if only_acted else about)[field.name] = target.pk
    return about, acted


def _asked(model: type[models.Model], keys: dict[str, int]) -> Q:
    condition = Q(pk__in=[])
    for name, pk in keys.items():
        condition |= Q(**{name: pk})
    return condition


def _told(
    row: models.Model, names: Iterable[str], targets: list[models.Model]
) -> dict[str, object]:
    """Label -> value; another person stays unnamed, secrets are left out, empty fields too."""
    values: dict[str, object] = {}
    for field in row._meta.local_fields:
        withheld = f"{row._meta.label_lower}.{field.name}" in WITHHELD | ITS_OWN
        turns = isinstance(row, OutboxRow) and field.name in MECHANICS
        if field.name not in names or withheld or turns:
            continue
        value = _value(row, field, targets)
        if value not in (None, "", [], {}):
            values[field_label(field)] = value
    return values


def _value(row: models.Model, field: models.Field, targets: list[models.Model]) -> object:
    if field.is_relation:
        return _named(getattr(row, field.name), targets)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    value = getattr(row, field.attname)
    if isinstance(field, ArrayField) and field.base_field.choices:
        words = dict(field.base_field.flatchoices)
        return [str(words.get(code, code)) for code in value or ()]
    in_words = IN_WORDS.get(f"{row._meta.label_lower}.{field.name}")
    if f"{row._meta.label_lower}.{field.name}" in FACTS and value:
        return facts_in_words(value, str(getattr(row, "target_label", "")))
    if field.name == "language":
        in_words = spoken_name
    return in_words(value) if in_words and value else value


def _named(row: models.Model | None, targets: list[models.Model]) -> str:
    """What a key points at, in words; people other than the one it is about stay out of the copy."""
    if row is None:
        return ""
    people = {type(target) for target in targets}
    return "–" if type(row) in people and row not in targets else str(row)
