"""Which party a signature belongs to that was made outside."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.agreements.actions.certificates import Place, suggest_place
from partnerships.agreements.forms.base import Cleaned, Sent
from partnerships.agreements.signing.progress import RoundProgress
from partnerships.shared.glyphs import is_printable
from partnerships.shared.printed_name import PrintedNameField

if TYPE_CHECKING:
    from partnerships.shared.sealing.checks.findings import Signature as OutsideSignature

CHOICE = "signature_"  # how the names of the choices begin


class AssignForm(forms.Form):
    """One choice of a place for each signature in the file; suggested by the name."""

    def __init__(
        self, data: Sent = None, *, signatures: list["OutsideSignature"], progress: RoundProgress
    ) -> None:
        super().__init__(data)
        self.signatures = signatures
        choices = [("", _("do not record")), *_free(progress)]
        for number, each in enumerate(signatures):
            place = suggest_place(progress, each.name)
            self.fields[f"{CHOICE}{number}"] = forms.ChoiceField(
                label=gettext_lazy("%(name)s, certificate of %(issuer)s")
                % {"name": each.name or each.organisation, "issuer": each.issuer},
                choices=choices,
                initial=f"{place[0]}:{place[1]}" if place else "",
                required=False,
            )
            if not is_printable(each.name or each.organisation):
                self.fields[f"printed_name_{number}"] = PrintedNameField()

    def clean(self) -> Cleaned:
        """No place twice, and at least one."""
        cleaned = super().clean() or self.cleaned_data
        chosen = [value for name, value in cleaned.items() if value and name.startswith(CHOICE)]
        if len(chosen) != len(set(chosen)):
            raise forms.ValidationError(_("Two signatures cannot take the same place."))
        if not chosen and not self.errors:
            raise forms.ValidationError(_("Choose a party for at least one signature."))
        return cleaned

    @property
    def printed_names(self) -> dict[str, str]:
        """By imprint: what was typed for names that paper cannot print."""
        return {
            each.imprint: self.cleaned_data.get(f"printed_name_{number}", "")
            for number, each in enumerate(self.signatures)
        }

    @property
    def places(self) -> dict[str, Place]:
        """By imprint, as the action takes them."""
        kept = {}
        for number, each in enumerate(self.signatures):
            if value := self.cleaned_data.get(f"{CHOICE}{number}"):
                party, _colon, place = value.partition(":")
                kept[each.imprint] = (int(party), int(place))
        return kept


def _free(progress: RoundProgress) -> list[tuple[str, str]]:
    choices = []
    for each in progress.parties:
        named = dict(enumerate(each.party.signatories.all(), start=1))
        for place in [] if each.before else each.free_places():
            name = f": {named[place].name}" if place in named else ""
            choices.append((f"{each.party.pk}:{place}", f"{each.party.name}{name}"))
    return choices
