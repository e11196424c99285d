"""A number as a spreadsheet shows it. Source: ECMA-376 part 1, 18.8.31 (number format codes).

Days become ISO days whatever their format: the reader of a list shall not guess which number is the month.
"""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@",
    **dict.fromkeys((27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58), "yyyy-mm-dd"),
}  # fmt: skip
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<gap>.)|\*(?P<filled>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<clock>AM/PM|A/P)|(?P<power>E[+-])|(?P<days>[yYmMdDhHsSgGeE]+)"
    r"|(?P<digit>[0#?])|(?P<sign>[.,%@;/])|(?P<other>.)",
    re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
SIGNIFICANT = 15  # digits that a spreadsheet keeps
TOO_LARGE = Decimal(10) ** 15


class Token(NamedTuple):
    """`kind` is text, digit, sign, days, general or power; colours and the like are gone already."""

    kind: str
    text: str


class Section(NamedTuple):
    """One of the up to four parts of a format; `sign` and `limit` where it says for which numbers it is."""

    tokens: tuple[Token, ...]
    sign: str = ""
    limit: Decimal = Decimal(0)

    @property
    def is_day(self) -> bool:
        """Does the section show days or times, not numbers?"""
        return any(token.kind == "days" for token in self.tokens)


class Shown(NamedTuple):
    """The words of a cell; `known` is False where they are what is stored, because the format is not known here."""

    text: str
    known: bool = True


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[Section, ...]:
    """A format cut at its semicolons, outside quotation marks."""
    parts: list[Section] = []
    tokens: list[Token] = []
    sign, limit = "", Decimal(0)
    for token in [*_tokens(code), Token("sign", ";")]:
        if token == ("sign", ";"):
            parts.append(Section(tuple(tokens), sign, limit))
            tokens, sign, limit = [], "", Decimal(0)
        elif token.kind == "condition":
            sign, _gap, number = token.text.partition(" ")
            limit = _decimal(number) or Decimal(0)
        else:
            tokens.append(token)
    return tuple(parts[:4])


def _tokens(code: str) -> Iterator[Token]:
    for match in TOKEN.finditer(code[:255]):
        kind, text = match.lastgroup or "other", match[match.lastgroup or 0] or ""
        if kind in ("quoted", "escaped", "other"):
            yield Token("text", text)
        elif kind == "gap":
            yield Token("text", " ")
        elif kind == "bracket":
            yield from _bracket(text)
        elif kind in ("days", "clock"):
            yield Token("days", text.lower())
        elif kind != "filled":
            yield Token(kind, text)


def _bracket(text: str) -> Iterator[Token]:
    """A condition, a currency, hours that go on beyond a day; colours and languages say nothing here."""
    if match := CONDITION.fullmatch(text):
        yield Token("condition", f"{match[1]} {match[2]}")
    elif text.startswith("$"):
        yield Token("text", text[1:].partition("-")[0])
    elif text.lower() in ("h", "hh", "m", "mm", "s", "ss"):
        yield Token("days", text.lower())


def shown_text(text: str, code: str) -> str:
    """Text with what its format puts around it, such as `"+49 "@`."""
    if "@" not in code or code == "@":
        return text
    parts = sections(code)
    chosen = parts[3] if len(parts) == 4 else parts[-1]
    if ("sign", "@") not in chosen.tokens:
        return text
    texts = (text if token == ("sign", "@") else token.text for token in chosen.tokens)
    return "".join(texts)


def shown_number(stored: str, code: str, *, since_1904: bool = False, language: str = "") -> Shown:
    """A number with this format, decimal comma and groups as in the language of the reader."""
    value = _decimal(stored)
    if value is None:
        return Shown(stored, known=False)
    section, signed = _chosen(value, code)
    if section is None or not section.tokens:
        empty = section is not None and bool(code)
        return Shown("") if empty else Shown(general(value, language))
    if section.is_day:
        day = shown_day(value, section, since_1904=since_1904)
        return Shown(day) if day else Shown(general(value, language), known=False)
    return _numeral(value, section, signed, language)


