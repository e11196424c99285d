"""What complaints ask of an officer: what is new, what the person wrote last, whom to call, what to decide; what is wrong with an office."""

from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from complaints.clocks import ClockKind, soon_until
from complaints.models import (
    AnswerDraft,
    CallBack,
    Clock,
    Complaint,
    DraftState,
    Lesson,
    Office,
    OfficeNote,
    Outcome,
    Proposal,
    StatementRequest,
    Suspicion,
    seen_by,
    seen_by_house,
)
from complaints.models.apart import workable_by
from complaints.models.complaints import TO_OFFICE
from complaints.models.offices import GRACE, OfficeKey, OfficeQuerySet
from complaints.models.statements import wanted_of
from complaints.rules import has_nobody, is_officer, officers_of, to_sort, with_ties_of_some
from complaints.sealed_rows import path_of
from complaints.stages import BEGUN, TOLD, Stage
from partnerships.directory.models import Account, Role
from partnerships.shared.todo import TodoItem

MOST = 5


def items_of_complaints(account: Account) -> list[TodoItem]:
    """At most MOST of a kind, the oldest first; the number says nothing to whoever looks over a shoulder."""
    if not is_officer(account):
        return []
    with seen_by(account):
        return [
            *_objections(account),
            *_drafts(account),
            *_statements(account),
            *_suspicions(account),
            *_piles(account),
            *_due(account),
            *_complaints(account),
        ]


def _drafts(account: Account) -> list[TodoItem]:
    """Answers that came back to them, and those of others that wait for a second officer."""
    mine = Q(state=DraftState.RETURNED, by=account)
    theirs = Q(state=DraftState.SUBMITTED) & ~Q(writers__contains=[account.pk])
    rows = AnswerDraft.objects.filter(mine | theirs, complaint__in=workable_by(account))
    words = {
        DraftState.RETURNED.value: _("The answer came back: %(number)s"),
        DraftState.SUBMITTED.value: _("Approve an answer: %(number)s"),
    }
    rows = rows.select_related("complaint").order_by("submitted_at", "pk")
    pages = {DraftState.RETURNED.value: "draft", DraftState.SUBMITTED.value: "approve"}
    return [
        TodoItem(
            title=words[row.state] % {"number": row.complaint.spaced_number},
            href=reverse(f"complaints:{pages[row.state]}", args=[row.complaint_id]),
        )
        for row in rows[:MOST]
    ]


def _statements(account: Account) -> list[TodoItem]:
    """What units said and no officer has read."""
    rows = StatementRequest.objects.filter(reply__isnull=False, read_at__isnull=True)
    rows = rows.filter(complaint__in=workable_by(account)).select_related("complaint")
    return [
        TodoItem(
            title=_("Read the statement: %(number)s") % {"number": row.complaint.spaced_number},
            href=reverse("complaints:read_statement", args=[row.complaint_id, row.pk]),
        )
        for row in rows.order_by("replied_at", "pk")[:MOST]
    ]


def _suspicions(account: Account) -> list[TodoItem]:
    """Crimes that the prosecutor has not got yet; decisions that a second officer looks at."""
    to_lift = Q(decided_on__isnull=False) & ~Q(decided_by=account)
    rows = Suspicion.objects.open().filter(Q(referred_on__isnull=True) | to_lift)
    rows = rows.filter(complaint__in=workable_by(account)).select_related("complaint")
    words = {
        True: _("The prosecutor has decided, lift the mark: %(number)s"),
        False: _("Give it to the prosecutor today: %(number)s"),
    }
    pages = {True: "lift_suspicion", False: "refer"}
    return [
        TodoItem(
            title=words[bool(row.decided_on)] % {"number": row.complaint.spaced_number},
            href=reverse(f"complaints:{pages[bool(row.decided_on)]}", args=[row.complaint_id]),
            due=None if row.decided_on else timezone.localdate(row.noted_at),
        )
        for row in rows.order_by("noted_at", "pk")[:MOST]
    ]


