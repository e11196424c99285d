"""Todo items of agreements on the home page: before they are in force, in force, and papers to confirm."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Protocol

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.agreements import rules
from partnerships.agreements.life import term
from partnerships.agreements.models import (
    Accession,
    Agreement,
    Answer,
    Evaluation,
    Exit,
    Occasion,
    PaperRecord,
    Party,
    Proposal,
    Reminder,
    Signature,
    SigningRound,
)
from partnerships.agreements.stages import EDITABLE, SIGNING, UNSIGNED, Stage
from partnerships.directory.models import Account, Partnership, Representation
from partnerships.shared.todo import TodoItem

MOST = 5
NEAR_MONTHS = term.REMIND_MONTHS[0]
# What all are asked who are not asked to sign.
WORDS: dict[str, Promise] = {
    Stage.DRAFT: gettext_lazy("Draft: read it and say what is missing"),
    Stage.CONSULTATION: gettext_lazy("Under consultation: your organisation's view is asked"),
    Stage.READY: gettext_lazy("Ready to sign"),
}


class Row(Protocol):
    """What an item needs of its agreement."""

    pk: int
    stage: str
    partnership: Partnership
    partnership_id: int

    def title_in(self, language: str | None = None) -> str:
        """The title in a language, or as it was given."""


class BeforeForce(Row, Protocol):
    """With what `items_before_force` asked beside it: whom this account signs for, by when, and open proposals."""

    party: int | None
    party_name: str
    deadline: date | None
    open_proposals: int


class InForce(Row, Protocol):
    """With what `items_in_force` asked beside it: who wants to join since when, the last evaluation, who is without a contact."""

    until_on: date | None
    effective_on: date | None
    evaluation_months: int
    declared_on: date | None
    joining: str
    evaluated: date | None
    alone: str


def items_in_force(account: Account) -> list[TodoItem]:
    """What agreements in force ask of whoever takes part in them: at most MOST, the nearest first; one query."""
    if not account.access.partnership_ids:
        return []
    today, kept = timezone.localdate(), kept_by(account)
    items = [
        task
        for row in _find_asking(account, kept, today)[: MOST * 2]
        for task in _items_of(row, today, keeper=row.partnership_id in kept)
    ]
    return sorted(items, key=lambda task: task.due or today)[:MOST]


def paper_items(account: Account) -> list[TodoItem]:
    """Papers with every signature that wait for this lead's look; for those who may confirm and only them."""
    own = account.access.vouches
    if not own:
        return []
    near = Party.objects.filter(organisation__in=list(own)).values("agreement")
    rows = PaperRecord.objects.waiting().filter(round__agreement__in=near)
    rows = rows.exclude(recorded_by=account).select_related("round__agreement__partnership")
    return [
        TodoItem(
            row.round.agreement.title_in(),
            reverse("agreements:confirm_paper", args=[row.round.agreement_id, row.pk]),
            _("All have signed on paper: look at the scan and confirm it"),
            where=row.round.agreement.partnership.name_in(),
        )
        for row in rows[: MOST * 2]
        if rules.can_confirm_paper(account, row)
    ][:MOST]


def kept_by(account: Account) -> list[int]:
    """Numbers of the partnerships in which the account is liaison staff or in the joint management."""
    access = account.access
    return [p for p in access.partnership_ids if access.is_liaison_in(p) or access.co_manages(p)]


def _find_asking(account: Account, kept: list[int], today: date) -> QuerySet:
    """Whose end is near; for keepers also a decision, an evaluation or a missing contact."""
    waiting, reminded = Accession.objects.waiting(), Reminder.objects.order_by()
    alone = reminded.filter(_still_alone(today), occasion=Occasion.NO_CONTACT)
    own = {"agreement": OuterRef("pk")}
    declared = waiting.filter(**own).order_by("declared_on")
    evaluations = Evaluation.objects.filter(**own).order_by().values("agreement")
    agreements = Agreement.objects.filter(partnership_id__in=list(account.access.partnership_ids))
    near = agreements.binding().filter(until_on__lte=term.months_after(today, NEAR_MONTHS))
    nearest = near.order_by("until_on", "pk").values("pk")[: MOST * 2]
    evaluated = reminded.filter(occasion=Occasion.EVALUATION)
    to_do = [
        rows.filter(agreement__partnership__in=kept).values("agreement")
        for rows in (waiting, alone, evaluated)
    ]
    rows = agreements.binding().filter(pk__in=nearest.union(*to_do))
    return (
        rows.select_related("partnership")
        .order_by("until_on", "pk")
        .annotate(
            declared_on=Subquery(declared.values("declared_on")[:1]),
            joining=Subquery(declared.values("name")[:1]),
            evaluated=Subquery(evaluations.annotate(last=Max("held_on")).values("last")),
            alone=Subquery(alone.filter(**own).values("organisation__name")[:1]),
        )
    )


def _still_alone(today: date) -> Q:
    """Nobody stands for the organisation of a reminder, and it has not left."""
    stands = Representation.objects.current().filter(organisation=OuterRef("organisation"))
    left = Exit.objects.valid().filter(
        agreement=OuterRef("agreement"), organisation=OuterRef("organisation"), last_on__lt=today
    )
    return ~Exists(stands) & ~Exists(left)


