"""Letters to everybody whom news of an agreement concerns, and days that have been."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from partnerships.agreements.letters.life import LIFE, among, find_concerned
from partnerships.agreements.models import Agreement
from partnerships.directory.models import Account
from partnerships.shared.letters.actions import write


def tell(
    agreement: Agreement,
    what: str,
    *,
    by: Account | None,
    also: Iterable[int] = (),
    **facts: object,
) -> int:
    """Writes to members' representatives and keepers, except `by`. Returns how many letters. `also`: numbers of further organisations."""
    return tell_only(find_concerned(agreement, *also), agreement, what, by=by, **facts)


def tell_only(
    accounts: Iterable[Account],
    agreement: Agreement,
    what: str,
    *,
    by: Account | None,
    **facts: object,
) -> int:
    """Writes to these accounts, except `by`. Returns how many letters."""
    recipients = among(accounts, by)
    for account in recipients:
        write(LIFE, to=account, facts={"agreement": agreement.pk, "what": what, **facts})
    return len(recipients)


def must_have_been(**days: date) -> None:
    """Raises: ValidationError at the name of a day that has not come."""
    for name, day in days.items():
        if day > timezone.localdate():
            raise ValidationError({name: _("This day has not come yet.")})


def says_something(text: str) -> bool:
    """Whether a text has at least one letter or digit."""
    return any(map(str.isalnum, text))


def must_not_precede(first: date | None, sentence: str | Promise, **days: date) -> None:
    """Raises: ValidationError with the sentence at the name of a day before `first`."""
    for name, day in days.items():
        if first and day < first:
            raise ValidationError({name: sentence})
