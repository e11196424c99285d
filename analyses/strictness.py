"""Which handling code what is derived from several things has: the strictest of them, and nothing of their limits is lost. Pure.

Source: DOMAIN 5.5; handling codes of Europol (Regulation (EU) 2016/794, Art. 19).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from analyses.kinds import Handling

ORDER = [code.value for code in Handling]  # the strictest last


@dataclass(frozen=True)
class Limits:
    """A handling code, and in words what H3 stands for."""

    code: str
    text: str = ""


def is_laxer(code: str, than: str) -> bool:
    """Does `code` allow recipients more than `than` does?"""
    return ORDER.index(code) < ORDER.index(than)


def strictest(all_limits: Iterable[Limits]) -> Limits:
    """The code of the strictest. H3 says the words of every H3, and the code that would count without them.

    Raises: ValueError where there is nothing to inherit from.
    """
    found = list(dict.fromkeys(all_limits))
    if not found:
        raise ValueError("Nothing is derived from nothing.")
    code = max((each.code for each in found), key=ORDER.index)
    if code != Handling.H3:
        return Limits(code)
    others = [each.code for each in found if each.code not in (Handling.H0, Handling.H3)]
    texts = [each.text for each in found if each.code == Handling.H3 and each.text]
    below = [max(others, key=ORDER.index)] if others else []
    return Limits(code, "; ".join(dict.fromkeys([*below, *texts])))
