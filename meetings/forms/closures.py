"""Days on which people are away."""

from django import forms

from meetings.models import ClosureDays
from partnerships.shared.fields import DayField, LineField, follow


class ClosureForm(forms.Form):
    """A name, and the first and the last of its days."""

    name = follow(ClosureDays, "name", LineField)
    first_day = follow(ClosureDays, "first_day", DayField)
    last_day = follow(ClosureDays, "last_day", DayField)
