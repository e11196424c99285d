"""The code of a sealed paper: 128 random bits that can be read aloud, and two signs against slips.

Letters and digits of Crockford's base 32: no I, L, O, U; whoever types O or I means 0 or 1.
"""

import secrets

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS = 128
LENGTH = 28  # 26 for the bits, 2 for the check
GROUP = 4
# A prime just below 32 * 32: every single wrong sign and every exchange of neighbours shows.
CHECK = 1021
MEANT = str.maketrans("OIL", "011")
LONGEST = 200  # of what is looked at when somebody types


def new_code() -> str:
    """28 signs without gaps."""
    return with_check(secrets.randbits(BITS))


def with_check(number: int) -> str:
    """The code of a number, with its check sign."""
    return _signs(number, LENGTH - 2) + _signs(number % CHECK, 2)


def normal(typed: str) -> str:
    """What was meant: without case, gaps and hyphens. What is no sign of ours stays and will not match."""
    kept = "".join(sign for sign in typed[:LONGEST].upper() if sign.isalnum())
    return kept.translate(MEANT)


def plausible(code: str) -> bool:
    """As long as a code, of its signs, and without a slip: there may be one like it."""
    if len(code) != LENGTH or set(code) - set(SIGNS):
        return False
    number = _number(code[:-2])
    return number < 1 << BITS and number % CHECK == _number(code[-2:])


def grouped(code: str) -> str:
    """In groups of four, to be read aloud."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def _signs(number: int, length: int) -> str:
    return "".join(SIGNS[number >> 5 * place & 31] for place in reversed(range(length)))


def _number(signs: str) -> int:
    total = 0
    for sign in signs:
        total = total * 32 + SIGNS.index(sign)
    return total
