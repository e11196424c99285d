"""A draft of a contribution: begun, changed, deleted, or made of a version that it corrects."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions.contents import copy_contents, discard
from analyses.actions.draft_checks import check_draft
from analyses.actions.giving import lock_contribution, note_contribution
from analyses.kinds import Secrecy
from analyses.models import Case, Contribution, Operation, ProvisionVersion, Record
from analyses.strictness import ORDER, is_laxer
from partnerships.directory.models import Account, Organisation


@transaction.atomic
def begin_contribution(
    case: Case,
    *,
    basis: ProvisionVersion,
    purpose: str,
    initiative: str,
    regime: str,
    released_to: Iterable[Organisation],
    handling: str,
    review_on: date,
    received_on: date | None = None,
    handling_text: str = "",
    secrecy: str = Secrecy.NONE,
    release_note: str = "",
    marking: Mapping[str, str] | None = None,
    file_name: str = "",
    file_sha256: str = "",
    by: Account,
) -> Contribution:
    """A draft, seen by one's own authority alone. `marking`: PolG NRW § 22b, by MARKING.

    Raises: PermissionDenied, ValidationError.
    """
    case = Case.objects.lock(case)
    rules.can_contribute(by, case).enforce()
    own = rules.giver_in(by, case)
    assert own is not None  # noqa: S101  the rule says so
    contribution = Contribution(case=case, authority=own.authority, by=by)
    contribution.file_name, contribution.file_sha256 = file_name, file_sha256
    _fill(
        contribution,
        {
            "basis": basis,
            "purpose": purpose,
            "initiative": initiative,
            "regime": regime,
            "handling": handling,
            "handling_text": handling_text,
            "secrecy": secrecy,
            "release_note": release_note,
            "received_on": received_on or timezone.localdate(),
            "review_on": review_on,
            **(marking or {}),
        },
        released_to,
    )
    note_contribution(Operation.COLLECT, "contribution.begun", contribution, by=by)
    return contribution


def _fill(
    contribution: Contribution, values: Mapping[str, object], released_to: Iterable[Organisation]
) -> None:
    """Raises: ValidationError."""
    recipients = list(released_to)
    for name, value in values.items():
        setattr(contribution, name, value)
    contribution.released_to = sorted(each.pk for each in recipients)
    check_draft(contribution, recipients)
    contribution.full_clean()
    contribution.save()


@transaction.atomic
def change_draft(
    contribution: Contribution,
    *,
    released_to: Iterable[Organisation],
    by: Account,
    **values: object,
) -> Contribution:
    """What the draft says of itself. `values`: fields as `begin_contribution`, the marking by its names.

    Raises: PermissionDenied, ValidationError.
    """
    contribution = lock_contribution(contribution)
    rules.can_change_draft(by, contribution).enforce()
    _fill(contribution, values, released_to)
    laxer = [code for code in ORDER if is_laxer(code, contribution.handling)]
    if Record.objects.filter(contribution=contribution, handling__in=laxer).exists():
        raise ValidationError(
            {"handling": _("Records in it allow more. Change them first, or delete them.")}
        )
    note_contribution(Operation.ALTER, "contribution.changed", contribution, by=by)
    return contribution


@transaction.atomic
def discard_draft(contribution: Contribution, *, by: Account) -> None:
    """Nobody but one's own authority has ever seen it. Raises: PermissionDenied."""
    contribution = lock_contribution(contribution)
    rules.can_discard_draft(by, contribution).enforce()
    note_contribution(Operation.ERASE, "contribution.discarded", contribution, by=by)
    discard(contribution)


@transaction.atomic
def correct(contribution: Contribution, *, by: Account) -> Contribution:
    """A draft with the same contents, which replaces this one once it is submitted. Raises: PermissionDenied."""
    former = lock_contribution(contribution)
    rules.can_correct(by, former).enforce()
    names = [field.attname for field in Contribution._meta.concrete_fields]
    left_out = {"id", "created_at", "submitted_at", "by_id"}
    values = {name: getattr(former, name) for name in names if name not in left_out}
    draft = Contribution(**values)
    draft.by, draft.version, draft.replaces = by, former.version + 1, former
    draft.case, draft.authority = former.case, former.authority
    draft.save(force_insert=True)
    rows = copy_contents(former, draft)
    note_contribution(Operation.COLLECT, "contribution.begun", draft, by=by, rows=rows)
    return draft
