"""What moves of a complaint ask for: a reason, a text for the person, what came of it."""

from collections.abc import Sequence
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.office import SayForm, Sent
from complaints.stages import CHOSEN, REASONS, Outcome, Reason, Settling


class StepForm(SayForm):
    """A text that the person reads, and where the move asks for it the reason."""

    file = None  # type: ignore[assignment]  # left out, as Django does it
    reason = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)
    field_order = ("reason", "text", "language")

    def __init__(self, data: Sent = None, *, verb: str, languages: list[str]) -> None:
        super().__init__(data, languages=languages)
        if reasons := REASONS.get(verb):
            field = cast(forms.ChoiceField, self.fields["reason"])
            field.choices = [(each, Reason(each).label) for each in reasons]
        else:
            del self.fields["reason"]


class CloseForm(forms.Form):
    """What came of a complaint and how it was settled; of one that was taken back, that it tells of no crime."""

    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=[(each, Outcome(each).label) for each in CHOSEN],
        widget=forms.RadioSelect,
    )
    settled_by = forms.MultipleChoiceField(
        label=_("How it was settled"),
        choices=Settling.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    is_no_crime = forms.BooleanField(label=_("I have read it: it tells of no crime"))

    def __init__(self, data: Sent = None, *, asks: Sequence[str], outcome: str = "") -> None:
        super().__init__(data, initial={"outcome": outcome})
        for name in set(self.fields) - set(asks):
            del self.fields[name]
