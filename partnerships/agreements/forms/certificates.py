"""Which party a signature belongs to that was made outside."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.agreements.actions.certificates import Place, suggested
from partnerships.agreements.signing.progress import RoundStanding
from partnerships.shared.glyphs import is_printable
from partnerships.shared.printed_name import PrintedNameField

CHOICE = "signature_"  # how the names of the choices begin


class AssignForm(forms.Form):
    """One choice for each signature found; suggested by the name."""

    def __init__(self, data: Any = None, *, found: list[Any], standing: RoundStanding) -> None:
        super().__init__(data)
        self.found = found
        choices = [("", _("do not record")), *_free(standing)]
        for number, each in enumerate(found):
            place = suggested(standing, each.name)
            self.fields[f"{CHOICE}{number}"] = forms.ChoiceField(
                label=gettext_lazy("%(name)s, certificate of %(issuer)s")
                % {"name": each.name or each.organisation, "issuer": each.issuer},
                choices=choices,
                initial=f"{place[0]}:{place[1]}" if place else "",
                required=False,
            )
            if not is_printable(each.name or each.organisation):
                self.fields[f"printed_name_{number}"] = PrintedNameField()

    def clean(self) -> dict[str, Any]:
        """No place twice, and at least one."""
        cleaned = super().clean()
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
            for number, each in enumerate(self.found)
        }

    @property
    def places(self) -> dict[str, Place]:
        """By imprint, as the action takes them."""
        kept = {}
        for number, each in enumerate(self.found):
            if value := self.cleaned_data.get(f"{CHOICE}{number}"):
                party, _colon, place = value.partition(":")
                kept[each.imprint] = (int(party), int(place))
        return kept


def _free(standing: RoundStanding) -> list[tuple[str, str]]:
    found = []
    for each in standing.parties:
        named = dict(enumerate(each.party.signatories.all(), start=1))
        for place in [] if each.before else each.free_places():
            name = f": {named[place].name}" if place in named else ""
            found.append((f"{each.party.pk}:{place}", f"{each.party.name}{name}"))
    return found
