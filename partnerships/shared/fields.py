"""Form fields for what people type: invisible characters go, the rest stays as it is."""

from typing import Any

from django import forms

from partnerships.shared.text import clean_text


class LineField(forms.CharField):
    """One line: cleaned, line breaks become spaces."""

    def to_python(self, value: Any) -> str:
        """Cleaned text without line breaks."""
        return super().to_python(" ".join(clean_text(value or "").split())) or ""


class ProseField(forms.CharField):
    """Several lines; `max_length` is stated in the hint by the form and held here."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Cleaned text; trailing blanks of each line go."""
        lines = clean_text(value or "").split("\n")
        return super().to_python("\n".join(line.rstrip() for line in lines)) or ""
