"""The overview of a partnership: what it is for, who is in it, whom to turn to, what was agreed."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import ngettext

from partnerships.directory import rules
from partnerships.directory.models import Kind, Partnership, Side
from partnerships.directory.views.counting import exact, told
from partnerships.directory.views.frame import partnership_frame
from partnerships.directory.views.glance import Glance
from partnerships.directory.views.links import addresses
from partnerships.shared.templatetags.parts import badge, link, progress, quantity, when, words


def partnership(request: HttpRequest, pk: int) -> HttpResponse:
    """One page that answers the first questions."""
    frame = partnership_frame(request, pk, "overview", counted=False)
    found: Partnership = frame["partnership"]
    glance = Glance.of(found, request.user)
    return render(
        request,
        "directory/partnership.html",
        {
            "can_see_audience": rules.can_see_audience_of_partnership(request.user, found),
            **frame,
            **_members(glance),
            "agreements": _agreements(glance.latest),
            "purpose": found.purpose_in(),
            "people": quantity(found.population, "about") if found.population else "",
            "bodies": figure(glance.bodies, ngettext("body", "bodies", glance.bodies)),
            "projects": figure(glance.projects, ngettext("project", "projects", glance.projects)),
            "agreement_figure": figure(
                glance.agreements, ngettext("agreement", "agreements", glance.agreements)
            ),
            "contacts": glance.contacts,
            "mine": glance.mine,
        },
    )


def figure(count: int, what: str) -> SafeString:
    """A count that catches the eye, with its word."""
    return format_html('<span class="dir-figure">{}</span> {}', told(count), what)


def _members(glance: Glance) -> dict[str, Any]:
    """The count; how many by side and bars by kind while the picture is whole."""
    sides: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for side, kind, number in glance.kinds:
        sides[side] += number
        kinds[kind] += number
    total = glance.partners
    return {
        "partner_count": exact(total),
        "partners": figure(total, ngettext("partner", "partners", total)),
        "sides": ", ".join(_side(name, sides[name]) for name in Side.values if sides[name]),
        "bars": _bars(kinds, total),
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


def _agreements(latest: list[Any]) -> list[dict[str, Any]]:
    address = addresses("agreements:detail")
    return [
        {
            "title": link(words(row.title_in()), address(row.pk)),
            "state": badge(row.get_stage_display(), row.tone),
            "since": when(row.effective_on) if row.effective_on else "",
        }
        for row in latest
    ]
