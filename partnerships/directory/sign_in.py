"""How allauth signs people in here: by invitation only, in the person's words, with sealed factors."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import get_language, override

from partnerships.directory.models import Account
from partnerships.shared.secrets import lock, unlock


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; letters follow the account's language."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an invitation opens the account (actions.invitations.accept)."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Codes let somebody in: they go out at once and stand in no row of ours."""
        known = Account.objects.filter(email__iexact=email).values_list("language", flat=True)
        with override(known.first() or get_language()):
            super().send_mail(template_prefix, email, context)

    def format_email_subject(self, subject: str) -> str:
        """Without a prefix in brackets."""
        return subject


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are encrypted. Source: DESIGN section 5, promise 2."""

    def encrypt(self, text: str) -> str:
        """Sealed with the newest key."""
        return lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Opened with whichever key fits."""
        return unlock(encrypted_text)
