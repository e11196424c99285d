"""What is refused of a typed text, in sentences with the line: rows of tables, unknown fields, characters without glyph."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.shared.glyphs import Missing, unprintable
from partnerships.shared.marked.faults import Fault, Kind, faults

SENTENCES: dict[Kind, object] = {
    "rule": gettext_lazy(
        "Line %(line)d: under the head of a table stands a row of strokes with as many cells, such as |---|---|."
    ),
    "cells": gettext_lazy("Line %(line)d: every row of this table needs %(what)s cells."),
    "columns": gettext_lazy(
        "Line %(line)d: this table has %(what)s columns. On paper there is room for six."
    ),
    "row": gettext_lazy("Line %(line)d: a row of a table begins and ends with |."),
    "field": gettext_lazy(
        "Line %(line)d: %(what)s is unknown. There are {{term}}, {{notice}}, {{effective}} and {{end}}."
    ),
}


def refusals(text: str) -> list[str]:
    """One sentence for each thing that cannot be shown or printed as typed."""
    return [*_grammar(faults(text)), *_glyphs(unprintable(text))]


def _grammar(faults: list[Fault]) -> Iterator[str]:
    for fault in faults:
        yield str(SENTENCES[fault.kind]) % {"line": fault.line, "what": fault.what}


def _glyphs(lines: list[Missing]) -> Iterator[str]:
    for missing in lines:
        yield _("Line %(line)d: these characters cannot be printed: %(characters)s") % {
            "line": missing.line,
            "characters": " ".join(missing.characters),
        }


def check_marked(text: str) -> None:
    """Raises: ValidationError with a sentence for each fault."""
    if refusal := refusals(text):
        raise ValidationError([ValidationError(each, code="marked") for each in refusal])


def check_printable(line: str) -> None:
    """For one line. Raises: ValidationError with the characters that no font of ours has."""
    characters = "".join(missing.characters for missing in unprintable(line))
    if characters:
        sentence = _("These characters cannot be printed: %(characters)s")
        raise ValidationError(sentence % {"characters": " ".join(characters)}, code="unprintable")
