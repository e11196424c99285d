"""What is found of the directory: people, organisations, partnerships."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from django.db.models import Exists, Func, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import (
    Account,
    ContactPoint,
    Kind,
    Organisation,
    Partnership,
    Person,
    Representation,
)
from partnerships.directory.models.conditions import one_of
from partnerships.directory.models.organisations import SEARCHED_ORGANISATION
from partnerships.directory.models.partnerships import SEARCHED_PARTNERSHIP
from partnerships.directory.models.people import SEARCHED_NAMES, ShownTo, takes_part_in
from partnerships.shared.languages import text_in
from partnerships.shared.row_addresses import addresses
from partnerships.shared.search.kinds import Hit, Row, SearchKind, ask_once
from partnerships.shared.search.matching import (
    holds_all,
    narrow_by_name,
    number_begins,
    part_in_two,
    resemble_each,
)

# As the models' indexes hold them.
PERSON, ORGANISATION = SEARCHED_NAMES, SEARCHED_ORGANISATION
OF_PERSON = tuple(f"person__{name}" for name in PERSON)
OF_ORGANISATION = tuple(f"organisation__{name}" for name in ORGANISATION)
PARTNERSHIP = SEARCHED_PARTNERSHIP


class PersonRow(Row, Protocol):
    """A person's name."""

    given_name: str
    family_name: str


class OrganisationRow(Row, Protocol):
    """What an organisation is, and where."""

    name: str
    kind: str
    place: str


class PartnershipRow(Row, Protocol):
    """A partnership's names."""

    name: str
    name_en: str
    region: str


# -- people ----------------------------------------------------------------------------------------
def _people(account: Account, typed: str) -> Iterator[QuerySet]:
    """By name; by organisation; by both: as far as one may see who stands for it."""
    people, standing = _visible(account)
    yield from narrow_by_name(people, typed, *PERSON)
    yield standing.filter(*_organisation_holds(typed))
    for name, organisation in part_in_two(typed):
        yield standing.filter(holds_all(name, *OF_PERSON), *_organisation_holds(organisation))


def _similar_people(account: Account, typed: str) -> Iterator[QuerySet]:
    people, standing = _visible(account)
    yield people.filter(*resemble_each(typed, *PERSON))
    for name, organisation in part_in_two(typed):
        yield standing.filter(
            *resemble_each(name, *OF_PERSON), *resemble_each(organisation, *OF_ORGANISATION)
        )


def _organisation_holds(typed: str) -> tuple[Func, Func]:
    """By its name alone, for not everybody in one place is meant; the index knows names and places together."""
    names = [name for name in OF_ORGANISATION if not name.endswith("place")]
    return holds_all(typed, *OF_ORGANISATION), holds_all(typed, *names)


def _visible(account: Account) -> tuple[QuerySet, QuerySet]:
    """The people whom one sees, and those whom one sees standing for an organisation today; the same values of both."""
    people = Person.objects.visible_to(account).present()
    standing = Representation.objects.visible_to(account).current().filter(person__merged_into=None)
    near = ask_once(account, "people", lambda: Person.objects.near_ids(account))
    if near is not None:
        people, standing = (
            people.filter(one_of("pk", near)),
            standing.filter(one_of("person", near)),
        )
    return (
        people.values_list("pk", "given_name", "family_name", named=True),
        standing.values_list("person_id", "person__given_name", "person__family_name", named=True),
    )


def _people_by_number(account: Account, typed: str) -> Iterator[QuerySet]:
    """Whose telephone number begins so, as far as the account may know it. The rule: rules.people.phone_for."""
    access = account.access
    own = list(access.organisation_ids)
    colleague = Exists(
        Representation.objects.current().filter(person=OuterRef("pk"), organisation_id__in=own)
    )
    known = (
        Q(pk=access.person_id)
        | ~Q(phone_shown_to=ShownTo.NOBODY) & Q(colleague)
        | Q(phone_shown_to=ShownTo.PARTNERSHIP) & Q(takes_part_in(access.partnership_ids))
        | Q(phone_shown_to=ShownTo.LIAISON) & Q(takes_part_in(access.liaison_partnership_ids))
    )
    people, _standing = _visible(account)
    yield people.filter(known, number_begins(typed, "phone")).exclude(phone="")


def _draw_people(account: Account, rows: Sequence[PersonRow]) -> list[Hit]:
    stands = Representation.objects.visible_to(account).current()
    names: dict[int, list[str]] = {}
    of_these = stands.filter(one_of("person", (row.pk for row in rows)))
    for person, name in of_these.values_list("person_id", "organisation__name"):
        names.setdefault(person, []).append(name)
    address = addresses("directory:person")
    return [
        Hit(
            f"{row.given_name} {row.family_name}".strip(),
            address(row.pk),
            ", ".join(sorted(names.get(row.pk, ()))),
        )
        for row in rows
    ]


# -- organisations ---------------------------------------------------------------------------------
def _organisations(account: Account, typed: str) -> Iterator[QuerySet]:
    yield from narrow_by_name(_visible_organisations(account), typed, *ORGANISATION)


def _similar_organisations(account: Account, typed: str) -> Iterator[QuerySet]:
    yield _visible_organisations(account).filter(*resemble_each(typed, *ORGANISATION))


def _organisations_by_number(account: Account, typed: str) -> Iterator[QuerySet]:
    """Their own number, or that of one of their contact points."""
    yield _visible_organisations(account).filter(number_begins(typed, "phone")).exclude(phone="")
    points = ContactPoint.objects.filter(number_begins(typed, "phone")).exclude(phone="")
    yield _visible_organisations(account).filter(pk__in=points.values("organisation_id"))


def _visible_organisations(account: Account) -> QuerySet:
    rows = Organisation.objects.visible_to(account).filter(merged_into=None)
    return rows.values_list("pk", "name", "kind", "place", named=True)


def _draw_organisations(_account: Account, rows: Sequence[OrganisationRow]) -> list[Hit]:
    address = addresses("directory:organisation")
    return [
        Hit(
            row.name,
            address(row.pk),
            ", ".join(filter(None, [str(Kind(row.kind).label), row.place])),
        )
        for row in rows
    ]


# -- partnerships ----------------------------------------------------------------------------------
def _partnerships(account: Account, typed: str) -> Iterator[QuerySet]:
    yield _visible_partnerships(account).filter(holds_all(typed, *PARTNERSHIP))


def _similar_partnerships(account: Account, typed: str) -> Iterator[QuerySet]:
    yield _visible_partnerships(account).filter(*resemble_each(typed, *PARTNERSHIP))


def _visible_partnerships(account: Account) -> QuerySet:
    rows = Partnership.objects.visible_to(account)
    return rows.values_list("pk", "name", "name_en", "region", named=True)


def _draw_partnerships(_account: Account, rows: Sequence[PartnershipRow]) -> list[Hit]:
    address = addresses("directory:partnership")
    return [Hit(text_in(row, "name"), address(row.pk), row.region) for row in rows]


KINDS: tuple[SearchKind, ...] = (
    SearchKind(
        "people",
        _("People"),
        _people,
        _draw_people,
        near=_similar_people,
        numbers=_people_by_number,
        read="directory.people_read",
    ),
    SearchKind(
        "organisations",
        _("Organisations"),
        _organisations,
        _draw_organisations,
        near=_similar_organisations,
        numbers=_organisations_by_number,
    ),
    SearchKind(
        "partnerships",
        _("Partnerships"),
        _partnerships,
        _draw_partnerships,
        near=_similar_partnerships,
    ),
)
