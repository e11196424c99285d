"""Questions about staff that shared rooms ask; the directory's account answers them."""

from partnerships.shared.accounts import Account


def is_administrator(account: Account) -> bool:
    """False for people who are not signed in."""
    return bool(account and account.is_authenticated and account.is_administrator())


def reads_log(account: Account) -> bool:
    """Data protection officers, and nobody else."""
    return bool(account and account.is_authenticated and account.reads_log())


def works_here(account: Account) -> bool:
    """Liaison staff, administrators and data protection officers: they see the gallery."""
    return bool(account and account.is_authenticated and account.works_here())
