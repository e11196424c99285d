"""Lead an agreement through its stages; record a paper signature; have it printed."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements import facts, rules
from partnerships.agreements.letters import STAGE_REACHED
from partnerships.agreements.models import Agreement, AgreementPrint
from partnerships.agreements.stages import LIFE, Stage
from partnerships.directory.models import Account, Representation
from partnerships.shared.audit.actions import record
from partnerships.shared.documents import actions as documents
from partnerships.shared.documents.models import Document
from partnerships.shared.letters.actions import write

TOLD = (
    Stage.CONSULTATION,
    Stage.READY,
)  # stages at which the parties' representatives get a letter


@transaction.atomic
def take_step(agreement: Agreement, verb: str, *, by: Any) -> Agreement:
    """A move that needs nothing but the decision. Raises: PermissionDenied; KeyError for an unknown verb."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    rules.STEPS[verb](by, locked).enforce()
    _move(locked, verb, by)
    if locked.stage in TOLD:
        _tell_representatives(locked, except_for=by)
    return locked


def _tell_representatives(agreement: Agreement, *, except_for: Any) -> None:
    """A letter to everybody who stands for a party today and has an account."""
    stand = Representation.objects.current().filter(organisation__parties__agreement=agreement)
    people = Account.objects.filter(person__in=stand.values("person"), is_active=True)
    for account in people.exclude(pk=except_for.pk).order_by("pk"):
        write(
            STAGE_REACHED, to=account, facts={"agreement": agreement.pk, "stage": agreement.stage}
        )


def _move(agreement: Agreement, verb: str, by: Any) -> None:
    before, agreement.stage = agreement.stage, LIFE.move(verb).target
    agreement.version += 1
    agreement.save()
    record(
        "agreements.stage_changed",
        by=by,
        target=agreement,
        facts={"verb": verb, "from": before, "to": agreement.stage},
    )


@transaction.atomic
def record_on_paper(
    agreement: Agreement,
    *,
    by: Any,
    signed_on: date,
    place: str = "",
    effective_on: date | None = None,
    until_on: date | None = None,
) -> Agreement:
    """It was signed on paper: in force from the day of signing unless another day is named.

    Raises: PermissionDenied, ValidationError for a day that has not come.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    rules.can_record_on_paper(by, locked).enforce()
    if signed_on > timezone.localdate():
        raise ValidationError({"signed_on": _("The day of signing has not come yet.")})
    locked.paper_signed_on, locked.paper_place = signed_on, place
    locked.paper_recorded_by, locked.paper_recorded_at = by, timezone.now()
    locked.effective_on, locked.until_on = effective_on or signed_on, until_on
    locked.full_clean()
    _move(locked, "record_on_paper", by)
    return locked


@transaction.atomic
def request_document(agreement: Agreement, *, by: Any, language: str) -> Document:
    """Freeze what the paper says and have it made in the background. Raises: PermissionDenied."""
    rules.can_request_document(by, agreement).enforce()
    document = documents.request(
        "agreements.agreement",
        title=agreement.title_in(language),
        language=language,
        facts=facts.of(agreement, language),
        by=by,
    )
    AgreementPrint.objects.create(agreement=agreement, document=document)
    return document
