"""A campaign: whom to ask, what they answered."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.data import Data
from partnerships.directory.forms.named import OrganisationField
from partnerships.directory.forms.offered import offer_rows
from partnerships.directory.forms.partners import choices_of
from partnerships.directory.models import Account, Answer, Commitment, Organisation, Project
from partnerships.shared.fields import LineField, ProseField, follow
from partnerships.shared.past_days import PastDayField

MOST_BOXES = 200
MOST_NAMES = 200
LONGEST_NAME = 200


class AskForm(forms.Form):
    """Partners as checkboxes, others by name, one a line."""

    organisations = forms.ModelMultipleChoiceField(
        label=_("Partners"),
        queryset=Organisation.objects.none(),
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

    def __init__(self, data: Data = None, *, account: Account, project: Project) -> None:
        super().__init__(data)
        partners = project.partnership.partners.current().values("organisation")
        asked_already = project.commitments.filter(organisation__isnull=False).values(
            "organisation"
        )
        rows = (
            OrganisationField.visible_to(account)
            .filter(pk__in=partners)
            .exclude(pk__in=asked_already)
        )
        first = rows.order_by("sort_key", "id").values_list("pk", flat=True)[:MOST_BOXES]
        offered = rows.filter(pk__in=list(first)).order_by("sort_key", "id")
        offer_rows(self, "organisations", offered)
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
    def prefill(cls, commitment: Commitment, data: Data = None) -> "AnswerForm":
        """The form as the answer stands."""
        names = ("answer", "answered_on", "note")
        return cls(data, initial={name: getattr(commitment, name) for name in names})