def _decimal(stored: str) -> Decimal | None:
    try:
        value = Decimal(stored.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < Decimal("1e308") else None


def _chosen(value: Decimal, code: str) -> tuple[Section | None, bool]:
    """The section for this number, and whether a minus must be written before it."""
    parts = [part for part in sections(code) if not _only_text(part)] or list(sections(code))
    if any(part.sign for part in parts):
        fitting = next((part for part in parts if not part.sign or _fits(value, part)), None)
        return fitting, value < 0
    if value < 0 and len(parts) > 1:
        return parts[1], False
    if value == 0 and len(parts) > 2:
        return parts[2], False
    return (parts[0] if parts else None), value < 0


def _only_text(part: Section) -> bool:
    return ("sign", "@") in part.tokens and len(part.tokens) > 1


def _fits(value: Decimal, part: Section) -> bool:
    return {
        "<": value < part.limit, "<=": value <= part.limit, ">": value > part.limit,
        ">=": value >= part.limit, "=": value == part.limit, "<>": value != part.limit,
    }[part.sign]  # fmt: skip


def general(value: Decimal, language: str = "") -> str:
    """Without a format: whole numbers with all their digits, others with as many as a spreadsheet keeps."""
    if value == value.to_integral_value() and abs(value) < Decimal(10) ** 21:
        return str(int(value))
    text = f"{float(value):.{SIGNIFICANT}g}"
    return text.replace(".", ",") if language == "de" else text


def _numeral(value: Decimal, section: Section, signed: bool, language: str) -> Shown:
    tokens = section.tokens
    minus = "-" if signed else ""
    if any(token.kind == "general" or token == ("sign", "@") for token in tokens):
        inner = general(abs(value), language)
        parts = (t.text if t.kind == "text" else inner for t in tokens)
        return Shown(minus + "".join(parts))
    if not any(token.kind == "digit" for token in tokens):
        return Shown(minus + "".join(token.text for token in tokens))
    if (
        _is_fraction(tokens)
        or any(token.kind == "power" for token in tokens)
        or abs(value) >= TOO_LARGE
    ):
        return Shown(general(value, language), known=False)
    return Shown(minus + _written(abs(value), tokens, language))


def _is_fraction(tokens: tuple[Token, ...]) -> bool:
    return ("sign", "/") in tokens


def _written(value: Decimal, tokens: tuple[Token, ...], language: str) -> str:
    digits = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    point = next((at for at, token in enumerate(tokens) if token == ("sign", ".")), len(tokens))
    value *= Decimal(100) ** sum(token == ("sign", "%") for token in tokens)
    thousands = [at for at, token in enumerate(tokens) if token == ("sign", ",")]
    scale = [at for at in thousands if at > digits[-1] or at == point - 1]
    value /= Decimal(1000) ** len(scale)
    grouped = any(digits[0] < at < min(point, digits[-1]) and at not in scale for at in thousands)
    places = sum(at > point for at in digits)
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _dot, rest = f"{rounded:f}".partition(".")
    before = _whole(whole.lstrip("0"), tokens[:point], grouped, language)
    return before + _rest(rest, tokens[point:], language)


def _whole(digits: str, tokens: tuple[Token, ...], grouped: bool, language: str) -> str:
    """From right to left: each place takes a digit, the first one all that are left, words stay where they are."""
    left, signs, placed = list(digits), [], 0
    first = next((at for at, token in enumerate(tokens) if token.kind == "digit"), -1)
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.kind != "digit":
            signs.append("" if token == ("sign", ",") else token.text)
            continue
        taken = [left.pop() if left else {"0": "0", "?": " "}.get(token.text, "")]
        while at == first and left:
            taken.append(left.pop())
        for digit in filter(None, taken):
            if grouped and placed and placed % 3 == 0 and digit != " ":
                signs.append("." if language == "de" else ",")
            signs.append(digit)
            placed += 1
    if first < 0:
        signs.extend(reversed(left))
    return "".join(reversed(signs))


def _rest(digits: str, tokens: tuple[Token, ...], language: str) -> str:
    """Behind the point, from left to right; zeros that nobody asked for are left out."""
    if not tokens:
        return ""
    kept = len(digits.rstrip("0"))
    places = [token.text for token in tokens if token.kind == "digit"]
    signs, at = [], 0
    for token in tokens[1:]:
        if token.kind == "digit":
            signs.append(digits[at] if at < kept or token.text == "0" else "")
            at += 1
        elif token != ("sign", ","):
            signs.append(token.text)
    point = "," if language == "de" else "."
    return (point if kept or "0" in places else "") + "".join(signs)


def shown_day(value: Decimal, section: Section, *, since_1904: bool = False) -> str:
    """2021-12-31, 14:30 where the format shows no day, or both; empty where it is no moment."""
    letters = "".join(token.text for token in section.tokens if token.kind == "days")
    seconds = int((value % 1 * 86_400).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    time = f"{seconds // 3600:02}:{seconds % 3600 // 60:02}" + (
        f":{seconds % 60:02}" if seconds % 60 else ""
    )
    if not {"y", "d"} & set(letters) and ({"h", "s"} & set(letters)):
        return time if 0 <= value < 1 else ""
    day = _day(int(value // 1), since_1904)
    if day is None:
        return ""
    return f"{day.isoformat()} {time}" if seconds else day.isoformat()


def _day(number: int, since_1904: bool) -> dt.date | None:
    """Spreadsheets count days; Excel believes in a 29 February 1900."""
    if since_1904:
        begin = dt.date(1904, 1, 1)
    else:
        begin = dt.date(1899, 12, 31) if number < 60 else dt.date(1899, 12, 30)
    if number < (0 if since_1904 else 1):
        return None
    try:
        return begin + dt.timedelta(days=number)
    except OverflowError:
        return None
