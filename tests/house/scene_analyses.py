"""Cases of several authorities behind the doors: at each stage that matters, and one of others."""

from typing import Any

from analyses.actions import cases as actions
from analyses.actions import taking_part
from analyses.kinds import AuthorityKind
from analyses.models import Case, seen_by, seen_by_house
from analyses.stages import Stage
from partnerships.directory.models import Account, Kind, Role
from tests.cast import Cast
from tests.factories import analyses as analyse
from tests.factories import directory as make
from tests.house import scene_catalogue
from tests.house.scene_asks import asks_of
from tests.house.scene_contributions import contributions_of
from tests.house.scene_log import drawn_of


def crew_of(cast: Cast) -> analyse.Crew:
    """The analyst leads for the police, customs contributes, a city decides."""
    police = analyse.authority("Polizei Weitweg")
    customs = analyse.authority("Zoll Weitweg", AuthorityKind.CUSTOMS, kind=Kind.CUSTOMS)
    city = analyse.authority("Stadt Weitweg", AuthorityKind.REGULATORY, kind=Kind.CITY)
    for name, role, organisation in (
        ("analyst", Role.OFFICER, police),  # beside what they hold for the installation
        ("customs", Role.ANALYST, customs),
    ):
        make.GrantFactory(person=cast.people[name], role=role, organisation=organisation)
    return analyse.Crew(
        police=police,
        customs=customs,
        city=city,
        lead=cast.account("analyst"),
        second=cast.account("customs"),
        third=analyse.officer(city),
        legal=cast.account("legal"),
        guard=cast.account("dpo"),
        basis=analyse.basis(),
    )


def analyses_of(cast: Cast) -> dict[str, dict[str, Any]]:
    """Rows by kind and word."""
    crew = crew_of(cast)
    others = _others(crew)
    cases = {
        "requested": analyse.request(crew),
        "checking": analyse.request(crew),
        "checked": analyse.case_at(Stage.LEGALITY_CHECK, crew),
        "approved": analyse.case_at(Stage.APPROVED, crew),
        "collecting": analyse.case_at(Stage.COLLECTING, crew),
        "analysing": analyse.case_at(Stage.ANALYSING, crew),
        "delivered": analyse.case_at(Stage.DELIVERED, crew),
        "foreign": analyse.case_at(Stage.ANALYSING, others),
    }
    _do(crew.legal, "take_check", cases["checking"])
    _do(crew.lead, "note_impact", cases["approved"], reference="DSFA 2/2026")
    _do(crew.lead, "name_combination", cases["collecting"], basis=crew.basis)
    for word, case in cases.items():
        cases[word] = analyse.refreshed(case)
    cast.reasons = {str(case.pk): ["work", ""] for case in cases.values()}
    return {
        "case": cases,
        "participation": _people(crew, cases),
        **scene_catalogue.rows_of(crew),
        **contributions_of(crew, cases["collecting"]),
        **drawn_of(crew, cases["analysing"]),
        **asks_of(crew, others, cases),
    }


def _others(crew: analyse.Crew) -> analyse.Crew:
    """Nobody of the cast: seen by data protection alone."""
    return analyse.Crew(
        police=crew.police,
        customs=crew.customs,
        city=crew.city,
        lead=analyse.officer(crew.police),
        second=analyse.officer(crew.customs),
        third=analyse.officer(crew.city),
        legal=analyse.officer(None, Role.LEGAL),
        guard=analyse.officer(None, Role.DATA_PROTECTION),
        basis=crew.basis,
    )


def _do(by: Account, name: str, case: Case, **how: object) -> None:
    with seen_by(by):
        getattr(actions, name)(case, by=by, **how)


def _people(crew: analyse.Crew, cases: dict[str, Case]) -> dict[str, Any]:
    """Somebody whom the lead proposed, and the officer of customs who takes part."""
    newcomer = analyse.officer(crew.city)
    with seen_by(crew.lead):
        waiting = taking_part.add_participant(
            cases["analysing"],
            account=newcomer,
            authority=crew.city,
            role="contributor",
            reason="Kennt die Vermieter.",
            until_on=None,
            by=crew.lead,
        )
    with seen_by_house():
        own = cases["analysing"].participations.get(account=crew.second)
        foreign = cases["foreign"].participations.get(role="contributor")
        for row in (waiting, own, foreign):
            row.case = analyse.refreshed(row.case)
    return {"waiting": waiting, "customs": own, "foreign": foreign}
