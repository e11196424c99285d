"""Who is independent of whom: outside each other's organisations, and not an account that the other one opened.

Source: decision 0021. A *puppet* is an account that somebody alone invited, directly or through others: whoever typed
its address may be the one who reads its mail. It is nobody's puppet any more once an independent person has said who
it is: as its witness, by agreeing to its invitation, or as second person of one of its roles.
"""

from collections.abc import Iterable

from partnerships.directory.models import Organisation
from partnerships.directory.models.openers import find_organisations, find_roots
from partnerships.directory.models.trees import find_tree
from partnerships.directory.rules.scopes import AUTHORITIES


def are_independent(first: int | None, second: int | None) -> bool:
    """Two accounts, neither of which opened the other, and which no third one opened. None is nobody."""
    if first is None or second is None:
        return True
    if first == second:
        return False
    roots = find_roots([first, second])
    return roots[first] != roots[second]


def tree_of(organisations: Iterable[int | None]) -> frozenset[int]:
    """These organisations with everything they are part of, reached through, and what is part of them."""
    return find_tree(pk for pk in organisations if pk)


def organisations_of(accounts: Iterable[int | None]) -> frozenset[int]:
    """Whom these accounts stand for, today or later, or hold a role of."""
    return find_organisations(pk for pk in accounts if pk)


def authorities_among(organisations: Iterable[int | None]) -> frozenset[int]:
    """Authorities by their kind, or because somebody is or was liaison staff or officer there.

    `Partner.side` is typed by keepers and proves nothing.
    """
    ids = {pk for pk in organisations if pk}
    by_kind = Organisation.objects.filter(pk__in=ids, kind__in=AUTHORITIES)
    by_role = Organisation.objects.filter(pk__in=ids, grants__role__in=("liaison", "officer"))
    return frozenset(by_kind.values_list("pk", flat=True)) | frozenset(
        by_role.values_list("pk", flat=True)
    )
