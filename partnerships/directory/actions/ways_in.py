"""A way to sign in was changed: it stands in the log, and the person is told at every address, old and new."""

from django.db import transaction

from partnerships.directory.letters.ways_in import WAY_IN_CHANGED, WayChange
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.audit.actor import acting
from partnerships.shared.letters.actions import write


@transaction.atomic
def note_way_changed(account: Account, change: WayChange, *, further: str = "") -> None:
    """`further`: an address beside the present one, such as the former.

    It is the account's own doing, also where a letter proved it and nobody is signed in yet.
    """
    facts = {"account": account.pk, "change": change.value}
    with acting(account):
        record("directory.way_in_changed", by=account, target=account, facts=facts)
    for email in sorted({account.email, further} - {""}):
        write(WAY_IN_CHANGED, email=email, language=account.language, facts=facts)
