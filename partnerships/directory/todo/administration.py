"""What waits for administrators and data protection officers: second persons, yearly confirmation, accounts, failures."""

from django.db.models import Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.directory.models import Account, AccountChange, Correction, Grant
from partnerships.directory.rules import can_see_roles
from partnerships.shared.documents.models import Document
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import Status
from partnerships.shared.todo import TodoItem

MANY = 100


def account_tasks(account: Account) -> list[TodoItem]:
    """For the shelf `home_cards`; one query, at most MANY of each. What one may not decide is not counted."""
    if not can_see_roles(account):
        return []
    grants, me = Grant.objects.visible_to(account), Q(person__account=account)
    waiting = grants.waiting().exclude(me).exclude(given_by=account)
    review = grants.to_review(timezone.localdate()).exclude(me)
    changes = AccountChange.objects.visible_to(account).open()
    changes = changes.exclude(Q(account=account) | Q(asked_by=account))
    corrections = Correction.objects.visible_to(account).open().exclude(person__account=account)
    if not account.access.has("data_protection"):
        corrections = corrections.none()
    counts = _count(
        waiting=waiting,
        review=review,
        changes=changes,
        corrections=corrections,
        **(_failed() if account.is_administrator() else {}),
    )
    offers = [
        (_("Protected roles"), "?state=waiting", _waiting_words(counts["waiting"])),
        (_("Roles to be confirmed this year"), "?state=review", _review_words(counts["review"])),
    ]
    roles = reverse("directory:roles")
    tasks = [TodoItem(title, f"{roles}{query}", text) for title, query, text in offers if text]
    if counts["changes"]:
        tasks.append(_changes(counts["changes"]))
    if counts["corrections"]:
        tasks.append(_corrections(counts["corrections"]))
    return tasks + _hands(counts)


def _failed() -> dict[str, QuerySet]:
    """For administrators: letters and documents that need a hand."""
    return {
        "letters": Letter.objects.filter(status=Status.FAILED),
        "documents": Document.objects.failed(),
    }


def _hands(counts: dict[str, int]) -> list[TodoItem]:
    offers = [
        ("letters", _("Letters that were not posted"), f"{reverse('letters:list')}?status=failed"),
        ("documents", _("Documents that were not made"), reverse("documents:failed")),
    ]
    counted = [(title, href, counts.get(what, 0)) for what, title, href in offers]
    return [TodoItem(title, href, _many(count)) for title, href, count in counted if count]


def _many(count: int) -> str:
    if count >= MANY:
        return _("%(count)s or more need a hand") % {"count": MANY}
    return ngettext("%(count)s needs a hand", "%(count)s need a hand", count) % {"count": count}


def _count(**rows: QuerySet) -> dict[str, int]:
    parts = [
        queryset.order_by().annotate(what=Value(name)).values_list("what", "pk")[:MANY]
        for name, queryset in rows.items()
    ]
    counts = dict.fromkeys(rows, 0)
    for what, _pk in parts[0].union(*parts[1:], all=True):
        counts[what] += 1
    return counts


def _waiting_words(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)s role waits for you as second person",
        "%(count)s roles wait for you as second person",
        count,
    ) % {"count": count}


def _review_words(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)s role waits for this year's confirmation",
        "%(count)s roles wait for this year's confirmation",
        count,
    ) % {"count": count}


def _changes(count: int) -> TodoItem:
    words = ngettext(
        "%(count)s change waits for you as second person",
        "%(count)s changes wait for you as second person",
        count,
    )
    return TodoItem(
        _("Changes of accounts"), reverse("directory:account_changes"), words % {"count": count}
    )


def _corrections(count: int) -> TodoItem:
    words = ngettext(
        "%(count)s person waits for an answer", "%(count)s people wait for an answer", count
    )
    return TodoItem(_("Corrections"), reverse("directory:corrections"), words % {"count": count})
