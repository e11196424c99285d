"""The first page after signing in: what is yours to do, then your partnerships, then your tools."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, IntegerField, OuterRef, Value
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
# Of both kinds of entrances.
ENTRANCE = ("what", "sort_key", "pk", "name", "name_en", "region", "partners_now")
SOON = {
    "approver": gettext_lazy(
        "As second person in complaints you will find here what waits for your approval."
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
    partnerships, organisations = _entrances(account)
    return render(
        request,
        "directory/home.html",
        {
            "person": account.access.called,
            "tasks": [task for task in tasks if not task.comes],
            "making": [task for task in tasks if task.comes],
            "partnerships": partnerships,
            "organisations": organisations,
            "soon": [SOON[role] for role in SOON if account.access.has(role)],
            "tools": _tools() if account.is_administrator() else [],
            "state": state_for(account),
        },
    )


def _tasks(account: Account) -> list[TodoItem]:
    """Signatures first, then what has a last day, the nearest on top."""
    tasks = [task for offer in home_cards for task in offer(account)]
    return sorted(tasks, key=lambda task: (not task.signs, task.due or date.max))


def _entrances(account: Account) -> tuple[list[Entrance], list[Entrance]]:
    """Partnerships, and one's own organisations, of each the first MOST by name; one query."""
    partners = Partner.objects.current().filter(partnership=OuterRef("pk"))
    partnerships = Partnership.objects.visible_to(account).annotate(
        what=Value("partnership"), partners_now=count_to_limit(partners)
    )
    own = Organisation.objects.visible_to(account).filter(
        pk__in=list(account.access.organisation_ids)
    )
    nothing = Value("", output_field=CharField())
    organisations = own.annotate(what=Value("organisation"), name_en=nothing, region=nothing)
    organisations = organisations.annotate(partners_now=Value(0, output_field=IntegerField()))
    rows = [
        rows.order_by("sort_key", "id").values_list(*ENTRANCE)[:MOST]
        for rows in (partnerships, organisations)
    ]
    found = sorted(rows[0].union(rows[1], all=True), key=lambda row: (row[1], row[2]))
    to_partnership = addresses("directory:partnership")
    to_organisation = addresses("directory:organisation")
    return (
        [
            Entrance(
                Partnership(name=name, name_en=name_en).name_in(),
                to_partnership(pk),
                _partner_words(count, region),
            )
            for what, _key, pk, name, name_en, region, count in found
            if what == "partnership"
        ],
        [
            Entrance(name, to_organisation(pk))
            for what, _key, pk, name, _name_en, _region, _count in found
            if what == "organisation"
        ],
    )


def _partner_words(count: int, region: str) -> str:
    sentence = ngettext("%(count)s partner", "%(count)s partners", count) % {"count": count}
    if count > LIMIT:
        sentence = _("more than %(count)s partners") % {"count": LIMIT}
    return f"{sentence}, {region}" if region else sentence


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
