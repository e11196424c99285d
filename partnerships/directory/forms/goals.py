"""A goal or a pillar."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.data import Data
from partnerships.directory.forms.partners import choices_of
from partnerships.directory.models import Goal, GoalKind
from partnerships.shared.fields import LineField, ProseField, follow
from partnerships.shared.pieces import in_english


class GoalForm(forms.Form):
    """Its number gives its place in the list."""

    pieces = (in_english("title_en", "text_en"),)

    kind = follow(
        Goal, "kind", forms.ChoiceField, choices=choices_of(GoalKind), widget=forms.RadioSelect
    )
    number = follow(
        Goal,
        "number",
        forms.IntegerField,
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("As you count your goals; the list follows it."),
    )
    title = follow(Goal, "title", LineField)
    title_en = follow(Goal, "title_en", LineField, required=False)
    text = follow(Goal, "text", ProseField, required=False, widget=forms.Textarea({"rows": 5}))
    text_en = follow(
        Goal, "text_en", ProseField, required=False, widget=forms.Textarea({"rows": 5})
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
