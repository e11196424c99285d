"""What officers write to the person, and translations."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.mailbox import LONGEST_MESSAGE
from complaints.languages import name_of
from partnerships.shared.fields import ProseField

Sent = Mapping[str, Any] | None  # what a browser sent, if it did


class SayForm(forms.Form):
    """A text that the person reads in the mailbox, and the language it is in."""

    text = ProseField(
        label=_("Text"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("At most 10,000 characters."),
    )
    language = forms.ChoiceField(label=_("Language of this text"))

    def __init__(self, data: Sent = None, *, languages: list[str]) -> None:
        super().__init__(data)
        offered = dict.fromkeys(languages)
        language = cast(forms.ChoiceField, self.fields["language"])
        language.choices = [(code, name_of(code)) for code in offered]


class TranslationForm(forms.Form):
    """A person's translation of one message into German."""

    text = ProseField(
        label=_("In German"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 12}),
        help_text=_(
            "It stands beside the original with your name. Decisions rest on a checked translation."
        ),
    )
