"""What was learned and what is done; later, what came of it."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.forms.office import Sent
from complaints.models import Lesson, LessonState
from partnerships.shared.fields import DayField, ProseField, follow


class LessonForm(forms.Form):
    """`units`: name under the number of each that can carry it out."""

    learned = follow(
        Lesson,
        "learned",
        ProseField,
        help_text=_("What should go otherwise next time. No names, no single complaint."),
    )
    measure = follow(
        Lesson,
        "measure",
        ProseField,
        help_text=_("For example a training, an order that changes, a sign that is put up."),
    )
    unit = forms.TypedChoiceField(
        label=_("Carried out by"), coerce=int, empty_value=None, required=False
    )
    look_on = follow(
        Lesson,
        "look_on",
        DayField,
        help_text=_("On this day it stands among your to-dos: did it help?"),
    )

    def __init__(self, data: Sent = None, *, units: dict[int, str]) -> None:
        super().__init__(data)
        choices = [("", _("the complaints office itself")), *units.items()]
        cast(forms.ChoiceField, self.fields["unit"]).choices = choices


class EndLessonForm(forms.Form):
    """What came of it."""

    state = forms.ChoiceField(
        label=pgettext_lazy("a lesson", "What came of it?"),
        choices=[(each.value, each.label) for each in LessonState if each != LessonState.OPEN],
        widget=forms.RadioSelect,
    )
    result = follow(
        Lesson,
        "result",
        ProseField,
        help_text=_("What you saw: did it help, and how do you know?"),
    )
