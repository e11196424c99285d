"""One organisation: all one may know about it."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, Q, When
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
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
from partnerships.directory.rules.contacts import can_read_contacts
from partnerships.directory.views.goals import ShownGoal
from partnerships.directory.views.links import addresses
from partnerships.directory.views.organisation_edit import seen
from partnerships.directory.views.organisation_successions import (
    Links,
    shown_succession,
    successions_of,
)
from partnerships.directory.views.since import began, since_when
from partnerships.directory.views.standing import organisation_people
from partnerships.shared.spoken import spoken_name
from partnerships.shared.templatetags.parts import badge, link, period, words

MOST = 50  # of each thing on the page
# With the organisation in one question. Shape: dicts of label, hours, email, phone in their order.
CONTACT_POINTS = ArraySubquery(
    ContactPoint.objects.filter(organisation=OuterRef("pk"))
    .order_by("position", "pk")
    .values(row=JSONObject(label="label", hours="hours", email="email", phone="phone"))[:MOST]
)


def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation, as far as one may see it; a duplicate where one sees the entry that goes on."""
    found: Any = seen(request, pk, points=CONTACT_POINTS)
    partners = _partners(request.user, found)
    within = [row.partnership_id for row in partners]
    return render(
        request,
        "directory/organisation.html",
        {
            "organisation": found,
            "kind": badge(capfirst(found.get_kind_display())),
            "website": found.website if found.website.startswith(("https://", "http://")) else "",
            "spoken": ", ".join(spoken_name(code) for code in found.languages),
            "points": found.points,
            "partnerships": _partnerships(partners),
            "reads_contacts": can_read_contacts(request.user, found, within),
            "goals": _goals(request.user, found),
            **_names(found),
            **_around(request.user, found),
        },
    )


def _names(found: Organisation) -> dict[str, Any]:
    """Former names, the latest first, and since when today's holds."""
    rows = list(found.names.order_by("-until_on", "-id")[:MOST])
    open_ended = [row for row in rows if row.until_on is None and row.ended_at is None]
    today = next((row for row in open_ended if row.name == found.name), None)
    return {
        "names": [row for row in rows if row not in open_ended],
        "named": began(today.since, today.attested_on) if today else "",
    }


def _around(account: Account, found: Organisation) -> dict[str, Any]:
    """What one may do here, who stands for it, and the organisations around it: links only to what one sees."""
    successions = successions_of(found)
    others = {pk for row in successions for pk in (row.predecessor_id, row.successor_id)}
    kept = rules.kept_among(account, {found.pk, *others})
    keeps = found.merged_into_id is None and found.pk in kept
    joined = {found.pk, *others} if account.is_administrator() else kept
    linked, below = _others(account, found, others)
    return {
        "keeps": keeps,
        "joins": found.merged_into_id is None and found.pk in joined,
        "reads_history": rules.can_read_history(account, found, keeps),
        "successions": [shown_succession(row, found, linked, joined) for row in successions],
        **below,
        **{
            name: linked(row.pk, row.name) if (row := getattr(found, relation)) else ""
            for name, relation in ABOVE.items()
        },
        **organisation_people(account, found, keeps=keeps),
    }


ABOVE = {"part_of": "parent", "hosted_by": "hosted_by", "merged_into": "merged_into"}


def _others(
    account: Account, found: Organisation, others: set[int]
) -> tuple[Links, dict[str, list[SafeString]]]:
    """Those beside and above as links by number, those below as lists; one query, and only what one sees."""
    wanted = others | {getattr(found, f"{relation}_id") for relation in ABOVE.values()} - {None}
    seen = Organisation.objects.visible_to(account)
    below = Q(merged_into=None) & (Q(parent=found) | Q(hosted_by=found))
    named = Case(When(pk__in=wanted, then=0), default=1)  # never cut off by many units
    values = ("pk", "name", "parent_id", "hosted_by_id")
    rows = seen.filter(Q(pk__in=wanted) | below).order_by(named, "sort_key", "id")
    rows = list(rows.values_list(*values)[: 2 * MOST + len(wanted)])
    address, visible = addresses("directory:organisation"), {row[0] for row in rows}
    units = [(pk, name) for pk, name, parent, _host in rows if parent == found.pk]
    guests = [
        (pk, name) for pk, name, parent, host in rows if host == found.pk and parent != found.pk
    ]
    return (
        lambda pk, name: link(words(name), address(pk) if pk in visible else ""),
        {
            "units": [link(words(name), address(pk)) for pk, name in units],
            "guests": [link(words(name), address(pk)) for pk, name in guests],
        },
    )


def _partners(account: Account, found: Organisation) -> list[Partner]:
    rows = (
        Partner.objects.visible_to(account).filter(organisation=found).select_related("partnership")
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


def _goals(account: Account, found: Organisation) -> list[ShownGoal]:
    rows = (
        Goal.objects.visible_to(account).filter(organisation=found).order_by("kind", "number", "id")
    )
    return [ShownGoal.of(goal) for goal in rows[:MOST]]
