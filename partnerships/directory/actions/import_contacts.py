"""Contact persons of a file become entries without account that stand in the list of their organisation."""

from django.conf import settings
from django.utils import timezone

from partnerships.directory import rules
from partnerships.directory.importing.lines import Line, Named
from partnerships.directory.models import Account, Person, Representation, RepresentationRole
from partnerships.shared.audit.actions import record_each
from partnerships.shared.sorting import sort_key

BATCH = 500


def name_people(lines: list[Line], by: Account) -> None:
    """One entry each, kept by who imports; named since today, without lead, right to sign, account and letter.

    The plan has asked `can_appoint` for each organisation. Raises: PermissionDenied.
    """
    if not lines:
        return
    rules.can_enter_person(by).enforce()
    keeper = rules.keeping_organisation(by)
    pairs = [(line, _person(named, by, keeper), named) for line in lines for named in line.names]
    people = [person for _line, person, _named in pairs]
    Person.objects.bulk_create(people, batch_size=BATCH)
    record_each("directory.person_entered", by=by, targets=[(person, {}) for person in people])
    rows = [_row(line, person, named) for line, person, named in pairs]
    Representation.objects.bulk_create(rows, batch_size=BATCH)
    record_each(
        "directory.representation_begun", by=by, targets=[(row, _facts(row)) for row in rows]
    )


def _person(named: Named, by: Account, keeper: int | None) -> Person:
    return Person(
        given_name=named.given_name,
        family_name=named.family_name,
        email=named.email,
        phone=named.phone,
        sort_key=sort_key(named.family_name, named.given_name),
        entered_by=by,
        kept_by_id=keeper,
        is_invented=settings.DEMO,
    )


def _row(line: Line, person: Person, named: Named) -> Representation:
    return Representation(
        person=person,
        organisation=line.target,
        role=RepresentationRole.REPRESENTATIVE,
        function=named.function,
        attested_on=timezone.localdate(),
    )


def _facts(row: Representation) -> dict[str, object]:
    return {"person": row.person_id, "organisation": row.organisation_id, "role": row.role}
