"""Organisations: the list, and all one may know about one of them."""

from collections import defaultdict
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.directory.models import (
    Account,
    Goal,
    Kind,
    Organisation,
    Partner,
    Person,
    Representation,
)
from partnerships.directory.views.filters import OrganisationFilter
from partnerships.directory.views.goals import ShownGoal
from partnerships.directory.views.links import addresses, organisation_links
from partnerships.directory.views.since import began
from partnerships.shared.keyset import page
from partnerships.shared.templatetags.parts import Column, badge, link, missing, period, who, words

COLUMNS = [
    Column(gettext_lazy("Organisation")),
    Column(gettext_lazy("Kind")),
    Column(gettext_lazy("Place")),
    Column(gettext_lazy("Partnerships")),
]
MOST = 50  # of each thing on the page of one organisation


def organisations(request: HttpRequest) -> HttpResponse:
    """Those one may see, in the German order of names."""
    asked = OrganisationFilter(request.GET)
    seen = asked.narrow(Organisation.objects.visible_to(request.user).present())
    cursor = request.GET.get("cursor", "")
    found = page(seen, by=["sort_key", "id"], cursor=cursor, values=("id", "name", "kind", "place"))
    context = {
        "page": found,
        "filter": asked,
        "columns": COLUMNS,
        "rows": _rows(request.user, found.rows),
    }
    return render(request, "directory/organisations.html", context)


def _rows(account: Account, found: list[tuple]) -> list[tuple]:
    address = addresses("directory:organisation")
    kinds = {value: capfirst(str(label)) for value, label in Kind.choices}
    memberships = _partnerships_of(account, [pk for pk, *_rest in found])
    none = missing(_("in none that you see"))
    return [
        (
            link(words(name), address(pk)),
            kinds[kind],
            words(place),
            words(memberships[pk]) if pk in memberships else none,
        )
        for pk, name, kind, place in found
    ]


def _partnerships_of(account: Account, ids: list[int]) -> dict[int, str]:
    """Names of the partnerships one sees, by organisation."""
    rows = Partner.objects.visible_to(account).current().filter(organisation_id__in=ids)
    names = defaultdict(list)
    for row in rows.select_related("partnership").only(
        "organisation_id", "partnership__name", "partnership__name_en"
    ):
        names[row.organisation_id].append(row.partnership.name_in())
    return {pk: ", ".join(sorted(found)) for pk, found in names.items()}


def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation, as far as one may see it."""
    seen = Organisation.objects.visible_to(request.user).select_related(
        "parent", "hosted_by", "merged_into"
    )
    found = get_object_or_404(seen, pk=pk)
    return render(
        request,
        "directory/organisation.html",
        {
            "organisation": found,
            "kind": badge(capfirst(found.get_kind_display())),
            "website": found.website if found.website.startswith(("https://", "http://")) else "",
            "names": list(found.names.order_by("-until_on", "-id")[:MOST]),
            "partnerships": _partnerships(request.user, found),
            "people": _people(request.user, found),
            "goals": _goals(request.user, found),
            **_relatives(request.user, found),
        },
    )


def _relatives(account: Account, found: Organisation) -> dict[str, Any]:
    """Above, around and below: links only to what one may see."""
    shown = organisation_links(account, [found.parent_id, found.hosted_by_id, found.merged_into_id])
    below = (
        Organisation.objects.visible_to(account)
        .present()
        .filter(Q(parent=found) | Q(hosted_by=found))
    )
    address = addresses("directory:organisation")
    rows = list(below.order_by("sort_key", "id").values_list("pk", "name", "parent_id")[: 2 * MOST])
    return {
        "part_of": shown(found.parent_id, found.parent.name) if found.parent else "",
        "hosted_by": shown(found.hosted_by_id, found.hosted_by.name) if found.hosted_by else "",
        "merged_into": shown(found.merged_into_id, found.merged_into.name)
        if found.merged_into
        else "",
        "units": [
            link(words(name), address(pk)) for pk, name, parent in rows if parent == found.pk
        ],
        "guests": [
            link(words(name), address(pk)) for pk, name, parent in rows if parent != found.pk
        ],
    }


def _partnerships(
    account: Account, found: Organisation
) -> list[tuple[SafeString, str, SafeString]]:
    rows = (
        Partner.objects.visible_to(account).filter(organisation=found).select_related("partnership")
    )
    address = addresses("directory:partnership")
    return [
        (
            link(words(row.partnership.name_in()), address(row.partnership_id)),
            capfirst(row.get_entry_display()),
            _time(row),
        )
        for row in rows.order_by("partnership__sort_key", "id")[:MOST]
    ]


def _time(row: Partner) -> SafeString:
    last = row.until_on or (timezone.localdate(row.ended_at) if row.ended_at else None)
    return period(row.since or row.attested_on, last) if last else began(row.since, row.attested_on)


def _people(account: Account, found: Organisation) -> list[tuple[SafeString, SafeString | str]]:
    """Who stands for it: people one may see, in the order of their role. Source: GDPR Art. 9."""
    rows = Representation.objects.current().filter(
        organisation=found, person__in=Person.objects.visible_to(account)
    )
    may_sign = badge(_("may sign"), "info")
    return [
        (
            who(str(row.person), row.function or capfirst(row.get_role_display())),
            may_sign if row.may_sign else "",
        )
        for row in rows.select_related("person").order_by("role", "person__sort_key", "id")[:MOST]
    ]


def _goals(account: Account, found: Organisation) -> list[ShownGoal]:
    rows = (
        Goal.objects.visible_to(account).filter(organisation=found).order_by("kind", "number", "id")
    )
    return [ShownGoal.of(goal) for goal in rows[:MOST]]
