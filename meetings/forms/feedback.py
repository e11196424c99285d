"""What somebody says of a meeting at which they were."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import ComeAgain, Feedback, HowMuch
from partnerships.shared.fields import ProseField, follow

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class HowMuchField(forms.TypedChoiceField):
    """From 1 to 5; may be left out, and nothing is chosen beforehand."""

    widget = forms.RadioSelect


def _ask(label: "str | _StrPromise") -> HowMuchField:
    return HowMuchField(label=label, choices=HowMuch, coerce=int, empty_value=None, required=False)


class FeedbackForm(forms.Form):
    """Every question may be left out, not all of them."""

    trust_before = _ask(_("How much did you trust the others before this meeting?"))
    trust_after = _ask(_("How much do you trust them now?"))
    was_heard = _ask(_("Were you heard?"))
    come_again = forms.ChoiceField(
        label=_("Would you come again?"),
        choices=ComeAgain,
        required=False,
        widget=forms.RadioSelect,
    )
    text = follow(
        Feedback,
        "text",
        ProseField,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("No names please, neither yours nor others'."),
    )

    def clean(self) -> dict[str, object]:
        """Raises: ValidationError where nothing was answered."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Please answer at least one question."))
        return cleaned
