"""What analyses ask of somebody: a request to check or decide on, a gate to confirm, somebody more to agree to."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from analyses.models import Case, Enquiry, Outcome, Participation, seen_by
from analyses.rules import (
    can_agree_participant,
    can_approve,
    can_confirm_combination,
    can_confirm_impact,
    can_enter,
    can_finish_check,
    can_take_check,
    sees_analyses,
    works_in_analyses,
)
from analyses.stages import OPEN, UNDECIDED, Stage
from partnerships.directory.models import Account, Role
from partnerships.shared.todo import TodoItem

MOST = 5
DEEDS = (
    (can_take_check, _("Check whether a request is lawful: %(number)s")),
    (can_finish_check, _("Finish the legality check: %(number)s")),
    (can_approve, _("Decide on a request for an analysis: %(number)s")),
    (can_confirm_impact, _("Confirm an impact assessment: %(number)s")),
    (can_confirm_combination, _("Confirm a basis for combining: %(number)s")),
)


def items_of_cases(account: Account) -> list[TodoItem]:
    """At most MOST; the number says nothing to whoever looks over a shoulder."""
    if not sees_analyses(account):
        return []
    with seen_by(account):
        return [*_deeds(account), *_people_to_agree_to(account)]


def _deeds(account: Account) -> list[TodoItem]:
    rows = Case.objects.visible_to(account).filter(_waits_for(account), stage__in=OPEN)
    items: list[TodoItem] = []
    for case in rows.prefetch_related("approvals").order_by("requested_at", "pk")[: 2 * MOST]:
        words = next((words for rule, words in DEEDS if rule(account, case)), None)
        if words:
            href = reverse("analyses:detail", args=[case.pk])
            items.append(TodoItem(title=str(words) % {"number": case.number}, href=href))
    return items[:MOST]


def _waits_for(account: Account) -> Q:
    """What may wait for somebody of these roles; the rules say whether it does."""
    waits = Q(pk__in=[])
    if account.access.has(Role.LEGAL):
        waits |= Q(stage__in=UNDECIDED, checked_at__isnull=True)
        waits |= Q(combination__isnull=False, combination_confirmed_at__isnull=True)
    if account.access.has(Role.DATA_PROTECTION):
        waits |= Q(impact_noted_at__isnull=False, impact_confirmed_at__isnull=True)
    if works_in_analyses(account):
        waits |= Q(stage=Stage.LEGALITY_CHECK, checked_at__isnull=False)
    return waits


def _people_to_agree_to(account: Account) -> list[TodoItem]:
    mine = Participation.objects.held_by(account).values("case")
    rows = Participation.objects.filter(
        case__in=mine, agreed_at__isnull=True, ended_at__isnull=True, case__stage__in=OPEN
    ).select_related("case")
    words = _("Decide whether somebody more takes part: %(number)s")
    return [
        TodoItem(
            title=str(words) % {"number": row.case.number},
            href=reverse("analyses:detail", args=[row.case_id]),
        )
        for row in rows[:MOST]
        if can_agree_participant(account, row)
    ]


def items_of_enquiries(account: Account) -> list[TodoItem]:
    """Open ones of one's own office, the oldest first, at most MOST."""
    if not can_enter(account):
        return []
    words = _("Answer an enquiry, or pass it on: %(number)s")
    with seen_by(account):
        rows = Enquiry.objects.visible_to(account).filter(outcome=Outcome.OPEN)
        return [
            TodoItem(
                title=str(words) % {"number": row.number},
                href=reverse("analyses:enquiry", args=[row.pk]),
            )
            for row in rows.only("pk", "number").order_by("received_on", "pk")[:MOST]
        ]
