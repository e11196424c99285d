"""Found and edit a partnership."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions.events import Particulars
from partnerships.directory.models import Account, Entry, Organisation, Partner, Partnership, Side
from partnerships.directory.rules import capacity
from partnerships.shared.audit.actions import record


def hold(partnership: Partnership, *, by: Account) -> Partnership:
    """Lock a partnership of which something is about to change: two keepers act one after the other.

    Needs a transaction. Raises: PermissionDenied.
    """
    locked = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    rules.can_keep_partnership(by, locked).enforce()
    return locked


def acting(*, by: Account, target: Model, inside: Partnership, **facts: object) -> Particulars:
    """For `record`: who did it to what, in the capacity in which they keep the partnership."""
    seat = capacity.in_partnership(by, inside)
    return {"by": by, "target": target, "capacity": seat, "facts": facts}


def apply(row: Model, values: dict[str, object]) -> list[str]:
    """Set these fields of a row; which ones have changed."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed


@transaction.atomic
def found_partnership(
    *, by: Account, name: str, founder: Organisation | None = None, **values: object
) -> Partnership:
    """A new partnership with its first founding partner; only administrators may leave that open.

    Raises: PermissionDenied, ValidationError.
    """
    rules.can_found_partnership(by, founder).enforce()
    if founder is None and not by.is_administrator():
        raise ValidationError({"founder": _("Choose the authority that founds the partnership.")})
    partnership = Partnership(name=name, **values)
    partnership.full_clean()
    partnership.save()
    record("directory.partnership_founded", by=by, target=partnership)
    if founder:
        _first_partner(partnership, founder, by)
    return partnership


def _first_partner(partnership: Partnership, founder: Organisation, by: Account) -> None:
    """Whoever founds it is in it from the first day; where that is not known, today attests it."""
    partner = Partner.objects.create(
        partnership=partnership,
        organisation=founder,
        side=Side.AUTHORITY,
        entry=Entry.FOUNDING,
        **beginning(partnership.founded_on),
    )
    facts = {"partnership": partnership.pk, "organisation": founder.pk, "entry": partner.entry}
    record("directory.partner_admitted", by=by, target=partner, facts=facts)


def beginning(since: date | None) -> dict[str, date]:
    """Fields of a beginning: since a known day, or attested today."""
    return {"since": since} if since else {"attested_on": timezone.localdate()}


@transaction.atomic
def edit_partnership(partnership: Partnership, *, by: Account, **values: object) -> Partnership:
    """Name, purpose, region, source. Raises: PermissionDenied, ValidationError."""
    locked = hold(partnership, by=by)
    changed = apply(locked, values)
    locked.full_clean()
    locked.save()
    record(
        "directory.partnership_edited",
        **acting(by=by, target=locked, inside=locked, fields=changed),
    )
    return locked
