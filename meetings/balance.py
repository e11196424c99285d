"""Whether both sides sit at a table in about equal numbers. Source: DOMAIN section 4 (warn outside 40 to 60 %)."""

from collections.abc import Iterable

LEAST, MOST = 40, 60  # percent of the people who come for authorities
FEWEST = 2  # people of whom a balance can be said at all


def percent_of_authorities(sides: Iterable[str]) -> int | None:
    """Of so many people, each with their side; guests without a side sit across the table. None for too few."""
    people = list(sides)
    if len(people) < FEWEST:
        return None
    return round(100 * sum(side == "authority" for side in people) / len(people))


def is_uneven(percent: int | None) -> bool:
    """Outside the range that a balanced meeting keeps to."""
    return percent is not None and not LEAST <= percent <= MOST
