"""What is found of documents: their titles, of those that are done."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.shared.accounts import Account
from partnerships.shared.documents.models import Document
from partnerships.shared.outbox import Status
from partnerships.shared.registry import document_kinds
from partnerships.shared.search.kinds import Hit, Row, SearchKind
from partnerships.shared.search.matching import holds_all, resemble_each


class DocumentRow(Row, Protocol):
    """A document's title, what it is, and since when."""

    title: str
    kind: str
    created_at: datetime


def _documents(account: Account, typed: str) -> Iterator[QuerySet]:
    yield _visible(account).filter(holds_all(typed, "title"))


def _similar_documents(account: Account, typed: str) -> Iterator[QuerySet]:
    yield _visible(account).filter(*resemble_each(typed, "title"))


def _visible(account: Account) -> QuerySet:
    rows = Document.objects.visible_to(account).filter(status=Status.DONE)
    return rows.values_list("pk", "title", "kind", "created_at", named=True)


def _draw(_account: Account, rows: Sequence[DocumentRow]) -> list[Hit]:
    return [
        Hit(
            row.title,
            reverse("documents:detail", args=[row.pk]),
            str(document_kinds.get(row.kind).label),
            timezone.localdate(row.created_at),
        )
        for row in rows
    ]


KIND = SearchKind("documents", _("Documents"), _documents, _draw, near=_similar_documents)
