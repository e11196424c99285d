"""allauth's forms that ask for an address, with our reading of addresses."""

from allauth.account.forms import (
    LoginForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    SetPasswordForm,
)
from allauth.core import context as here
from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.directory.sign_in.proof import ask_for_proof
from partnerships.shared.fields import AddressField


def address_field() -> AddressField:
    """The address of somebody who signs in."""
    return AddressField(
        label=_("E-mail address"), widget=forms.EmailInput({"autocomplete": "email"})
    )


class SignInForm(LoginForm):
    """Signing in with address and password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = address_field()
        self.order_fields(["login", "password"])


class AskCodeForm(RequestLoginCodeForm):
    """Asking for a code by letter, to sign in with."""

    email = address_field()


class FirstPasswordForm(SetPasswordForm):
    """For somebody who signed in without one so far. Nothing is asked for the present one: there is none."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Raises: ImmediateHttpResponse where the person has not shown that it is them."""
        super().__init__(*args, **kwargs)
        ask_for_proof(here.request)


class ForgottenForm(ResetPasswordForm):
    """Asking for the letter with which one sets a new password."""

    email = address_field()
