"""The words that stand for {{term}}, {{notice}}, {{effective}} and {{end}} in a clause: terms are kept once.

They are written for a sentence such as "The notice period is {{notice}}." and fixed here, not in the catalogues: a frozen
wording must not change when somebody translates better.
"""

from datetime import date

from partnerships.agreements.life.term import last_day_of
from partnerships.agreements.text.shapes import Fields, KeptTerms

MONTHS = {"de": ("Monat", "Monate"), "en": ("month", "months")}
ENDLESS = {"de": "unbestimmte Zeit", "en": "an indefinite period"}
LAST_SIGNATURE = {
    "de": "der Tag der letzten erforderlichen Unterschrift",
    "en": "the day of the last signature that is needed",
}
LAST_DAY = {"de": "der letzte Tag der Laufzeit", "en": "the last day of the term"}
NO_END = {"de": "kein Ende vereinbart", "en": "no end is agreed"}
NAMES = {
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def fill(terms: KeptTerms, language: str, effective_on: date | None = None) -> Fields:
    """Field to words. `terms` as in wording.of; `effective_on` None: from the last signature that is needed."""
    months = terms["term_months"]
    return {
        "term": _months(months, language) if months else ENDLESS[language],
        "notice": _months(terms["notice_months"], language),
        "effective": _day(effective_on, language) if effective_on else LAST_SIGNATURE[language],
        "end": _end(months, language, effective_on),
    }


def _end(months: int | None, language: str, effective_on: date | None) -> str:
    if not months:
        return NO_END[language]
    last_on = last_day_of(effective_on, months) if effective_on else None
    return _day(last_on, language) if last_on else LAST_DAY[language]


def _months(number: int, language: str) -> str:
    """Number and unit, such as "3 months", with a blank that does not break."""
    return f"{number}\u00a0{MONTHS[language][number != 1]}"


def _day(day: date, language: str) -> str:
    """Such as 4. Juni 2026; its blanks do not break, so that no line begins with "4." as an item does."""
    point = "." if language == "de" else ""
    return f"{day.day}{point}\u00a0{NAMES[language][day.month - 1]}\u00a0{day.year}"
