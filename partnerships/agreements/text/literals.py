"""Numbers of months, years, weeks and days that stand in a text as words or digits. Pure: knows no table."""

import re
from dataclasses import dataclass

# What of a sentence says which of the terms a number is about, in German and English.
ABOUT = {
    "notice": r"kündig|\bfrist|ausscheid|austritt|austret|notice|withdraw|leav|terminat",
    "renewal": r"verläng|erneuer|renew|exten[ds]|prolong",
    "evaluation": r"auswert|überprüf|evaluat|review",
    "term": r"\bgilt\b|laufzeit|\bdauer|geschlossen|in kraft|in force|\bterm\b|duration|\blasts?\b|\bruns?\b|\bvalid\b|\bholds\b|\bappl(?:y|ies)\b",
}
ABOUT_TERMS = re.compile(
    r"laufzeit|kündig|geltungsdauer|inkrafttreten|\bdauer|verlängerung"
    r"|(?<![\w-])(?:term|notice|termination|duration|renewal)\b",
    re.IGNORECASE,
)
WORDS = {
    word: number
    for number, words in enumerate(
        (
            *("ein eine einer eines einem einen one", "zwei two", "drei three", "vier four"),
            *("fünf five", "sechs six", "sieben seven", "acht eight", "neun nine", "zehn ten"),
            *("elf eleven", "zwölf twelve"),
        ),
        start=1,
    )
    for word in words.split()
}
MONTHS = {"m": 1, "j": 12, "y": 12}  # by the first letter of the unit; days and weeks are no months
LITERAL = re.compile(
    rf"(?<![\w.,])(\d+(?:[.,]\d+)?|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
    r"[\s*)\-\u2010\u2011]{0,4}"
    r"((?:Monat|Jahr|Tag)(?:e|en|es|s)?|Wochen?|(?:monat|jähr|täg|wöch)ig\w*|(?:month|year|day|week)s?)(?!\w)",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[.!?;](?=\s)|\n\s*\n")


@dataclass(frozen=True)
class Literal:
    """`words` as they stand; `line` counts from 1; `months` None for days and weeks.

    `about`: the one of ABOUT whose word stands nearest in the sentence, or "".
    """

    words: str
    line: int
    months: float | None
    about: str


def literals_in(body: str) -> list[Literal]:
    """Every number of days, weeks, months or years in the text, in its order."""
    return [
        Literal(
            words=" ".join(re.sub(r"[)*]", " ", match[0]).split()),
            line=body.count("\n", 0, match.start()) + 1,
            months=_months(match[1], match[2]),
            about=_about(body, match),
        )
        for match in LITERAL.finditer(body)
    ]


def speaks_of_terms(heading: str) -> bool:
    """A clause with this heading is about term or notice."""
    return bool(ABOUT_TERMS.search(heading))


def _months(number: str, unit: str) -> float | None:
    a_unit = MONTHS.get(unit[0].lower())
    counted = WORDS.get(number.lower()) or float(number.replace(",", "."))
    return counted * a_unit if a_unit else None


def _about(body: str, literal: re.Match[str]) -> str:
    ends = [match.end() for match in SENTENCE.finditer(body, 0, literal.start())]
    start, end = ends[-1] if ends else 0, SENTENCE.search(body, literal.end())
    sentence = body[start : end.start() if end else len(body)]
    at, to = literal.start() - start, literal.end() - start
    near = {
        max(at - word.end(), word.start() - to): about
        for about, words in ABOUT.items()
        for word in re.finditer(words, sentence, re.IGNORECASE)
    }
    return near[min(near)] if near else ""
