"""What somebody says of a meeting at which they were."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import ComeAgain, Feedback, HowMuch
from partnerships.shared.fields import ProseField, follow


class HowMuchField(forms.TypedChoiceField):
    """From 1 to 5; may be left out, and nothing is chosen beforehand."""

    widget = forms.RadioSelect


class FeedbackForm(forms.Form):
    """Every question may be left out, not all of them."""

    trust_before = HowMuchField(
        label=_("How much did you trust the others before this meeting?"),
        choices=HowMuch,
        coerce=int,
        empty_value=None,
        required=False,
    )
    trust_after = HowMuchField(
        label=_("How much do you trust them now?"),
        choices=HowMuch,
        coerce=int,
        empty_value=None,
        required=False,
    )
    was_heard = HowMuchField(
        label=_("Were you heard?"),
        choices=HowMuch,
        coerce=int,
        empty_value=None,
        required=False,
    )
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
