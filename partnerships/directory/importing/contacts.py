"""Contact persons of a file: named at their organisation, and nothing else.

A name in a list gives nobody a right, an account or a letter: whoever stands there gets these from a recorded
decision (0021). Nobody is joined with somebody who is entered elsewhere; that is for people to do.
"""

from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.importing.columns import CONTACT
from partnerships.directory.importing.lines import Fault, Line, Named
from partnerships.directory.models import Account, Representation
from partnerships.directory.rules.appointments import appoints_among


def name_contacts(lines: list[Line], by: Account) -> list[Fault]:
    """Fills `names` with those that are new there; faults where a name is missing or `by` may name nobody."""
    naming_lines = [line for line in lines if any(map(_is_asked, [line, *line.further]))]
    if not naming_lines:
        return []
    faults = [fault for line in naming_lines for fault in _read_names(line)]
    there = _there(naming_lines)
    for line in naming_lines:
        known = there.get(line.target.pk, set()) if line.target else set()
        line.names = list({one.key: one for one in line.names if one.key not in known}.values())
    return faults + _refuse([line for line in naming_lines if line.target and line.names], by)


def _is_asked(line: Line) -> bool:
    return any(slug in line.values for slug in CONTACT)


def _read_names(line: Line) -> list[Fault]:
    faults = []
    for each in filter(_is_asked, [line, *line.further]):
        given, family = each.values.get("contact_name", ("", ""))
        family = each.values.get("contact_family_name", family)
        if not family:
            wrong = _("The name of the contact person is missing.")
            faults.append(Fault.at(each, _column(each), wrong))
            continue
        given = each.values.get("contact_given_name", given)
        function, email, phone = (
            each.values.get(f"contact_{slug}", "") for slug in ("function", "email", "phone")
        )
        line.names.append(Named(given, family, function, email, phone, each.number))
    return faults


def _there(lines: list[Line]) -> dict[int, set[str]]:
    """Keys of those who stand there today or will, by organisation."""
    targets = [line.target.pk for line in lines if line.target]
    rows = Representation.objects.not_over().filter(organisation__in=targets)
    names: dict[int, set[str]] = {}
    for pk, key in rows.values_list("organisation", "person__sort_key"):
        names.setdefault(pk, set()).add(key)
    return names


def _refuse(lines: list[Line], by: Account) -> list[Fault]:
    ids = {line.target.pk for line in lines if line.target}
    may = appoints_among(by, rules.kept_among(by, ids)) if ids else set()
    wrong = _(
        "Who stands for this organisation is said by its lead representative. Leave the contact person out."
    )
    return [
        Fault.at(line, _column(line), wrong)
        for line in lines
        if line.target and line.target.pk not in may
    ]


def _column(line: Line) -> str:
    return "contact_name" if "contact_name" in line.typed else "contact_family_name"
