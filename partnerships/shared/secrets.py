"""Text that must not stand in a database dump in the clear: encrypted with keys that can be changed."""

from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class NoKeyFits(Exception):
    """None of the configured keys opens the text."""


@cache
def _keys(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def lock(text: str) -> str:
    """Encrypt with the newest key (AES-128-CBC and HMAC-SHA-256, Fernet)."""
    return _keys(tuple(settings.ENCRYPTION_KEYS)).encrypt(text.encode()).decode()


def unlock(token: str) -> str:
    """Decrypt with whichever key fits. Raises: NoKeyFits."""
    try:
        return _keys(tuple(settings.ENCRYPTION_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise NoKeyFits("no configured key opens this text") from error


def new_key() -> str:
    """A key for HANDSCHLAG_ENCRYPTION_KEYS."""
    return Fernet.generate_key().decode()
