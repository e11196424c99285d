"""Records in a draft: added, changed, deleted."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions.giving import GIVING, lock_contribution
from analyses.actions.logging import note
from analyses.kinds import Category, Schema
from analyses.models import Contribution, Link, Operation, Record, seen_by_house
from analyses.properties import LONGEST, caption_of
from analyses.strictness import is_laxer
from analyses.values import clean_properties
from partnerships.directory.models import Account
from partnerships.shared.lines import clean_line

MOST_RECORDS = 20_000  # of one contribution
# of one contribution


@transaction.atomic
def add_record(contribution: Contribution, *, by: Account, **values: object) -> Record:
    """One more in a draft; `values` as `build_record`. Raises: PermissionDenied, ValidationError."""
    contribution = lock_contribution(contribution)
    rules.can_change_draft(by, contribution).enforce()
    record = build_record(contribution, **values)  # type: ignore[arg-type]  # as the caller says
    if Record.objects.filter(contribution=contribution)[MOST_RECORDS - 1 :].exists():
        raise ValidationError(
            _("A contribution holds at most %(most)s records.") % {"most": MOST_RECORDS}
        )
    record.validate_constraints(exclude={"case"})
    record.save()
    _note_record("record.added", Operation.COLLECT, record, by)
    return record


@transaction.atomic
def change_record(record: Record, *, by: Account, **values: object) -> Record:
    """In a draft. Raises: PermissionDenied, ValidationError."""
    contribution = lock_contribution(record.contribution)
    rules.can_change_draft(by, contribution).enforce()
    changed = build_record(contribution, **values)  # type: ignore[arg-type]  # as the caller says
    changed.pk, changed.created_at = record.pk, record.created_at
    changed._state.adding = False
    changed.validate_constraints(exclude={"case"})
    changed.save(force_update=True)
    _note_record("record.changed", Operation.ALTER, changed, by)
    return changed


@transaction.atomic
def remove_record(record: Record, *, by: Account) -> Contribution:
    """Out of a draft, with its links. Raises: PermissionDenied."""
    contribution = lock_contribution(record.contribution)
    rules.can_change_draft(by, contribution).enforce()
    _note_record("record.removed", Operation.ERASE, record, by)
    with seen_by_house():
        Link.objects.filter(from_record=record).delete()
        Link.objects.filter(to_record=record).delete()
        Record.objects.filter(pk=record.pk).delete()
    return contribution


def _note_record(what: str, operation: Operation, record: Record, by: Account) -> None:
    note(
        operation,
        what,
        by=by,
        case=record.case,
        about=("record", record.pk),
        reason=GIVING,
        basis_id=record.contribution.basis_id,
        fields=sorted(record.properties),
        rows=1,
        regime=record.contribution.regime,
    )


def build_record(
    contribution: Contribution,
    *,
    schema: str,
    properties: Mapping[str, Iterable[object]],
    category: str,
    source: str,
    information: str,
    is_assessment: bool = False,
    handling: str = "",
    handling_text: str = "",
    key: str = "",
    is_minor: bool = False,
    needs_protection: bool = False,
) -> Record:
    """Checked but not saved; asks the database nothing, for many rows. An empty handling code is the contribution's.

    Raises: ValidationError; of properties by their names.
    """
    if schema not in Schema.values:
        raise ValidationError({"schema": _("This is none of the kinds of records.")})
    if schema != Schema.PERSON and not category:
        category = Category.NO_PERSON
    if not handling:
        handling, handling_text = contribution.handling, handling_text or contribution.handling_text
    known = clean_properties(schema, properties)
    record = Record(
        case=contribution.case,
        contribution=contribution,
        key=clean_line(key),
        schema=schema,
        caption=caption_of(schema, known)[:LONGEST],
        properties=known,
        category=category,
        is_assessment=is_assessment,
        source=source,
        information=information,
        handling=handling,
        handling_text=clean_line(handling_text),
        is_minor=is_minor,
        needs_protection=needs_protection,
    )
    record.clean_fields(exclude={"case", "contribution"})
    _check_record(record, contribution)
    return record


def _check_record(record: Record, contribution: Contribution) -> None:
    if is_laxer(record.handling, contribution.handling):
        raise ValidationError(
            {
                "handling": _("The contribution has %(code)s; a record may not allow more.")
                % {"code": contribution.handling}
            }
        )
    if record.handling == "H3" and not record.handling_text:
        raise ValidationError({"handling_text": _("Say which other limits there are.")})
    if (record.schema == Schema.PERSON) == (record.category == Category.NO_PERSON):
        said = (
            _("A person has a category.")
            if record.schema == Schema.PERSON
            else _("Only a person has a category.")
        )
        raise ValidationError({"category": said})
    if record.schema != Schema.PERSON and record.is_minor:
        raise ValidationError({"is_minor": _("Only a person can be a minor.")})
