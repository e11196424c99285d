"""Events in words: templates/<label>/audit/<verb>.txt, one sentence each, from the event's facts.

An app whose facts are codes of its own lays their words on the shelf `log_words`.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.base import TextNode
from django.template.defaulttags import LoadNode
from django.template.loader import get_template
from django.templatetags.i18n import TranslateNode
from django.utils.translation import get_language

from partnerships.shared.registry import log_words


def sentence(what: str, facts: Mapping[str, object]) -> str:
    """What happened, plain text in the reader's language; the code itself where nobody wrote a sentence."""
    if what in _fixed():
        return label_of(what)
    label = what.partition(".")[0]
    return _said(what, log_words.get(label)(facts) if label in log_words else facts)


def _said(what: str, words: Mapping[str, object]) -> str:
    label, _dot, verb = what.partition(".")
    try:
        template = get_template(f"{label}/audit/{verb}.txt").template  # type: ignore[attr-defined]
    except TemplateDoesNotExist:
        return what
    return " ".join(template.render(Context(words, autoescape=False)).split())


@lru_cache(maxsize=1)
def _fixed() -> frozenset[str]:
    """Events whose sentence is the same whatever their facts: said once, not once a row."""
    return frozenset(what for what in known() if _is_fixed(what))


def _is_fixed(what: str) -> bool:
    label, _dot, verb = what.partition(".")
    template = get_template(f"{label}/audit/{verb}.txt").template  # type: ignore[attr-defined]
    return all(
        isinstance(node, TextNode | LoadNode)
        or (isinstance(node, TranslateNode) and not node.filter_expression.is_var)
        for node in template.nodelist
    )


class Blank(int):
    """Stands where a fact would: as a word, and as the number that a plural asks for."""

    def __str__(self) -> str:
        return "…"

    def __getitem__(self, _name: object) -> "Blank":
        return self


class _Blanks(dict):
    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> Blank:
        return Blank(2)


@lru_cache(maxsize=8)
def _labels(_language: str) -> dict[str, str]:
    context = _Blanks()
    return {what: _said_blank(what, context) for what in known()}


def _said_blank(what: str, blanks: Mapping[str, object]) -> str:
    """A sentence that cannot be said without its facts is shown by its code."""
    try:
        return _said(what, blanks) or what
    except (TypeError, ValueError, AttributeError, KeyError):
        return what


@lru_cache(maxsize=1)
def known() -> tuple[str, ...]:
    """Every event that somebody wrote a sentence for: "directory.role_given"."""
    folders = [Path(root) for root in settings.TEMPLATES[0]["DIRS"]]  # type: ignore[attr-defined]
    files = sorted(file for root in folders for file in root.glob("*/audit/*.txt"))
    return tuple(f"{file.parent.parent.name}.{file.stem}" for file in files)


def label_of(what: str) -> str:
    """What an event is called where no facts are at hand: "Role given"."""
    return _labels(get_language() or settings.LANGUAGE_CODE).get(what, what)


def labels() -> dict[str, str]:
    """The words for every kind of event, by its code."""
    return _labels(get_language() or settings.LANGUAGE_CODE)


def kind_of(label: str) -> str:
    """What a table is called: "directory.Seat" is a seat. A table that is gone keeps its code."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


def table_in_words(facts: dict[str, object]) -> dict[str, object]:
    """For the sentences of the log's own events: a table by its name."""
    return facts | {"table": kind_of(str(facts["table"]))} if "table" in facts else facts


def kinds() -> list[tuple[str, str]]:
    """Every kind of thing that an event may be about, in the order of their names."""
    rooms = {what.partition(".")[0] for what in known()}
    choices = [
        (model._meta.label, str(model._meta.verbose_name))
        for model in apps.get_models()
        if model._meta.app_label in rooms and not model._meta.label.endswith("Event")
    ]
    choices.append(("audit.AuditEvent", kind_of("audit.AuditEvent")))
    return sorted(set(choices), key=lambda kind: kind[1].casefold())
