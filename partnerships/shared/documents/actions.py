"""Request a document, make it, cancel it, try it again, fetch it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, cast

from django.core.files.base import ContentFile
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from partnerships.shared import outbox
from partnerships.shared.accounts import Account
from partnerships.shared.audit.actions import note_read, record
from partnerships.shared.documents import rules
from partnerships.shared.documents.kinds import DocumentKind
from partnerships.shared.documents.models import Document
from partnerships.shared.operator.details import Operator
from partnerships.shared.outbox import Status
from partnerships.shared.registry import document_kinds
from partnerships.shared.sealing import actions as sealing
from partnerships.shared.sealing.listed import Listed
from partnerships.shared.sealing.models import Remark

if TYPE_CHECKING:
    from partnerships.shared.sealing.seal import Sealed

TASK = "documents.make"  # the worker's name for `tasks.make_document`


class LeaseLost(Exception):
    """Another worker has taken over, or the person cancelled."""


@transaction.atomic
def request(
    kind: str,
    *,
    title: str,
    language: str,
    facts: Mapping[str, object],
    by: Account | None,
    listed: Listed | None = None,
) -> Document:
    """A row with frozen facts; the worker is told after commit. The caller has asked its own rule.

    `by` is None for the clock. A sealed kind needs `listed`, what everybody may know who holds its
    code; the code is allotted here (`document.sealed_file.code`).
    Raises: KeyError for a kind that nobody laid on the shelf; ValueError where `listed` is missing.
    """
    sealed = document_kinds.get(kind).sealed
    if sealed != (listed is not None):
        raise ValueError(f"{kind}: public facts belong to a sealed kind, and to it alone")
    document = Document.objects.create(
        kind=kind,
        title=title[:250],
        language=language,
        facts=facts,
        requested_by_id=by.pk if by else None,
        kept=sealed,
    )
    if listed:
        sealing.allot(document, listed)
    record(
        "documents.requested", by=by, target=document, facts={"kind": kind, "language": language}
    )
    outbox.kick(document, TASK)
    return document


def make(document: Document) -> None:
    """Draw the PDF of a claimed document, seal it if its kind is sealed, and file it.

    Raises: LeaseLost; RenderFailed; CannotSeal, NoTimeStamp.
    """
    kind = document_kinds.get(document.kind)
    _step(document, 10)
    html = html_of(document)
    _step(document, 30)
    data, flaws = _drawn(document, kind, html)
    _step(document, 80)
    sealed = _sealed(data) if kind.sealed else None
    _step(document, 90)
    file_away(document, sealed.data if sealed else data, sealed, flaws=flaws)


def _drawn(
    document: Document, kind: DocumentKind, html: str
) -> tuple[bytes, list[dict[str, object]]]:
    """The PDF, and what is wrong with it where its kind has that looked for: laid out once for both."""
    # WeasyPrint takes two seconds and 60 MB to load: only the worker needs it.
    from partnerships.shared.documents.render import draw, lay_out

    layout = lay_out(html)
    flaws = [asdict(flaw) for flaw in kind.check(layout)] if kind.check else []
    enclosed = kind.enclosures(document) if kind.enclosures else ()
    return draw(layout, attachments=enclosed), flaws


def _sealed(data: bytes) -> "Sealed":
    from partnerships.shared.sealing.seal import seal

    return seal(data)


def html_of(document: Document) -> str:
    """The document's HTML in its language, from the frozen facts, its code, and who runs this site today."""
    kind = document_kinds.get(document.kind)
    context: dict[str, object] = {"facts": document.facts, "operator": Operator()}
    if kind.sealed:
        context["seal"] = sealing.paper_facts(document.sealed_file)
    with override(document.language):
        return render_to_string(kind.template, context)


def _step(document: Document, percent: int) -> None:
    if not outbox.still_leased(document).update(progress=percent):
        raise LeaseLost


