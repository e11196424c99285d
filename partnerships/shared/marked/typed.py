"""Form fields for marked text and for lines that stand on paper."""

from partnerships.shared.fields import LineField, ProseField
from partnerships.shared.marked.checks import check_marked, check_printable


class MarkedField(ProseField):
    """A marked text: what cannot be shown or printed as typed is refused with its line."""

    default_validators = [check_marked]


class PrintedLineField(LineField):
    """One line that stands on paper, such as a heading or a title; a person's name is none."""

    default_validators = [check_printable]
