"""The overview of a partnership: what it is for, who is in it, whom to turn to, what was agreed."""

from collections import Counter
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import ngettext

from partnerships.directory.models import (
    Account,
    Body,
    Grant,
    Kind,
    Partner,
    Partnership,
    Person,
    Project,
    Representation,
    Side,
)
from partnerships.directory.views.counting import LIMIT, limited, told
from partnerships.directory.views.frame import partnership_frame
from partnerships.directory.views.links import addresses
from partnerships.shared.templatetags.parts import badge, link, progress, quantity, when, words

LATEST = 3
CONTACTS = 4


def partnership(request: HttpRequest, pk: int) -> HttpResponse:
    """One page that answers the first questions."""
    frame = partnership_frame(
        request,
        pk,
        "overview",
        bodies_now=limited(Body.objects.filter(partnership=OuterRef("pk"), closed_on__isnull=True)),
        projects_all=limited(Project.objects.filter(partnership=OuterRef("pk"))),
    )
    found: Partnership = frame["partnership"]
    return render(
        request,
        "directory/partnership.html",
        {
            **frame,
            **_members(request.user, found),
            **_agreements(request.user, found),
            "purpose": found.purpose_in(),
            "people": quantity(found.population, "about") if found.population else "",
            "bodies": figure(found.bodies_now, ngettext("body", "bodies", found.bodies_now)),
            "projects": figure(
                found.projects_all, ngettext("project", "projects", found.projects_all)
            ),
            "contacts": contacts(request.user, found),
            "mine": _mine(request.user, found),
        },
    )


def figure(count: int, what: str) -> SafeString:
    """A count that catches the eye, with its word."""
    return format_html('<span class="app-figure">{}</span> {}', told(count), what)


def _members(account: Account, found: Partnership) -> dict[str, Any]:
    """Counts by side, and bars by kind while the picture is whole."""
    rows = Partner.objects.visible_to(account).current().filter(partnership=found)
    pairs = list(rows.order_by().values_list("side", "organisation__kind")[: LIMIT + 1])
    whole = len(pairs) <= LIMIT
    sides = Counter(side for side, _kind in pairs)
    kinds = Counter(kind for _side, kind in pairs)
    return {
        "partners": figure(len(pairs), ngettext("partner", "partners", len(pairs))),
        "sides": ", ".join(_side(name, sides[name]) for name in Side.values if sides[name])
        if whole
        else "",
        "bars": _bars(kinds, len(pairs)) if whole else [],
    }


def _side(name: str, count: int) -> str:
    sentences = {
        Side.AUTHORITY: ngettext("%(count)s authority", "%(count)s authorities", count),
        Side.CIVIL: ngettext("%(count)s of civil society", "%(count)s of civil society", count),
        Side.OTHER: ngettext("%(count)s other", "%(count)s others", count),
    }
    return sentences[Side(name)] % {"count": count}


def _bars(kinds: Counter, total: int) -> list[SafeString]:
    labels = {value: capfirst(str(label)) for value, label in Kind.choices}
    ordered = sorted(kinds.items(), key=lambda pair: (-pair[1], labels[pair[0]]))
    return [progress(labels[kind], count, total) for kind, count in ordered]


def _agreements(account: Account, found: Partnership) -> dict[str, Any]:
    """The latest ones. The agreements' room is above this one: it is asked through the relation."""
    rows = found.agreements.visible_to(account).order_by("-created_at", "-id")
    counted = rows.only("partnership_id", "title", "title_en", "stage", "effective_on")
    latest, count = list(counted[:LATEST]), rows[: LIMIT + 1].count()
    address = addresses("agreements:detail")
    return {
        "agreements": [
            {
                "title": link(words(row.title_in()), address(row.pk)),
                "state": badge(row.get_stage_display(), row.tone),
                "since": when(row.effective_on) if row.effective_on else "",
            }
            for row in latest
        ],
        "agreement_figure": figure(count, ngettext("agreement", "agreements", count)),
    }


def contacts(account: Account, found: Partnership) -> list[Representation]:
    """Who stands for an authority of the partnership, its liaison staff first."""
    liaison = Grant.objects.current().filter(person=OuterRef("person"), role="liaison")
    authorities = Partner.objects.current().filter(
        partnership=found, side=Side.AUTHORITY, organisation=OuterRef("organisation")
    )
    rows = (
        Representation.objects.current()
        .filter(Exists(authorities), person__in=Person.objects.visible_to(account))
        .annotate(is_liaison=Exists(liaison))
    )
    in_order = rows.order_by("-is_liaison", "person__sort_key", "id")
    return list(in_order.select_related("person", "organisation")[:CONTACTS])


def _mine(account: Account, found: Partnership) -> list[str]:
    """Names of the organisations through which one takes part."""
    rows = Partner.objects.current().filter(
        Q(partnership=found), organisation_id__in=list(account.access.organisation_ids)
    )
    return list(rows.order_by("sort_key").values_list("organisation__name", flat=True)[:CONTACTS])
