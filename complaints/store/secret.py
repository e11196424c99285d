"""The mailbox secret: 24 digits that can be read aloud, written by hand and typed in the digits of one's own script.

22 digits are random (73 bits), two check them (ISO/IEC 7064, MOD 97-10, as in IBAN): every single wrong digit and every
swap of two neighbours is noticed.
"""

import secrets
import unicodedata

RANDOM_DIGITS, CHECK_DIGITS = 22, 2
DIGITS = RANDOM_DIGITS + CHECK_DIGITS
GROUP = 4
MOST_TYPED = 500  # signs; more is no secret with spaces

# Between digits anything may stand that is no letter: spaces, line breaks, signs of direction, hyphens and other punctuation.
SEPARATING = {"Zs", "Zl", "Zp", "Cc", "Cf", "Pd", "Po", "Pc"}
MINUS = "\N{MINUS SIGN}"  # a symbol to Unicode, a hyphen to whoever types it


class Mistyped(Exception):
    """It cannot be a secret. `why`: `too_short`, `too_long`, `not_digits` or `checksum`. Says nothing of what was typed."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def new_secret() -> str:
    """24 digits, 0 to 9."""
    random = str(secrets.randbelow(10**RANDOM_DIGITS)).zfill(RANDOM_DIGITS)
    return random + check_digits(random)


def check_digits(digits: str) -> str:
    """The two that are put behind, 02 to 98: the whole number is then 1 more than a multiple of 97."""
    return str(98 - int(digits) * 100 % 97).zfill(CHECK_DIGITS)


def in_groups(secret: str) -> list[str]:
    """Six groups of four, to be printed and read aloud."""
    return [secret[start : start + GROUP] for start in range(0, len(secret), GROUP)]


def read_secret(typed: str) -> str:
    """The secret as `new_secret` gave it, from what somebody typed or pasted. Raises: Mistyped."""
    if len(typed) > MOST_TYPED:
        raise Mistyped("too_long")
    digits = "".join(_digit(sign) for sign in typed if not _separates(sign))
    if len(digits) != DIGITS:
        raise Mistyped("too_short" if len(digits) < DIGITS else "too_long")
    if check_digits(digits[:RANDOM_DIGITS]) != digits[RANDOM_DIGITS:]:
        raise Mistyped("checksum")
    return digits


def _separates(sign: str) -> bool:
    return sign == MINUS or unicodedata.category(sign) in SEPARATING


def _digit(sign: str) -> str:
    """0 to 9 for a decimal digit of any script."""
    value = unicodedata.decimal(sign, None)
    if value is None:
        raise Mistyped("not_digits")
    return str(value)
