"""What agreements ask of somebody on the home page: in force, the days of which the clock reminds; a paper to confirm."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements import rules, term
from partnerships.agreements.models import (
    Accession,
    Agreement,
    Evaluation,
    Exit,
    Occasion,
    PaperRecord,
    Party,
    Reminder,
)
from partnerships.agreements.stages import Stage
from partnerships.directory.models import Account, Representation
from partnerships.shared.tasks_at_hand import Task

MOST = 5
NEAR_MONTHS = term.REMIND_MONTHS[0]


def tasks(account: Account) -> list[Task]:
    """At most MOST, the nearest first."""
    today, kept = timezone.localdate(), kept_by(account)
    found = [
        task
        for row in _asking(account, kept, today)[: MOST * 2]
        for task in _of(row, today, keeper=row.partnership_id in kept)
    ]
    return sorted(found, key=lambda task: task.due or today)[:MOST]


def paper_tasks(account: Account) -> list[Task]:
    """Papers with every signature that wait for this lead's look; for those who may confirm and only them."""
    own = account.access.vouches
    if not own:
        return []
    near = Party.objects.filter(organisation__in=list(own)).values("agreement")
    rows = PaperRecord.objects.waiting().filter(round__agreement__in=near)
    rows = rows.exclude(recorded_by=account).select_related("round__agreement")
    return [
        Task(
            row.round.agreement.title_in(),
            reverse("agreements:confirm_paper", args=[row.round.agreement_id, row.pk]),
            _("All have signed on paper: look at the scan and confirm it"),
            None,
        )
        for row in rows[: MOST * 2]
        if rules.can_confirm_paper(account, row)
    ][:MOST]


def kept_by(account: Account) -> list[int]:
    """Partnerships whose liaison staff or joint management they are."""
    access = account.access
    return [p for p in access.partnership_ids if access.is_liaison_in(p) or access.co_manages(p)]


def _asking(account: Account, kept: list[int], today: date) -> Any:
    """Whose end is near; for keepers also a decision, an evaluation or a missing contact."""
    waiting, reminded = Accession.objects.waiting(), Reminder.objects.order_by()
    alone = reminded.filter(_still_alone(today), occasion=Occasion.NO_CONTACT)
    own = {"agreement": OuterRef("pk")}
    declared = waiting.filter(**own).order_by("declared_on")
    held = Evaluation.objects.filter(**own).order_by().values("agreement")
    near = Q(until_on__lte=term.months_after(today, NEAR_MONTHS))
    asked = (
        Q(pk__in=waiting.values("agreement"))
        | Q(pk__in=alone.values("agreement"))
        | Q(pk__in=reminded.filter(occasion=Occasion.EVALUATION).values("agreement"))
    )
    seen = Agreement.objects.filter(partnership_id__in=list(account.access.partnership_ids))
    rows = seen.binding().filter(near | (Q(partnership_id__in=kept) & asked))
    return rows.order_by("until_on", "pk").annotate(
        declared_on=Subquery(declared.values("declared_on")[:1]),
        joining=Subquery(declared.values("name")[:1]),
        evaluated=Subquery(held.annotate(last=Max("held_on")).values("last")),
        alone=Subquery(alone.filter(**own).values("organisation__name")[:1]),
    )


def _still_alone(today: date) -> Q:
    """Nobody stands for the organisation of a reminder, and it has not left."""
    stands = Representation.objects.current().filter(organisation=OuterRef("organisation"))
    left = Exit.objects.valid().filter(
        agreement=OuterRef("agreement"), organisation=OuterRef("organisation"), last_on__lt=today
    )
    return ~Exists(stands) & ~Exists(left)


def _of(row: Any, today: date, *, keeper: bool) -> Iterator[Task]:
    title, href = row.title_in(), reverse("agreements:life", args=[row.pk])
    if row.until_on and term.renewal_begins(row.until_on) <= today:
        deciding = row.stage == Stage.IN_RENEWAL
        text = (
            _("In renewal: it has to be decided") if deciding else _("Decide what follows the term")
        )
        yield Task(title, href, text, row.until_on)
    if not keeper:
        return
    if row.declared_on:
        text = _("Decide on the accession of %(name)s") % {"name": row.joining}
        yield Task(title, href, text, term.decide_by(row.declared_on))
    due = term.next_evaluation(row.effective_on, row.evaluated, row.evaluation_months)
    if due and due <= today:
        yield Task(title, href, _("Evaluate how the agreement works"), due)
    if row.alone:
        yield Task(title, href, _("%(name)s has no contact person") % {"name": row.alone})
