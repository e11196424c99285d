"""What the seal adds to a paper, and how fast the verification page knows our own file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partnerships.shared.documents.actions import html_of
from partnerships.shared.documents.models import Document
from partnerships.shared.documents.render import render
from partnerships.shared.sealing import actions
from partnerships.shared.sealing.checks.report import read_report
from partnerships.shared.sealing.listed import Listed, ListedParty
from partnerships.shared.sealing.seal import Sealed, seal
from tests.bench import databases, limits
from tests.bench.limits import Limit
from tests.bench.timing import Spread, interleaved, ratio
from tests.documents.agreement_facts import agreement_facts

LISTED = Listed(
    {"de": "Kooperationsvereinbarung"},
    [ListedParty(f"Verein {n}", ["Vorsitz"]) for n in range(13)],
    date(2026, 11, 20),
)


@dataclass
class Found:
    """Milliseconds. `added` is the seal's share of the drawing, `answered` the page against its kind."""

    drawn: Spread
    sealed: Spread
    added: Spread
    page: Spread
    file: Spread
    answered: Spread
    analysed: Spread

    def limits(self) -> Iterator[Limit]:
        """What was promised of both."""
        yield Limit("seal, against drawing", self.added.p50, limits.SEAL_SHARE)
        yield Limit("our own file, against a page", self.answered.p50, limits.VERIFY_RATIO)


def measure(*, rounds: int) -> Found:
    """An agreement of thirteen parties, drawn and sealed; then sent to the page."""
    document = Document(kind="agreements.agreement", language="de", facts=agreement_facts("de"))
    plain = render(html_of(document))
    paper = interleaved(
        {"drawn": lambda: render(html_of(document)), "sealed": lambda: seal(plain)},
        max(4, rounds // 4),
        warm=1,
    )
    databases.migrate()
    with databases.using(databases.fresh("bench_sealing")):
        pages = _pages(seal(plain), rounds)
    drawn, sealed = paper["drawn"], paper["sealed"]
    return Found(
        drawn.milliseconds(),
        sealed.milliseconds(),
        ratio(sealed.wall, drawn.wall),
        pages["code"].milliseconds(),
        pages["file"].milliseconds(),
        ratio(pages["file"].wall, pages["code"].wall),
        pages["analysis"].milliseconds(),
    )


def _pages(sealed: Sealed, rounds: int):
    settings.ACCOUNT_RATE_LIMITS = {"verify_file": "100000/m/key"}
    code, client = _known(sealed), Client(SERVER_NAME="localhost")

    def by_code() -> None:
        answer = client.get("/de/verify/", {"code": code})
        assert b'data-verdict="listed"' in answer.content

    def by_file() -> None:
        file = SimpleUploadedFile("x.pdf", sealed.data)
        answer = client.post("/de/verify/file/", {"file": file})
        assert b'data-verdict="valid"' in answer.content

    calls = {"code": by_code, "file": by_file, "analysis": lambda: read_report(sealed.data, [])}
    return interleaved(calls, rounds)


def _known(sealed: Sealed) -> str:
    """The code of a row with this file."""
    document = Document.objects.create(
        kind="agreements.agreement",
        title=uuid4().hex,
        language="de",
        facts={},
        kept=True,
        status="done",
        file="none.pdf",
        sha256=sealed.sha256,
    )
    row = actions.allot(document, LISTED)
    actions.fill(document, sealed)
    return row.code
