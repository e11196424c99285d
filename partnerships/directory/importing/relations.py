"""What an organisation is part of and through which it is reached: named in a cell, looked up among those one sees."""

from collections import defaultdict

from django.utils.translation import gettext as _

from partnerships.directory.importing.lines import Fault, Line
from partnerships.directory.models import Account, Organisation
from partnerships.shared.sorting import match_key, sort_key

RELATIONS = ("parent", "hosted_by")


def relate(lines: list[Line], by: Account) -> list[Fault]:
    """Puts organisations in the place of their names, and notes what changes; faults where nobody or several fit."""
    relations = [(line, slug) for line in lines for slug in RELATIONS if slug in line.values]
    if not relations:
        return []
    named = _organisations_by_name({line.values[slug] for line, slug in relations}, by)
    faults = [fault for line, slug in relations if (fault := _resolve(line, slug, named))]
    wrong = {fault.row for fault in faults}
    good = [(line, slug) for line, slug in relations if line.number not in wrong]
    before = _before(good, by)
    for line, slug in good:
        _note(line, slug, before)
    return faults + _circles(good)


def _organisations_by_name(names: set[str], by: Account) -> dict[str, list[Organisation]]:
    rows = Organisation.objects.visible_to(by).present()
    organisations = defaultdict(list)
    for row in rows.filter(match_key__in={match_key(name) for name in names}).order_by("pk"):
        organisations[row.match_key].append(row)
    return organisations


def _resolve(line: Line, slug: str, named: dict[str, list[Organisation]]) -> Fault | None:
    name = line.values[slug]
    fitting = named.get(match_key(name), [])
    exactly = [row for row in fitting if row.sort_key == sort_key(name)]
    if len(exactly or fitting) == 1:
        line.values[slug] = (exactly or fitting)[0]
        return None
    if fitting:
        return Fault.at(line, slug, _("Several organisations that you see have this name."))
    return Fault.at(
        line, slug, _("No organisation that you see has this name. Enter it first, or import it.")
    )


def _before(good: list[tuple[Line, str]], by: Account) -> dict[int, Organisation]:
    """The organisations above that stand in the entries today, by number, as far as one sees them."""
    ids = {getattr(line.target, f"{slug}_id") for line, slug in good if line.target} - {None}
    return Organisation.objects.readable_by(by).in_bulk(ids) if ids else {}


def _note(line: Line, slug: str, before: dict[int, Organisation]) -> None:
    above = getattr(line.target, f"{slug}_id") if line.target else None
    if line.target and above != line.values[slug].pk:
        line.changes[slug] = (before.get(above) if above else None, line.values[slug])


def _circles(good: list[tuple[Line, str]]) -> list[Fault]:
    """Nothing belongs to itself, not even by way of another row."""
    changed = [(line, slug) for line, slug in good if slug in line.changes and line.target]
    going = {(slug, line.target.pk): line.values[slug] for line, slug in changed if line.target}
    wrong = _("This would be a circle: it belongs to this one.")
    return [
        Fault.at(line, slug, wrong)
        for line, slug in changed
        if line.target and _comes_back(line.target.pk, slug, going)
    ]


def _comes_back(start: int, slug: str, going: dict[tuple[str, int], Organisation]) -> bool:
    at, passed = start, set()
    while at not in passed:
        passed.add(at)
        above = going.get((slug, at))
        on = above.pk if above else _above(at, slug)
        if on is None or on == start:
            return on == start
        at = on
    return False


def _above(pk: int, slug: str) -> int | None:
    return Organisation.objects.filter(pk=pk).values_list(slug, flat=True).first()
