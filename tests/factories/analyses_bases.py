"""Legal bases as the legal service writes and confirms them."""

from datetime import timedelta

from django.utils import timezone

from analyses.actions import bases as actions
from analyses.models import Provision, ProvisionVersion
from partnerships.directory.models import Account

VALUES = {
    "from_kinds": ["customs"],
    "to_kinds": ["trade"],
    "citation": "SchwarzArbG § 6",
    "what": "Ergebnisse der Prüfungen",
    "conditions": "",
    "tasks": ["work"],
    "covers_secrecies": [],
    "not_for_categories": [],
    "may_begin": "either",
    "is_duty": False,
    "is_mutual": False,
    "evidence": "found",
}


def written(by: Account, provision: Provision | None = None, **values: object) -> ProvisionVersion:
    """A version that waits for its review."""
    return actions.write_basis(provision, values=VALUES | values, by=by)


def reviewed(
    by: Account, second: Account, provision: Provision | None = None, **values: object
) -> ProvisionVersion:
    """A version that can be chosen for another year."""
    version = written(by, provision, **values)
    until = timezone.localdate() + timedelta(days=365)
    return actions.review_basis(version, valid_until=until, by=second)
