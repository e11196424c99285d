"""What an office needs before it receives, as somebody notes it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.models import OfficeNote
from complaints.models.requirements import PAPERS
from partnerships.shared.fields import DayField, LineField, follow


class NoteForm(forms.Form):
    """The machine itself notes a tried recovery; the others are noted here."""

    requirement = forms.ChoiceField(
        label=_("What is there"),
        choices=[(paper.value, paper.label) for paper in PAPERS],
        widget=forms.RadioSelect,
    )
    person = follow(OfficeNote, "person", LineField, help_text=_("Name and function."))
    on_day = follow(OfficeNote, "on_day", DayField)
    reference = follow(OfficeNote, "reference", LineField)
