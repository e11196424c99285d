"""Requests of people concerned: entered, searched case by case, answered; corrections told to recipients. Source: DOMAIN 5.2, decision 0060."""

from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions.logging import Reason, note
from analyses.models import (
    Case,
    CaseSearch,
    Contribution,
    CorrectionNotice,
    Finding,
    Operation,
    Participation,
    PersonRequest,
    ReasonCode,
)
from analyses.stages import WITH_CONTENTS
from partnerships.directory.models import Account, Organisation

CONCERNED = Reason(ReasonCode.DATA_SUBJECT)


@transaction.atomic
def enter_request(
    *, right: str, authority: Organisation, file_reference: str, received_on: date, by: Account
) -> PersonRequest:
    """Each case in which the authority takes part, and in which there is something, is to be searched. Raises: PermissionDenied, ValidationError."""
    rules.can_enter_request(by, authority.pk).enforce()
    if received_on > timezone.localdate():
        raise ValidationError({"received_on": _("This day must not be still to come.")})
    request = PersonRequest(
        right=right,
        authority=authority,
        file_reference=file_reference,
        received_on=received_on,
        due_on=received_on + timedelta(days=settings.ANALYSES_RIGHTS_DAYS),
        entered_by=by,
    )
    request.full_clean()
    request.save()
    taking_part = Participation.objects.filter(authority=authority, agreed_at__isnull=False)
    cases = Case.objects.visible_to(by).filter(
        pk__in=taking_part.values("case"), stage__in=WITH_CONTENTS
    )
    for case in cases:
        CaseSearch.objects.create(request=request, case=case)
        note(
            Operation.ALTER,
            "person.search_asked",
            by=by,
            case=case,
            about=("request", request.pk),
            reason=CONCERNED,
        )
    return request


@transaction.atomic
def answer_search(search: CaseSearch, *, finding: str, provision: str, by: Account) -> CaseSearch:
    """What the lead found in this case. Raises: PermissionDenied, ValidationError."""
    Case.objects.lock(search.case)
    search = CaseSearch.objects.select_related("case").get(pk=search.pk)
    rules.can_answer_search(by, search).enforce()
    if finding == Finding.REFUSED and not provision:
        raise ValidationError({"provision": _("Name the provision by which it is refused.")})
    search.finding = finding
    search.provision = provision if finding == Finding.REFUSED else ""
    search.by, search.at = by, timezone.now()
    search.full_clean()
    search.save()
    note(
        Operation.SEARCH,
        "person.searched",
        by=by,
        case=search.case,
        about=("request", search.request_id),
        reason=CONCERNED,
    )
    return search


@transaction.atomic
def answer_request(request: PersonRequest, *, by: Account) -> PersonRequest:
    """Data protection has answered the person, on paper. Raises: PermissionDenied."""
    request = PersonRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    rules.can_answer_request(by, request).enforce()
    request.answered_by, request.answered_at = by, timezone.now()
    request.save(update_fields=["answered_by", "answered_at"])
    note(
        Operation.DISCLOSE,
        "person.answered",
        by=by,
        about=("request", request.pk),
        reason=CONCERNED,
    )
    return request


@transaction.atomic
def tell_correction(
    contribution: Contribution, *, text: str, by: Account
) -> list[CorrectionNotice]:
    """Each authority to which it was released learns what was wrong. Raises: PermissionDenied, ValidationError."""
    case = Case.objects.lock(contribution.case)
    rules.can_tell_correction(by, contribution).enforce()
    recipients = [pk for pk in contribution.released_to if pk != contribution.authority_id]
    if not recipients:
        raise ValidationError(_("Nobody else has received this contribution."))
    notices = []
    for recipient in recipients:
        notice = CorrectionNotice(
            case=case,
            contribution=contribution,
            authority_id=recipient,
            text=text,
            made_by=by,
        )
        notice.full_clean()
        notice.save()
        notices.append(notice)
        note(
            Operation.DISCLOSE,
            "correction.told",
            by=by,
            case=case,
            about=("contribution", contribution.pk),
            recipient_id=recipient,
            basis_id=contribution.basis_id,
            regime=contribution.regime,
        )
    return notices


@transaction.atomic
def acknowledge(notice: CorrectionNotice, *, by: Account) -> CorrectionNotice:
    """The recipient has put it right at home, too. Raises: PermissionDenied."""
    case = Case.objects.lock(notice.case)
    notice = CorrectionNotice.objects.select_related("case", "contribution").get(pk=notice.pk)
    rules.can_acknowledge(by, notice).enforce()
    notice.acknowledged_by, notice.acknowledged_at = by, timezone.now()
    notice.save(update_fields=["acknowledged_by", "acknowledged_at"])
    note(
        Operation.ALTER,
        "correction.acknowledged",
        by=by,
        case=case,
        about=("contribution", notice.contribution_id),
        regime=notice.contribution.regime,
    )
    return notice
