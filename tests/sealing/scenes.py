"""A sealed kind of document for tests: who may read it, what it says, what everybody may know of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from django.db.models import Q

from partnerships.shared.documents import actions
from partnerships.shared.documents.kinds import DocumentKind, Enclosure
from partnerships.shared.documents.models import Document
from partnerships.shared.documents.tasks import make_document
from partnerships.shared.registry import document_kinds
from partnerships.shared.sealing.listed import Listed, ListedParty

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
PAPER = """{% load i18n %}<!doctype html><html lang="{{ facts.language }}"><head><title>{{ facts.title }}</title>
<meta name="dcterms.created" content="2026-11-25T09:00:00Z"></head>
<body data-page="Seite" data-of="von" data-title="x" data-owner="x" data-mark="x">
<h1>{{ facts.title }}</h1><p>{{ facts.words }}</p>{% include "documents/seal.html" %}</body></html>"""
EVIDENCE = b'{"signed": 13}'
LISTED = Listed(
    title={"de": "Kooperationsvereinbarung", "en": "Cooperation agreement"},
    parties=[
        ListedParty("Polizeipräsidium Nord", ["Polizeipräsident"]),
        ListedParty("Verein Nord e. V.", ["Vorsitz", "Geschäftsführung"]),
    ],
    day=date(2026, 11, 20),
    number="KV-2026-007",
)


def _readable(account: Any) -> Q:
    """The cast's partner and chair may read it."""
    known = account.email.startswith(("partner@", "chair@"))
    return Q() if known else Q(pk__in=[])


@contextmanager
def sealed_kind(settings: Any, folder: Any) -> Iterator[str]:
    """A kind on the shelf whose paper has a seal and encloses evidence; its slug."""
    slug = f"test.{uuid4().hex}"
    (folder / "sealed.html").write_text(PAPER, encoding="utf-8")
    first = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**first, "DIRS": [*first["DIRS"], folder]}]
    enclose = lambda document: [Enclosure("evidence.json", EVIDENCE, "Evidence", AT)]  # noqa: E731
    kind = DocumentKind(slug, "Vereinbarung", "sealed.html", _readable, True, enclose)
    document_kinds.add(slug, kind)
    try:
        yield slug
    finally:
        document_kinds._entries.pop(slug)


def ask(slug: str, by: Any, **facts: str) -> Document:
    """Ask for one; not made yet."""
    words = {
        "title": "Kooperationsvereinbarung",
        "language": "de",
        "words": "Wir arbeiten zusammen.",
    }
    return actions.request(
        slug, title=words["title"], language="de", facts=words | facts, by=by, listed=LISTED
    )


def made(document: Document) -> Document:
    """What the worker does with it, here."""
    make_document.apply(args=(document.pk,), task_id=uuid4().hex, throw=False)
    document.refresh_from_db()
    return document


def bytes_of(document: Document) -> bytes:
    with document.file.open("rb") as file:
        return file.read()
