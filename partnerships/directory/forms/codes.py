"""Codes that open a door, on allauth's pages. However they are pasted, their letters and digits count."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.directory.sign_in.proof import use_proof_code
from partnerships.shared.fields import CodeField

ONE_TIME = {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}


class Pasted(forms.Form):
    """The field of every code."""

    code = CodeField(label=_("Code"), widget=forms.TextInput(ONE_TIME))


class UsedOnce(Pasted):
    """A code of an authenticator app counts once, as long as it is valid at all.

    The library remembers a used code for one step of time; with neighbouring steps it is valid for three.
    Source: RFC 6238, 5.2.
    """

    user: Account

    def clean_code(self) -> str:
        """Raises: ValidationError for a code that this account has used already."""
        code = super().clean_code()  # type: ignore[misc]  # of the form beside it
        steps = 2 * app_settings.TOTP_TOLERANCE + 1
        cache_key = f"code.used:{self.user.pk}:{normalize_user_code(code)}"
        if not cache.add(cache_key, True, timeout=steps * app_settings.TOTP_PERIOD):
            raise get_adapter().validation_error("incorrect_code")
        return code


class ProofCodeForm(Pasted):
    """The code from the letter that was sent for this one change."""

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_code(self) -> str:
        """Raises: ValidationError for a wrong, used or expired one."""
        code = self.cleaned_data["code"]
        if not use_proof_code(self.request, code):
            raise ValidationError(
                _(
                    "This code is wrong or no longer valid. After five tries or ten minutes ask for a new one."
                ),
                "wrong",
            )
        return code


class SignInCodeForm(Pasted, ConfirmLoginCodeForm):
    """The code from the letter."""


class SetUpForm(Pasted, ActivateTOTPForm):
    """The first code of an authenticator app."""


class SecondStepForm(UsedOnce, AuthenticateForm):
    """The code of the second step, after the first proof when signing in."""


class ProofForm(UsedOnce, ReauthenticateForm):
    """Before something that only the person themselves may change."""
