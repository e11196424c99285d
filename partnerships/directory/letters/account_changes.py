"""Letters about changed accounts: to the person at every address, and to data protection."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy

from partnerships.directory.letters.roles import holders
from partnerships.directory.models import Account, AccountChange, AccountChangeKind, Role
from partnerships.shared.letters.actions import write
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter

ACCOUNT_CHANGED = "directory/account_changed"
ACCOUNT_CHANGE_TOLD = "directory/account_change_told"


def tell_of_change(change: AccountChange, what: str) -> None:
    """Data protection learns that a change of a protected account was asked, made, refused or withdrawn."""
    for account in holders(Role.DATA_PROTECTION):
        write(ACCOUNT_CHANGE_TOLD, to=account, facts={"change": change.pk, "what": what})


def tell_account(change: AccountChange, account: Account, addresses: set[str]) -> None:
    """The person learns at every address, the old and the new, what was changed."""
    for email in sorted(addresses):
        write(ACCOUNT_CHANGED, email=email, language=account.language, facts={"change": change.pk})


def _change(letter: Letter) -> AccountChange | None:
    rows = AccountChange.objects.select_related("account__person")
    return rows.filter(pk=letter.facts["change"]).first()


def _was_its_address(letter: Letter) -> bool:
    """The person's, then or now: nobody else is ever written to."""
    change = _change(letter)
    return change is not None and change.made_at is not None


def _is_still_so(letter: Letter) -> bool:
    """The address that the letter calls the account's is its address, and the one it calls former is not."""
    change = _change(letter)
    if change is None:
        return False
    own = change.account.email == letter.email
    return (
        own if change.kind != AccountChangeKind.EMAIL or change.email == letter.email else not own
    )


def _stands_there(letter: Letter) -> bool:
    """Asked and waiting; or decided as the letter says."""
    change = _change(letter)
    if change is None:
        return False
    if letter.facts["what"] == "asked":
        return change.is_open
    decided = change.made_at if letter.facts["what"] == "made" else change.refused_at
    return decided is not None


def _may_be_told(letter: Letter) -> bool:
    to = letter.recipient
    return to is not None and ("data_protection", None, None) in to.access.grants


def _change_facts(letter: Letter) -> dict[str, object]:
    change = _change(letter)
    if change is None:
        return {}
    return {
        "reader": str(getattr(letter.recipient, "person", "")) if letter.recipient else "",
        "person": str(getattr(change.account, "person", "")),
        "kind": change.kind,
        "email": change.email,
        "is_new": change.email == letter.email,
        "own": change.is_own,
        "link": f"{settings.SITE_URL}{reverse('directory:account_change', args=[change.pk])}",
    }


KINDS = (
    LetterKind(
        ACCOUNT_CHANGED,
        gettext_lazy("Account changed"),
        _was_its_address,
        _change_facts,
        still_holds=_is_still_so,
    ),
    LetterKind(
        ACCOUNT_CHANGE_TOLD,
        gettext_lazy("Change of a protected account"),
        _may_be_told,
        _change_facts,
        still_holds=_stands_there,
    ),
)
