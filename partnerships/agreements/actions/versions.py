"""Keep the text as it stood: a version for each change, none where nothing changed."""

from collections.abc import Iterator
from contextlib import contextmanager

from partnerships.agreements import rules
from partnerships.agreements.models import Agreement, Version
from partnerships.agreements.text import frozen_text
from partnerships.directory.models import Account


@contextmanager
def changing(agreement: Agreement, *, by: Account, cause: str) -> Iterator[Agreement]:
    """The one place through which the text is changed: locked, allowed, and kept as a version afterwards.

    Gives the agreement read anew. `cause` is the verb. Needs a transaction; a double click waits, and nobody
    freezes the text meanwhile. Raises: PermissionDenied.
    """
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    rules.can_edit(by, agreement).enforce()
    if not agreement.versions.exists():  # drafted before versions were kept
        note(agreement, by=agreement.drafted_by, cause="drafted")
    yield agreement
    note(agreement, by=by, cause=cause)


def note(agreement: Agreement, *, by: Account, cause: str) -> Version | None:
    """The next version of a locked agreement, or None where the wording is that of the last one."""
    facts = frozen_text.read(agreement)
    digest = frozen_text.digest_of(facts)
    last = agreement.versions.order_by("-number").values_list("number", "digest").first()
    number, before = last or (0, "")
    if digest == before:
        return None
    return agreement.versions.create(
        number=number + 1, by=by, cause=cause, facts=facts, digest=digest
    )
