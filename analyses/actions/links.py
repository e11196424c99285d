"""Links of records, carried by a draft: made, deleted, and what recipients may do with them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions.giving import lock_contribution
from analyses.actions.logging import kept_longest, note
from analyses.links import is_possible
from analyses.models import Contribution, Link, Operation, Record, links_for, records_for
from analyses.strictness import Limits, strictest
from partnerships.directory.models import Account


@transaction.atomic
def add_link(
    contribution: Contribution,
    *,
    from_record: Record,
    to_record: Record,
    kind: str,
    source_text: str,
    since: date | None = None,
    until_on: date | None = None,
    by: Account,
) -> Link:
    """Two records hang together; carried by a draft. It is combining where they are of different contributions.

    Raises: PermissionDenied, ValidationError; DoesNotExist for records that one does not see.
    """
    contribution = lock_contribution(contribution)
    case = contribution.case
    rules.can_change_draft(by, contribution).enforce()
    rows = records_for(by, case).select_related("contribution")
    ends = [rows.get(pk=each.pk) for each in (from_record, to_record)]
    is_combining = {each.contribution_id for each in ends} != {contribution.pk}
    if is_combining:
        rules.can_combine(by, contribution).enforce()
    if not is_possible(kind, ends[0].schema, ends[1].schema):
        raise ValidationError({"kind": _("These two kinds of records do not hang together so.")})
    limits = limits_of(contribution, *ends)
    link = Link(
        case=case,
        contribution=contribution,
        from_record=ends[0],
        to_record=ends[1],
        kind=kind,
        since=since,
        until_on=until_on,
        source_text=source_text,
        handling=limits.code,
        handling_text=limits.text,
    )
    link.full_clean()
    link.save()
    basis = case.combination_id if is_combining else contribution.basis_id
    note(
        Operation.COMBINE if is_combining else Operation.COLLECT,
        "link.added",
        by=by,
        case=case,
        about=("link", link.pk),
        basis_id=basis,
        rows=2,
        regime=kept_longest([contribution.regime, *(each.contribution.regime for each in ends)]),
    )
    return link


@transaction.atomic
def remove_link(link: Link, *, by: Account) -> Contribution:
    """Out of a draft. Raises: PermissionDenied."""
    contribution = lock_contribution(link.contribution)
    rules.can_change_draft(by, contribution).enforce()
    note(
        Operation.ERASE,
        "link.removed",
        by=by,
        case=contribution.case,
        about=("link", link.pk),
        basis_id=contribution.basis_id,
        rows=1,
        regime=contribution.regime,
    )
    links_for(by, contribution.case).filter(pk=link.pk).delete()
    return contribution


def limits_of(contribution: Contribution, *records: Record) -> Limits:
    """What recipients of something that rests on these may do."""
    rows: list[Contribution | Record] = [contribution, *records]
    rows += [record.contribution for record in records]
    return strictest(Limits(each.handling, each.handling_text) for each in rows)
