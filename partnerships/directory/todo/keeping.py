"""What the directory itself has for people to do."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.directory.models import Account, Seat
from partnerships.shared.documents.models import Document
from partnerships.shared.languages import content_language
from partnerships.shared.outbox import OPEN, Status
from partnerships.shared.row_addresses import addresses
from partnerships.shared.todo import TodoItem

MOST = 5


def tasks(account: Account) -> list[TodoItem]:
    """What keepers and owners of documents have to do, for the shelf `home_cards`."""
    return [
        *own_documents(account),
        *vacant_seats(account),
    ]


def own_documents(account: Account) -> list[TodoItem]:
    """The newest asked for that are being made or could not be; administrators find failed ones among all that failed."""
    states = OPEN if account.is_administrator() else (*OPEN, Status.FAILED)
    rows = Document.objects.own(account).filter(status__in=states).order_by("-created_at", "-id")
    address, words = addresses("documents:detail"), dict(Status.choices)
    failed = _("This document could not be made. Look why and try again.")
    return [
        TodoItem(title, address(pk), words[status], comes=True)
        if status in OPEN
        else TodoItem(title, address(pk), failed)
        for pk, title, status in rows.values_list("pk", "title", "status")[: 2 * MOST]
    ]


def vacant_seats(account: Account) -> list[TodoItem]:
    """For the people who keep a partnership: seats without a person, one task a body."""
    access = account.access
    kept = [p for p in access.partnership_ids if access.is_liaison_in(p) or access.co_manages(p)]
    if not kept:
        return []
    vacant = Seat.objects.current().filter(
        person__isnull=True, body__partnership_id__in=kept, body__closed_on__isnull=True
    )
    rows = (
        vacant.order_by()
        .values("body_id", "body__name", "body__name_en")
        .annotate(seats=Count("pk"))
    )
    english = content_language() == "en"
    return [
        TodoItem(
            (english and row["body__name_en"]) or row["body__name"],
            reverse("directory:body", args=[row["body_id"]]),
            ngettext(
                "%(count)s seat has no person yet",
                "%(count)s seats have no person yet",
                row["seats"],
            )
            % {"count": row["seats"]},
        )
        for row in rows.order_by("-seats", "body_id")[:MOST]
    ]
