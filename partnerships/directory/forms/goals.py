"""A goal or a pillar."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.data import Data
from partnerships.directory.forms.partners import choices_of
from partnerships.directory.models import Goal, GoalKind
from partnerships.shared.fields import LineField, ProseField


class GoalForm(forms.Form):
    """Its number gives its place in the list."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=choices_of(GoalKind), widget=forms.RadioSelect
    )
    number = forms.IntegerField(
        label=_("Number"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("As you count your goals; the list follows it."),
    )
    title = LineField(label=_("Title"), max_length=250)
    title_en = LineField(label=_("Title in English"), max_length=250, required=False)
    text = ProseField(
        label=_("Text"), max_length=2000, required=False, widget=forms.Textarea({"rows": 5})
    )
    text_en = ProseField(
        label=_("Text in English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )

    @classmethod
    def prefill(
        cls, goal: Goal | None, data: Data = None, *, of_partnership: bool = True
    ) -> "GoalForm":
        """The form as the goal stands, or an empty one; only partnerships have pillars."""
        form = cls(data)
        if goal is not None:
            form.initial = {name: getattr(goal, name) for name in form.fields}
        if not of_partnership:
            field = cast(forms.ChoiceField, form.fields["kind"])
            field.choices = [pair for pair in choices_of(GoalKind) if pair[0] != GoalKind.PILLAR]
        return form
