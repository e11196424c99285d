"""What may be typed about a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.data import Data, Initial
from partnerships.directory.forms.offered import offer_choices
from partnerships.directory.models import Person, ShownTo
from partnerships.shared.fields import AddressField, LineField, TelephoneField, follow
from partnerships.shared.pieces import long_list
from partnerships.shared.printed_name import PrintedNameField, only_where_needed
from partnerships.shared.spoken import spoken_choices
from partnerships.shared.versions import VersionedForm


class PersonForm(forms.Form):
    """Somebody who is entered by others. `twin` lets a second person of the same name through."""

    pieces = (long_list("languages"),)

    given_name = follow(Person, "given_name", LineField, required=False)
    family_name = LineField(label=_("Family name"), max_length=80)
    printed_name = PrintedNameField()
    email = follow(
        Person, "email", AddressField, required=False, help_text=_("Invitations go there.")
    )
    phone = follow(Person, "phone", TelephoneField, required=False)
    phone_shown_to = follow(
        Person,
        "phone_shown_to",
        forms.ChoiceField,
        choices=[
            (ShownTo.ORGANISATION, _("their own organisation")),
            (ShownTo.LIAISON, _("and police liaison staff")),
            (ShownTo.PARTNERSHIP, _("and all members of their partnerships")),
        ],
        initial=ShownTo.PARTNERSHIP,
        widget=forms.RadioSelect,
    )
    languages = follow(
        Person,
        "languages",
        forms.MultipleChoiceField,
        required=False,
        initial=list,
        widget=forms.CheckboxSelectMultiple,
    )
    twin = forms.BooleanField(label=_("It is somebody else: enter the person"), required=False)

    def __init__(self, data: Data = None, *, initial: Initial = None) -> None:
        super().__init__(data, initial=initial)
        offer_choices(self, "languages", spoken_choices(also=self.initial.get("languages", ())))
        self.fields["twin"].widget = forms.HiddenInput()
        only_where_needed(self, "given_name", "family_name")

    def ask_again(self) -> None:
        """Somebody like this is entered already: the person who types decides."""
        self.fields["twin"].widget = forms.CheckboxInput()
        self.add_error(
            None, _("Somebody like this is entered already. Please look at the list below.")
        )

    @property
    def values(self) -> dict[str, Any]:
        """The entry by name of field, as the actions take it."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("twin", "version")
        }


class EditPersonForm(PersonForm, VersionedForm):
    """Of an entry without account; with one, everybody changes their own."""

    @classmethod
    def prefill(cls, person: Person, data: Data = None, *, phone: str = "") -> "EditPersonForm":
        """The form as the row stands; `phone` is the number as far as the reader may know it."""
        names = (
            "given_name",
            "family_name",
            "printed_name",
            "email",
            "phone",
            "phone_shown_to",
            "languages",
        )
        form = cls(data, initial={name: getattr(person, name) for name in (*names, "version")})
        form._leave_out("twin")
        if person.phone and not phone:
            form._leave_out("phone", "phone_shown_to")
        return form

    def _leave_out(self, *names: str) -> None:
        for name in names:
            self.fields.pop(name, None)
