"""Form fields for what people type: invisible characters go, the rest stays as it is."""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from partnerships.shared.addresses import LONGEST, in_letters, to_ascii
from partnerships.shared.lines import clean_code, clean_line, clean_telephone
from partnerships.shared.text import clean_text

EARLIEST, LATEST = 1900, 2199  # years
# Numbers as people write them, with an extension; not a name beside it.
NUMBER = re.compile(r"^(?:[\d\s+()/.,\-*#]|ext\.?|DW|App\.?|Durchwahl)+$", re.IGNORECASE)
FEWEST_DIGITS = 3


class TextField(forms.CharField):
    """Base of what people type: the browser counts to the limit, and does not cut what was pasted.

    An attribute `maxlength` would cut it without a word; what is too long is refused with its length.
    """

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        """`data-limit` for static/js/limit.js."""
        attrs = super().widget_attrs(widget)
        limit = attrs.pop("maxlength", None)
        return attrs | {"data-limit": limit} if limit else attrs


class LineField(TextField):
    """One line: what nobody sees is taken out, line breaks become spaces."""

    def to_python(self, value: object) -> str:
        """Cleaned text without line breaks; empty where nothing can be seen."""
        return super().to_python(clean_line(value or "")) or ""


class TelephoneField(LineField):
    """A telephone number, kept as it was typed, whatever keyboard its hyphens come from."""

    default_error_messages = {
        "no_number": _("Write a telephone number, for example 0231 123456."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput({"type": "tel", "autocomplete": "off"}))
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def to_python(self, value: object) -> str:
        """Digits and hyphens of every keyboard become the plain ones."""
        return super().to_python(clean_telephone(value or ""))

    def clean(self, value: object) -> str:
        """Raises: ValidationError where it holds no number, or words."""
        text = super().clean(value)
        digits = sum(char.isdigit() for char in text)
        if text and (digits < FEWEST_DIGITS or not NUMBER.match(text)):
            raise ValidationError(self.error_messages["no_number"], code="no_number")
        return text


class AddressField(TextField):
    """An e-mail address, the only field for one: gives the form that is stored and mailed."""

    widget = forms.EmailInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: object) -> str:
        """Raises: ValidationError with the place of what is wrong."""
        text = super().to_python(value) or ""
        return to_ascii(text) if clean_line(text) else ""

    def prepare_value(self, value: object) -> object:
        """A stored address is shown as people write it, what was typed as it was typed."""
        return in_letters(value) if isinstance(value, str) else value


class CodeField(TextField):
    """A code from a letter, an app or a paper: its letters and digits, whatever was pasted around them."""

    def to_python(self, value: object) -> str:
        """The code without gaps and hyphens."""
        return super().to_python(clean_code(value or "")) or ""


class DayField(forms.DateField):
    """A day of our time: year 1 and year 9999 are slips of the hand."""

    def to_python(self, value: str | datetime | date | None) -> date | None:
        """Raises: ValidationError outside 1900 to 2199."""
        day = super().to_python(value)
        if day and not EARLIEST <= day.year <= LATEST:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class ProseField(TextField):
    """Several lines; `max_length` is stated in the hint by the form and held here."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: object) -> str:
        """Cleaned text; trailing blanks of each line and blank lines at both ends go, an indent stays."""
        lines = clean_text(str(value or "")).split("\n")
        return super().to_python("\n".join(line.rstrip() for line in lines).strip("\n")) or ""


def follow(
    model: type[models.Model], name: str, field: type[forms.Field], **options: Any
) -> forms.Field:
    """A form field of this class that says of itself what the model's field `name` says.

    From there come label, help and, where people type, the length; `options` go to the form field and win.
    Raises: KeyError where the model has no such field.
    """
    source = {each.name: each for each in model._meta.fields}[name]
    words: dict[str, Any] = {"label": capfirst(source.verbose_name), "help_text": source.help_text}
    if issubclass(field, forms.CharField):
        words["max_length"] = source.max_length
    return field(**(words | options))
