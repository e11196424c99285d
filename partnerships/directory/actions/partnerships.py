"""Found a partnership; partners, bodies and seats."""

from typing import Any

from django.db import transaction

from partnerships.directory import rules
from partnerships.directory.models import Body, Organisation, Partner, Partnership, Seat
from partnerships.shared.audit.actions import record


@transaction.atomic
def found_partnership(*, by: Any, name: str, **values: Any) -> Partnership:
    """A new partnership, still without partners. Raises: PermissionDenied, ValidationError."""
    rules.can_found_partnership(by).enforce()
    partnership = Partnership(name=name, **values)
    partnership.full_clean()
    partnership.save()
    record("directory.partnership_founded", by=by, target=partnership)
    return partnership


@transaction.atomic
def admit_partner(
    partnership: Partnership, organisation: Organisation, *, by: Any, **values: Any
) -> Partner:
    """An organisation becomes a partner; `since`, or unknown with `attested_on`.

    Raises: PermissionDenied, ValidationError.
    """
    rules.can_keep_partnership(by, partnership).enforce()
    partner = Partner(partnership=partnership, organisation=organisation, **values)
    partner.full_clean(exclude=["sort_key"])
    partner.save()
    facts = {"partnership": partnership.pk, "organisation": organisation.pk, "entry": partner.entry}
    record("directory.partner_admitted", by=by, target=partner, facts=facts)
    return partner


@transaction.atomic
def set_up_body(partnership: Partnership, *, by: Any, kind: str, name: str, **values: Any) -> Body:
    """A committee, office or group of the partnership."""
    rules.can_keep_partnership(by, partnership).enforce()
    body = Body(partnership=partnership, kind=kind, name=name, **values)
    body.full_clean()
    body.save()
    record("directory.body_set_up", by=by, target=body, facts={"kind": kind})
    return body


@transaction.atomic
def add_seat(body: Body, *, by: Any, label: str, **values: Any) -> Seat:
    """One chair, filled or vacant."""
    rules.can_keep_partnership(by, body.partnership).enforce()
    seat = Seat(body=body, label=label, **values)
    seat.full_clean()
    seat.save()
    record("directory.seat_added", by=by, target=seat, facts={"body": body.pk})
    return seat
