"""Dortmund: twelve organisations and the police; the agreement of 4 June 2024 and one that is being written."""

from config.demo.accounts import account
from config.demo.facts import Facts
from config.demo.freezing import make_ready
from config.demo.registry import Loaded
from config.demo.signing import sign_on_paper, signatories
from partnerships.agreements.actions.clauses import add_clause
from partnerships.agreements.actions.drafting import draft, edit_party
from partnerships.agreements.actions.stages import take_step
from partnerships.agreements.models import Agreement, ClauseKind
from partnerships.directory.models import Account


def load_agreements(facts: Facts, loaded: Loaded) -> None:
    """Drafted by the liaison staff, as they would."""
    liaison = account("liaison")
    _sign(facts["signed"], loaded, by=liaison)
    _write(facts["update"], loaded, by=liaison)


def _draft(facts: Facts, loaded: Loaded, by: Account) -> Agreement:
    return draft(
        loaded.partnerships["dortmund"],
        by=by,
        title=facts["title"],
        title_en=facts["title_en"],
        organisations=loaded.parties("dortmund"),
    )


def _sign(facts: Facts, loaded: Loaded, *, by: Account) -> None:
    """Recorded as signed on paper. Who signed is not loaded: no real person is named here."""
    agreement = _draft(facts, loaded, by)
    add_clause(agreement, by=by, kind=ClauseKind.ANNEX, texts=facts["note"])
    agreement = make_ready(take_step(agreement, "consult", by=by), by=by)
    sign_on_paper(agreement, by=by, signed_on=facts["signed_on"], place=facts["place"])


def _write(facts: Facts, loaded: Loaded, *, by: Account) -> None:
    """In draft, with its signatories named: work at hand."""
    agreement = _draft(facts, loaded, by)
    two = [loaded.organisations[key].pk for key in facts["two_signatures"]]
    for party in agreement.parties.select_related("organisation"):
        needed = 2 if party.organisation_id in two else 1
        edit_party(party, by=by, signatures_needed=needed, signatories=signatories(party)[:needed])
