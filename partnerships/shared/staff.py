"""Questions about staff that shared rooms ask; the directory's account answers them."""

from typing import Protocol

from partnerships.shared.accounts import Account


class Staff(Protocol):
    """What an account can say about itself."""

    def is_administrator(self) -> bool:
        """Holds the administrator's grant for the installation today."""

    def reads_log(self) -> bool:
        """Holds a data protection officer's grant today."""

    def works_here(self) -> bool:
        """Is staff of an authority or of the installation."""


def is_administrator(account: Account) -> bool:
    """False for people who are not signed in."""
    return bool(account and account.is_authenticated and account.is_administrator())


def reads_log(account: Account) -> bool:
    """Data protection officers, and nobody else."""
    return bool(account and account.is_authenticated and account.reads_log())


def works_here(account: Account) -> bool:
    """Liaison staff, administrators and data protection officers: they see the gallery."""
    return bool(account and account.is_authenticated and account.works_here())
