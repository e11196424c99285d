"""allauth's forms that ask for an address, with our reading of addresses."""

from typing import Any

from allauth.account.forms import LoginForm, RequestLoginCodeForm, ResetPasswordForm
from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.shared.fields import AddressField


def address_field() -> AddressField:
    """The address of somebody who signs in."""
    return AddressField(
        label=_("E-mail address"), widget=forms.EmailInput({"autocomplete": "email"})
    )


class SignInForm(LoginForm):
    """With a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = address_field()
        self.order_fields(["login", "password"])


class AskCodeForm(RequestLoginCodeForm):
    """A code by letter."""

    email = address_field()


class ForgottenForm(ResetPasswordForm):
    """A letter with which one sets a new password."""

    email = address_field()
