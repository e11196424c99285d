"""What is typed is what is read, compared, frozen and printed: the same words in the same order, for every sort of text.

Each text goes the whole way: field of the form, row, page, version, comparison, frozen wording, sign page's HTML, PDF.
"""

import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from partnerships.agreements.diff import DELETED, compare
from partnerships.agreements.document import facts
from partnerships.agreements.models import Agreement, ClauseText
from partnerships.agreements.text import display, fields, frozen_text
from partnerships.shared.documents.render import render
from partnerships.shared.marked import faults, visible_words
from partnerships.shared.marked.typed import MarkedField
from tests.agreements.typed_texts import texts
from tests.documents.pdfcheck import problems
from tests.documents.words import letters, missing_glyphs, outside
from tests.factories.agreements import AgreementFactory, ClauseFactory, PartyFactory
from tests.journeys.forms import browser

BREAKS = re.compile(r"</?(?:p|li|td|th|tr|br|div)\b[^>]*>")
TAGS = re.compile(r"</?[a-z]+\b[^>]*>")


def read(html: str) -> list[str]:
    """The words that a browser shows."""
    return unescape(TAGS.sub("", BREAKS.sub("\n", html))).split()


def typed(raw: list[str]) -> tuple[list[str], list[str]]:
    """What the field takes, and what it refuses."""
    field, taken, refused = MarkedField(max_length=20_000), [], []
    for text in raw:
        try:
            taken.append(field.clean(text))
        except ValidationError:
            refused.append(text)
    return taken, refused


@pytest.fixture
def drafted(cast):
    """An agreement of these texts, a clause each, that the chair may edit."""

    def make(bodies: list[str]) -> Agreement:
        agreement = AgreementFactory(
            partnership=cast.north,
            drafted_by=cast.account("chair"),
            term_months=24,
            title="Vertrag",
        )
        for position in range(2):
            PartyFactory(agreement=agreement, position=position)
        for number, body in enumerate(bodies):
            clause = ClauseFactory(agreement=agreement, position=number)
            clause.texts.all().delete()
            text = ClauseText(clause=clause, language="de", heading=marker(number), body=body)
            text.full_clean()
            text.save()
        return agreement

    return make


def marker(number: int) -> str:
    return f"Marke{number:03d}"


def expected(body: str) -> str:
    return visible_words(body, fields.fill({"term_months": 24, "notice_months": 3}, "de"))


@pytest.mark.parametrize("seed", range(4))
def test_the_same_words_read_compared_and_frozen(seed: int, drafted, cast) -> None:
    bodies, refused = typed(list(texts(60, seed)))
    assert all(faults(text) for text in refused), "only what breaks the grammar is refused"
    assert len(bodies) > len(refused)
    agreement = drafted(bodies)
    wanted = [expected(body) for body in bodies]
    assert on_the_page(agreement, browser(cast, "chair")) == [words.split() for words in wanted]
    assert compared(agreement) == wanted
    assert frozen(agreement) == [words.split() for words in wanted]


@pytest.mark.parametrize("seed", range(100, 103))
def test_the_same_words_printed(seed: int, drafted) -> None:
    bodies, _refused = typed(list(texts(30, seed)))
    data = printed(drafted(bodies))
    assert in_the_pdf(data) == [letters(expected(body)) for body in bodies]
    assert missing_glyphs(data) == []
    assert outside(data) == []
    assert problems(data) == []


def on_the_page(agreement: Agreement, client) -> list[list[str]]:
    html = client.get(f"/agreements/{agreement.pk}/").content.decode()
    found = re.findall(
        r'<div class="app-prose"[^>]*>(<div class="marked">.*?</div>)</div>', html, re.DOTALL
    )
    return [read(each) for each in found]


def compared(agreement: Agreement) -> list[str]:
    """As a comparison with an empty text shows it."""
    facts = frozen_text.read(agreement)
    nothing = facts | {
        "clauses": [
            each | {"texts": {"de": {"heading": "", "body": ""}}} for each in facts["clauses"]
        ]
    }
    changes = compare(nothing, facts).clauses
    return [
        "".join(piece.text for piece in text.body if piece.kind != DELETED)
        for change in changes
        for text in change.texts
    ]


def frozen(agreement: Agreement) -> list[list[str]]:
    """As the sign page shows the wording of a round."""
    words = frozen_text.read(agreement)
    facts = frozen_text.fill_fields(words, frozen_text.fields_in(words, None))
    assert facts == frozen_text.fill_fields(words, facts.get("fields", {}))
    return [read(clause["body"]) for clause in display.text_in(facts, "de")["clauses"]]


def printed(agreement: Agreement) -> bytes:
    context = {"facts": facts.collect(agreement, "de")}
    return render(render_to_string("agreements/documents/agreement.html", context))


def in_the_pdf(data: bytes) -> list[str]:
    """The letters of each clause, between its heading and the next."""
    said = letters(data)
    said = said[said.rindex(f"§1{marker(0)}") :]
    parts = re.split(r"§\d+Marke\d{3}", said)[1:]
    return [*parts[:-1], parts[-1][: parts[-1].rindex("Signatures")]]
