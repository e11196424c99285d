"""Form fields for what people type: invisible characters go, the rest stays as it is."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partnerships.shared.text import clean_text

EARLIEST, LATEST = 1900, 2199  # years


class LineField(forms.CharField):
    """One line: cleaned, line breaks become spaces."""

    def to_python(self, value: Any) -> str:
        """Cleaned text without line breaks."""
        return super().to_python(" ".join(clean_text(value or "").split())) or ""


class DayField(forms.DateField):
    """A day of our time: year 1 and year 9999 are slips of the hand."""

    def to_python(self, value: Any) -> date | None:
        """Raises: ValidationError outside 1900 to 2199."""
        day = super().to_python(value)
        if day and not EARLIEST <= day.year <= LATEST:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class ProseField(forms.CharField):
    """Several lines; `max_length` is stated in the hint by the form and held here."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Cleaned text; trailing blanks of each line go."""
        lines = clean_text(value or "").split("\n")
        return super().to_python("\n".join(line.rstrip() for line in lines)) or ""
