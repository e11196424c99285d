"""What to look at twice in a translation by a machine: repetition, length, numbers and names that changed. Pure.

Hints, no proof: a translation without a hint can be wrong, and one with a hint right.
"""

import re
from collections import Counter
from collections.abc import Iterator

FEWEST_WORDS = 2  # a word alone says anything
LONGER, SHORTER = 2.5, 0.4  # as many times the characters of the original
COMPARED_FROM = 30  # characters; shorter texts vary too much
MOST_REPEATED = 8  # words of a phrase that is looked for

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
NUMBER = re.compile(r"\d+")
JOINED = re.compile(r"(?<=\d)[.,:/'’\u00a0\u202f -](?=\d)")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
SENTENCE_END = re.compile(r"(?:^|[.!?:…\n]|[«»\"“”„(])\s*$")
# Written large in English, and translated all the same.
ENGLISH = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    | {"january", "february", "march", "april", "june", "july", "august", "september"}
    | {"october", "november", "december", "german", "germany", "turkish", "arabic"}
)


def is_too_short(text: str) -> bool:
    """Whether a machine should leave it alone."""
    return len(WORD.findall(text)) < FEWEST_WORDS


def find_doubts(original: str, translated: str, *, source: str) -> list[str]:
    """Codes: repeats, length, numbers, names. `source`: the language of the original, two letters."""
    found = {
        "repeats": _repeats(translated) and not _repeats(original),
        "length": _is_far_off(original, translated),
        "numbers": not _same_numbers(original, translated),
        "names": _has_lost_names(original, translated, source),
    }
    return [code for code, is_so in found.items() if is_so]


def _repeats(text: str) -> bool:
    """A word four times in a row, or a phrase of up to eight words three times."""
    words = [word.casefold() for word in WORD.findall(text)]
    for length in range(1, MOST_REPEATED + 1):
        run, wanted = 0, 3 if length == 1 else 2 * length
        for here in range(length, len(words)):
            run = run + 1 if words[here] == words[here - length] else 0
            if run >= wanted:
                return True
    return False


def _is_far_off(original: str, translated: str) -> bool:
    if len(original) < COMPARED_FROM:
        return False
    return not SHORTER <= len(translated) / len(original) <= LONGER


def _same_numbers(original: str, translated: str) -> bool:
    """In the digits of every script; 10.000, 10 000 and 10000 are the same, and so are 17:30 and 17.30."""
    one, other = _in_ascii(original), _in_ascii(translated)
    if Counter(NUMBER.findall(one)) == Counter(NUMBER.findall(other)):
        return True
    whole = [Counter(NUMBER.findall(JOINED.sub("", text))) for text in (one, other)]
    return whole[0] == whole[1]


def _in_ascii(text: str) -> str:
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)


def _has_lost_names(original: str, translated: str, source: str) -> bool:
    """By the first letters, since languages bend names; of another script nothing can be compared."""
    there = translated.casefold()
    if not LATIN.search(there):
        return False
    return any(_stem(name) not in there for name in _names(original, source))


def _names(text: str, source: str) -> Iterator[str]:
    """Words written large inside a sentence. German writes every noun large: there, what follows Herr or Frau."""
    before = ""
    for found in WORD.finditer(text):
        name = re.split(r"['’]", found[0])[0]
        is_large = len(name) > 2 and name[0].isupper() and not name.isupper()
        if is_large and LATIN.match(name) and name.casefold() not in ENGLISH:
            if source == "de":
                is_name = before.casefold() in ("herr", "herrn", "frau")
            else:
                is_name = not SENTENCE_END.search(text[max(0, found.start() - 4) : found.start()])
            if is_name:
                yield name
        before = found[0]


def _stem(name: str) -> str:
    return name[: max(3, len(name) * 2 // 3)].casefold()
