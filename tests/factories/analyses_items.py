"""Contributions with records and links, made by the actions themselves."""

from analyses.actions import drafting, records, submitting
from analyses.kinds import AuthorityKind, Handling, Initiative, Regime
from analyses.models import Case, Contribution, ProvisionVersion, Record, seen_by
from partnerships.directory.models import Account
from tests.factories import analyses as make

MARKING = {
    "means_of_collection": "Befragung",
    "police_category": "Beschuldigte",
    "protected_interest": "Eigentum",
    "first_storing_body": "Polizei Ruhrtal",
}


def customs_basis(**values: object) -> ProvisionVersion:
    """Customs may give to the police."""
    standard = {
        "from_kinds": [AuthorityKind.CUSTOMS],
        "to_kinds": [AuthorityKind.STATE_POLICE, AuthorityKind.REGULATORY],
        "citation": "SchwarzArbG § 6 Abs. 1",
    }
    return make.basis("LB13", **(standard | values))


def values_of(crew: make.Crew, case: Case, **values: object) -> dict[str, object]:
    """As the police of the crew gives to customs."""
    standard = {
        "basis": crew.basis,
        "purpose": "Gefahrenabwehr",
        "initiative": Initiative.OWN,
        "regime": Regime.DSG_NRW_3,
        "released_to": [crew.customs],
        "handling": Handling.H0,
        "review_on": make.day(60),
        "marking": MARKING,
    }
    return standard | values


def begun(crew: make.Crew, case: Case, **values: object) -> Contribution:
    """A draft of the police."""
    by = values.pop("by", crew.lead)
    assert isinstance(by, Account)
    with seen_by(by):
        return drafting.begin_contribution(case, by=by, **values_of(crew, case, **values))  # type: ignore[arg-type]


def of_customs(crew: make.Crew, case: Case, **values: object) -> Contribution:
    """A draft of customs, released to the police."""
    standard = {
        "by": crew.second,
        "released_to": [crew.police],
        "regime": Regime.BDSG_3,
        "marking": {},
    }
    if "basis" not in values:
        standard["basis"] = customs_basis()
    return begun(crew, case, **(standard | values))


def record(
    contribution: Contribution, by: Account, schema: str = "Person", **values: object
) -> Record:
    """One more in a draft; a person called Beispiel unless said otherwise."""
    known = values.pop("properties", {"lastName": ["Beispiel"], "firstName": ["Ada"]})
    standard = {
        "properties": known,
        "category": "suspect" if schema == "Person" else "",
        "source": "B",
        "information": "2",
    }
    with seen_by(by):
        return records.add_record(contribution, by=by, schema=schema, **(standard | values))


def given(crew: make.Crew, case: Case, **values: object) -> Contribution:
    """A contribution of the police with one record, submitted."""
    draft = begun(crew, case, **values)
    record(draft, crew.lead)
    with seen_by(crew.lead):
        return submitting.submit(draft, by=crew.lead)
