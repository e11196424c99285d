"""Facts of events and letters for people: what each is called, its codes in words, rows by their numbers."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.shared.audit.sentences import kind_of, known, label_of
from partnerships.shared.labels import WORDS, code_label, field_label
from partnerships.shared.parts.figures import day_text
from partnerships.shared.registry import document_kinds, fact_words, lists
from partnerships.shared.spoken import SPOKEN

# What no table and no field is called.
NAMES = {
    "after": _("After"),
    "agrees": _("Agrees"),
    "answer": _("Answer"),
    "asked": _("Narrowed by"),
    "before": _("Before"),
    "change": _("What was changed"),
    "changed": _("Changed"),
    "created": _("New"),
    "decision": _("Decision"),
    "duplicate": _("Duplicate entry"),
    "entry": _("Entered as"),
    "fields": _("Fields"),
    "filters": _("Narrowed by"),
    "format": _("Format"),
    "former": _("Followed on"),
    "from": _("Before"),
    "into": _("This entry goes on as"),
    "kind": _("Kind"),
    "language": _("Language"),
    "languages": _("Languages"),
    "left_out": _("Left out"),
    "list": _("List"),
    "made": _("Corrected"),
    "moved": _("Moved along"),
    "name": _("Former name"),
    "named": _("New contact persons"),
    "number": _("Number"),
    "parties": _("Number of parties"),
    "record": _("All signed on paper"),
    "reason": _("Reason"),
    "remark": _("Remark"),
    "reply": _("Answer"),
    "report": _("Barrier report"),
    "requirement": _("Requirement"),
    "role": _("Role"),
    "second_person": _("Second person"),
    "seats_ended": _("Seats that ended with it"),
    "signatures": _("Number of signatures"),
    "stage": _("Stage"),
    "state": _("State"),
    "table": _("Table"),
    "to": _("After"),
    "until": _("Until"),
    "up": _("Moved up"),
    "verb": _("Step"),
    "what": _("Occasion"),
}
# Numbers of rows under a name that is no table's.
ROWS = {"by", "into", "former", "duplicate", "record", "report", "successor", "predecessor", "name"}
# Fields whose choices a fact under another name takes.
AS_FIELD = {"from": "stage", "to": "stage", "before": "standing", "after": "standing"}
CODES = {
    "asked": _("asked"),
    "completed": _("completed"),
    "confirmed": _("confirmed"),
    "ended": _("ended"),
    "exit": _("Exit"),
    "expired": _("expired"),
    "given": _("given"),
    "made": _("made"),
    "refused": _("refused"),
    "reminder": _("Reminder"),
    "renewal_begun": _("Renewal begun"),
    "review_called": _("to be confirmed"),
    "review_missed": _("ended, because nobody confirmed it"),
    "second": _("asked for the second yes"),
    "superseded": _("superseded"),
    "terminated": _("terminated"),
    "termination": _("Notice of the whole agreement"),
    "withdrawn": _("withdrawn"),
}


def in_words(facts: Mapping[str, object], about: str = "") -> dict[str, str]:
    """What each fact is called -> what it says. `about`: the table that they are about; empty ones are left out.

    Two facts of one name stand together, none is lost.
    """
    place = str(facts.get("table") or facts.get("list") or about)
    words: dict[str, str] = {}
    for name, value in sorted(facts.items()):
        if value not in (None, "", [], {}):
            label, said = _name(name), _said(name, value, place)
            words[label] = f"{words[label]}; {said}" if label in words else said
    return words


def _name(name: str) -> str:
    if name in NAMES:
        return str(NAMES[name])
    if name in _tables():
        return capfirst(str(_tables()[name]._meta.verbose_name))
    return code_label(name)


def is_named(name: str) -> bool:
    """Is there a word for a fact of this name?"""
    return name in NAMES or name in WORDS or name in _tables()


@lru_cache(maxsize=1)
def _tables() -> dict[str, type[Model]]:
    """Tables by the names that facts give to their rows."""
    return {model._meta.model_name or "": model for model in apps.get_models()}


def _said(name: str, value: object, place: str) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, Mapping):
        return ", ".join(
            f"{_part(key, place)}: {_said(key, one, place)}" for key, one in value.items()
        )
    if isinstance(value, list):
        return ", ".join(_said(name, one, place) for one in value)
    if isinstance(value, str):
        return _code(name, value, place)
    if name in ROWS or name in _tables():
        return gettext("no. %(number)s") % {"number": value}
    return str(value)


def _code(name: str, code: str, place: str) -> str:
    if name in ("fields", "asked"):
        return _field(code, place)
    if name == "columns":
        return _part(code, place)
    if name == "table" or "." in code and kind_of(code) != code:
        return kind_of(code)
    if name == "list" and code in lists:
        return str(lists.get(code).caption)
    if name in fact_words and code in fact_words.get(name):
        return str(fact_words.get(name)[code])
    if name in ("language", "languages") and code in SPOKEN:
        return str(SPOKEN[code])
    if name == "kind" and code in document_kinds:
        return str(document_kinds.get(code).label)
    return _choice(name, code, place) or _day(code) or occasion(code)


def _field(code: str, table: str) -> str:
    """A field of the table; a filter's is the part before its comparison."""
    name = code.partition("__")[0]
    try:
        return field_label(apps.get_model(table)._meta.get_field(name))
    except (LookupError, ValueError, FieldDoesNotExist, AttributeError):
        return _name(name)


def _part(name: str, place: str) -> str:
    """A column or filter of a list, as its page calls it."""
    described = lists.get(place) if place in lists else None
    column = described.column(name) if described else None
    narrowed = described.filters.base_filters.get(name) if described else None
    label = column.label if column else narrowed.label if narrowed else ""
    return str(label or _name(name))


@lru_cache(maxsize=1)
def _choices() -> dict[tuple[str, str, str], object]:
    """Words by table, name of a field and its code; without a table those of the first one that has them."""
    words_of: dict[tuple[str, str, str], object] = {}
    for model in apps.get_models():
        for field in model._meta.local_fields:
            for code, words in _flat(field.choices):
                for table in (model._meta.label, ""):
                    words_of.setdefault((table, field.name, str(code)), words)
    return words_of


def _flat(choices: object) -> Iterable[tuple[object, object]]:
    return choices if isinstance(choices, list) else ()


def _choice(name: str, code: str, table: str) -> str:
    field = AS_FIELD.get(name, name)
    known = _choices()
    return str(known.get((table, field, code)) or known.get(("", field, code), ""))


def occasion(code: str) -> str:
    """An occasion by the event of the same name, or by a word of its own; one that nobody named keeps its code."""
    for what in known():
        if what.partition(".")[2] == code:
            return label_of(what)
    return str(CODES.get(code, code))


def _day(text: str) -> str:
    try:
        return day_text(date.fromisoformat(text))
    except ValueError:
        return ""
