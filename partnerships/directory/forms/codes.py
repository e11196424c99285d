"""Codes that open a door, on allauth's pages."""

from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.core.cache import cache


class UsedOnce(forms.Form):
    """A code of an authenticator app counts once, as long as it is valid at all.

    The library remembers a used code for one step of time; with neighbouring steps it is valid for three.
    Source: RFC 6238, 5.2.
    """

    user: Any

    def clean_code(self) -> str:
        """Raises: ValidationError for a code that this account has used already."""
        code = super().clean_code()  # type: ignore[misc]
        steps = 2 * app_settings.TOTP_TOLERANCE + 1
        seen = f"code.used:{self.user.pk}:{normalize_user_code(code)}"
        if not cache.add(seen, True, timeout=steps * app_settings.TOTP_PERIOD):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(UsedOnce, AuthenticateForm):
    """After the first proof, when signing in."""


class ProofForm(UsedOnce, ReauthenticateForm):
    """Before something that only the person themselves may change."""
