"""What may be typed about a role, and about a change of somebody's account."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.data import Data, Initial
from partnerships.directory.forms.named import NamedField, OrganisationField, PersonField
from partnerships.directory.forms.offered import offer_names
from partnerships.directory.models import (
    Account,
    AccountChange,
    AccountChangeKind,
    Grant,
    Partnership,
    Role,
)
from partnerships.shared.fields import AddressField, DayField, follow


class RefusableForm(forms.Form):
    """Shows what the action refused, at the field where there is one."""

    def refuse(self, error: ValidationError) -> None:
        """Errors of fields that this form does not have stand above it."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


class PartnershipField(NamedField):
    """A partnership by its name."""

    default_error_messages = {
        "unknown": _("No partnership has this name. Check how it is written."),
        "near": _("No partnership has exactly this name. Did you mean: %(names)s?"),
    }


class GiveRoleForm(RefusableForm):
    """Which person gets which role, in which scope, from when until when."""

    person = PersonField(label=_("Person"), help_text=_("Given and family name."))
    role = follow(
        Grant, "role", forms.ChoiceField, choices=[("", _("Please choose")), *Role.choices]
    )
    organisation = OrganisationField(
        label=_("For an organisation"),
        required=False,
        help_text=_("Police liaison and officers: the authority, or a partnership below."),
    )
    partnership = PartnershipField(
        label=_("For a partnership"),
        required=False,
        help_text=_("Leave both empty for the whole installation."),
    )
    since = DayField(label=_("From"), required=False, help_text=_("Leave empty for today."))
    until_on = follow(
        Grant,
        "until_on",
        DayField,
        required=False,
        help_text=_(
            "Leave empty when no end is known. It is asked once a year whether it is needed."
        ),
    )

    def __init__(self, data: Data = None, *, initial: Initial = None, by: Account) -> None:
        super().__init__(data, initial=initial)
        offer_names(self, "person", PersonField.visible_to(by))
        offer_names(self, "organisation", OrganisationField.visible_to(by))
        offer_names(self, "partnership", Partnership.objects.all())

    def clean_since(self) -> date:
        """The first day; today, where nothing was typed."""
        return self.cleaned_data["since"] or timezone.localdate()


class EndRoleForm(RefusableForm):
    """When a role ends: now, or after a last day."""

    until_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave empty to end it now: open pages stop working and sessions end."),
    )


class AccountChangeForm(RefusableForm):
    """Another address, or a new start after a lost telephone."""

    kind = forms.ChoiceField(
        label=_("What is to change?"), choices=AccountChangeKind, widget=forms.RadioSelect
    )
    email = follow(
        AccountChange,
        "email",
        AddressField,
        required=False,
        help_text=_(
            "Only for another address. Make sure in person or by telephone that it is theirs."
        ),
    )
