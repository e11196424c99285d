"""Who signs in, as the ground knows it: rooms of this floor ask no more of an account than stands here."""

from typing import Any, ClassVar, Protocol, cast

from django.http import HttpRequest


class Account(Protocol):
    """An account that is signed in. The directory's `Account` is one; what it may see and do is asked there."""

    language: str
    _meta: ClassVar[Any]

    @property
    def pk(self) -> int:
        """The number of its row."""

    @property
    def is_authenticated(self) -> bool:
        """True; strangers have no account."""

    def is_administrator(self) -> bool:
        """Holds the administrator's grant for the installation today."""

    def reads_log(self) -> bool:
        """Is data protection officer of the installation or of an organisation."""

    def works_here(self) -> bool:
        """Is liaison staff, administrator or data protection officer."""


class Request(HttpRequest):
    """What a view behind a locked door gets: somebody is signed in."""

    user: Account  # type: ignore[assignment]  # the door is locked: nobody is anonymous


def account_of(request: HttpRequest) -> Account:
    """Who is signed in, where a library decides what kind of request comes in. Only behind a locked door."""
    return cast(Account, request.user)
