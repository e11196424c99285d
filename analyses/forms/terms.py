"""Terms, holds, corrections, requests of people concerned."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from analyses.models import (
    Authority,
    CaseSearch,
    Contribution,
    CorrectionNotice,
    Extension,
    Finding,
    Hold,
    PersonRequest,
    Right,
)
from partnerships.directory.models import Organisation
from partnerships.shared.fields import DayField, LineField, ProseField, follow

YES, NO = "yes", "no"


class ExtensionForm(forms.Form):
    """Why, and until when."""

    reason = follow(Extension, "reason", ProseField)
    until_on = follow(Extension, "until_on", DayField)

    def __init__(self, data: Any = None, *, latest: date) -> None:
        super().__init__(data, initial={"until_on": latest})


class DecisionForm(forms.Form):
    """Yes or no."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[(YES, _("I agree")), (NO, _("I do not agree"))],
        widget=forms.RadioSelect,
    )


class HoldForm(forms.Form):
    """Why nothing may be deleted."""

    reason = follow(Hold, "reason", ProseField)


class LiftForm(forms.Form):
    """Why it is lifted."""

    lift_reason = follow(Hold, "lift_reason", ProseField)


class CorrectionForm(forms.Form):
    """Which contribution, and what was wrong."""

    contribution = forms.ModelChoiceField(
        Contribution.objects.none(), label=_("Contribution"), empty_label=_("Please choose")
    )
    text = follow(CorrectionNotice, "text", ProseField)

    def __init__(self, data: Any = None, *, rows: QuerySet[Contribution]) -> None:
        super().__init__(data)
        chosen: Any = self.fields["contribution"]
        chosen.queryset = rows.select_related("basis__provision")
        chosen.label_from_instance = lambda row: f"{row.received_on:%d.%m.%Y}, {row.basis}"


class PersonRequestForm(forms.Form):
    """What came in; who it is stands in the paper file."""

    right = follow(
        PersonRequest, "right", forms.ChoiceField, choices=Right.choices, widget=forms.RadioSelect
    )
    authority = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Authority"), empty_label=_("Please choose")
    )
    file_reference = follow(PersonRequest, "file_reference", LineField)
    received_on = follow(PersonRequest, "received_on", DayField)

    def __init__(self, data: Any = None, *, scopes: set[int]) -> None:
        super().__init__(data, initial={"received_on": timezone.localdate()})
        rows = Organisation.objects.filter(authority__in=Authority.objects.confirmed())
        chosen: Any = self.fields["authority"]
        chosen.queryset = rows if 0 in scopes else rows.filter(pk__in=scopes)


class SearchForm(forms.Form):
    """What was found in one case."""

    finding = follow(
        CaseSearch, "finding", forms.ChoiceField, choices=Finding.choices, widget=forms.RadioSelect
    )
    provision = follow(CaseSearch, "provision", LineField, required=False)
