"""What is found of the directory: people, organisations, partnerships."""

from collections.abc import Iterator, Sequence

from django.db.models import Exists, Func, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import (
    Account,
    ContactPoint,
    Organisation,
    Partnership,
    Person,
    Representation,
)
from partnerships.directory.models.conditions import one_of
from partnerships.directory.models.organisations import SEARCHED_ORGANISATION
from partnerships.directory.models.partnerships import SEARCHED_PARTNERSHIP
from partnerships.directory.models.people import SEARCHED_NAMES, ShownTo, takes_part_in
from partnerships.shared.search.kinds import Hit, SearchKind
from partnerships.shared.search.matching import (
    holds_all,
    number_begins,
    resemble_each,
    splits,
)

# As the models' indexes hold them.
PERSON, ORGANISATION = SEARCHED_NAMES, SEARCHED_ORGANISATION
OF_PERSON = tuple(f"person__{name}" for name in PERSON)
OF_ORGANISATION = tuple(f"organisation__{name}" for name in ORGANISATION)
PARTNERSHIP = SEARCHED_PARTNERSHIP


# -- people ----------------------------------------------------------------------------------------
def _people(account: Account, typed: str) -> Iterator[QuerySet]:
    """By name; by organisation; by both: as far as one may see who stands for it."""
    people, standing = _visible(account)
    yield people.filter(holds_all(typed, *PERSON))
    yield standing.filter(*_organisation_holds(typed))
    for name, organisation in splits(typed):
        yield standing.filter(holds_all(name, *OF_PERSON), *_organisation_holds(organisation))


def _similar_people(account: Account, typed: str) -> Iterator[QuerySet]:
    people, standing = _visible(account)
    yield people.filter(*resemble_each(typed, *PERSON))
    for name, organisation in splits(typed):
        yield standing.filter(
            *resemble_each(name, *OF_PERSON), *resemble_each(organisation, *OF_ORGANISATION)
        )


def _organisation_holds(typed: str) -> tuple[Func, Func]:
    """By its name alone, for not everybody in one place is meant; the index knows names and places together."""
    names = [name for name in OF_ORGANISATION if not name.endswith("place")]
    return holds_all(typed, *OF_ORGANISATION), holds_all(typed, *names)


def _visible(account: Account) -> tuple[QuerySet, QuerySet]:
    """Numbers of the people whom one sees, and of those whom one sees standing for an organisation today."""
    people = Person.objects.visible_to(account).present()
    standing = Representation.objects.visible_to(account).current().filter(person__merged_into=None)
    near = Person.objects.near_ids(account)
    if near is not None:
        people, standing = (
            people.filter(one_of("pk", near)),
            standing.filter(one_of("person", near)),
        )
    return people.values_list("pk", flat=True), standing.values_list("person_id", flat=True)


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


def _draw_people(account: Account, ids: Sequence[int], _typed: str) -> list[Hit]:
    rows = Person.objects.visible_to(account).filter(one_of("pk", ids))
    stands = Representation.objects.visible_to(account).current().filter(one_of("person", ids))
    names: dict[int, list[str]] = {}
    for person, name in stands.values_list("person_id", "organisation__name"):
        names.setdefault(person, []).append(name)
    return [
        Hit(
            f"{given} {family}".strip(),
            reverse("directory:person", args=[pk]),
            ", ".join(sorted(names.get(pk, ()))),
        )
        for pk, given, family in rows.values_list("pk", "given_name", "family_name")
    ]


# -- organisations ---------------------------------------------------------------------------------
def _organisations(account: Account, typed: str) -> Iterator[QuerySet]:
    yield _visible_organisations(account).filter(holds_all(typed, *ORGANISATION))


def _similar_organisations(account: Account, typed: str) -> Iterator[QuerySet]:
    yield _visible_organisations(account).filter(*resemble_each(typed, *ORGANISATION))


def _organisations_by_number(account: Account, typed: str) -> Iterator[QuerySet]:
    """Their own number, or that of one of their contact points."""
    yield _visible_organisations(account).filter(number_begins(typed, "phone")).exclude(phone="")
    points = ContactPoint.objects.filter(number_begins(typed, "phone")).exclude(phone="")
    yield _visible_organisations(account).filter(pk__in=points.values("organisation_id"))


def _visible_organisations(account: Account) -> QuerySet:
    rows = Organisation.objects.visible_to(account).filter(merged_into=None)
    return rows.values_list("pk", flat=True)


def _draw_organisations(account: Account, ids: Sequence[int], _typed: str) -> list[Hit]:
    rows = Organisation.objects.visible_to(account).filter(pk__in=ids)
    return [
        Hit(
            row.name,
            reverse("directory:organisation", args=[row.pk]),
            ", ".join(filter(None, [row.get_kind_display(), row.place])),
        )
        for row in rows.only("name", "kind", "place")
    ]


# -- partnerships ----------------------------------------------------------------------------------
def _partnerships(account: Account, typed: str) -> Iterator[QuerySet]:
    yield _visible_partnerships(account).filter(holds_all(typed, *PARTNERSHIP))


def _similar_partnerships(account: Account, typed: str) -> Iterator[QuerySet]:
    yield _visible_partnerships(account).filter(*resemble_each(typed, *PARTNERSHIP))


def _visible_partnerships(account: Account) -> QuerySet:
    return Partnership.objects.visible_to(account).values_list("pk", flat=True)


def _draw_partnerships(account: Account, ids: Sequence[int], _typed: str) -> list[Hit]:
    rows = Partnership.objects.visible_to(account).filter(pk__in=ids)
    return [
        Hit(row.name_in(), reverse("directory:partnership", args=[row.pk]), row.region)
        for row in rows.only("name", "name_en", "region")
    ]


KINDS = (
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
