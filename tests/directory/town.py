"""A town with honest people and one attacker, for tests that nobody takes over what nobody else agreed to.

The attacker controls their own account and every account that was opened at an address of theirs. Honest people act as
well: what they say yes to is written down, and only that may widen what the attacker keeps, leads and signs for.
"""

import itertools
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, field

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db.models import QuerySet

from partnerships.directory import models, rules
from tests.factories import directory as make

THEIRS = "attacker.example"
EVERYBODY = ("liaison", "lead", "lead", "lone", "representative", "admin", "officer", "chief")
ALLOWED_TO_FAIL = (PermissionDenied, ValidationError, ObjectDoesNotExist)


@dataclass
class Town:
    """Who and what is there before anybody does anything."""

    people: dict[str, models.Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._found()

    def _found(self) -> None:
        """A police authority, a city, two associations with leads, one with a name only, one with nobody."""
        place = make.PartnershipFactory(name="Ort")
        side = models.Side.AUTHORITY
        self.place = place
        self.police = make.OrganisationFactory(name="Polizei", kind=models.Kind.POLICE)
        self.city = make.OrganisationFactory(name="Stadt", kind=models.Kind.CITY)
        kept = {"kept_by": self.police}
        self.first = make.OrganisationFactory(name="Erster Verein", **kept)
        self.second = make.OrganisationFactory(name="Zweiter Verein", **kept)
        self.named = make.OrganisationFactory(name="Dritter Verein", **kept)
        self.empty = make.OrganisationFactory(name="Vierter Verein", **kept)
        self.outside = make.OrganisationFactory(name="Fünfter Verein")
        for organisation in (self.police, self.city):
            make.PartnerFactory(partnership=place, organisation=organisation, side=side)
        for organisation in (self.first, self.second, self.named, self.empty):
            make.PartnerFactory(partnership=place, organisation=organisation)
        self._stands("chief", self.police, may_sign=True)
        self._stands("mayor", self.city, may_sign=True)
        self._stands("lead", self.first, may_sign=True)
        self._stands("fellow", self.first, may_sign=False)
        self._stands("other", self.second, may_sign=True)
        self._stands("representative", self.second, role="representative")
        self._stands("lone", self.outside, may_sign=False)
        for name, values in {
            "liaison": {"role": models.Role.LIAISON, "organisation": self.police},
            "admin": {"role": models.Role.ADMINISTRATOR},
            "second_admin": {"role": models.Role.ADMINISTRATOR},
            "officer": {"role": models.Role.DATA_PROTECTION},
        }.items():
            make.GrantFactory(person=self._person(name), **values)
        head = make.PersonFactory(
            family_name="Leitung", kept_by=self.police, email="leitung@polizei.example"
        )
        make.RepresentationFactory(person=head, organisation=self.police, may_sign=True)
        named = make.PersonFactory(
            family_name="Vorstand", kept_by=self.police, email="vorstand@dritter.example"
        )
        make.RepresentationFactory(person=named, organisation=self.named, rests_on=False)

    def _person(self, name: str) -> models.Person:
        if name not in self.people:
            account = make.AccountFactory(email=f"{name}@honest.example")
            self.people[name] = make.PersonFactory(family_name=name.title(), account=account)
        return self.people[name]

    def _stands(self, name: str, organisation: models.Organisation, **values: object) -> None:
        make.RepresentationFactory(person=self._person(name), organisation=organisation, **values)


@dataclass
class Attack:
    """`controlled` are numbers of accounts; `may` what is theirs by right: sets of numbers of organisations.

    As long as nothing is done, everything stays as it was read, and whoever was refused is refused again.
    """

    town: Town
    attacker: str
    controlled: set[int] = field(default_factory=set)
    may: dict[str, set[int]] = field(default_factory=dict)
    tried: int = 0
    done: int = 0
    numbers: itertools.count = field(default_factory=itertools.count)
    refused: set[Hashable] = field(default_factory=set)  # since something was done
    rows: dict[Hashable, list] = field(default_factory=dict)  # likewise

    def __post_init__(self) -> None:
        account = self.town.people[self.attacker].account_id
        self.controlled.add(account)
        access = models.Account.objects.get(pk=account).read_access()
        self.may = {name: set(getattr(access, name)) for name in ("vouches", "signs", "acts_for")}
        self.may["kept"] = set()

    # -- who acts ----------------------------------------------------------------------------------
    def mine(self, number: int) -> models.Account:
        """One of the accounts under control."""
        return pick(self.accounts(), number)

    def accounts(self) -> list[models.Account]:
        """All of them, each with what it may do now."""
        mine = models.Account.objects.filter(pk__in=self.controlled)
        return self.read(("mine", len(self.controlled)), mine)

    def honest_accounts(self) -> list[models.Account]:
        """Everybody else who can sign in."""
        others = models.Account.objects.filter(is_active=True).exclude(pk__in=self.controlled)
        return self.read(("honest", len(self.controlled)), others)

    def read(self, name: Hashable, rows: QuerySet) -> list:
        """In the order of their numbers; read once, until something is done."""
        if name not in self.rows:
            self.rows[name] = list(rows.order_by("pk"))
        return self.rows[name]

    def honest(self, number: int) -> models.Account | None:
        """One of them."""
        return pick(self.honest_accounts(), number)

    def attempt(self, act: Callable, *asked: object, **values: object) -> object:
        """What the rules refuse changes nothing: an action is a transaction. What comes back is what was made, or None.

        What was refused a moment ago is not asked again, but for one of ten, which must be refused again.
        """
        assert hasattr(act, "__wrapped__"), f"{act} is no transaction of its own"
        self.tried += 1
        asked_before = (act, asked, tuple(sorted(values.items()))) in self.refused
        if asked_before and self.tried % 10:
            return None
        with suppress(*ALLOWED_TO_FAIL):
            made = act(*asked, **values)
            assert not asked_before, f"{act} was refused a moment ago"
            self.done += 1
            self.refused.clear()
            self.rows.clear()
            return made
        self.refused.add((act, asked, tuple(sorted(values.items()))))
        return None

    def address(self, number: int) -> str:
        """One that only the attacker reads."""
        return f"p{number % 4}-{next(self.numbers)}@{THEIRS}"

    # -- what is theirs ----------------------------------------------------------------------------
    def lost(self, organisation: int) -> None:
        """An honest person took it away: what was theirs by right there is theirs no longer."""
        for name in ("vouches", "signs", "acts_for"):
            held = {pk for account in self.accounts() for pk in getattr(account.access, name)}
            if organisation not in held:
                self.may[name].discard(organisation)

    def agreed(self, organisation: int, *, leads: bool, signs: bool) -> None:
        """An honest person said yes to this for somebody under control."""
        if leads:
            self.may["vouches"].add(organisation)
            self.may["acts_for"].add(organisation)
        if signs:
            self.may["signs"].add(organisation)

    def entered(self, organisation: models.Organisation | None) -> None:
        """The attacker's own entry: kept by who entered it."""
        if organisation is not None:
            self.may["kept"].add(organisation.pk)

    def check(self) -> None:
        """Nobody under control keeps, leads or signs for what nobody else agreed to; an administrator remains."""
        everything = list(
            models.Organisation.objects.values_list("pk", "kept_by_id", "entered_by_id")
        )
        led_by_others = self._led_by_others()
        for account in self.accounts():
            access = account.access
            assert access.vouches <= self.may["vouches"], "leads"
            assert access.signs <= self.may["signs"], "signs"
            assert access.acts_for <= self.may["acts_for"], "acts"
            own = {
                pk
                for pk, keeper, entered in everything
                if keeper in self.may["acts_for"] or (keeper is None and entered in self.controlled)
            }
            if account.is_administrator():
                own |= {pk for pk, keeper, _entered in everything if keeper is None}
            own -= led_by_others
            kept = rules.kept_among(account, [pk for pk, _keeper, _entered in everything])
            beyond = kept - own - self.may["vouches"] - self.may["kept"] - self.may["acts_for"]
            assert not beyond, "keeps"
        assert models.Grant.objects.lasting_administrators().exists(), "no administrator"

    def _led_by_others(self) -> set[int]:
        """Organisations with a confirmed lead who is not the attacker's: nobody else keeps their entry."""
        rows = models.Representation.objects.current().filter(
            role="lead", is_provisional=False, person__account__is_active=True
        )
        others = rows.exclude(person__account__in=self.controlled)
        return set(others.values_list("organisation_id", flat=True))


def pick(rows: list, number: int) -> object:
    return rows[number % len(rows)] if rows else None
