"""Draw consultations by lot, ask, explain, answer. Source: DOMAIN 5.6."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from math import ceil
from secrets import SystemRandom

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from analyses import rules
from analyses.actions.logging import Reason, note
from analyses.models import LogEntry, Operation, ReasonCode, Sample
from partnerships.directory.models import Account

DRAW_LOCK = 20_261_128
SUPERVISION = Reason(ReasonCode.SUPERVISION)


@transaction.atomic
def draw_samples() -> int:
    """Of last month's reading in cases, once: of each authority its share, at least one. How many were drawn.

    By the machine's own randomness: nobody can tell beforehand, or repeat it, which are drawn. In the sight of the house.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [DRAW_LOCK])
    this_month = timezone.localdate().replace(day=1)
    month = (this_month - timedelta(days=1)).replace(day=1)
    if Sample.objects.filter(month=month).exists():
        return 0
    drawn = [pk for rows in _consultations(month, this_month).values() for pk in _draw(rows)]
    entries = LogEntry.objects.filter(pk__in=drawn).order_by("pk")
    Sample.objects.bulk_create([_sample_of(entry, month) for entry in entries])
    return len(drawn)


def _consultations(since: date, before: date) -> dict[int | None, list[int]]:
    """Numbers of the entries by authority: whoever read in a case, the clock left out."""
    rows = LogEntry.objects.filter(
        operation=Operation.CONSULT,
        case_id__isnull=False,
        account_id__isnull=False,
        at__gte=_start(since),
        at__lt=_start(before),
    )
    found: dict[int | None, list[int]] = defaultdict(list)
    for pk, authority in rows.order_by("pk").values_list("pk", "authority_id"):
        found[authority].append(pk)
    return found


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001  made aware


def _draw(numbers: list[int]) -> list[int]:
    most = ceil(len(numbers) * settings.ANALYSES_LOG_SAMPLE_PERCENT / 100)
    return SystemRandom().sample(numbers, min(len(numbers), max(1, most)))


def _sample_of(entry: LogEntry, month: date) -> Sample:
    assert entry.account_id  # noqa: S101  the clock's reading is not drawn
    return Sample(
        entry_id=entry.pk,
        month=month,
        at=entry.at,
        what=entry.what,
        case_number=entry.case_number,
        account_id=entry.account_id,
        authority_id=entry.authority_id,
        reason_code=entry.reason_code,
        reason_text=entry.reason_text,
    )


def forget_samples() -> int:
    """Those whose entries' term is over, with what was answered; how many."""
    last = timezone.localdate().year - settings.ANALYSES_LOG_YEARS[""] - 1
    return Sample.objects.filter(month__year__lte=last).delete()[0]


def _locked(sample: Sample) -> Sample:
    return Sample.objects.select_for_update(of=("self",), no_key=True).get(pk=sample.pk)


@transaction.atomic
def ask_about_sample(sample: Sample, *, question: str, by: Account) -> Sample:
    """Whoever read there gets it as something to do."""
    sample = _locked(sample)
    rules.can_ask_about_sample(by, sample).enforce()
    sample.question, sample.asked_by, sample.asked_at = question, by, timezone.now()
    sample.save(update_fields=["question", "asked_by", "asked_at"])
    _note("sample.asked", sample, by)
    return sample


@transaction.atomic
def explain_sample(sample: Sample, *, explanation: str, by: Account) -> Sample:
    """In words; the data protection officer decides."""
    sample = _locked(sample)
    rules.can_explain_sample(by, sample).enforce()
    sample.explanation, sample.explained_at = explanation, timezone.now()
    sample.save(update_fields=["explanation", "explained_at"])
    _note("sample.explained", sample, by, Reason(ReasonCode.WORK))
    return sample


@transaction.atomic
def answer_sample(sample: Sample, *, answer: str, note_text: str, by: Account) -> Sample:
    """Plausible, or not lawful; for good."""
    sample = _locked(sample)
    rules.can_answer_sample(by, sample).enforce()
    sample.answer, sample.note = answer, note_text
    sample.answered_by, sample.answered_at = by, timezone.now()
    sample.save(update_fields=["answer", "note", "answered_by", "answered_at"])
    _note("sample.answered", sample, by)
    return sample


def _note(what: str, sample: Sample, by: Account, reason: Reason = SUPERVISION) -> None:
    note(Operation.ALTER, what, by=by, about=("sample", sample.pk), reason=reason)
