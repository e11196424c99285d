"""Which organisation a row means, among those its importer may see.

By the words of the name and the place; a former name and a merged duplicate lead to today's organisation,
so that last year's file does not enter it a second time.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from partnerships.directory.importing.lines import Fault, Line, same_as
from partnerships.directory.models import Account, Organisation, OrganisationName
from partnerships.shared.sorting import sort_key

Keys = dict[str, list[Organisation]]


def match(lines: list[Line], by: Account, *, lock: bool) -> list[Fault]:
    """Fills `target`; faults where several fit or two rows mean one. `lock` needs a transaction."""
    there = _present(lines, by, lock)
    by_former_name = _formerly(lines, by, lock)
    taken: dict[int, int] = {}
    faults: dict[int, Fault] = {}
    # Those whose place agrees choose first.
    for sure in (True, False):
        for line in lines:
            if line.target is None and line.number not in faults:
                fitting = _fitting(line, there, by_former_name, sure)
                if wrong := _settle(line, fitting, taken, sure):
                    faults[line.number] = Fault.at(line, "name", wrong)
    return list(faults.values())


def _present(lines: list[Line], by: Account, lock: bool) -> Keys:
    wanted = {line.key[0] for line in lines}
    rows = Organisation.objects.visible_to(by).present().filter(match_key__in=wanted)
    keys: Keys = defaultdict(list)
    for row in _lock(rows, lock):
        keys[row.match_key].append(row)
    return keys


def _lock(rows: QuerySet[Organisation], lock: bool) -> Iterable[Organisation]:
    """In one order for everybody, so that two imports never wait for each other in a circle."""
    rows = rows.order_by("pk")
    return rows.select_for_update(of=("self",), no_key=True) if lock else rows


def _formerly(lines: list[Line], by: Account, lock: bool) -> Keys:
    """Today's organisations by the exact former name, or by the name of a duplicate merged into them."""
    names = {line.values["name"] for line in lines}
    renamed = OrganisationName.objects.filter(
        name__in=names, until_on__isnull=False, organisation__in=Organisation.objects.visible_to(by)
    )
    pairs = set(renamed.values_list("name", "organisation_id"))
    merged = Organisation.objects.readable_by(by).filter(name__in=names, merged_into__isnull=False)
    pairs |= set(merged.values_list("name", "merged_into_id"))
    pairs |= set(merged.values_list("name", "merged_into__merged_into_id"))
    wanted = (
        Organisation.objects.visible_to(by)
        .present()
        .filter(pk__in={pk for _name, pk in pairs if pk})
    )
    rows = {row.pk: row for row in _lock(wanted, lock)} if pairs else {}
    keys: Keys = defaultdict(list)
    for name, pk in pairs:
        if pk in rows:
            keys[name].append(rows[pk])
    return keys


def _fitting(line: Line, there: Keys, formerly: Keys, sure: bool) -> list[Organisation]:
    key, place = line.key
    same_name = there.get(key, [])
    if sure:
        return [row for row in same_name if sort_key(row.place) == place]
    # The file or the directory does not say where: the name decides if it is the only one.
    open_place = [row for row in same_name if not place or not row.place]
    old = [row for row in formerly.get(line.values["name"], []) if row not in same_name]
    return open_place or [row for row in old if not place or sort_key(row.place) in ("", place)]


def _settle(line: Line, fitting: list[Organisation], taken: dict[int, int], sure: bool) -> str:
    """Takes the one that fits; otherwise a sentence, which is empty for a new organisation."""
    free = fitting if sure else [row for row in fitting if row.pk not in taken]
    if len(free) > 1:
        return _several(free)
    if fitting and not free and not line.key[1]:
        return same_as(taken[fitting[0].pk])
    for row in free:
        line.target = row
        taken[row.pk] = line.number
    return ""


def _several(rows: list[Organisation]) -> str:
    places = ", ".join(sorted(row.place or "–" for row in rows))
    return _("Several organisations fit (%(places)s). Please add the place.") % {"places": places}
