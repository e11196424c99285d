"""A note in a case."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from analyses.forms.questions import AuthoritiesChoice, describe, in_days
from analyses.kinds import Handling, Information, Source
from analyses.models import Case, CaseNote, Contribution
from analyses.rules import authorities_at_work
from partnerships.shared.fields import DayField, LineField, ProseField, follow

USUAL_REVIEW_DAYS = 90  # until the need of a note is checked, as a suggestion
NO_CODE = [("", _("no code: an assessment"))]


class ContributionsChoice(forms.ModelMultipleChoiceField):
    """Several contributions of a case."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Model) -> str:
        """When it was received, and by which right."""
        assert isinstance(obj, Contribution)  # noqa: S101  for the type alone
        return describe(obj)


class NoteForm(forms.Form):
    """What is noted, how sure it is, who reads it."""

    text = follow(CaseNote, "text", ProseField, required=True)
    is_assessment = forms.TypedChoiceField(
        label=_("What it is"),
        choices=[("fact", _("a fact")), ("assessment", _("an assessment"))],
        coerce=lambda value: value == "assessment",
        widget=forms.RadioSelect,
    )
    source = follow(
        CaseNote,
        "source",
        forms.ChoiceField,
        choices=[*NO_CODE, *Source.choices],
        required=False,
        help_text=_("Needed for a fact."),
    )
    information = follow(
        CaseNote,
        "information",
        forms.ChoiceField,
        choices=[*NO_CODE, *Information.choices],
        required=False,
        help_text=_("Needed for a fact."),
    )
    handling = follow(
        CaseNote,
        "handling",
        forms.ChoiceField,
        choices=Handling.choices,
        help_text=_("Where what it rests on has a stricter code, the stricter one counts."),
    )
    handling_text = follow(CaseNote, "handling_text", LineField, required=False, max_length=300)
    rests_on = ContributionsChoice(
        Contribution.objects.none(),
        label=_("Rests on"),
        required=False,
        help_text=_("If a contribution is taken back, the notes that rest on it go with it."),
    )
    is_for_all = follow(
        CaseNote,
        "is_for_all",
        forms.BooleanField,
        required=False,
        help_text=_("Also for those who are named later. Only where it rests on no contribution."),
    )
    review_on = follow(CaseNote, "review_on", DayField)

    def __init__(self, data: Any = None, *, case: Case, note: CaseNote | None = None) -> None:
        usual = {"review_on": in_days(USUAL_REVIEW_DAYS, case)}
        super().__init__(data, initial=_initial(note) if note else usual)
        given = Contribution.objects.submitted().filter(case=case)
        self.fields["rests_on"].queryset = given.select_related("authority", "basis")  # type: ignore[attr-defined]
        self.fields["released_to"] = AuthoritiesChoice(
            authorities_at_work(case),
            label=_("Released to"),
            required=False,
            help_text=_("Your own authority always reads it."),
        )


def _initial(note: CaseNote) -> dict[str, object]:
    names = ("text", "source", "information", "is_for_all", "review_on")
    return {
        **{name: getattr(note, name) for name in names},
        "handling": note.own_handling,
        "handling_text": note.own_limits,
        "is_assessment": "assessment" if note.is_assessment else "fact",
        "released_to": [str(number) for number in note.released_to],
        "rests_on": [basis.contribution_id for basis in note.bases.all()],
    }


class WithdrawForm(forms.Form):
    """Why a note is taken back."""

    withdraw_reason = follow(CaseNote, "withdraw_reason", LineField, required=True)
