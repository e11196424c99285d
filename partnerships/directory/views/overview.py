"""The overview of a partnership: what it is for, who is in it, whom to turn to, what was agreed."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import ngettext

from partnerships.directory import rules
from partnerships.directory.models import Kind, Partnership, Side
from partnerships.directory.models.glance import Glance, Part
from partnerships.directory.requests import Request
from partnerships.directory.views.counting import count_in_words, exact
from partnerships.directory.views.frame import partnership_frame
from partnerships.shared.templatetags.parts import progress, quantity


def partnership(request: Request, pk: int) -> HttpResponse:
    """The overview of a partnership."""
    frame = partnership_frame(request, pk, "overview", counted=False)
    row: Partnership = frame["partnership"]
    glance = Glance.read(row, request.user)
    return render(
        request,
        "directory/partnership.html",
        {
            "can_see_audience": rules.can_see_audience_of_partnership(request.user, row),
            **frame,
            **_members(glance),
            "panels": [_panel(part, row.pk) for part in glance.parts],
            "purpose": row.purpose_in(),
            "people": quantity(row.population, "about") if row.population else "",
            "bodies": figure(glance.bodies, ngettext("body", "bodies", glance.bodies)),
            "projects": figure(glance.projects, ngettext("project", "projects", glance.projects)),
            "contacts": glance.contacts,
            "mine": glance.mine,
        },
    )


def figure(count: int, what: str) -> SafeString:
    """A count that catches the eye, with its word."""
    return format_html('<span class="dir-figure">{}</span> {}', count_in_words(count), what)


def _members(glance: Glance) -> dict[str, object]:
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


def _panel(part: Part, partnership: int) -> dict[str, object]:
    """A panel as the page shows it: its figure, its latest rows, and its words."""
    panel = part.panel
    return {
        "figure": figure(part.number, panel.word(part.number)),
        "href": reverse(panel.url_name, args=[partnership]),
        "rows": [panel.row(values) for values in part.latest],
        "about": panel.about,
        "title": panel.title,
        "empty": panel.empty,
        "all": panel.all,
    }
