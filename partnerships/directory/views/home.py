"""The first page after signing in: what is yours to do, then your partnerships, then your tools."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from partnerships.directory.models import Account, Organisation, Partner, Partnership
from partnerships.directory.models.counting import LIMIT, count_to_limit
from partnerships.directory.requests import Request
from partnerships.directory.todo.state import state_for
from partnerships.shared.registry import home_cards
from partnerships.shared.row_addresses import addresses
from partnerships.shared.todo import TodoItem

MOST = 6
SOON = {
    "complaints": gettext_lazy(
        "As complaints officer you will find the complaints here that you work on."
    ),
    "approver": gettext_lazy(
        "As second person in complaints you will find here what waits for your approval."
    ),
    "analyst": gettext_lazy("As analyst you will find the approved 360° analyses here."),
    "officer": gettext_lazy(
        "As officer of a participating authority you will find here what your authority was asked."
    ),
}


@dataclass(frozen=True)
class Entrance:
    """A card: where it leads and what is there."""

    title: str
    href: str
    text: str | Promise = ""


def home(request: Request) -> HttpResponse:
    """Per role: nothing here leads to a page that would refuse."""
    account = request.user
    tasks = _tasks(account)
    return render(
        request,
        "directory/home.html",
        {
            "person": account.access.called,
            "tasks": [task for task in tasks if not task.comes],
            "making": [task for task in tasks if task.comes],
            "partnerships": _partnerships(account),
            "organisations": _organisations(account),
            "soon": [SOON[role] for role in SOON if account.access.has(role)],
            "tools": _tools() if account.is_administrator() else [],
            "state": state_for(account),
        },
    )


def _tasks(account: Account) -> list[TodoItem]:
    """Signatures first, then what has a last day, the nearest on top."""
    tasks = [task for offer in home_cards for task in offer(account)]
    return sorted(tasks, key=lambda task: (not task.signs, task.due or date.max))


def _partnerships(account: Account) -> list[Entrance]:
    partners = Partner.objects.current().filter(partnership=OuterRef("pk"))
    rows = Partnership.objects.visible_to(account).annotate(partners_now=count_to_limit(partners))
    address = addresses("directory:partnership")
    return [
        Entrance(row.name_in(), address(row.pk), _partner_words(row.partners_now, row.region))
        for row in rows.order_by("sort_key", "id")[:MOST]
    ]


def _partner_words(count: int, region: str) -> str:
    sentence = ngettext("%(count)s partner", "%(count)s partners", count) % {"count": count}
    if count > LIMIT:
        sentence = _("more than %(count)s partners") % {"count": LIMIT}
    return f"{sentence}, {region}" if region else sentence


def _organisations(account: Account) -> list[Entrance]:
    rows = Organisation.objects.visible_to(account).filter(
        pk__in=list(account.access.organisation_ids)
    )
    address = addresses("directory:organisation")
    return [Entrance(row.name, address(row.pk)) for row in rows.order_by("sort_key", "id")[:MOST]]


def _tools() -> list[Entrance]:
    """For administrators; none of them shows what people wrote."""
    return [
        Entrance(_("Tables"), reverse("admin:index"), _("Everything that is stored, to look at")),
        Entrance(
            _("Parts of a page"),
            reverse("gallery", args=[(get_language() or "de")[:2]]),
            _("The design, for those who build"),
        ),
    ]
