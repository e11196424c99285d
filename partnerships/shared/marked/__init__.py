"""Marked text: what people type into a clause, and how it is read, compared and printed. Source: decision 0027.

Blank line: paragraph. A line break stays. A line that begins with a mark (-, 1., (1), a), § 1) is an item, and the mark
is text. *x* and **x** emphasise. |…| is a row of a table. {{term}} is a field. Everything else is what it looks like.
"""

from partnerships.shared.marked.faults import FIELDS, Fault, faults
from partnerships.shared.marked.shown import (
    Words,
    has_fields,
    resolve,
    to_html,
    visible,
    visible_words,
)

__all__ = [
    "FIELDS",
    "Fault",
    "Words",
    "faults",
    "has_fields",
    "resolve",
    "to_html",
    "visible",
    "visible_words",
]
