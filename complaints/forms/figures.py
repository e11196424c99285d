"""What the head says to the figures of a year."""

from django import forms

from complaints.models import YearNote
from partnerships.shared.fields import ProseField, follow


class YearNoteForm(forms.Form):
    """A text, and whether the year was counted otherwise than the one before."""

    text = follow(YearNote, "text", ProseField)
    breaks_method = follow(YearNote, "breaks_method", forms.BooleanField, required=False)
