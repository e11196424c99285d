"""What the clock does with agreements in force. Every step looks at the row anew, so it may come late or twice."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from partnerships.agreements.actions.life.ending import expire, follow_termination, supersede
from partnerships.agreements.actions.life.renewing import begin_renewal, renew_by_itself
from partnerships.agreements.actions.moves import lock
from partnerships.agreements.life import term
from partnerships.agreements.models import Agreement, RenewalRule, Termination
from partnerships.agreements.rules import termination_of
from partnerships.agreements.stages import BINDING, Stage


def due(today: date) -> list[Agreement]:
    """Agreements in force whose term, notice or new version needs a step of the clock today."""
    notice = Termination.objects.valid().filter(agreement=OuterRef("pk"), last_on__lt=today)
    successor = Agreement.objects.binding().filter(
        supersedes=OuterRef("pk"), effective_on__lte=today
    )
    ends = Q(until_on__lte=term.months_after(today, term.RENEWAL_MONTHS_AHEAD + 1))
    rows = Agreement.objects.binding().filter(ends | Exists(notice) | Exists(successor))
    return list(rows.order_by("pk"))


def follow(agreement: Agreement) -> list[str]:
    """Takes each step that is due, in its order. Returns their verbs."""
    taken: list[str] = []
    while len(taken) < 100 and (verb := _next(agreement)):
        taken.append(verb)
    return taken


@transaction.atomic
def _next(agreement: Agreement) -> str:
    """One step, and which; '' when nothing is due. A new version comes before notice, notice before the term."""
    agreement, today = lock(agreement), timezone.localdate()
    if agreement.stage not in BINDING:
        return ""
    for successor in agreement.successors.order_by("effective_on", "pk"):
        if supersede(agreement, by=None, successor=successor):
            return "supersede"
    notice = termination_of(agreement)
    if notice and follow_termination(agreement, notice):
        return "terminate"
    end = agreement.until_on
    return _follow_term(agreement, end, today, noticed=notice is not None) if end else ""


def _follow_term(agreement: Agreement, end: date, today: date, *, noticed: bool) -> str:
    goes_on = agreement.renewal != RenewalRule.ENDS and not noticed
    if goes_on and agreement.stage == Stage.IN_FORCE and today >= term.renewal_begins(end):
        begin_renewal(agreement, by=None)
        return "begin_renewal"
    if end >= today:
        return ""
    if agreement.renewal == RenewalRule.AUTOMATIC and not noticed:
        renew_by_itself(agreement, end)
        return "renew"
    expire(agreement)
    return "expire"
