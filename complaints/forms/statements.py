"""What a unit is asked, and what it says."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.office import Sent
from complaints.models import StatementRequest
from partnerships.shared.fields import DayField, ProseField, follow

LONGEST_ASKED = 4000
LONGEST_STATEMENT = 10000


class RequestStatementForm(forms.Form):
    """`units`: name under the number of each that can be asked."""

    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int, widget=forms.RadioSelect)
    about = ProseField(
        label=_("What happened"),
        max_length=LONGEST_ASKED,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Day, hour and place, as far as the unit needs them. Not who complained."),
    )
    questions = ProseField(
        label=_("What you want to know"),
        max_length=LONGEST_ASKED,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Each question on a line of its own."),
    )
    due_on = follow(StatementRequest, "due_on", DayField)

    def __init__(self, data: Sent = None, *, units: dict[int, str], initial: dict) -> None:
        super().__init__(data, initial=initial)
        cast(forms.ChoiceField, self.fields["unit"]).choices = list(units.items())


class StatementForm(forms.Form):
    """Of the unit."""

    text = ProseField(
        label=_("Statement of your unit"),
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea({"rows": 12}),
        help_text=_(
            "What was done, why, and who can say more. It is read by the complaints office alone."
        ),
    )
