"""A campaign: whom to ask, what they answered."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.named import OrganisationField
from partnerships.directory.forms.partners import choices_of
from partnerships.directory.forms.spans import PastDayField
from partnerships.directory.models import Answer, Commitment, Project
from partnerships.shared.fields import LineField, ProseField, follow

MOST_BOXES = 200
MOST_NAMES = 200
LONGEST_NAME = 200


class AskForm(forms.Form):
    """Partners as checkboxes, others by name, one a line."""

    organisations = forms.ModelMultipleChoiceField(
        label=_("Partners"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only those who have not been asked yet."),
    )
    names = ProseField(
        label=_("Others"),
        max_length=20_000,
        required=False,
        help_text=_("One name a line, at most 200 lines."),
        widget=forms.Textarea({"rows": 6}),
    )
    asked_on = PastDayField(label=_("Asked on"), required=False)

    def __init__(self, data: Any = None, *, account: Any, project: Project) -> None:
        super().__init__(data)
        partners = project.partnership.partners.current().values("organisation")
        asked = project.commitments.filter(organisation__isnull=False).values("organisation")
        rows = OrganisationField.visible_to(account).filter(pk__in=partners).exclude(pk__in=asked)
        field: Any = self.fields["organisations"]
        first = rows.order_by("sort_key", "id").values_list("pk", flat=True)[:MOST_BOXES]
        field.queryset = rows.filter(pk__in=list(first)).order_by("sort_key", "id")
        if not first:
            del self.fields["organisations"]

    def clean_names(self) -> list[str]:
        """The lines that are not empty."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["names"].split("\n")]
        names = [line for line in lines if line]
        if len(names) > MOST_NAMES:
            raise ValidationError(_("At most 200 names at once."))
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValidationError(_("A name has at most 200 characters."))
        return names


class AnswerForm(forms.Form):
    """What an organisation said."""

    answer = follow(
        Commitment,
        "answer",
        forms.ChoiceField,
        choices=choices_of(Answer),
        widget=forms.RadioSelect,
    )
    answered_on = follow(Commitment, "answered_on", PastDayField, required=False)
    note = follow(Commitment, "note", LineField, required=False)

    @classmethod
    def of(cls, commitment: Commitment, data: Any = None) -> "AnswerForm":
        """The form as the answer stands."""
        names = ("answer", "answered_on", "note")
        return cls(data, initial={name: getattr(commitment, name) for name in names})
