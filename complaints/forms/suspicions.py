"""Who got it, and what the prosecutor decided."""

from django import forms

from complaints.models import CaseDecision, Prosecution, Suspicion
from partnerships.shared.fields import DayField, LineField, follow


class ReferForm(forms.Form):
    """To whom, when, under which file number."""

    referred_to = follow(
        Suspicion,
        "referred_to",
        forms.ChoiceField,
        choices=Prosecution.choices,
        widget=forms.RadioSelect,
    )
    place = follow(Suspicion, "place", LineField)
    referred_on = follow(Suspicion, "referred_on", DayField)
    reference = follow(Suspicion, "reference", LineField, required=False)


class CaseDecisionForm(forms.Form):
    """Of the prosecutor."""

    decision = follow(
        Suspicion,
        "decision",
        forms.ChoiceField,
        choices=CaseDecision.choices,
        widget=forms.RadioSelect,
    )
    decided_on = follow(Suspicion, "decided_on", DayField)
