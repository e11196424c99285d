"""What terms ask of somebody: the most pressing first, the whole on the list of what is due."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analyses.due import (
    FLAGS,
    MOST,
    due_contributions,
    due_records,
    lines_of,
    record_day,
    with_flags,
)
from analyses.models import Case, Contribution, Participation, PersonRequest, Record
from analyses.rules import guards, works_in_analyses
from analyses.stages import Stage
from analyses.todo.asks import is_of_own
from analyses.todo.waiting import Facts, Source, day_of
from partnerships.directory.models import Account, Role
from partnerships.shared.todo import TodoItem

SHOWN = 5


def _cases(account: Account) -> QuerySet[Case] | None:
    """Those that are not deleted, with what their lines are made of."""
    if not works_in_analyses(account) and not guards(account):
        return None
    own = Participation.objects.held_by(account)
    seen = Case.objects.visible_to(account).exclude(stage=Stage.DELETED)
    rows = with_flags(seen, account, own.values("authority"))
    role = own.filter(case=OuterRef("pk")).values("role")[:1]
    return rows.annotate(own_role=Subquery(role)).order_by("delete_on", "pk")


def _say_cases(account: Account, rows: list[Facts]) -> Iterator[TodoItem]:
    """At most SHOWN lines, red lights before what comes."""
    lines = []
    for row in rows:
        own = Participation(role=row["own_role"]) if row["own_role"] else None
        lines += [(row["number"], line) for line in lines_of(_case_of(row), account, own)]
    lines.sort(key=lambda pair: (not pair[1].is_red, pair[1].on or date.min))
    for number, line in lines[:SHOWN]:
        yield TodoItem(title=f"{line.words}: {number}", href=line.href, due=line.on)


def _case_of(row: Facts) -> Case:
    """As far as its lines need it."""
    case = Case(pk=row["pk"], number=row["number"], stage=row["stage"])
    case.delete_on, case.review_on = date.fromisoformat(row["delete_on"]), day_of(row["review_on"])  # type: ignore[assignment]  # every case has one
    case.ended_at = datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None
    case.last_on = day_of(row["last_on"])  # type: ignore[attr-defined]
    for flag in FLAGS:
        setattr(case, flag, row[flag])
    return case


def _records(account: Account) -> QuerySet[Record] | None:
    """Of the authority for which somebody works in that case."""
    if not works_in_analyses(account):
        return None
    own = is_of_own(account, "contribution__authority")
    return due_records(timezone.localdate()).filter(own)


def _say_records(_account: Account, rows: list[Facts]) -> Iterator[TodoItem]:
    first = min(_record_day(row) for row in rows)
    words = ngettext(
        "Work on %(count)s record whose term ends",
        "Work on %(count)s records whose term ends",
        len(rows),
    )
    count = str(len(rows)) if len(rows) <= MOST else f"{MOST}+"
    yield TodoItem(title=words % {"count": count}, href=reverse("analyses:due"), due=first)


def _record_day(row: Facts) -> date:
    record = Record(category=row["category"], created_at=datetime.fromisoformat(row["created_at"]))
    record.extended_on = day_of(row["extended_on"])  # type: ignore[attr-defined]
    return record_day(record)


def _contributions(account: Account) -> QuerySet[Contribution] | None:
    if not works_in_analyses(account):
        return None
    return due_contributions(timezone.localdate()).filter(is_of_own(account))


def _say_contributions(_account: Account, rows: list[Facts]) -> Iterator[TodoItem]:
    words = ngettext(
        "Check whether %(count)s contribution is still needed",
        "Check whether %(count)s contributions are still needed",
        len(rows),
    )
    first = min(row["due"] for row in rows)
    title = words % {"count": len(rows)}
    yield TodoItem(title=title, href=reverse("analyses:due"), due=day_of(first))


def _requests(account: Account) -> QuerySet[PersonRequest] | None:
    if not account.access.has(Role.DATA_PROTECTION):
        return None
    return PersonRequest.objects.open().guarded_by(account).order_by("due_on", "pk")


def _say_requests(_account: Account, rows: list[Facts]) -> Iterator[TodoItem]:
    for row in rows:
        yield TodoItem(
            title=_("Answer a request of a person concerned: %(file)s") % row,
            href=reverse("analyses:right", args=[row["pk"]]),
            due=day_of(row["due"]),
        )


OF_CASE = ("number", "stage", "delete_on", "review_on", "ended_at", "last_on", "own_role", *FLAGS)
OF_RECORD = ("category", "created_at", "extended_on")
SOURCES = {
    "terms": Source(_cases, _say_cases, {name: F(name) for name in OF_CASE}, most=1000),
    "records": Source(_records, _say_records, {name: F(name) for name in OF_RECORD}, MOST + 1),
    "contributions": Source(_contributions, _say_contributions, {"due": "review_on"}, MOST),
    "requests": Source(
        _requests, _say_requests, {"file": "file_reference", "due": "due_on"}, SHOWN
    ),
}
