"""What terms ask of somebody: the most pressing first, the whole on the list of what is due."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analyses.due import MOST, Work, work_of
from analyses.models import seen_by
from analyses.rules import sees_analyses
from partnerships.directory.models import Account
from partnerships.shared.todo import TodoItem

SHOWN = 5


def items_of_terms(account: Account) -> list[TodoItem]:
    """At most SHOWN lines of cases, one of records, one of contributions, one of requests; numbers alone."""
    if not sees_analyses(account):
        return []
    with seen_by(account):
        work = work_of(account)
    items = [
        TodoItem(title=f"{line.words}: {case.number}", href=line.href, due=line.on)
        for case, line in work.lines[:SHOWN]
    ]
    return [*items, *_of_contents(work), *_of_requests(work)]


def _of_contents(work: Work) -> list[TodoItem]:
    href, items = reverse("analyses:due"), []
    if number := len(work.records):
        words = ngettext(
            "Work on %(count)s record whose term ends",
            "Work on %(count)s records whose term ends",
            number,
        )
        count = f"{MOST}+" if work.more_records else str(number)
        items.append(TodoItem(title=words % {"count": count}, href=href, due=work.records[0][1]))
    if number := len(work.contributions):
        words = ngettext(
            "Check whether %(count)s contribution is still needed",
            "Check whether %(count)s contributions are still needed",
            number,
        )
        due = min(day for _row, day in work.contributions)
        items.append(TodoItem(title=words % {"count": number}, href=href, due=due))
    return items


def _of_requests(work: Work) -> list[TodoItem]:
    return [
        TodoItem(
            title=_("Answer a request of a person concerned: %(file)s")
            % {"file": each.file_reference},
            href=reverse("analyses:right", args=[each.pk]),
            due=each.due_on,
        )
        for each in work.requests[:SHOWN]
    ]
