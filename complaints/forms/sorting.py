"""How a complaint is sorted: kind, causes, subjects, signs of bias, area, whom it concerns. All by keyboard."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from complaints.forms.office import Sent
from complaints.lists import OF_SORT, Cause, Sign, Sort, Subject
from complaints.models import Sorting
from partnerships.directory.models import Account, Organisation
from partnerships.shared.fields import LineField, follow

CODES: dict[str, type[models.TextChoices]] = {
    "sort": Sort,
    "causes": Cause,
    "subjects": Subject,
    "signs": Sign,
}


class SortForm(forms.Form):
    """`units` and `people`: those who may be chosen."""

    sort = follow(
        Sorting,
        "sort",
        forms.ChoiceField,
        choices=Sort.choices,
        widget=forms.RadioSelect({"autofocus": True}),
    )
    causes = follow(
        Sorting,
        "causes",
        forms.MultipleChoiceField,
        choices=Cause.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Several are possible. They fit the kind: four are about measures, four about conduct."
        ),
    )
    subjects = follow(
        Sorting,
        "subjects",
        forms.MultipleChoiceField,
        choices=Subject.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    signs = follow(
        Sorting,
        "signs",
        forms.MultipleChoiceField,
        choices=Sign.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("A sign is a reason to look closer, no proof."),
    )
    area = follow(
        Sorting,
        "area",
        LineField,
        required=False,
        help_text=_("District or town as people call it. No street, no name."),
    )
    units = forms.TypedMultipleChoiceField(
        label=_("Units concerned"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Whoever belongs to them, or to a unit below, no longer sees this complaint. Choose the authority itself only where"
            " the complaint is about its head or this office: it is then handed on."
        ),
    )
    officers = forms.TypedMultipleChoiceField(
        label=_("People whom the complaint names"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only where they have an account here. They do not see this complaint."),
    )

    def __init__(
        self,
        data: Sent = None,
        *,
        units: Iterable[Organisation],
        people: Iterable[Account],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        offered = {
            "units": [(each.pk, str(each)) for each in units],
            "officers": [(each.pk, str(each.person)) for each in people],
        }
        for name, choices in offered.items():
            cast(forms.ChoiceField, self.fields[name]).choices = choices
        for name, codes in CODES.items():
            labels = [(code, capfirst(str(label))) for code, label in codes.choices]
            cast(forms.ChoiceField, self.fields[name]).choices = labels

    def clean(self) -> dict[str, Any]:
        """Raises: ValidationError at the causes where one does not fit the kind."""
        typed = super().clean() or {}
        if (sort := typed.get("sort")) and (causes := typed.get("causes")):
            others = set(causes) - set(OF_SORT[Sort(sort)])
            if others:
                names = ", ".join(str(Cause(each).label) for each in sorted(others))
                self.add_error(
                    "causes",
                    forms.ValidationError(
                        _("Does not fit the kind of complaint: %(causes)s"),
                        params={"causes": names},
                    ),
                )
        return typed
