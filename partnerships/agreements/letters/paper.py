"""All have signed on paper: recorded, which asks whoever may confirm it, and what became of it."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.agreements import rules
from partnerships.agreements.letters.readers import reader_of
from partnerships.agreements.models import Agreement, PaperAnswer, PaperRecord
from partnerships.agreements.stages import BINDING
from partnerships.directory.models import Account, Organisation
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter

PAPER_RECORDED = "agreements/paper_recorded"
PAPER_ANSWERED = "agreements/paper_answered"


def _record(letter: Letter) -> PaperRecord | None:
    """The paper record, as long as the recipient sees its agreement."""
    reader = reader_of(letter)
    if reader is None:
        return None
    agreements = Agreement.objects.visible_to(reader)
    rows = PaperRecord.objects.select_related(
        *("round__agreement__partnership", "recorded_by__person", "recorded_for"),
        *("answered_by__person", "answered_for"),
    )
    return rows.filter(pk=letter.facts["record"], round__agreement__in=agreements).first()


def _common(letter: Letter, record: PaperRecord, link: str) -> dict[str, object]:
    agreement = record.round.agreement
    return {
        "title": agreement.title_in(letter.language),
        "partnership": agreement.partnership.name_in(letter.language),
        "person": str(getattr(letter.recipient, "person", "")),
        "recorder": _name_with_organisation(record.recorded_by, record.recorded_for),
        "signed_on": record.signed_on,
        "link": f"{settings.SITE_URL}{link}",
    }


def _name_with_organisation(account: Account | None, organisation: Organisation | None) -> str:
    """Name of a person and of the organisation for which they acted."""
    return ", ".join(str(part) for part in (getattr(account, "person", ""), organisation) if part)


def _recorded_facts(letter: Letter) -> dict[str, object]:
    record, reader = _record(letter), reader_of(letter)
    if record is None or reader is None:
        return {}
    agreement = record.round.agreement
    may_confirm = bool(rules.can_confirm_paper(reader, record))
    link = reverse("agreements:signatures", args=[agreement.pk])
    if may_confirm:
        link = reverse("agreements:confirm_paper", args=[agreement.pk, record.pk])
    return {**_common(letter, record, link), "asked": may_confirm}


def _answered_facts(letter: Letter) -> dict[str, object]:
    record = _record(letter)
    if record is None:
        return {}
    link = reverse("agreements:signatures", args=[record.round.agreement_id])
    return {
        **_common(letter, record, link),
        "answer": record.answer,
        "by": _name_with_organisation(record.answered_by, record.answered_for),
        "effective_on": record.effective_on,
        "reason": record.reason,
    }


def _is(holds: Callable[[PaperRecord], bool]) -> Callable[[Letter], bool]:
    def still(letter: Letter) -> bool:
        record = _record(letter)
        return record is not None and holds(record)

    return still


def _stands(record: PaperRecord) -> bool:
    """In force, or signing goes on and nothing new was recorded."""
    if record.answer == PaperAnswer.CONFIRMED:
        return record.round.agreement.stage in BINDING
    open_still = record.round.ended_at is None
    return open_still and not record.round.paper_records.waiting().exists()


KINDS = (
    LetterKind(
        PAPER_RECORDED,
        _("All have signed on paper"),
        lambda letter: _record(letter) is not None,
        _recorded_facts,
        still_holds=_is(lambda record: record.is_waiting),
    ),
    LetterKind(
        PAPER_ANSWERED,
        _("Answer to “All have signed on paper”"),
        lambda letter: _record(letter) is not None,
        _answered_facts,
        still_holds=_is(_stands),
    ),
)
