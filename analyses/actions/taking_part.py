"""Who takes part in a case: named, agreed by another authority, ended. The passes of the case follow."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions.logging import note
from analyses.models import (
    ASKERS,
    SEES_NO_CONTENTS,
    Case,
    CaseRole,
    Operation,
    Participation,
    seen_by_house,
)
from partnerships.directory.models import Account, Organisation


def renew_passes(case: Case) -> None:
    """What row-level security reads follows what the rows say; called by whatever writes a participation."""
    with seen_by_house():
        rows = Participation.objects.filter(
            case=case, agreed_at__isnull=False, ended_at__isnull=True
        )
        case.passes = {
            str(row.account_id): {
                "authority": row.authority_id,
                "from": row.since.isoformat(),
                "until": row.until_on.isoformat() if row.until_on else None,
                "contents": row.role not in SEES_NO_CONTENTS,
                "asks": row.role in ASKERS,
            }
            for row in rows
        }
        case.save(update_fields=["passes"])


def check_eligible(account: Account, authority: Organisation) -> None:
    """Raises: ValidationError for whoever is no officer or analyst of an authority of confirmed kind."""
    if (account.pk, authority.pk) not in {
        (one.pk, other.pk) for one, other in rules.eligible_officers()
    }:
        raise ValidationError(
            _("Only officers and analysts of authorities whose kind is confirmed take part.")
        )


@transaction.atomic
def add_participant(
    case: Case,
    *,
    account: Account,
    authority: Organisation,
    role: str,
    reason: str,
    until_on: date | None,
    by: Account,
) -> Participation:
    """Proposed; sees nothing until somebody of another authority agrees. Raises: PermissionDenied, ValidationError."""
    case = Case.objects.lock(case)
    rules.can_add_participant(by, case).enforce()
    check_eligible(account, authority)
    if role == CaseRole.LEAD:
        raise ValidationError({"role": _("A case has one lead.")})
    if case.checked_by_id == account.pk:
        raise ValidationError(_("Whoever checked the request stays outside the case."))
    participation = Participation(
        case=case,
        account=account,
        authority=authority,
        role=role,
        reason=reason,
        until_on=until_on,
        added_by=by,
    )
    participation.full_clean()
    participation.save()
    note(
        Operation.ALTER,
        "participant.added",
        by=by,
        case=case,
        about=("participation", participation.pk),
    )
    return participation


def _lock(participation: Participation) -> Participation:
    Case.objects.lock(participation.case)
    return Participation.objects.select_related("case").get(pk=participation.pk)


@transaction.atomic
def agree_participant(participation: Participation, *, by: Account) -> Participation:
    """From now on this person sees the case. Raises: PermissionDenied."""
    participation = _lock(participation)
    rules.can_agree_participant(by, participation).enforce()
    participation.agreed_by, participation.agreed_at = by, timezone.now()
    participation.since = max(participation.since, timezone.localdate())
    participation.save(update_fields=["agreed_by", "agreed_at", "since"])
    case = participation.case
    note(
        Operation.DISCLOSE,
        "participant.agreed",
        by=by,
        case=case,
        about=("participation", participation.pk),
        recipient_id=participation.authority_id,
    )
    renew_passes(case)
    return participation


@transaction.atomic
def end_participation(participation: Participation, *, reason: str, by: Account) -> Participation:
    """From the next request on this person sees nothing of the case. Raises: PermissionDenied."""
    participation = _lock(participation)
    rules.can_end_participation(by, participation).enforce()
    case = participation.case
    participation.ended_by, participation.ended_at = by, timezone.now()
    participation.end_reason = reason
    participation.save(update_fields=["ended_by", "ended_at", "end_reason"])
    note(
        Operation.ALTER,
        "participant.ended",
        by=by,
        case=case,
        about=("participation", participation.pk),
    )
    renew_passes(case)
    return participation
