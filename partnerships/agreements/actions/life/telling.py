"""Letters to everybody whom news of an agreement concerns, and days that have been."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements.letters.life import LIFE, among, concerned
from partnerships.agreements.models import Agreement
from partnerships.directory.models import Account
from partnerships.shared.letters.actions import write


def tell(
    agreement: Agreement, what: str, *, by: Account | None, also: Iterable[int] = (), **facts: Any
) -> int:
    """To members' representatives and keepers, except `by`; how many."""
    return tell_only(concerned(agreement, *also), agreement, what, by=by, **facts)


def tell_only(
    accounts: Iterable[Account],
    agreement: Agreement,
    what: str,
    *,
    by: Account | None,
    **facts: Any,
) -> int:
    """To these only."""
    told = among(accounts, by)
    for account in told:
        write(LIFE, to=account, facts={"agreement": agreement.pk, "what": what, **facts})
    return len(told)


def must_have_been(**days: date) -> None:
    """Raises: ValidationError at the name of a day that has not come."""
    for name, day in days.items():
        if day > timezone.localdate():
            raise ValidationError({name: _("This day has not come yet.")})


def says_something(text: str) -> bool:
    """Has a letter or a number; blanks and invisible characters are no reason."""
    return any(map(str.isalnum, text))


def must_not_precede(first: date | None, sentence: Any, **days: date) -> None:
    """Raises: ValidationError with the sentence at the name of a day before `first`."""
    for name, day in days.items():
        if first and day < first:
            raise ValidationError({name: sentence})
