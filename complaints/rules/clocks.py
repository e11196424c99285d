"""Who says what an office aims at. Whoever is measured by it does not set it."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from complaints.models import Office
from complaints.rules.office import works_for
from partnerships.directory.models import Account, Grant, Representation
from partnerships.shared.verdicts import Verdict, allowed_if


def can_set_times(by: Account, office: Office) -> Verdict:
    """Targets, days on which it is closed, the head: administrators who are no complaints officers of the office."""
    return allowed_if(
        by.is_administrator(), _("Administrators set what a complaints office aims at.")
    ) and allowed_if(
        not works_for(by, office),
        _("You are a complaints officer here: whoever is measured by a target does not set it."),
    )


def heads_for(office: Office) -> QuerySet[Account]:
    """Who may be named as head: those who stand for the authority today, or hold a role for it."""
    standing = Representation.objects.current().filter(organisation=office.authority_id)
    granted = Grant.objects.in_effect().filter(organisation=office.authority_id)
    return Account.objects.filter(
        Q(person__in=standing.values("person")) | Q(person__in=granted.values("person")),
        is_active=True,
    ).select_related("person")
