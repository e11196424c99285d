"""How names and lines that people type stand on paper: as typed where our fonts have every character, never as empty boxes.

The name of a person or an organisation is never refused: it gets a form in letters that can be printed (`printed_name`).
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from partnerships.shared.addresses import show_address
from partnerships.shared.glyphs import is_printable
from partnerships.shared.marked.checks import check_printable

LONGEST_PRINTED = 200


def on_paper(name: str, printed_name: str = "") -> str:
    """The name where it can be printed, else its printed form, else a plain phrase in brackets."""
    if is_printable(name):
        return name
    if printed_name and is_printable(printed_name):
        return printed_name
    return _("[name cannot be printed yet]")


def lacks_printed_name(name: str, printed_name: str = "") -> bool:
    """The name cannot stand on paper before somebody gives its printed form."""
    return not is_printable(name) and not (printed_name and is_printable(printed_name))


def needed(name: str, printed_name: str) -> str:
    """The printed form as it is kept: none beside a name that can be printed itself."""
    return "" if is_printable(name) else printed_name


def check_printed_name(printed_name: str) -> None:
    """For the `clean` of models. Raises: ValidationError at `printed_name`."""
    try:
        check_printable(printed_name)
    except ValidationError as error:
        raise ValidationError({"printed_name": error.messages}) from None


def check_lines(row: models.Model, *names: str) -> None:
    """For the `clean` of models whose texts are printed as typed. Raises: ValidationError at the field, with the line."""
    faults = {name: _faults(getattr(row, name)) for name in names}
    if any(faults.values()):
        raise ValidationError({name: found for name, found in faults.items() if found})


def _faults(text: str) -> list[str]:
    lines = text.split("\n")
    found = []
    for number, line in enumerate(lines, 1):
        try:
            check_printable(line)
        except ValidationError as error:
            place = _("Line %(number)d: %(fault)s") if len(lines) > 1 else "%(fault)s"
            found += [place % {"number": number, "fault": fault} for fault in error.messages]
    return found


def line_on_paper(line: str, instead: str = "") -> str:
    """A function, a place, the name of a file; `instead` is what is said where it cannot be printed."""
    if is_printable(line):
        return line
    return instead or _("[cannot be printed]")


def address_on_paper(address: str) -> str:
    """An e-mail address as people write it, or in its form of the network where that cannot be printed."""
    written = show_address(address)
    return written if is_printable(written) else address
