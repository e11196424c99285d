"""What may be typed about a role, and about a change of somebody's account."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.named import NamedField, OrganisationField, PersonField
from partnerships.directory.models import AccountChange, AccountChangeKind, Grant, Partnership, Role
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
    """Who, what, where, from when until when."""

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

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].among(PersonField.visible_to(by))
        self.fields["organisation"].among(OrganisationField.visible_to(by))
        self.fields["partnership"].among(Partnership.objects.all())

    def clean_since(self) -> Any:
        """Today, where nothing was typed."""
        return self.cleaned_data["since"] or timezone.localdate()


class EndRoleForm(RefusableForm):
    """Now, or after a last day."""

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
