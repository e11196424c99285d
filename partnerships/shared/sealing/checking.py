"""A file that somebody wants checked: known at once, or put into the lane of the worker."""

import dataclasses
import hashlib
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from partnerships.shared import outbox
from partnerships.shared.files import list_folder, private_storage, store
from partnerships.shared.outbox import OPEN, Status
from partnerships.shared.sealing.checks.findings import Outcome, Report
from partnerships.shared.sealing.judging import Known, judge
from partnerships.shared.sealing.models import Check, SealedFile

TASK = "sealing.check"  # the worker's name for `tasks.check_file`
FOLDER = "checks"
MOST_OPEN = 10  # checks that wait or run; one takes a second, seldom ten
MOST_ATTEMPTS = 2  # a file that took its worker down twice is not tried again
KEPT = timedelta(hours=1)
LEASE = timedelta(seconds=90)  # longer than the time limit of the task
LANE = 20_261_125  # number of the database's lock: one check at a time


def known(data: bytes) -> SealedFile | None:
    """The sealed file with exactly these bytes."""
    return SealedFile.objects.of_sha256(hashlib.sha256(data).hexdigest())


def submit(data: bytes) -> Check | None:
    """Have the worker look at it; None when the lane is full."""
    if Check.objects.filter(status__in=OPEN).count() >= MOST_OPEN:
        return None
    path = store(data, FOLDER, "pdf")
    check = Check.objects.create(file=path)
    outbox.kick(check, TASK)
    return check


@transaction.atomic
def claim(pk: int, task_id: str) -> Check | None:
    """The check, if it is its turn: one runs at a time, so that documents always find a hand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LANE])
    running = Check.objects.filter(status=Status.RUNNING, lease_until__gt=timezone.now())
    if running.exclude(pk=pk).exists():
        return None
    check = outbox.claim(Check, pk, task_id)
    if check:
        outbox.still_leased(check).update(lease_until=timezone.now() + LEASE)
    return check


def run(check: Check) -> None:
    """Look at the file, keep what was found, and delete the file."""
    if check.attempts > MOST_ATTEMPTS:
        give_up(check, "too_complex")
        return
    # pyHanko takes its time to load: only the worker needs it.
    from partnerships.shared.sealing.certificates import roots_of_seals, roots_of_signatures
    from partnerships.shared.sealing.checks.report import read_report

    with check.file.open("rb") as file:
        data = file.read()
    report = read_report(data, [*roots_of_seals(), *roots_of_signatures()])
    end(check, Status.DONE, result_of(data, report))


def give_up(check: Check, reason: str) -> None:
    """It took too much time or memory: nothing can be said about it."""
    end(check, Status.DONE, {"verdict": Outcome.UNREADABLE, "reasons": [reason]})


def end(
    check: Check, status: Status, result: dict[str, object] | None, error_code: str = ""
) -> None:
    """The file goes, whatever came out; the next one takes its turn."""
    outbox.finish(check, status, result=result, file="", error_code=error_code)
    if check.file.name:
        check.file.storage.delete(check.file.name)
    following = Check.objects.filter(status=Status.QUEUED).order_by("created_at").first()
    if following:
        outbox.kick(following, TASK)


def result_of(data: bytes, report: Report) -> dict[str, object]:
    """Plain values for the row: verdict, reasons, signatures, and the key of what it is a copy of."""
    sealed, by = next(_candidates(report), (None, ""))
    known = Known(by, sealed.imprint) if sealed else None
    judgement = judge(report, known, _our_certificates(report))
    return {
        "verdict": judgement.verdict,
        "reasons": judgement.reasons,
        "sealed": sealed.pk if sealed else None,
        "signatures": [dataclasses.asdict(each) for each in report.signatures],
    }


def _candidates(report: Report) -> Iterator[tuple[SealedFile, str]]:
    """Ours that this may be a copy of, by the strongest trace first."""
    rows = SealedFile.objects.sealed().select_related("document")
    whole, imprints = report.endings[-1], [each.imprint for each in report.signatures]
    for by, query in (
        ("bytes", rows.filter(sha256=whole)),
        ("beginning", rows.filter(sha256__in=report.endings)),
        ("seal", rows.filter(imprint__in=imprints)),
        ("claim", rows.filter(code__in=report.claims)),
    ):
        if sealed := query.first():
            yield sealed, by


def _our_certificates(report: Report) -> set[str]:
    """Those of the file's signatures that we have sealed with."""
    named = [each.certificate for each in report.signatures]
    rows = SealedFile.objects.filter(certificate__in=named)
    return set(rows.values_list("certificate", flat=True))


def forget() -> int:
    """Delete checks after an hour, and files whose check is gone; the number of both."""
    limit = timezone.now() - KEPT
    old = list(Check.objects.filter(created_at__lt=limit))
    Check.objects.filter(pk__in=[each.pk for each in old]).delete()
    return len(old) + _forget_files()


def _forget_files() -> int:
    storage, limit = private_storage(), timezone.now() - KEPT
    paths = [f"{FOLDER}/{name}" for name in list_folder(FOLDER)[1]]
    named = set(Check.objects.exclude(file="").values_list("file", flat=True))
    gone = [path for path in paths if path not in named and storage.get_modified_time(path) < limit]
    for path in gone:
        storage.delete(path)
    return len(gone)


def sweep() -> int:
    """Hint again at checks that wait too long; the number of hints."""
    return outbox.sweep(Check, TASK)
