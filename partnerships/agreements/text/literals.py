"""Numbers of months, years, weeks, days and hours that stand in a text as words or digits. Pure: knows no table."""

import re
from dataclasses import dataclass
from itertools import pairwise

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
WORDS |= {
    **dict.fromkeys(("vierundzwanzig", "twenty-four"), 24),
    **dict.fromkeys(("achtundvierzig", "forty-eight"), 48),
    **dict.fromkeys(("zweiundsiebzig", "seventy-two"), 72),
}
MONTHS = {"m": 1, "j": 12, "y": 12}  # by the first letter of the unit; days and weeks are no months
NUMBER = (
    rf"(?<![\w.,])(\d+(?:[.,]\d+)?|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
    r"[\s*)\-\u2010\u2011]{0,4}"
)
LITERAL = re.compile(
    NUMBER
    + r"((?:Monat|Jahr|Tag)(?:e|en|es|s)?|Wochen?|(?:monat|jähr|täg|wöch)ig\w*|(?:month|year|day|week)s?)(?!\w)",
    re.IGNORECASE,
)
# Hours in a passage that names both an incident and a meeting; a row of a table is a passage of its own.
HOURS = {"s": 1, "h": 1, "t": 24, "d": 24}  # by the first letter of the unit
WAIT = re.compile(
    NUMBER + r"(Stunden?|Tage?n?|(?:stünd|täg)ig\w*|(?:hour|day)s?)(?!\w)", re.IGNORECASE
)
PASSAGE = re.compile(r"[.!?;](?=\s)|\n\s*\n|\n(?=\s*\|)")
INCIDENT = re.compile(r"vorfall|vorfäll|ereignis|zwischenfall|incident|\bevents?\b", re.IGNORECASE)
MEETING = re.compile(r"treff|\btriff|sitzung|zusammen|\bmeet", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?;](?=\s)|\n\s*\n")


@dataclass(frozen=True)
class Literal:
    """`words` as they stand; `line` counts from 1; `months` None for hours, days and weeks.

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
            words=_words(match),
            line=_line(body, match),
            months=_months(match[1], match[2]),
            about=_about(body, match),
        )
        for match in LITERAL.finditer(body)
    ]


@dataclass(frozen=True)
class Wait:
    """Hours from an incident to a meeting, `words` as they stand; `line` counts from 1."""

    words: str
    line: int
    hours: float


def waits_in(body: str) -> list[Wait]:
    """Every number of hours or days in a passage that names an incident and a meeting, in its order."""
    ends = [0, *(match.end() for match in PASSAGE.finditer(body)), len(body)]
    return [
        Wait(_words(match), _line(body, match), _number(match[1]) * HOURS[match[2][0].lower()])
        for start, end in pairwise(ends)
        if INCIDENT.search(body, start, end) and MEETING.search(body, start, end)
        for match in WAIT.finditer(body, start, end)
    ]


def _words(match: re.Match[str]) -> str:
    return " ".join(re.sub(r"[)*]", " ", match[0]).split())


def _line(body: str, match: re.Match[str]) -> int:
    return body.count("\n", 0, match.start()) + 1


def _number(typed: str) -> float:
    return WORDS.get(typed.lower()) or float(typed.replace(",", "."))


def speaks_of_terms(heading: str) -> bool:
    """A clause with this heading is about term or notice."""
    return bool(ABOUT_TERMS.search(heading))


def _months(number: str, unit: str) -> float | None:
    a_unit = MONTHS.get(unit[0].lower())
    return _number(number) * a_unit if a_unit else None


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
