"""Which encoding a text file has: told by its first bytes, by what only UTF-8 allows, or by how its words would look.

A text of one byte a letter can be read in many ways. Each is judged by where its letters stand: "Mülheim" is a word,
"M¸lheim" and "MŸlheim" are none. What is doubtful is asked, with the words as each encoding would show them.
"""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

# In the order of how often they are met; the first of two that read the same is taken.
ONE_BYTE = (
    "cp1252", "mac_roman", "cp850", "cp1250", "cp1254", "iso8859_2", "cp852", "cp857", "cp1257", "iso8859_15",
    "cp1251", "cp1253", "mac_latin2", "mac_turkish", "iso8859_16", "cp866", "koi8_r", "iso8859_5", "iso8859_7",
)  # fmt: skip
MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
TWICE = "utf-8 twice"  # UTF-8 that was taken for Windows-1252 once and saved so
# What UTF-8 letters of European names look like when read as Windows-1252.
TORN = re.compile("[ÃÄÅ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
WORD, WORD_IN_BYTES = re.compile(r"[^\s;,\"]+"), re.compile(rb"[^\s;,\"]+")
MOST_WORDS, LONGEST = 3000, 60
SHOWN = 8  # words that a person is shown
GERMAN, FAMILIAR = (
    frozenset("äöüÄÖÜß"),
    frozenset("éèêëáàâçñóòôíìîúùûåøæœÉÈÀÂÇÅØÆŒğışçİŞĞłńśźżćęąŁŚŻŹĆčšžřěůýŽŠČŘ"),
)
QUOTES, DASHES = frozenset("„“”‚‘’»«›‹"), frozenset("–—…•€§°·")
# How odd the letters of the best reading may be, and those of all others must be: for any encoding, for the most usual.
SURE, OTHERS = 0.2, 0.8
USUAL, SURE_OF_USUAL, OTHERS_OF_USUAL = "cp1252", 1.0, 2.2
MOST_ASKED = 8  # ways to read that a person chooses from
NOT_POSSIBLE = 50.0


class Reading(NamedTuple):
    """One way to read the words: `odd` is 0 where all letters stand where German letters stand."""

    encoding: str
    words: list[str]
    odd: float


class Recognised(NamedTuple):
    """The text as it is most likely meant; `doubtful` holds the words by each encoding that may be meant instead."""

    text: str
    encoding: str
    doubtful: dict[str, list[str]]
    special: list[str]


class Mixed(ValueError):
    """Two encodings in one file; `line` is where the second one shows."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def decode(data: bytes, encoding: str = "") -> Recognised:
    """The text of a file, in the encoding that somebody chose or in the one that is recognised.

    Raises: UnicodeError where none fits, Mixed where two are used.
    """
    if encoding:
        return Recognised(decoded(data, encoding), encoding, {}, special_words(data, encoding))
    if marked := next((name for mark, name in MARKS if data.startswith(mark)), ""):
        return Recognised(data.decode(marked), marked.removesuffix("-sig"), {}, [])
    if order := _order_of_two_bytes(data):
        return Recognised(data.decode(order), order, {}, [])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _of_one_byte(data)
    return _perhaps_twice(data, text)


def decoded(data: bytes, encoding: str) -> str:
    """The text of the bytes in this encoding. Raises: UnicodeError, LookupError."""
    if encoding == TWICE:
        return _once_less(data.decode("utf-8"))
    if encoding.startswith("utf-8"):
        return data.decode("utf-8-sig")
    return data.decode(encoding)


def _once_less(text: str) -> str:
    """Line by line: what was not torn stays."""
    return "".join(_line_once_less(line) for line in text.splitlines(keepends=True))


def _line_once_less(line: str) -> str:
    if not TORN.search(line):
        return line
    try:
        return line.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return line


def _order_of_two_bytes(data: bytes) -> str:
    """UTF-16 without its mark: every second byte of separators and ASCII letters is zero."""
    sample = data[: 4000 - len(data) % 2]
    if len(data) % 2 or not sample or b"\0" not in sample:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    order = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) < half * 0.5 or min(even, odd) > half * 0.05:
        return ""
    try:
        data.decode(order)
    except UnicodeDecodeError:
        return ""
    return order


def _perhaps_twice(data: bytes, text: str) -> Recognised:
    if not TORN.search(text) or _once_less(text) == text:
        return Recognised(text, "utf-8", {}, [])
    torn = [word for word in WORD.findall(text) if TORN.search(word)]
    words = [word[:LONGEST] for word in dict.fromkeys(torn)][:SHOWN]
    doubtful = {TWICE: [_line_once_less(word) for word in words], "utf-8": words}
    return Recognised(text, "utf-8", doubtful, words)


def _of_one_byte(data: bytes) -> Recognised:
    if torn := re.search(rb"[\xc3-\xc5][\x80-\xbf]", data):
        text = data.decode("cp1252", "replace")
        if TORN.search(text) and _valid_around(data, torn.start()):
            raise Mixed(data.count(b"\n", 0, torn.start()) + 1)
    words = _words(data)
    readings = sorted(_readings(words), key=lambda each: each.odd)
    readings = [each for each in readings if _decodes(data, each.encoding)]
    if not readings:
        raise UnicodeError("no encoding fits")
    best, others = readings[0], readings[1:]
    text = data.decode(best.encoding)
    samples = _shown(words, best.encoding)
    if _is_sure(best, others):
        return Recognised(text, best.encoding, {}, samples)
    offered = readings[:MOST_ASKED]
    doubtful = {
        each.encoding: _shown(_differing(words, offered), each.encoding) for each in offered
    }
    return Recognised(text, best.encoding, doubtful, samples)


def _is_sure(best: Reading, others: list[Reading]) -> bool:
    second = min((each.odd for each in others), default=NOT_POSSIBLE)
    if best.odd <= SURE and second >= OTHERS:
        return True
    return best.encoding == USUAL and best.odd <= SURE_OF_USUAL and second >= OTHERS_OF_USUAL


def _valid_around(data: bytes, at: int) -> bool:
    """Is the whole word UTF-8? Then the file is, but for another word."""
    words = WORD_IN_BYTES.finditer(data)
    word = next((w for w in words if w.start() <= at < w.end()), None)
    try:
        return word is not None and bool(word[0].decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _words(data: bytes) -> Counter[bytes]:
    """Words with letters beyond ASCII, and how often each stands there."""
    counts: Counter[bytes] = Counter()
    for word in WORD_IN_BYTES.finditer(data):
        if word[0].isascii():
            continue
        counts[word[0][:LONGEST]] += 1
        if len(counts) >= MOST_WORDS:
            break
    return counts


def _readings(words: Counter[bytes]) -> Iterable[Reading]:
    """One for each text that comes of it: encodings that read all words alike are one."""
    known: set[tuple[str, ...]] = set()
    for encoding in ONE_BYTE:
        try:
            read = tuple(word.decode(encoding) for word in words)
        except UnicodeDecodeError:
            continue
        if read not in known:
            known.add(read)
            yield Reading(encoding, list(read), _oddness(read))


def _oddness(words: Iterable[str]) -> float:
    """On average a letter; never better than the oddest word allows."""
    odd: list[float] = []
    for word in words:
        odd.extend(_odd_letters(word))
    return sum(odd) / len(odd) + (max(odd) / 10 if max(odd) > 1 else 0) if odd else 0.0


@lru_cache(maxsize=8192)
def _odd_letters(word: str) -> tuple[float, ...]:
    return tuple(_odd(word, at) for at, char in enumerate(word) if ord(char) > 127)


def _odd(word: str, at: int) -> float:
    char, before, after = word[at], word[at - 1 : at] if at else "", word[at + 1 : at + 2]
    if char in GERMAN or char in FAMILIAR or char.isalpha():
        return _odd_letter(char, before, after)
    if unicodedata.category(char) in ("Cc", "Co", "Cn"):
        return NOT_POSSIBLE
    inside = before.isalnum() and after.isalnum()
    if char in QUOTES:
        return 0.3 if char == "’" or not inside else 5.0
    if char in DASHES or char == "\xa0":
        return 0.3 if not inside else 5.0
    return 6.0 if inside else 4.0


def _odd_letter(char: str, before: str, after: str) -> float:
    odd = 0.0 if char in GERMAN else 1.0 if char in FAMILIAR else 2.5
    if ord(char) >= 0x370:  # another script: only between its own letters
        same = [other for other in (before, after) if other.isalpha()]
        return 1.5 if same and all(ord(other) >= 0x370 for other in same) else 6.0
    if not unicodedata.name(char, "").startswith("LATIN") or "LIGATURE F" in unicodedata.name(
        char, ""
    ):
        return 6.0
    if char.isupper() and (before.islower() or before.isalpha() and after.islower()):
        odd += 4.0
    if char.islower() and after.isupper():
        odd += 4.0
    if not before.isalpha() and (not after.isalpha() or char == "ß"):
        odd += 3.0  # a letter that stands alone
    return odd


def _differing(words: Counter[bytes], readings: list[Reading]) -> Counter[bytes]:
    """Those that the encodings read differently, the most frequent first."""
    names = [each.encoding for each in readings]
    doubtful = {w: n for w, n in words.items() if len({w.decode(name) for name in names}) > 1}
    return Counter(doubtful) if doubtful else words


def _shown(words: Counter[bytes], encoding: str) -> list[str]:
    return [word.decode(encoding, "replace") for word, _number in words.most_common(SHOWN)]


def special_words(data: bytes, encoding: str) -> list[str]:
    """Some words by which a person sees whether the letters are right."""
    if encoding.startswith("utf"):
        return []
    return _shown(_words(data), encoding)