def _items_of(row: InForce, today: date, *, keeper: bool) -> Iterator[TodoItem]:
    item = partial(
        TodoItem,
        row.title_in(),
        reverse("agreements:life", args=[row.pk]),
        where=row.partnership.name_in(),
    )
    if row.until_on and term.renewal_begins(row.until_on) <= today:
        deciding = row.stage == Stage.IN_RENEWAL
        text = (
            _("In renewal: it has to be decided") if deciding else _("Decide what follows the term")
        )
        yield item(text, row.until_on)
    if not keeper:
        return
    if row.declared_on:
        text = _("Decide on the accession of %(name)s") % {"name": row.joining}
        yield item(text, term.decide_by(row.declared_on))
    due = term.next_evaluation(row.effective_on, row.evaluated, row.evaluation_months)
    if due and due <= today:
        yield item(_("Evaluate how the agreement works"), due)
    if row.alone:
        yield item(_("%(name)s has no contact person") % {"name": row.alone})


def items_before_force(account: Account) -> list[TodoItem]:
    """Agreements that wait for somebody: everybody who sees them may read, keepers lead them on; one query."""
    to_sign, nearest = find_signatures_to_give(account), _find_newest_open(account)
    asking = to_sign.filter(agreement=OuterRef("pk"))
    # Text is frozen at other stages: proposals wait there for nobody.
    answerable = Proposal.objects.filter(
        agreement=OuterRef("pk"), answer=Answer.OPEN, agreement__stage__in=EDITABLE
    )
    counted = answerable.order_by().values("agreement").annotate(number=Count("pk"))
    round_now = SigningRound.objects.open().filter(agreement=OuterRef("pk"))
    waiting = (
        Agreement.objects.filter(pk__in=to_sign.values("agreement")[:MOST].union(nearest))
        .select_related("partnership")
        .annotate(
            party=Subquery(asking.values("pk")[:1]),
            party_name=Subquery(asking.values("name")[:1]),
            deadline=Subquery(round_now.values("deadline_on")[:1]),
            open_proposals=Coalesce(Subquery(counted.values("number")), 0),
        )
        .order_by("-changed_at")
    )
    asked_first = sorted(waiting, key=lambda agreement: agreement.party is None)
    return [_item_before_force(account, agreement) for agreement in asked_first[:MOST]]


def _find_newest_open(account: Account) -> QuerySet:
    """Numbers of the newest that are read, consulted or signed now: each of three ways to see one by its own index."""
    own = list(account.access.organisation_ids)
    still_open = Agreement.objects.filter(stage__in=UNSIGNED).order_by("-changed_at")
    as_party = Party.objects.filter(organisation__in=own).values("agreement")
    acceded = Accession.objects.filter(organisation__in=own, decision="admitted")
    ways = [Q(pk__in=as_party), Q(pk__in=acceded.values("agreement"))] if own else []
    first = still_open.filter(partnership_id__in=list(account.access.partnership_ids))
    rest = [still_open.filter(way).values("pk")[:MOST] for way in ways]
    return first.values("pk")[:MOST].union(*rest)


def _item_before_force(account: Account, agreement: BeforeForce) -> TodoItem:
    href, text = _asks(account, agreement)
    return TodoItem(
        agreement.title_in(),
        href,
        text,
        agreement.deadline if agreement.party else None,
        where=agreement.partnership.name_in(),
        signs=bool(agreement.party),
    )


def _asks(account: Account, agreement: BeforeForce) -> tuple[str, str | Promise]:
    """Where it leads, and what is asked: to sign; keepers answer proposals; all others read."""
    if agreement.party:
        href = reverse("agreements:sign", args=[agreement.pk, agreement.party])
        return href, _("Read it and sign for %(party)s") % {"party": agreement.party_name}
    tab = reverse("agreements:consultation", args=[agreement.pk])
    access, place = account.access, agreement.partnership_id
    keeper = access.is_liaison_in(place) or access.co_manages(place)
    if keeper and agreement.open_proposals:
        text = ngettext(
            "%(number)d proposal waits for an answer",
            "%(number)d proposals wait for an answer",
            agreement.open_proposals,
        )
        return tab, text % {"number": agreement.open_proposals}
    consulted = agreement.stage == "under_consultation"
    text_tab = reverse("agreements:detail", args=[agreement.pk])
    return tab if consulted else text_tab, WORDS[agreement.stage]


def find_signatures_to_give(account: Account) -> QuerySet[Party]:
    """Parties for which the account may sign and has not; order and places are asked there."""

    own = list(account.access.signs)
    signatures = Signature.objects.valid().filter(party=OuterRef("pk"))
    complete = signatures.order_by().values("party").annotate(n=Count("pk")).values("n")
    rows = Party.objects.filter(
        ~Exists(signatures.filter(person=account.access.person_id)),
        organisation__in=own,
        agreement__stage__in=SIGNING,
        agreement__rounds__ended_at__isnull=True,
        agreement__rounds__isnull=False,
    ).alias(given=Coalesce(Subquery(complete), 0))
    return rows.filter(given__lt=F("signatures_needed")).order_by("pk")
