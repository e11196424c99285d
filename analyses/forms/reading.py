"""Why somebody reads in a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from analyses.actions.logging import Reason
from analyses.models import Case, LogEntry
from analyses.rules.reading import NEED_WORDS, possible_reasons
from partnerships.directory.models import Account
from partnerships.shared.fields import LineField

AGAIN = "reading_again"  # what was sent before the question goes on
OWN = ("csrfmiddlewaretoken", "reading_code", "reading_text", AGAIN)


class ReadingForm(forms.Form):
    """A code, and words where the code alone says too little. Names of its own: other forms travel along with it."""

    reading_code = forms.ChoiceField(label=_("Reason"))
    reading_text = LineField(
        label=_("In words"),
        required=False,
        max_length=LogEntry._meta.get_field("reason_text").max_length,
        help_text=_("For example a file number. No names, and nothing of what stands in the case."),
    )

    def __init__(self, *args: Any, by: Account, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reading_code"].choices = possible_reasons(by, case)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Raises: ValidationError where words are missing."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reading_code") in NEED_WORDS and not cleaned.get("reading_text"):
            self.add_error("reading_text", _("Say which request it is, by its file number."))
        return cleaned

    @property
    def reason(self) -> Reason:
        """As it was chosen."""
        return Reason(self.cleaned_data["reading_code"], self.cleaned_data["reading_text"])
