"""Roles: most are in order; one waits for its second person, one for its yearly confirmation, one will end."""

from datetime import timedelta

from django.utils import timezone

from config.demo.accounts import account
from config.demo.facts import Facts
from config.demo.people import SINCE
from config.demo.registry import Loaded
from partnerships.directory.actions.grants import confirm_role, give_role, review_role
from partnerships.directory.models import Account, Grant
from partnerships.directory.rules import can_confirm
from partnerships.directory.rules.witnesses import confirmed_leads


def give_all(loaded: Loaded) -> None:
    """The administrator gives them; the data protection officer confirms and reviews."""
    admin, officer = account("admin"), account("dpo")
    for person, facts in loaded.grants:
        person.refresh_from_db()
        values = {"role": facts["role"], "since": facts.get("since", SINCE), **_until(facts)}
        grant = give_role(person, by=admin, **values, **_scope(facts, loaded))
        if not facts.get("wait"):
            _settle(grant, facts, officer)


def _settle(grant: Grant, facts: Facts, officer: Account) -> None:
    """Confirmed by the lead of the authority or the officer; reviewed, unless it is to wait for that."""
    leads = Account.objects.filter(pk__in=_leads(grant)).order_by("pk")
    second = next((lead for lead in leads if can_confirm(lead, grant)), officer)
    grant = confirm_role(grant, by=second)
    if facts.get("review", True):
        review_role(grant, by=officer)


def _leads(grant: Grant) -> list[int]:
    if grant.is_protected or grant.organisation_id is None:
        return []
    rows = confirmed_leads([grant.organisation_id])
    return list(rows.values_list("person__account_id", flat=True))


def _until(facts: Facts) -> Facts:
    """The last day of a role that will end, counted from the load: no last day is ever past."""
    days = facts.get("until_in_days")
    return {"until_on": timezone.localdate() + timedelta(days=days)} if days else {}


def _scope(facts: Facts, loaded: Loaded) -> Facts:
    if "partnership" in facts:
        return {"partnership": loaded.partnerships[facts["partnership"]]}
    return {"organisation": loaded.organisations[facts["organisation"]]}
