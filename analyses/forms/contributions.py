"""What an authority gives, and by which right."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from analyses.actions.draft_checks import MARKING
from analyses.kinds import AuthorityKind, Handling, Initiative, Regime, Secrecy
from analyses.models import Case, Contribution, ProvisionVersion
from analyses.models.cases import LONGEST_TEXT
from analyses.rules import POLICE, bases_for, kind_of, recipients_for
from partnerships.directory.models import Organisation
from partnerships.shared.fields import DayField, LineField, ProseField, follow

REGIMES = {
    AuthorityKind.STATE_POLICE: Regime.DSG_NRW_3,
    AuthorityKind.FEDERAL_POLICE: Regime.BDSG_3,
    AuthorityKind.CUSTOMS: Regime.BDSG_3,
    AuthorityKind.TAX: Regime.AO,
}
SECRECIES = {
    AuthorityKind.TAX: Secrecy.TAX,
    AuthorityKind.SOCIAL: Secrecy.SOCIAL,
    AuthorityKind.JOB_CENTRE: Secrecy.SOCIAL,
    AuthorityKind.YOUTH_WELFARE: Secrecy.YOUTH,
}


class BasisChoice(forms.ModelChoiceField):
    """Legal bases with what they let be given."""

    def label_from_instance(self, obj: Any) -> str:
        """The provision and its object."""
        return f"{obj} – {obj.what}"


class Recipients(forms.ModelMultipleChoiceField):
    """Authorities of the case."""

    widget = forms.CheckboxSelectMultiple


class ContributionForm(forms.Form):
    """`authority` gives; only legal bases that its kind may choose today stand in the list."""

    basis = BasisChoice(
        ProvisionVersion.objects.none(), label=_("Legal basis"), empty_label=_("Please choose")
    )
    purpose = follow(Contribution, "purpose", ProseField)
    initiative = follow(
        Contribution, "initiative", forms.ChoiceField, choices=Initiative, widget=forms.RadioSelect
    )
    released_to = Recipients(
        Organisation.objects.none(),
        label=_("Which authorities may see it"),
        help_text=_("Your own sees it always."),
    )
    handling = follow(
        Contribution, "handling", forms.ChoiceField, choices=Handling, widget=forms.RadioSelect
    )
    handling_text = follow(
        Contribution, "handling_text", LineField, required=False, help_text=_("Only with H3.")
    )
    secrecy = follow(Contribution, "secrecy", forms.ChoiceField, choices=Secrecy)
    release_note = follow(
        Contribution,
        "release_note",
        LineField,
        required=False,
        help_text=_("For a criminal file: who released it, when, and the file number."),
    )
    regime = follow(Contribution, "regime", forms.ChoiceField, choices=Regime)
    received_on = follow(Contribution, "received_on", DayField)
    review_on = follow(Contribution, "review_on", DayField)

    def __init__(
        self,
        data: Any = None,
        *,
        case: Case,
        authority: Organisation,
        draft: Contribution | None = None,
        said: Mapping[str, str] | None = None,
    ) -> None:
        """`said`: what the answer to "May I share this?" brings along; what is no choice counts as nothing."""
        kind = kind_of(authority.pk)
        super().__init__(data, initial=self._initial(case, kind, draft, said or {}))
        self.fields["basis"].queryset = bases_for(kind, timezone.localdate())  # type: ignore[attr-defined]
        recipients = recipients_for(case, authority.pk)
        self.fields["released_to"].queryset = recipients  # type: ignore[attr-defined]
        self.fields["purpose"].max_length = LONGEST_TEXT  # type: ignore[attr-defined]
        if kind in POLICE:
            for name in MARKING:
                self.fields[name] = follow(
                    Contribution, name, LineField, required=True, label=self._marked(name)
                )

    @staticmethod
    def _marked(name: str) -> str:
        words = Contribution._meta.get_field(name).verbose_name  # type: ignore[union-attr]
        return str(_("Mark by PolG NRW § 22b: %(what)s")) % {"what": words}

    @staticmethod
    def _initial(
        case: Case, kind: str, draft: Contribution | None, said: Mapping[str, str]
    ) -> dict[str, object]:
        if draft is not None:
            names = [each for each in ContributionForm.base_fields if each != "basis"]
            values = {name: getattr(draft, name) for name in [*names, *MARKING]}
            return {**values, "basis": draft.basis_id}
        basis, secrecy = said.get("basis", ""), said.get("secrecy", "")
        usual = SECRECIES.get(AuthorityKind(kind), Secrecy.NONE) if kind else ""
        return {
            "basis": basis if basis.isascii() and basis.isdigit() and len(basis) < 10 else "",
            "regime": REGIMES.get(AuthorityKind(kind), Regime.GDPR) if kind else "",
            "secrecy": secrecy if secrecy in Secrecy.values else usual,
            "initiative": said.get("initiative", ""),
            "handling": Handling.H0,
            "received_on": timezone.localdate(),
            "review_on": case.review_on,
        }


class WithdrawForm(forms.Form):
    """Why."""

    withdraw_reason = follow(
        Contribution,
        "withdraw_reason",
        LineField,
        required=True,
        help_text=_("This stays. Name no person here."),
    )


def label_of(name: str) -> str:
    """What a field of a contribution is called."""
    return str(capfirst(Contribution._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
