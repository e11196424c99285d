"""Authorities of confirmed kind, their officers, reviewed legal bases, and cases at any stage, made by the actions themselves."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from types import ModuleType

import time_machine
from django.utils import timezone

from analyses.actions import cases as actions
from analyses.actions.cases import Named
from analyses.kinds import AuthorityKind
from analyses.models import (
    Authority,
    Case,
    CaseRole,
    Evidence,
    MayBegin,
    Provision,
    ProvisionVersion,
    seen_by,
    seen_by_house,
)
from analyses.stages import Stage
from analyses.todo.waiting import find_items
from partnerships.directory.models import Account, Kind, Organisation, Role
from partnerships.shared.todo import TodoItem
from tests.factories import directory

TITLE = "Mietwagen bei Straftaten im Raum Nord"


def somebody() -> Account:
    """A person with an account and no role."""
    return directory.PersonFactory(account=directory.AccountFactory()).account


def authority(
    name: str, of_kind: str = AuthorityKind.STATE_POLICE, **values: object
) -> Organisation:
    """An organisation whose kind is named by one person and confirmed by another."""
    organisation = directory.OrganisationFactory(name=name, **{"kind": Kind.POLICE, **values})
    Authority.objects.create(
        organisation=organisation,
        kind=of_kind,
        named_by=somebody(),
        confirmed_by=somebody(),
        confirmed_at=timezone.now(),
    )
    return organisation


def officer(organisation: Organisation | None, role: str = Role.OFFICER) -> Account:
    """Somebody who holds the role for it today; None: for the installation."""
    account = directory.AccountFactory()
    directory.GrantFactory(person__account=account, role=role, organisation=organisation)
    return Account.objects.get(pk=account.pk)


def basis(code: str = "LB01", **values: object) -> ProvisionVersion:
    """A legal basis that can be chosen: reviewed, valid for another year."""
    provision, _made = Provision.objects.get_or_create(code=code)
    standard = {
        "number": provision.versions.count() + 1,
        "from_kinds": [AuthorityKind.STATE_POLICE],
        "to_kinds": [AuthorityKind.CUSTOMS, AuthorityKind.STATE_POLICE],
        "citation": "PolG NRW § 27 Abs. 2",
        "what": "Daten, die der Empfänger braucht",
        "may_begin": MayBegin.EITHER,
        "evidence": Evidence.FOUND,
        "reviewed_by": somebody(),
        "reviewed_at": timezone.now(),
        "valid_until": timezone.localdate() + timedelta(days=365),
    }
    return ProvisionVersion.objects.create(provision=provision, **(standard | values))


def last_day(code: str = "LB40", **values: object) -> ProvisionVersion:
    """A legal basis whose last day is today; see `tomorrow`."""
    return basis(code, valid_until=timezone.localdate(), **values)


def tomorrow() -> time_machine.travel:
    """Behind the last day of what holds until today."""
    return time_machine.travel(timezone.now() + timedelta(days=1))


@dataclass
class Crew:
    """Three authorities with an officer each, somebody of the legal service, and data protection."""

    police: Organisation
    customs: Organisation
    city: Organisation
    lead: Account
    second: Account
    third: Account
    legal: Account
    guard: Account
    basis: ProvisionVersion
    more: dict[str, Account] = field(default_factory=dict)


def crew(place: str = "Ruhrtal") -> Crew:
    """Police leads; customs contributes; the city decides only."""
    police = authority(f"Polizei {place}")
    customs = authority(f"Zoll {place}", AuthorityKind.CUSTOMS, kind=Kind.CUSTOMS)
    city = authority(f"Stadt {place}", AuthorityKind.REGULATORY, kind=Kind.CITY)
    return Crew(
        police=police,
        customs=customs,
        city=city,
        lead=officer(police),
        second=officer(customs),
        third=officer(city),
        legal=officer(None, Role.LEGAL),
        guard=officer(None, Role.DATA_PROTECTION),
        basis=basis(),
    )


def request(crew: Crew, **values: object) -> Case:
    """As requested by an officer of the police."""
    today = timezone.localdate()
    standard = {
        "title": TITLE,
        "issue": "Gemietete Fahrzeuge werden bei Einbrüchen benutzt.",
        "purpose": "Gefahrenabwehr und Verfolgung von Einbrüchen.",
        "necessity": "Mieter, Fahrzeuge und Tatorte liegen bei verschiedenen Behörden.",
        "requested_for": crew.police,
        "people": [
            Named(crew.lead, crew.police, CaseRole.LEAD),
            Named(crew.second, crew.customs, CaseRole.CONTRIBUTOR),
            Named(crew.third, crew.city, CaseRole.APPROVER),
        ],
        "recipients": [crew.police],
        "review_on": today + timedelta(days=90),
        "delete_on": today + timedelta(days=365),
        "by": crew.lead,
    }
    return actions.request_case(**(standard | values))  # type: ignore[arg-type]  # as the caller says


def case_at(stage: str, crew: Crew, **values: object) -> Case:
    """A case brought to this stage by those who may."""
    case = request(crew, **values)
    way: list[tuple[Account, str, dict[str, object]]] = [
        (crew.legal, "take_check", {}),
        (crew.legal, "pass_check", {"speaks_of_conduct": True, "note_text": ""}),
        (crew.second, "approve", {"note_text": ""}),
        (crew.third, "approve", {"note_text": ""}),
        (crew.lead, "note_impact", {"reference": "DSFA 1/2026"}),
        (crew.guard, "confirm_impact", {}),
        (crew.lead, "move", {"verb": "collect"}),
        (crew.lead, "name_combination", {"basis": crew.basis}),
        (crew.legal, "confirm_combination", {}),
        (crew.lead, "move", {"verb": "analyse"}),
        (crew.lead, "move", {"verb": "check_quality"}),
        (crew.lead, "move", {"verb": "confer"}),
        (crew.lead, "move", {"verb": "deliver"}),
        (crew.lead, "note_result", {"result": "supported"}),
    ]
    for by, name, how in way:
        if case.stage == stage and not (stage == Stage.LEGALITY_CHECK and name == "pass_check"):
            break
        _do(by, name, case, how)
        case = refreshed(case)
    return case


def _do(by: Account, name: str, case: Case, how: dict[str, object]) -> None:
    with seen_by(by):
        getattr(actions, name)(case, by=by, **how)


def refreshed(case: Case) -> Case:
    """As it stands now, whoever may see it."""
    with seen_by_house():
        return Case.objects.get(pk=case.pk)


def day(days: int) -> date:
    """So many days from today."""
    return timezone.localdate() + timedelta(days=days)


def items_of(todo: ModuleType, account: Account) -> list[TodoItem]:
    """To-dos of one module of analyses, as the home page asks for them."""
    with seen_by(account):
        return list(find_items(account, todo.SOURCES))
