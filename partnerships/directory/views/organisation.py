"""One organisation: all one may know about it."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, Q, When
from django.db.models.functions import JSONObject
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from partnerships.directory import rules
from partnerships.directory.models import (
    Account,
    ContactPoint,
    Goal,
    Organisation,
    Partner,
)
from partnerships.directory.requests import Request
from partnerships.directory.rules.contacts import can_read_contacts
from partnerships.directory.views.goals import GoalLine
from partnerships.directory.views.organisation_edit import get_organisation
from partnerships.directory.views.organisation_successions import (
    Links,
    describe_succession,
    successions_of,
)
from partnerships.directory.views.since import began, since_when
from partnerships.directory.views.standing import organisation_people
from partnerships.shared.row_addresses import addresses
from partnerships.shared.spoken import spoken_name
from partnerships.shared.templatetags.parts import badge, link, period, words

MOST = 50  # of each thing on the page
# With the organisation in one question. Shape: dicts of label, hours, email, phone in their order.
CONTACT_POINTS = ArraySubquery(
    ContactPoint.objects.filter(organisation=OuterRef("pk"))
    .order_by("position", "pk")
    .values(row=JSONObject(label="label", hours="hours", email="email", phone="phone"))[:MOST]
)


def organisation(request: Request, pk: int) -> HttpResponse:
    """One organisation, as far as one may see it; a duplicate where one sees the entry that goes on."""
    row: Any = get_organisation(request, pk, points=CONTACT_POINTS)
    partners = _partners(request.user, row)
    within = [row.partnership_id for row in partners]
    return render(
        request,
        "directory/organisation.html",
        {
            "organisation": row,
            "kind": badge(capfirst(row.get_kind_display())),
            "website": row.website if row.website.startswith(("https://", "http://")) else "",
            "spoken": ", ".join(spoken_name(code) for code in row.languages),
            "points": row.points,
            "partnerships": _partnerships(partners),
            "reads_contacts": can_read_contacts(request.user, row, within),
            "goals": _goals(request.user, row),
            **_names(row),
            **_around(request.user, row),
        },
    )


def _names(organisation: Organisation) -> dict[str, object]:
    """Former names, the latest first, and since when today's holds."""
    rows = list(organisation.names.order_by("-until_on", "-id")[:MOST])
    open_ended = [row for row in rows if row.until_on is None and row.ended_at is None]
    today = next((row for row in open_ended if row.name == organisation.name), None)
    return {
        "names": [row for row in rows if row not in open_ended],
        "named": began(today.since, today.attested_on) if today else "",
    }


def _around(account: Account, organisation: Organisation) -> dict[str, object]:
    """What one may do here, who stands for it, and the organisations around it: links only to what one sees."""
    successions = successions_of(organisation)
    others = {pk for row in successions for pk in (row.predecessor_id, row.successor_id)}
    kept = rules.kept_among(account, {organisation.pk, *others})
    keeps = organisation.merged_into_id is None and organisation.pk in kept
    joined = {organisation.pk, *others} if account.is_administrator() else kept
    linked, below = _others(account, organisation, others)
    return {
        "keeps": keeps,
        "joins": organisation.merged_into_id is None and organisation.pk in joined,
        "reads_history": rules.can_read_history(account, organisation, keeps),
        "successions": [
            describe_succession(row, organisation, linked, joined) for row in successions
        ],
        **below,
        **{
            name: linked(row.pk, row.name) if (row := getattr(organisation, relation)) else ""
            for name, relation in ABOVE.items()
        },
        **organisation_people(account, organisation, keeps=keeps),
    }


ABOVE = {"part_of": "parent", "hosted_by": "hosted_by", "merged_into": "merged_into"}


def _others(
    account: Account, organisation: Organisation, others: set[int]
) -> tuple[Links, dict[str, list[SafeString]]]:
    """Those beside and above as links by number, those below as lists; one query, and only what one sees."""
    wanted = others | {getattr(organisation, f"{relation}_id") for relation in ABOVE.values()} - {
        None
    }
    visible = Organisation.objects.visible_to(account)
    below = Q(merged_into=None) & (Q(parent=organisation) | Q(hosted_by=organisation))
    named = Case(When(pk__in=wanted, then=0), default=1)  # never cut off by many units
    values = ("pk", "name", "parent_id", "hosted_by_id")
    around = visible.filter(Q(pk__in=wanted) | below).order_by(named, "sort_key", "id")
    rows = list(around.values_list(*values)[: 2 * MOST + len(wanted)])
    address, numbers = addresses("directory:organisation"), {row[0] for row in rows}
    units = [(pk, name) for pk, name, parent, _host in rows if parent == organisation.pk]
    guests = [
        (pk, name)
        for pk, name, parent, host in rows
        if host == organisation.pk and parent != organisation.pk
    ]
    return (
        lambda pk, name: link(words(name), address(pk) if pk in numbers else ""),
        {
            "units": [link(words(name), address(pk)) for pk, name in units],
            "guests": [link(words(name), address(pk)) for pk, name in guests],
        },
    )


def _partners(account: Account, organisation: Organisation) -> list[Partner]:
    rows = (
        Partner.objects.visible_to(account)
        .filter(organisation=organisation)
        .select_related("partnership")
    )
    return list(rows.order_by("partnership__sort_key", "id")[:MOST])


def _partnerships(partners: list[Partner]) -> list[tuple[SafeString, SafeString, SafeString]]:
    address, story = addresses("directory:partnership"), addresses("directory:partner")
    return [
        (
            link(words(row.partnership.name_in()), address(row.partnership_id)),
            link(capfirst(row.get_entry_display()), story(row.pk)),
            _time(row),
        )
        for row in partners
    ]


def _time(row: Partner) -> SafeString:
    last = row.until_on or (timezone.localdate(row.ended_at) if row.ended_at else None)
    if last:
        return period(row.since or row.attested_on, last)
    return since_when(row.since, row.attested_on)


def _goals(account: Account, organisation: Organisation) -> list[GoalLine]:
    rows = (
        Goal.objects.visible_to(account)
        .filter(organisation=organisation)
        .order_by("kind", "number", "id")
    )
    return [GoalLine.read(goal) for goal in rows[:MOST]]