def file_away(
    document: Document,
    data: bytes,
    sealed: "Sealed | None" = None,
    *,
    flaws: list[dict[str, object]] | None = None,
) -> None:
    """Keep the PDF of a claimed document, unless somebody else has taken over meanwhile.

    `sealed` (`seal.Sealed`) becomes known to the verification page in the same transaction.
    The name carries the attempt: a late twin never overwrites the file that was accepted.
    Raises: LeaseLost, and nothing stays.
    """
    digest = hashlib.sha256(data).hexdigest()
    name = f"{document.pk}-{document.attempts}-{digest[:16]}.pdf"
    storage, place = document.file.storage, cast(Callable[..., str], document.file.field.upload_to)
    path = storage.save(place(document, name), ContentFile(data))
    try:
        with transaction.atomic():
            _accept(document, file=path, sha256=digest, size=len(data), flaws=flaws or [])
            if sealed:
                sealing.fill(document, sealed)
            if finished := document_kinds.get(document.kind).finished:
                finished(document)
    except LeaseLost:
        storage.delete(path)
        raise


def _accept(document: Document, **values: object) -> None:
    if not outbox.finish(document, Status.DONE, progress=100, error_code="", **values):
        raise LeaseLost


@transaction.atomic
def cancel(document: Document, *, by: Account) -> None:
    """Stop waiting for it. Raises: PermissionDenied, also when it became ready meanwhile."""
    locked = Document.objects.select_for_update().get(pk=document.pk)
    rules.can_cancel(by, locked).enforce()
    outbox.stop(locked)
    record("documents.cancelled", by=by, target=locked)


@transaction.atomic
def supersede(document: Document, *, by: Account) -> None:
    """Another one has taken the place of a sealed one, which must not be read any more: facts and file go.

    Row, code and sums stay, so that whoever verifies a copy reads that it was replaced. The caller has asked its own rule.
    """
    locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    storage, path = locked.file.storage, locked.file.name
    rows = Document.objects.filter(
        pk=locked.pk
    )  # a worker that still makes it finds its lease gone
    rows.update(status=Status.CANCELLED, lease_until=None, facts={}, flaws=[], file="", size=0)
    if locked.sha256:
        sealing.remark(locked, Remark.SUPERSEDED, since=timezone.localdate(), by=by)
    record("documents.superseded", by=by, target=locked, facts={"sha256": locked.sha256})
    if path:
        # What a crash leaves behind is found by forget_strays.
        transaction.on_commit(lambda: storage.delete(path), robust=True)


@transaction.atomic
def cancel_unreadable(account: Account, *, by: Account | None) -> int:
    """Stop what the account waits for and may no longer read; how many. `by` is None for the clock.

    `account` must be read anew: its access of before would still find them readable.
    """
    waiting = Document.objects.filter(requested_by=account.pk, kept=False, status__in=outbox.OPEN)
    unreadable = waiting.exclude(pk__in=Document.objects.visible_to(account).values("pk"))
    stopped = [row for row in unreadable.order_by("pk").select_for_update() if outbox.stop(row)]
    for document in stopped:
        record("documents.cancelled", by=by, target=document)
    return len(stopped)


@transaction.atomic
def retry(document: Document, *, by: Account) -> None:
    """Make a failed or cancelled one once more. Raises: PermissionDenied."""
    locked = Document.objects.select_for_update().get(pk=document.pk)
    rules.can_retry(by, locked).enforce()
    Document.objects.filter(pk=locked.pk).update(progress=0)
    outbox.reopen(locked, TASK)
    record("documents.retried", by=by, target=locked)


def fetched(document: Document, *, by: Account) -> None:
    """Note that the file was handed out."""
    record("documents.downloaded", by=by, target=document, facts={"sha256": document.sha256})


def read_failed(*, by: Account) -> None:
    """The list of failed ones shows who asked for them. Raises: PermissionDenied."""
    rules.can_look_after(by).enforce()
    note_read("documents.failed_read", by=by)
