"""One's own address on allauth's page: holders of protected roles need a second person for it, too."""

from allauth.account.forms import AddEmailForm
from allauth.account.models import EmailAddress
from allauth.core import context as here
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from partnerships.directory.actions.account_changes import ask_own_address
from partnerships.directory.actions.ways_in import note_way_changed
from partnerships.directory.letters.ways_in import WayChange
from partnerships.directory.rules import needs_second_person
from partnerships.directory.sign_in.proof import ask_for_proof
from partnerships.shared.fields import AddressField


class OwnAddressForm(AddEmailForm):
    """For protected roles no row of the new address is made: a code sent there would prove it otherwise."""

    email = AddressField(label=_("New e-mail address"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Raises: ImmediateHttpResponse where the person has not shown that it is them."""
        super().__init__(*args, **kwargs)
        ask_for_proof(here.request)

    def save(self, request: HttpRequest) -> EmailAddress:
        """The address to be proven; unsaved where a second person must agree first."""
        if not needs_second_person(self.user):
            address = super().save(request)
            note_way_changed(self.user, WayChange.ADDRESS_ASKED)
            return address
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
