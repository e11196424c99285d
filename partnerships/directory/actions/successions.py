"""Note that one organisation took over from another, and withdraw what was noted by mistake."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.models import Account, Organisation, Succession
from partnerships.directory.models.locks import Lock, wait_for
from partnerships.shared.audit.actions import record

LONGEST = 1_000  # steps; no chain of bodies is longer


@transaction.atomic
def note_succession(
    predecessor: Organisation,
    successor: Organisation,
    *,
    by: Account,
    kind: str,
    on_day: date | None = None,
    attested_on: date | None = None,
    source_note: str = "",
) -> Succession:
    """`successor` came after `predecessor`; both stay. Raises: PermissionDenied, ValidationError for a circle."""
    rules.can_note_succession(by, predecessor, successor).enforce()
    wait_for(Lock.SUCCESSION)
    if Succession.objects.filter(predecessor=predecessor, successor=successor).exists():
        raise ValidationError({"other": _("This succession is noted already.")})
    if _comes_after(predecessor, successor):
        raise ValidationError({"other": _("This would be a circle: it came before this one.")})
    if (on_day or attested_on or timezone.localdate()) > timezone.localdate():
        raise ValidationError({"on_day": _("This day is still to come.")})
    made = Succession(
        predecessor=predecessor,
        successor=successor,
        kind=kind,
        on_day=on_day,
        attested_on=attested_on,
        source_note=source_note,
    )
    made.full_clean()
    made.save()
    record("directory.succession_noted", by=by, target=made, facts=_facts(made))
    return made


def _comes_after(later: Organisation, earlier: Organisation) -> bool:
    """Does the way from `earlier` through its successors lead to `later`?"""
    reached, front = {earlier.pk}, [earlier.pk]
    while front and len(reached) < LONGEST:
        rows = Succession.objects.filter(predecessor_id__in=front)
        front = [pk for pk in set(rows.values_list("successor_id", flat=True)) if pk not in reached]
        reached.update(front)
    return later.pk in reached


def _facts(succession: Succession) -> dict[str, object]:
    return {
        "predecessor": succession.predecessor_id,
        "successor": succession.successor_id,
        "kind": succession.kind,
    }


@transaction.atomic
def withdraw_succession(succession: Succession, *, by: Account) -> None:
    """It was noted by mistake; the history keeps it. Raises: PermissionDenied."""
    rules.can_withdraw_succession(by, succession.predecessor, succession.successor).enforce()
    locked = Succession.objects.select_for_update().filter(pk=succession.pk).first()
    if locked:
        record("directory.succession_withdrawn", by=by, target=locked, facts=_facts(locked))
        locked.delete()
