"""All complaints of an office come under its newest key while the site serves; afterwards its former keys open nothing.

Only a process that holds the former keys can do it. Each step is a transaction of its own: whoever stops it, or kills it,
calls it again, and it goes on with what is left.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from complaints.models import CallBack, Feedback, Office, OfficeKey, Wrap
from complaints.sealed_rows import private_of, wrap_anew, wrap_row_anew
from complaints.store.sealed import Unreadable
from partnerships.shared.audit.actions import record

OTHER_ROWS: tuple[type[CallBack] | type[Feedback], ...] = (CallBack, Feedback)
OF_FORMER_KEY = Q(office_key__retired_at__isnull=False)
AT_ONCE = 100  # wraps in one transaction: 0.1 s


class Rotated(NamedTuple):
    """How it ended. `left`: complaints, requests to be called and feedback that a former key still opens.

    Former keys: `emptied` open nothing any more; `missing` open something, and their private one is not here.
    """

    wrapped: int
    left: int
    emptied: list[OfficeKey]
    missing: list[OfficeKey]


def rotate(office: Office, *, tell: Callable[[int], None]) -> Rotated:
    """`tell` hears after each step how many complaints are left. Raises: ValueError where the office has no key."""
    wrapped = 0
    while True:
        done = _go_round(office, tell) + _wrap_other_rows(office)
        wrapped += done
        rotated = _finish(office, wrapped)
        if not rotated.left or not done:
            return rotated


def _go_round(office: Office, tell: Callable[[int], None]) -> int:
    """Each wrap of a former key once; gives how many came under the newest one."""
    last, done = 0, 0
    while (step := _step(office, last)) is not None:
        last, more = step
        done += more
        tell(Wrap.objects.of_former_keys(office).count_complaints())
    return done


@transaction.atomic
def _step(office: Office, after: int) -> tuple[int, int] | None:
    """The last wrap that was looked at, and how many were wrapped anew; None where there is none behind `after`.

    What is being deleted at this moment is passed over.
    """
    newest = office.newest_key()
    if newest is None:
        raise ValueError("the office has no key")
    rows = Wrap.objects.of_former_keys(office).filter(pk__gt=after).order_by("pk")
    rows = rows.select_related("complaint", "office_key")
    wraps = list(rows.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
    if not wraps:
        return None
    former = {row.office_key for row in wraps if row.office_key}
    privates = {key.pk: private_of(key) for key in former}
    done = [row for row in wraps if _wrap(row, privates[row.office_key_id or 0], newest)]
    Wrap.objects.bulk_update(done, ["office_key", "sealed"])
    return wraps[-1].pk, len(done)


@transaction.atomic
def _wrap_other_rows(office: Office) -> int:
    """Requests to be called, and feedback: what the office alone opens. Gives how many came under the newest key."""
    newest, done = office.newest_key(), 0
    for model in OTHER_ROWS:
        rows = model.objects.filter(OF_FORMER_KEY, office=office).select_related("office_key")
        for row in rows.select_for_update(of=("self",), skip_locked=True):
            private = private_of(row.office_key)
            if newest is None or private is None:
                continue
            try:
                wrap_row_anew(row, private, newest)
            except Unreadable:
                continue
            row.save(update_fields=["office_key", "wrapped"])
            done += 1
    return done


def _wrap(row: Wrap, private: bytes | None, newest: OfficeKey) -> bool:
    """False where it cannot be opened here: it is counted as left, and holds up nothing else."""
    if private is None:
        return False
    try:
        wrap_anew(row, private, newest)
    except Unreadable:
        return False
    return True


@transaction.atomic
def _finish(office: Office, wrapped: int) -> Rotated:
    """Counted under a lock of the former keys: it waits for whoever is filing to one of them (`actions.wrapping`)."""
    former = list(office.keys.filter(retired_at__isnull=False).select_for_update().order_by("pk"))
    rows = Wrap.objects.of_former_keys(office)
    opening, others = set(rows.values_list("office_key", flat=True)), 0
    for model in OTHER_ROWS:
        keys = list(
            model.objects.filter(OF_FORMER_KEY, office=office).values_list("office_key", flat=True)
        )
        opening, others = opening | set(keys), others + len(keys)
    rotated = Rotated(
        wrapped=wrapped,
        left=rows.count_complaints() + others,
        emptied=[key for key in former if key.pk not in opening],
        missing=[key for key in former if key.pk in opening and private_of(key) is None],
    )
    if wrapped and not rotated.left:
        record("complaints.keys_rotated", by=None, target=office)
    return rotated
