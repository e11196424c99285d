"""The field for the printed form of a name. It is there once the name needs it, and nobody has to fill it in."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partnerships.shared.glyphs import is_printable
from partnerships.shared.lines import clean_line
from partnerships.shared.marked.typed import PrintedLineField
from partnerships.shared.on_paper import LONGEST_PRINTED

NAME = "printed_name"
MOST_TOLD = 20


class PrintedNameField(PrintedLineField):
    """A name in letters that can be printed; empty as long as nobody knows."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Name in print"))
        kwargs.setdefault(
            "help_text",
            _(
                "Only where the name has characters that our paper cannot print: the name in letters that it can, for"
                " example Yamada Taro."
            ),
        )
        super().__init__(**{"required": False, "max_length": LONGEST_PRINTED} | kwargs)


def only_where_needed(form: forms.Form, *names: str, field: str = NAME) -> None:
    """Takes the field out of a form whose name can be printed: as typed, or else as it stands. To be called last in `__init__`."""
    typed = (form[name].value() for name in names if name in form.fields)
    if all(is_printable(clean_line(value or "")) for value in typed):
        form.fields.pop(field, None)


def with_names_to_print(done: str, names: list[tuple[str, str]]) -> str:
    """`done`, and that these names need a printed form; each with the address where it is given."""
    if not names:
        return done
    sentence = ngettext(
        "Paper cannot print this name: before it can stand there, give its printed form:",
        "Paper cannot print these names: before they can stand there, give their printed forms:",
        len(names),
    )
    link = '<a class="kern-link" href="{1}" dir="auto">{0}</a>'
    return format_html("{} {} {}", done, sentence, format_html_join(", ", link, names[:MOST_TOLD]))
