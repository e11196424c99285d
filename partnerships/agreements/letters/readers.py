"""Who reads a letter."""

from partnerships.directory.models import Account
from partnerships.shared.letters.models import Letter


def reader_of(letter: Letter) -> Account | None:
    """The account it goes to, as long as it is active; None for an address without account."""
    recipient = letter.recipient
    return recipient if recipient is not None and recipient.is_active else None