def items_of_statements(account: Account) -> list[TodoItem]:
    """What the units whose confirmed lead somebody is are asked. The number of the complaint stands nowhere."""
    if not account.access.vouches:
        return []
    return [
        TodoItem(
            title=_("Give the statement of your unit: %(unit)s") % {"unit": wanted.unit},
            href=reverse("complaints:statement", args=[wanted.pk]),
            due=wanted.due_on,
        )
        for wanted in wanted_of(account)[:MOST]
    ]


def _objections(account: Account) -> list[TodoItem]:
    """Those on which they may decide: they have written nothing there."""
    waiting = workable_by(account).filter(messages__objection__outcome=Outcome.OPEN)
    rows = waiting.exclude(messages__by=account)
    return [_item(_("Decide on an objection: %(number)s"), row) for row in rows[:MOST]]


def _piles(account: Account) -> list[TodoItem]:
    """What is done one after the other, each with its number: call back, sort, look at lessons, delete. One question."""
    piles = {
        "calls": CallBack.objects.visible_to(account),
        "unsorted": to_sort(account),
        "lessons": Lesson.objects.to_look_at().visible_to(account),
        "deletions": Proposal.objects.open().workable_by(account),
    }
    counts = [
        rows.order_by().annotate(pile=Value(pile)).values("pile").annotate(n=Count("pk"))
        for pile, rows in piles.items()
    ]
    numbers = dict(counts[0].union(*counts[1:], all=True).values_list("pile", "n"))
    return [
        TodoItem(title=title % {"n": numbers[pile]}, href=reverse(address) + question)
        for pile, title, address, question in (
            ("calls", _say_calls(numbers), "complaints:calls", ""),
            ("unsorted", _say_unsorted(numbers), "complaints:sort_next", ""),
            ("lessons", _say_lessons(numbers), "complaints:lessons", "?state=open"),
            ("deletions", _say_deletions(numbers), "complaints:keeping", ""),
        )
        if numbers[pile]
    ]


def _say_calls(numbers: dict[str, int]) -> str:
    return ngettext("Call %(n)s person back", "Call %(n)s people back", numbers.get("calls", 0))


def _say_unsorted(numbers: dict[str, int]) -> str:
    return ngettext("Sort %(n)s complaint", "Sort %(n)s complaints", numbers.get("unsorted", 0))


def _say_lessons(numbers: dict[str, int]) -> str:
    return ngettext(
        "Look at %(n)s lesson: did it help?",
        "Look at %(n)s lessons: did they help?",
        numbers.get("lessons", 0),
    )


def _say_deletions(numbers: dict[str, int]) -> str:
    return ngettext(
        "Decide on %(n)s deletion", "Decide on %(n)s deletions", numbers.get("deletions", 0)
    )


def _due(account: Account) -> list[TodoItem]:
    """What is over or due soon, the most urgent first; that something arrived is said below."""
    rows = Clock.objects.visible_to(account).ticking().select_related("complaint")
    rows = rows.filter(due_on__lte=soon_until(timezone.localdate()))
    rows = rows.filter(complaint__in=workable_by(account))
    rows = rows.exclude(kind=ClockKind.ACKNOWLEDGEMENT).order_by("due_on", "pk")
    return [
        TodoItem(
            title=_("%(what)s: %(number)s")
            % {"what": capfirst(str(ClockKind(row.kind).label)), "number": row.complaint},
            href=reverse("complaints:detail", args=[row.complaint_id]),
            due=row.due_on,
        )
        for row in rows[:MOST]
    ]


def _complaints(account: Account) -> list[TodoItem]:
    said = Max("messages__at", filter=~Q(messages__kind__in=TO_OFFICE))
    rows = workable_by(account).annotate(last=Coalesce(said, "acknowledged_at"))
    unanswered = Q(stage__in=[*BEGUN, Stage.SUSPENDED, *TOLD], heard_at__gt=F("last"))
    at_once = Q(stage__in=[Stage.RECEIVED, Stage.REOPENED, Stage.WITHDRAWN])
    rows = rows.filter(at_once | unanswered).order_by("heard_at", "pk")
    words = {
        Stage.RECEIVED.value: _("Confirm that it arrived: %(number)s"),
        Stage.REOPENED.value: _("Look at it again: %(number)s"),
        Stage.WITHDRAWN.value: _("Was taken back, close it or go on: %(number)s"),
    }
    other = _("The person has replied: %(number)s")
    return [_item(words.get(row.stage, other), row) for row in rows[:MOST]]


