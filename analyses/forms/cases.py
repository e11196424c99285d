"""A request for an analysis, and the steps of a case."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses.models import Approval, Case, CaseRole, Participation, ProvisionVersion, Result
from analyses.models.cases import LONGEST_TEXT
from analyses.rules import authorities_of, eligible_officers
from partnerships.directory.models import Account, Organisation
from partnerships.shared.fields import DayField, LineField, ProseField, follow

NAMED_ROLES = [(value, label) for value, label in CaseRole.choices if value != CaseRole.LEAD]


People = list[tuple[Account, Organisation]]  # who may be named, and for which authority


def called(account: Account, authority: Organisation) -> str:
    """A person and the authority they stand for, as choices show them."""
    return f"{account.person}, {authority}"


class OfficerChoice(forms.ChoiceField):
    """One of those who may be named; gives the account and the authority."""

    def __init__(self, people: People, **options: Any) -> None:
        self.people = {f"{one.pk}-{other.pk}": (one, other) for one, other in people}
        choices = [(key, called(*pair)) for key, pair in self.people.items()]
        super().__init__(choices=[("", _("Please choose")), *choices], **options)

    def clean(self, value: Any) -> tuple[Account, Organisation] | None:
        """Raises: ValidationError for anybody else."""
        key = super().clean(value)
        return self.people.get(key)


class OfficersChoice(forms.MultipleChoiceField):
    """Several of those who may be named."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, people: People, **options: Any) -> None:
        self.people = {f"{one.pk}-{other.pk}": (one, other) for one, other in people}
        super().__init__(
            choices=[(key, called(*pair)) for key, pair in self.people.items()], **options
        )

    def clean(self, value: Any) -> list[tuple[Account, Organisation]]:
        """Raises: ValidationError for anybody else."""
        return [self.people[key] for key in super().clean(value)]


class RequestForm(forms.Form):
    """What is asked, why, who takes part."""

    title = follow(Case, "title", LineField)
    issue = follow(Case, "issue", ProseField)
    purpose = follow(
        Case,
        "purpose",
        ProseField,
        help_text=_("For which task of which authority. Speak of conduct, never of an origin."),
    )
    necessity = follow(Case, "necessity", ProseField)
    requested_for = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Requested for"), empty_label=_("Please choose")
    )
    review_on = follow(Case, "review_on", DayField)
    delete_on = follow(Case, "delete_on", DayField)

    def __init__(self, data: Any = None, *, by: Account) -> None:
        today = timezone.localdate()
        initial: dict[str, object] = {
            "review_on": today + timedelta(days=settings.ANALYSES_REVIEW_DAYS),
            "delete_on": today + timedelta(days=settings.ANALYSES_LONGEST_CASE_DAYS),
        }
        own = authorities_of(by)
        only = list(own[:2])
        if len(only) == 1:
            initial["requested_for"] = only[0].pk
        super().__init__(data, initial=initial)
        self.fields["requested_for"].queryset = own  # type: ignore[attr-defined]
        people = eligible_officers()
        self.fields["lead"] = OfficerChoice(people, label=_("Who leads the case"))
        self.fields["contributors"] = OfficersChoice(
            people, label=_("Who contributes"), required=False
        )
        self.fields["approvers"] = OfficersChoice(
            people,
            label=_("Who decides only"),
            help_text=_(
                "They read the request and decide on it; they see nothing of the contents."
            ),
            required=False,
        )
        recipients = [(str(o.pk), str(o)) for o in self._authorities()]
        self.fields["recipients"] = forms.MultipleChoiceField(
            label=_("Who receives the result"),
            choices=recipients,
            widget=forms.CheckboxSelectMultiple,
        )
        for name in ("issue", "purpose", "necessity"):
            self.fields[name].max_length = LONGEST_TEXT  # type: ignore[attr-defined]

    def _authorities(self) -> list[Organisation]:
        people = self.fields["lead"].people.values()  # type: ignore[attr-defined]
        return list({other.pk: other for _one, other in people}.values())

    def clean_recipients(self) -> list[Organisation]:
        """As organisations."""
        known = {str(each.pk): each for each in self._authorities()}
        return [known[number] for number in self.cleaned_data["recipients"]]

    def clean(self) -> dict[str, Any]:
        """Raises: ValidationError where somebody stands in two places."""
        values = super().clean() or {}
        lead = values.get("lead")
        named = [
            *([lead] if lead else []),
            *values.get("contributors", []),
            *values.get("approvers", []),
        ]
        if len({account.pk for account, _authority in named}) != len(named):
            raise ValidationError(_("Name each person once."))
        return values


class CheckForm(forms.Form):
    """What the legality check found."""

    speaks_of_conduct = forms.BooleanField(
        label=_(
            "Title and purpose speak of conduct. They name no family, no origin and no person."
        ),
        required=True,
    )
    check_note = follow(Case, "check_note", ProseField, required=False)


class ReasonForm(forms.Form):
    """Why."""

    reason = ProseField(label=pgettext_lazy("a decision", "Reasons"), max_length=LONGEST_TEXT)


class ApprovalForm(forms.Form):
    """A yes, with a note where it needs one."""

    note = follow(Approval, "note", LineField, required=False)


class ImpactForm(forms.Form):
    """Where the impact assessment is found."""

    impact_reference = follow(Case, "impact_reference", LineField, required=True)


class CombinationForm(forms.Form):
    """By which right what several authorities gave is combined."""

    basis = forms.ModelChoiceField(
        ProvisionVersion.objects.none(), label=_("Legal basis"), empty_label=_("Please choose")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        rows = ProvisionVersion.objects.selectable(timezone.localdate())
        self.fields["basis"].queryset = rows.select_related("provision")  # type: ignore[attr-defined]


class ResultForm(forms.Form):
    """What came of it."""

    result = forms.ChoiceField(
        label=_("What came of it"), choices=Result.choices, widget=forms.RadioSelect
    )


class ParticipantForm(forms.Form):
    """Somebody more."""

    role = follow(
        Participation,
        "role",
        forms.ChoiceField,
        choices=NAMED_ROLES,
        widget=forms.RadioSelect,
        initial=CaseRole.CONTRIBUTOR,
    )
    reason = follow(Participation, "reason", LineField, required=True)
    until_on = follow(Participation, "until_on", DayField, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields = {
            "officer": OfficerChoice(eligible_officers(), label=_("Officer")),
            **self.fields,
        }


class EndForm(forms.Form):
    """Why somebody no longer takes part."""

    end_reason = follow(Participation, "end_reason", LineField, required=True)
