"""One's own address on allauth's page: holders of protected roles need a second person for it, too."""

from typing import Any

from allauth.account.forms import AddEmailForm
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from partnerships.directory.actions.account_changes import ask_own_address
from partnerships.directory.rules import needs_second_person
from partnerships.shared.fields import AddressField


class OwnAddressForm(AddEmailForm):
    """For protected roles no row of the new address is made: a code sent there would prove it otherwise."""

    email = AddressField(label=_("New e-mail address"))

    def save(self, request: HttpRequest) -> Any:
        """The address to be proven; unsaved where a second person must agree first."""
        if not needs_second_person(self.user):
            return super().save(request)
        email = self.cleaned_data["email"]
        try:
            ask_own_address(self.user, email)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.info(request, _waits())
        return EmailAddress(user=self.user, email=email)


def _waits() -> str:
    return now(
        "Because of your role a second person must agree. Until then the present address stays."
    )
