"""The named cast: everybody who may come to a door, made once and the same before each test.

North is the partnership of most scenes; South belongs to the outsider.
"""

from dataclasses import dataclass, field
from datetime import date

from django.core.management import call_command
from django.test import Client

from partnerships.directory import models
from tests.factories import directory as make
from tests.factories.meetings import load_formats
from tests.kept import kept

ROLES = {
    "complaints": models.Role.COMPLAINTS,
    "approver": models.Role.APPROVER,
    "analyst": models.Role.ANALYST,
    "customs": models.Role.OFFICER,
    "legal": models.Role.LEGAL,
    "dpo": models.Role.DATA_PROTECTION,
    "admin": models.Role.ADMINISTRATOR,
}
NAMES = ("liaison", "chair", "partner", "former", "outsider", *ROLES, "anonymous")


@dataclass
class Cast:
    """`people` by name; accounts are read anew for each use, so that a changed grant counts."""

    people: dict[str, models.Person] = field(default_factory=dict)
    north: models.Partnership = None
    south: models.Partnership = None
    police: models.Organisation = None
    association: models.Organisation = None
    reasons: dict[str, list[str]] = field(default_factory=dict)  # said in each session, by case

    def account(self, name: str) -> models.Account:
        """A fresh account, without cached access."""
        return models.Account.objects.get(pk=self.people[name].account_id)

    def client(self, name: str) -> Client:
        """A browser signed in as this person; anonymous is not signed in."""
        client = Client()
        if name != "anonymous":
            client.force_login(self.account(name))
            session = client.session
            session["analyses_reasons"] = self.reasons
            session.save()
        return client


def _person(cast: Cast, name: str) -> models.Person:
    account = make.AccountFactory(email=f"{name}@example.org")
    cast.people[name] = make.PersonFactory(
        given_name=name.title(), family_name="Beispiel", account=account
    )
    return cast.people[name]


@kept()
def cast() -> Cast:
    """Everybody, with their partnerships. The demo's switch spares them the second factor."""
    return make_cast()


def make_cast() -> Cast:
    """Everybody, with their partnerships."""
    cast = Cast()
    cast.north = make.PartnershipFactory(name="Nord", name_en="North")
    cast.south = make.PartnershipFactory(name="Süd", name_en="South")
    cast.police = make.OrganisationFactory(
        name="Polizei Nord", kind=models.Kind.POLICE, legal_form="Behörde"
    )
    cast.association = make.OrganisationFactory(name="Verein Nord e. V.")
    make.PartnerFactory(
        partnership=cast.north, organisation=cast.police, side=models.Side.AUTHORITY
    )
    make.PartnerFactory(partnership=cast.north, organisation=cast.association)
    away = make.PartnerFactory(partnership=cast.south).organisation
    make.GrantFactory(
        person=_person(cast, "liaison"), role=models.Role.LIAISON, organisation=cast.police
    )
    body = make.BodyFactory(partnership=cast.north)
    make.SeatFactory(body=body, person=_person(cast, "chair"), organisation=cast.police)
    make.RepresentationFactory(
        person=_person(cast, "partner"), organisation=cast.association, may_sign=True
    )
    make.RepresentationFactory(
        person=_person(cast, "former"), organisation=cast.association, until_on=date(2023, 12, 31)
    )
    make.RepresentationFactory(person=_person(cast, "outsider"), organisation=away)
    for name, role in ROLES.items():
        make.GrantFactory(person=_person(cast, name), role=role)
    return cast


@kept()
def demo() -> None:
    """The demo's data, and nobody of the cast."""
    load_formats()
    call_command("load_demo")
