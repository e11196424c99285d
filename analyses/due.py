"""What is due in the cases that somebody sees: to be checked, extended, decided, deleted. Read by the list, the to-dos and the case page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from analyses.models import (
    SEES_NO_CONTENTS,
    Case,
    CaseRole,
    CaseSearch,
    Certificate,
    Contribution,
    CorrectionNotice,
    DeletionRule,
    Extension,
    Hold,
    Participation,
    PersonRequest,
    Record,
)
from analyses.rules import (
    SOON,
    contributions_end,
    deletion_day,
    guards,
    quiet_since,
    record_term,
    records_due,
)
from analyses.stages import OPEN, Stage
from partnerships.directory.models import Account, Role

MOST = 50  # records or contributions shown at a time
# What `with_flags` says of a case.
FLAGS = ("is_held", "hold_asks", "extension_asks", "search_asks", "notice_asks", "is_emptied")


@dataclass(frozen=True)
class Line:
    """One thing that is due: words, its day, whether that is over, where it is done."""

    words: str | Promise
    href: str
    on: date | None = None
    is_late: bool = False
    is_red: bool = False  # a deletion that did not happen


@dataclass
class Work:
    """Everything that is due for somebody. `own`: of cases their participation, by number."""

    own: dict[int, Participation]
    lines: list[tuple[Case, Line]] = field(default_factory=list)
    contributions: list[tuple[Contribution, date]] = field(default_factory=list)
    records: list[tuple[Record, date]] = field(default_factory=list)
    more_records: bool = False
    requests: list[PersonRequest] = field(default_factory=list)


def with_flags(rows: QuerySet[Case], by: Account, authorities: Any) -> QuerySet[Case]:
    """Each case with what waits in it, in one question. `authorities`: for which one takes part, as numbers or a query."""
    here = OuterRef("pk")
    extensions = Extension.objects.waiting().filter(case=here).exclude(asked_by=by)
    holds = Hold.objects.open().filter(case=here)
    asked = Q(confirmed_at__isnull=True) & ~Q(set_by=by)
    asked |= Q(lift_asked_at__isnull=False) & ~Q(lift_asked_by=by)
    notices = CorrectionNotice.objects.filter(case=here, acknowledged_at__isnull=True)
    emptied = Certificate.objects.filter(case=here, rule=DeletionRule.CONTRIBUTIONS)
    return rows.annotate(
        last_on=F("activity__last_on"),
        is_held=Exists(holds),
        hold_asks=Exists(holds.filter(asked)),
        extension_asks=Exists(extensions.exclude(asked_for__in=authorities)),
        search_asks=Exists(CaseSearch.objects.filter(case=here, finding="")),
        notice_asks=Exists(notices.filter(authority__in=authorities)),
        is_emptied=Exists(emptied),
    )


def lines_of(case: Case, by: Account, own: Participation | None) -> Iterator[Line]:
    """What is due in one case that came through `with_flags`."""
    terms = reverse("analyses:terms", args=[case.pk])
    leads = own is not None and own.role == CaseRole.LEAD
    is_guard = guards(by)
    yield from _deletions(case, terms, is_shown=leads or is_guard)
    if case.stage == Stage.DELETED:
        return
    if leads:
        yield from _of_the_lead(case, terms)
    if own is not None and case.extension_asks:  # type: ignore[attr-defined]
        yield Line(_("Decide on an extension"), terms)
    if (own is not None or is_guard) and case.hold_asks:  # type: ignore[attr-defined]
        yield Line(_("A legal hold waits for a second person"), terms)
    if own is not None and own.role not in SEES_NO_CONTENTS and case.notice_asks:  # type: ignore[attr-defined]
        yield Line(_("A correction waits for your acknowledgement"), terms)


def _deletions(case: Case, terms: str, *, is_shown: bool) -> Iterator[Line]:
    """Days of deletion that come, or are over: that is a red light, but for a hold."""
    today = timezone.localdate()
    if case.stage == Stage.DELETED or not is_shown:
        return
    ends = contributions_end(case)
    days = [(deletion_day(case), _("The contents are deleted"))]
    if ends and not case.is_emptied:  # type: ignore[attr-defined]
        days.append((ends, _("The contributions are deleted")))
    for day, words in days:
        if day > today + SOON:
            continue
        if case.is_held:  # type: ignore[attr-defined]
            yield Line(_("A legal hold lies on it: nothing is deleted"), terms, day)
            return
        if day < today:
            yield Line(_("Should be deleted already"), terms, day, is_late=True, is_red=True)
        else:
            yield Line(words, terms, day)


def _of_the_lead(case: Case, terms: str) -> Iterator[Line]:
    today = timezone.localdate()
    if case.stage in OPEN and case.review_on <= today + SOON:
        yield Line(
            _("Check whether the case is still needed"),
            terms,
            case.review_on,
            is_late=case.review_on < today,
        )
    last_on: date | None = case.last_on  # type: ignore[attr-defined]
    quiet = quiet_since(case, last_on, today)
    if quiet and last_on:
        words = (
            _("Nothing was done here for a long time: stop the case?")
            if quiet == "close"
            else _("Nothing was done here for some time")
        )
        term = settings.ANALYSES_CLOSE_DAYS if quiet == "close" else settings.ANALYSES_QUIET_DAYS
        day = last_on + timedelta(days=term)
        yield Line(words, terms, day, is_late=quiet == "close")
    if case.search_asks:  # type: ignore[attr-defined]
        yield Line(_("Search the case for a person concerned"), terms)


def work_of(by: Account) -> Work:
    """Everything; asks the database at most six times, whatever there is."""
    rows = Participation.objects.held_by(by)
    work = Work({row.case_id: row for row in rows})
    authorities = {row.authority_id for row in work.own.values()}
    seen = Case.objects.visible_to(by).exclude(stage=Stage.DELETED)
    for case in with_flags(seen, by, authorities).order_by("delete_on", "pk"):
        work.lines += [(case, line) for line in lines_of(case, by, work.own.get(case.pk))]
    work.lines.sort(key=lambda pair: (not pair[1].is_red, pair[1].on or date.min))
    inside = [row for row in work.own.values() if row.role not in SEES_NO_CONTENTS]
    if inside:
        _add_contents(work, inside)
    if by.access.has(Role.DATA_PROTECTION):
        open_requests = PersonRequest.objects.open().guarded_by(by).select_related("authority")
        work.requests = list(open_requests.order_by("due_on", "pk")[:MOST])
    return work


def _add_contents(work: Work, inside: list[Participation]) -> None:
    today = timezone.localdate()
    given, recorded = Q(), Q()
    for authority in {row.authority_id for row in inside}:
        cases = [row.case_id for row in inside if row.authority_id == authority]
        given |= Q(authority=authority, case__in=cases)
        recorded |= Q(contribution__authority=authority, case__in=cases)
    contributions = due_contributions(today).filter(given)
    rows = contributions.select_related("case", "basis__provision")
    work.contributions = [(each, each.review_on) for each in rows[:MOST]]
    records = list(due_records(today).filter(recorded).select_related("case")[: MOST + 1])
    work.more_records = len(records) > MOST
    work.records = [(each, record_day(each)) for each in records[:MOST]]


def due_contributions(today: date) -> QuerySet[Contribution]:
    """Submitted ones whose day of checking is past or near."""
    rows = Contribution.objects.submitted().exclude(case__stage=Stage.DELETED)
    return rows.filter(review_on__lte=today + SOON).order_by("review_on", "pk")


def due_records(today: date) -> QuerySet[Record]:
    """Records whose term by category is past or near, with their latest agreed extension."""
    rows = Record.objects.filter(records_due(today + SOON)).annotate(
        extended_on=Max("extensions__until_on", filter=Q(extensions__is_agreed=True))
    )
    rows = rows.filter(Q(extended_on__isnull=True) | Q(extended_on__lte=today + SOON))
    return rows.order_by("created_at", "pk")


def record_day(record: Record) -> date:
    """When the term of a record of `due_records` ends, with its latest extension."""
    term = record_term(record)
    assert term is not None  # noqa: S101  `records_due` finds no other
    return max(term, record.extended_on or term)  # type: ignore[attr-defined]
