"""An enquiry, and what becomes of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from analyses.kinds import AuthorityKind
from analyses.models import Case, Enquiry, EnquiryCount, ProvisionVersion, Refusal
from analyses.models.enquiries import LONGEST_ANSWER
from analyses.places import list_places
from analyses.rules import keeps_installation, offices_to_enter_for
from partnerships.directory.models import Account, Partnership
from partnerships.shared.fields import DayField, LineField, ProseField, follow


def office_field(by: Account) -> forms.ModelChoiceField | None:
    """For whose office; None where there is only one."""
    rows, whole = offices_to_enter_for(by), keeps_installation(by)
    if rows.count() + whole < 2:
        return None
    return forms.ModelChoiceField(
        rows,
        label=_("Coordination office of"),
        required=not whole,
        empty_label=_("the whole installation") if whole else _("Please choose"),
    )


def the_office(form: forms.Form, by: Account) -> Partnership | None:
    """What was chosen, or the only one there is."""
    if "partnership" in form.fields:
        chosen: Partnership | None = form.cleaned_data.pop("partnership")
        return chosen
    return None if keeps_installation(by) else offices_to_enter_for(by).get()


class EnquiryForm(forms.Form):
    """What came, from whom. No field for a person."""

    received_on = follow(Enquiry, "received_on", DayField)
    from_kind = follow(
        Enquiry,
        "from_kind",
        forms.ChoiceField,
        choices=[("", _("Please choose")), *AuthorityKind.choices],
    )
    place = forms.ChoiceField(label=_("State or country"))
    authority = follow(Enquiry, "authority", LineField)
    topic = follow(Enquiry, "topic", LineField)
    is_person_related = follow(
        Enquiry,
        "is_person_related",
        forms.BooleanField,
        required=False,
        help_text=_(
            "Then it is passed on to the authority whose task it is. What it says of them is not entered here."
        ),
    )
    basis = forms.ModelChoiceField(
        ProvisionVersion.objects.none(),
        label=_("Legal basis"),
        required=False,
        empty_label=_("Please choose"),
        help_text=_("Needed where the enquiry is about certain persons."),
    )

    def __init__(self, data: Any = None, *, by: Account, enquiry: Enquiry | None = None) -> None:
        initial: dict[str, Any] = {"received_on": timezone.localdate()}
        if enquiry:
            initial = {name: getattr(enquiry, name) for name in self.base_fields}
        super().__init__(data, initial=initial)
        self.enquiry = enquiry
        self.fields["place"].choices = [("", _("Please choose")), *list_places()]  # type: ignore[attr-defined]
        rows = ProvisionVersion.objects.selectable(timezone.localdate())
        if enquiry and enquiry.basis_id:
            rows = ProvisionVersion.objects.filter(pk=enquiry.basis_id) | rows
        self.fields["basis"].queryset = rows.select_related("provision")  # type: ignore[attr-defined]
        if enquiry is None:
            self.fields["has_no_basis"] = forms.BooleanField(
                label=_("There is no legal basis: refuse it at once"), required=False
            )
            if office := office_field(by):
                self.fields = {"partnership": office, **self.fields}

    def clean(self) -> dict[str, Any]:
        """Raises: ValidationError where persons and legal basis do not fit each other."""
        values = super().clean() or {}
        about, basis, none = (
            values.get(name) for name in ("is_person_related", "basis", "has_no_basis")
        )
        if none and not about:
            self.add_error(
                "has_no_basis", _("That belongs to an enquiry about certain persons only.")
            )
        if none and basis:
            self.add_error("basis", _("Either a legal basis, or none."))
        if about and not basis and not none and not self._is_refused():
            self.add_error(
                "basis",
                _(
                    "An enquiry about persons needs its legal basis. Where there is none, it is refused."
                ),
            )
        return values

    def _is_refused(self) -> bool:
        return bool(self.enquiry and self.enquiry.refused_because == Refusal.NO_BASIS)


class _Decision(forms.Form):
    """The day of the answer."""

    answered_on = follow(Enquiry, "answered_on", DayField, required=True)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"answered_on": timezone.localdate()})


class AnswerForm(_Decision):
    """What the office itself answers."""

    answer = follow(
        Enquiry,
        "answer",
        ProseField,
        required=True,
        help_text=_("It stands in the letter. No data on persons."),
    )
    field_order = ["answer", "answered_on"]

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["answer"].max_length = LONGEST_ANSWER  # type: ignore[attr-defined]


class ReferForm(_Decision):
    """Whose task it is."""

    referred_to = follow(Enquiry, "referred_to", LineField, required=True)
    field_order = ["referred_to", "answered_on"]


class RefuseForm(_Decision):
    """Why not."""

    refused_because = forms.ChoiceField(
        label=_("Reason"), choices=Refusal.choices, widget=forms.RadioSelect
    )
    refused_text = follow(Enquiry, "refused_text", LineField, required=False)
    field_order = ["refused_because", "refused_text", "answered_on"]

    def clean(self) -> dict[str, Any]:
        """Raises: ValidationError where another reason has no words."""
        values = super().clean() or {}
        if values.get("refused_because") == Refusal.OTHER and not values.get("refused_text"):
            raise ValidationError({"refused_text": _("Say which other reason there is.")})
        return values


class AnalysisForm(_Decision):
    """Which case it became."""

    case = forms.ModelChoiceField(
        Case.objects.none(),
        label=_("Case"),
        empty_label=_("Please choose"),
        help_text=_("Only cases that you see stand here."),
    )
    field_order = ["case", "answered_on"]

    def __init__(self, data: Any = None, *, by: Account) -> None:
        super().__init__(data)
        self.fields["case"].queryset = Case.objects.visible_to(by)  # type: ignore[attr-defined]


class CountForm(forms.Form):
    """The number of a year before this register."""

    year = follow(EnquiryCount, "year", forms.IntegerField)
    count = follow(EnquiryCount, "count", forms.IntegerField, min_value=0, max_value=1_000_000)

    def __init__(self, data: Any = None, *, by: Account) -> None:
        super().__init__(data)
        if office := office_field(by):
            self.fields = {"partnership": office, **self.fields}
