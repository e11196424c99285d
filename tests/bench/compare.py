"""Two versions of an agreement of forty pages, compared and shown. Printed, never asserted: wanted are 0.5 s."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string

from partnerships.agreements import diff, originals
from partnerships.agreements.diff.marks import mark
from partnerships.agreements.document.facts import Facts
from partnerships.shared.marked.shown import plain
from tests.bench.limits import Limit
from tests.bench.timing import Spread, interleaved

PAGES = 40
CHARACTERS = 2_800  # of one page of our paper in one language
EDITED = 0.02  # share of words
HOSTILE = (
    " ".join(f"{n} z" for n in range(1_200)),  # difflib alone takes a minute and a half for it
    " ".join(f"{n} q z" for n in range(1_200)),
)


@dataclass
class Found:
    """Milliseconds of the comparison, of it with its HTML, and seconds of the worst we know."""

    pages: int
    clauses: int
    changes: int
    compared: Spread
    shown: Spread
    hostile: float

    def limits(self) -> Iterator[Limit]:
        """None: it depends on the machine."""
        return iter(())


def measure(*, rounds: int) -> Found:
    """Every clause of our original, repeated until it fills the pages; words exchanged, clauses moved."""
    chance = random.Random(4)  # noqa: S311
    before = _wording()
    after = _edited(before, chance)
    found = diff.compare(before, after)
    calls = {
        "compared": lambda: diff.compare(before, after),
        "shown": lambda: _shown(diff.compare(before, after)),
    }
    times = interleaved(calls, rounds, warm=1)
    began = time.perf_counter()
    diff.pieces(*map(plain, HOSTILE))
    return Found(
        PAGES,
        len(found.clauses),
        sum(not clause.untouched for clause in found.clauses),
        times["compared"].milliseconds(),
        times["shown"].milliseconds(),
        time.perf_counter() - began,
    )


def _wording() -> Facts:
    passages = {language: originals.read(language) for language in originals.LANGUAGES}
    clauses: list[Facts] = []
    while sum(len(clause["texts"]["de"]["body"]) for clause in clauses) < PAGES * CHARACTERS:
        place = len(clauses) % len(passages["de"])
        texts = {
            language: {"heading": found[place].heading, "body": found[place].body * 3, "format": 2}
            for language, found in passages.items()
        }
        clauses.append(
            {
                "clause": len(clauses),
                "kind": "clause",
                "numbered": True,
                "texts": texts,
                "files": [],
            }
        )
    return {
        "title": {"de": "Vertrag", "en": "Contract"},
        "governing_language": "de",
        "terms": {"term_months": 24, "notice_months": 3},
        "parties": [],
        "clauses": clauses,
    }


def _edited(facts: Facts, chance: random.Random) -> Facts:
    clauses = [
        clause | {"texts": {la: _words(text, chance) for la, text in clause["texts"].items()}}
        for clause in facts["clauses"]
    ]
    clauses.insert(3, clauses.pop(20 % len(clauses)))
    return facts | {"clauses": clauses}


def _words(text: Facts, chance: random.Random) -> Facts:
    words = text["body"].split(" ")
    for _ in range(int(len(words) * EDITED)):
        words[chance.randrange(len(words))] = "anders"
    return text | {"body": " ".join(words)}


def _shown(found: diff.Comparison) -> str:
    """The clauses as the page shows them."""
    return "".join(
        render_to_string(
            "agreements/compared_clause.html",
            {
                "clause": {
                    "label": clause.heading,
                    "texts": [
                        {"lang": text.language, "body": mark(text.body)} for text in clause.texts
                    ],
                }
            },
        )
        for clause in found.clauses
    )
