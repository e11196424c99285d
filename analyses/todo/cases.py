"""What cases ask of somebody: a request to check or decide on, a gate to confirm, somebody more to agree to."""

from collections.abc import Iterator

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from analyses.models import Approval, Case, Participation, keep_own
from analyses.rules import (
    Known,
    can_agree_participant,
    can_approve,
    can_confirm_combination,
    can_confirm_impact,
    can_finish_check,
    can_take_check,
    keep_known,
    works_in_analyses,
)
from analyses.stages import OPEN, UNDECIDED, Stage
from analyses.todo.waiting import Facts, Source, numbered_item
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


def _deeds_may_wait(account: Account) -> QuerySet[Case]:
    """What may wait for somebody of these roles; the rules say whether it does."""
    waits = Q(pk__in=[])
    if account.access.has(Role.LEGAL):
        waits |= Q(stage__in=UNDECIDED, checked_at__isnull=True)
        waits |= Q(combination__isnull=False, combination_confirmed_at__isnull=True)
    if account.access.has(Role.DATA_PROTECTION):
        waits |= Q(impact_noted_at__isnull=False, impact_confirmed_at__isnull=True)
    if works_in_analyses(account):
        waits |= Q(stage=Stage.LEGALITY_CHECK, checked_at__isnull=False)
    rows = Case.objects.visible_to(account).filter(waits, stage__in=OPEN)
    here = OuterRef("pk")
    own = Participation.objects.held_by(account).filter(case=here)
    given = Approval.objects.filter(case=here)
    rows = rows.annotate(
        own=Subquery(own.values(own=JSONObject(role="role", authority_id="authority_id"))[:1]),
        is_named=Exists(Participation.objects.filter(case=here, account=account)),
        given=ArraySubquery(
            given.values(given=JSONObject(by_id="by_id", authority_id="authority_id"))
        ),
        approved_by=ArraySubquery(given.values("by_id")),
    )
    return rows.order_by("requested_at", "pk")


def _say_deeds(account: Account, rows: list[Facts]) -> list[TodoItem]:
    items = []
    for row in rows:
        case = _case_of(account, row)
        words = next((words for rule, words in DEEDS if rule(account, case)), None)
        if words:
            items.append(numbered_item(words, row, "detail", case.pk))
    return items[:MOST]


def _case_of(account: Account, row: Facts) -> Case:
    """As far as the rules of `DEEDS` need it, with what they would ask about it."""
    case = Case(pk=row["pk"], **{name: row[name] for name in OF_CASE})
    own = Participation(account=account, case=case, **row["own"]) if row["own"] else None
    keep_own(account, case, own)
    approvals = [Approval(case=case, **each) for each in row["given"]]
    vars(case)["_prefetched_objects_cache"] = {"approvals": approvals}
    keep_known(case, Known(account.pk, row["is_named"], row["roots"]))
    return case


def _people_may_wait(account: Account) -> QuerySet[Participation] | None:
    if not works_in_analyses(account):
        return None
    rows = Participation.objects.filter(
        case__in=Participation.objects.held_by(account).values("case"),
        agreed_at__isnull=True,
        ended_at__isnull=True,
        case__stage__in=OPEN,
    )
    return rows.order_by("pk")


def _say_people(account: Account, rows: list[Facts]) -> Iterator[TodoItem]:
    numbers = [row["pk"] for row in rows]
    words = _("Decide whether somebody more takes part: %(number)s")
    waiting = Participation.objects.filter(pk__in=numbers).select_related("case").order_by("pk")
    for row in waiting:
        if can_agree_participant(account, row):
            yield numbered_item(words, {"number": row.case.number}, "detail", row.case_id)


OF_CASE = (
    "number",
    "stage",
    "requested_by_id",
    "requested_for_id",
    "checked_by_id",
    "checked_at",
    "impact_noted_by_id",
    "impact_noted_at",
    "impact_confirmed_at",
    "combination_id",
    "combination_noted_by_id",
    "combination_confirmed_at",
)
DECIDE = (  # accounts of those who decide on a case, or did
    "requested_by_id",
    "checked_by_id",
    "impact_noted_by_id",
    "combination_noted_by_id",
    "approved_by",
)
SOURCES = {
    "deeds": Source(
        _deeds_may_wait,
        _say_deeds,
        {name: F(name) for name in (*OF_CASE, "own", "is_named", "given", "approved_by")},
        most=2 * MOST,
        accounts=DECIDE,
    ),
    "people": Source(_people_may_wait, _say_people, most=MOST),
}
