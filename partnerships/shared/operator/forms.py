"""A barrier, in one's own words; who it is, only if somebody wants an answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.shared.fields import AddressField, LineField, ProseField, follow
from partnerships.shared.lines import clean_line
from partnerships.shared.operator.models import BarrierReport


class BarrierForm(forms.Form):
    """Source: BGG NRW § 10b (2) no. 2: reports of barriers, and requests for what is exempt."""

    words = follow(
        BarrierReport,
        "words",
        ProseField,
        label=_("What is in the way?"),
        help_text=_(
            "What did you want to do, and what happened? In your own words, in any language."
        ),
    )
    place = follow(
        BarrierReport,
        "place",
        LineField,
        label=_("Which page?"),
        help_text=_("Its address or its heading."),
        required=False,
    )
    name = follow(
        BarrierReport,
        "name",
        LineField,
        label=_("Your name"),
        required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = AddressField(
        label=_("Your e-mail address"),
        help_text=_("Only if you would like an answer."),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def clean_words(self) -> str:
        """Raises: ValidationError where nothing can be seen."""
        words: str = self.cleaned_data["words"]
        if not clean_line(words):
            raise forms.ValidationError(self.fields["words"].error_messages["required"], "required")
        return words
