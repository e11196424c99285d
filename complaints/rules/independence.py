"""Nobody judges their own case: who is named, belongs to the unit concerned or said that they are not free stays away. Source: decision 0067."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from complaints.models import Complaint
from complaints.models.apart import ties_of, workable_by
from complaints.stages import OPEN, TOLD
from partnerships.directory.models import Account, Role
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused

OF_OWN_UNIT = (
    "acknowledge",
    "review",
    "hand_on",
    "close",
    "translate",
)  # all that an office does with a complaint about itself


def is_apart(by: Account, complaint: Complaint) -> Verdict:
    """Not named, not of the unit concerned or one below it, and has not said that they are not free; as it is now."""
    ties = ties_of(complaint, by)
    return allowed_if(
        not ties.concerned,
        _("The complaint names you or concerns your unit. Another complaints officer works on it."),
    ) and allowed_if(
        not ties.recused,
        _("You said that you are not free. Another complaints officer works on it."),
    )


def can_judge(by: Account, complaint: Complaint, verb: str = "") -> Verdict:
    """What concerns the authority itself, its office only hands on; complaints officers of the installation work on it."""
    if verb in OF_OWN_UNIT or not ties_of(complaint, by).own_unit or _is_of_installation(by):
        return ALLOWED
    place = complaint.office.elsewhere
    if place is None:
        return refused(
            _("It concerns this office itself. Administrators name the place that it is handed to.")
        )
    return refused(
        _("It concerns this office itself. It is handed on to: %(place)s") % {"place": place}
    )


def _is_of_installation(by: Account) -> bool:
    return (Role.COMPLAINTS.value, None, None) in by.access.grants


def can_recuse(by: Account, complaint: Complaint) -> Verdict:
    """Whoever could work on it, as long as something may still be done."""
    return is_apart(by, complaint) and allowed_if(
        complaint.stage in (*OPEN, *TOLD), _("It is closed.")
    )


def with_ties_of_some() -> QuerySet[Complaint]:
    """Open ones for which somebody is not free."""
    rows = Complaint.objects.reached().filter(stage__in=OPEN)
    return rows.filter(concerns__isnull=False) | rows.filter(recusals__isnull=False)


def has_nobody(office: int, officers: Iterable[Account]) -> bool:
    """Is there an open complaint of this office on which none of its officers may work? Asked by the house; it says no more."""
    left = with_ties_of_some().filter(office=office)
    for each in officers:
        here = left.exclude(pk__in=workable_by(each).values("pk"))
        numbers = set(here.values_list("pk", flat=True))
        if not numbers:
            return False
        left = Complaint.objects.filter(pk__in=numbers)
    return left.exists()
