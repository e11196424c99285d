"""A signal to those who keep a partnership."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.planning import Sent
from meetings.models import Signal, SignalFor, SignalKind
from partnerships.shared.fields import LineField, ProseField, follow


class SignalForm(forms.Form):
    """What, where, for whom; the sender's name only if they want to be asked back."""

    kind = forms.ChoiceField(
        label=_("What is it about?"), choices=SignalKind, widget=forms.RadioSelect
    )
    place = follow(
        Signal,
        "place",
        LineField,
        required=False,
        help_text=_("A street, a square, a part of town."),
    )
    text = follow(
        Signal,
        "text",
        ProseField,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("No names, and nothing by which a person can be recognised."),
    )
    meant_for = forms.ChoiceField(
        label=_("Who reads it?"),
        choices=SignalFor,
        initial=SignalFor.BOTH,
        widget=forms.RadioSelect,
    )
    with_name = forms.BooleanField(
        label=_("Show my name, so that I can be asked back"),
        required=False,
        help_text=_("Without this tick nobody keeps who sent it."),
    )

    def __init__(self, data: Sent = None, *, has_own_chair: bool) -> None:
        super().__init__(data)
        if not has_own_chair:
            meant_for = cast(forms.ChoiceField, self.fields["meant_for"])
            meant_for.choices = [(SignalFor.BOTH, SignalFor.BOTH.label)]