def _item(words: str, complaint: Complaint) -> TodoItem:
    return TodoItem(
        title=words % {"number": complaint.spaced_number},
        href=reverse("complaints:detail", args=[complaint.pk]),
    )


def items_of_offices(account: Account) -> list[TodoItem]:
    """Administrators hear what keeps an opened office from receiving or reading; data protection, what waits to be confirmed.

    One query, and more only where somebody is not free for a complaint.
    """
    watches, confirms = account.is_administrator(), account.access.has(Role.DATA_PROTECTION)
    if not watches and not confirms:
        return []
    with seen_by_house():
        offices = list(_with_state(Office.objects.visible_to(account)))
        alone = [item for each in offices for item in _without_officer(each)] if watches else []
    today = timezone.localdate()
    opened = [each for each in offices if each.opened_on and each.opened_on <= today]
    items = [item for office in opened for item in _alarms_of(office)] if watches else []
    items += alone
    if confirms:
        items += _to_confirm(sum(each.waiting for each in offices))  # type: ignore[attr-defined]
    return items


def _without_officer(office: Any) -> list[TodoItem]:
    """In the house's sight: that there is a complaint on which nobody of the office may work; neither which one nor how many."""
    if not office.is_tied or not has_nobody(office.pk, officers_of(office)):
        return []
    text = _(
        "The complaint concerns all who could work on it, or they said that they are not free."
    )
    title = _("Give a complaint another complaints officer: %(office)s") % {"office": office}
    return [TodoItem(title, reverse("complaints:readiness"), text)]


def _with_state(offices: OfficeQuerySet) -> OfficeQuerySet:
    """With `receives`, `tried`, `is_tied` (somebody is not free for an open complaint), `waiting` (a number), and of the newest key `made_at` and `public`."""
    newest = OfficeKey.objects.filter(office=OuterRef("pk"), retired_at__isnull=True)
    waiting = Q(notes__in=OfficeNote.objects.waiting())
    return offices.select_related("authority").annotate(
        receives=Exists(Office.objects.receiving().filter(pk=OuterRef("pk"))),
        tried=offices.is_recovery_tried(),
        is_tied=Exists(with_ties_of_some().filter(office=OuterRef("pk"))),
        made_at=Subquery(newest.values("made_at")[:1]),
        public=Subquery(newest.values("public")[:1]),
        waiting=Count("notes", filter=waiting),
    )


def _alarms_of(office: Any) -> list[TodoItem]:
    """`office`: with its state."""
    names, page = {"office": office}, reverse("complaints:readiness")
    if not office.receives:
        text = _("The form says that it is closed. Something is missing.")
        return [TodoItem(_("%(office)s receives no complaints") % names, page, text)]
    items = []
    if not office.tried:
        title = _("Try the recovery of the new key: %(office)s") % names
        text = _("After that day the office receives nothing.")
        due = timezone.localdate(office.made_at + GRACE)
        items.append(TodoItem(title, page, text, due=due))
    if not path_of(OfficeKey(public=office.public)).is_file():
        title = _("The key of the complaints office is missing: %(office)s") % names
        text = _(
            "Nobody can read complaints here. Bring its file back, or recover it from the halves."
        )
        items.append(TodoItem(title, page, text))
    return items


def _to_confirm(count: int) -> list[TodoItem]:
    if not count:
        return []
    text = ngettext("%(count)s waits for you", "%(count)s wait for you", count) % {"count": count}
    title = _("Confirm what complaints offices have noted")
    return [TodoItem(title, reverse("complaints:readiness"), text)]
