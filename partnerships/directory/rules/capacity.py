"""In whose name somebody acts: the representation or seat that the log keeps beside the account.

Source: decision 0005, point 2. Liaison staff and administrators act by their role and have none.
"""

from partnerships.directory.models import (
    Account,
    Organisation,
    Partnership,
    Person,
    Representation,
    Seat,
)


def for_organisation(by: Account, organisation: Organisation) -> Representation | None:
    """The representation through which `by` acts for this organisation; only its key is filled."""
    stand = by.access.stands_for(organisation.pk)
    return Representation(pk=stand.pk) if stand else None


def for_person(by: Account | None, person: Person) -> Representation | None:
    """The representation through which a lead acts for somebody of the same organisation; only its key is filled."""
    if not by or not by.access.leads:
        return None
    theirs = set(person.representations.not_over().values_list("organisation_id", flat=True))
    if person.kept_by_id:
        theirs.add(person.kept_by_id)
    stand = next(
        (s for s in by.access.stands if s.role == "lead" and s.organisation in theirs), None
    )
    return Representation(pk=stand.pk) if stand else None


def in_partnership(by: Account, partnership: Partnership) -> Seat | None:
    """The voting seat through which `by` manages it, unless liaison staff; only its key is filled.

    With several, the one that the page has asked for: `by.acting_as`.
    """
    seats = seats_in(by, partnership)
    if not seats:
        return None
    return Seat(pk=by.acting_as if by.acting_as in seats else seats[0])


def seats_in(by: Account, partnership: Partnership) -> list[int]:
    """Keys of the voting seats through which `by` may act; liaison staff act by their role."""
    if by.access.is_liaison_in(partnership.pk):
        return []
    return [
        seat.pk for seat in by.access.seats if seat.partnership == partnership.pk and seat.voting
    ]
