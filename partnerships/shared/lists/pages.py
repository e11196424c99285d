"""Answers a request for a list: with the page, or with the file that was asked for."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.shared.accounts import Request
from partnerships.shared.audit.actions import note_read
from partnerships.shared.lists.asking import Asked
from partnerships.shared.lists.description import List
from partnerships.shared.lists.export import FORMATS, file_of
from partnerships.shared.lists.models import SavedView
from partnerships.shared.lists.rows import on_page


def respond(
    request: Request,
    shown: List,
    rows: QuerySet,
    *,
    template: str = "lists/list.html",
    context: Mapping[str, object] | None = None,
    facts: Mapping[str, object] | None = None,
) -> HttpResponseBase:
    """`rows` are what the person may see. `facts` (ids, codes) say in the log which list of several it was."""
    asked = Asked(shown, request.GET, rows)
    wanted = request.GET.get("export", "")
    if wanted in FORMATS and request.method == "GET":
        return file_of(asked, wanted, by=request.user, facts=facts or {})
    if any(column.protected for column in asked.columns):
        note_read(shown.read, by=request.user, facts=facts)
    return render(request, template, {**(context or {}), "listing": listing(request, asked)})


def listing(request: Request, asked: Asked) -> dict[str, object]:
    """What lists/frame.html draws, everything read."""
    found, cells = on_page(asked, request.user, request.GET.get("cursor", ""))
    return {
        "list": asked.list,
        "filter": asked.filter,
        "columns": asked.headings(),
        "rows": cells,
        "previous": asked.href(cursor=found.preceding) if found.preceding else "",
        "next": asked.href(cursor=found.following) if found.following else "",
        "reset": asked.unfiltered_href(),
        "kept": asked.fields_for(*asked.filter.form.fields),
        "look": _look(asked),
        "views": _views(request, asked),
        "files": [(label, asked.href(export=slug)) for slug, label in FORMATS.items()],
    }


def _look(asked: Asked) -> dict[str, object]:
    """The form with which one chooses columns and order; on a phone the headings' links are not there."""
    chosen = {column.slug for column in asked.columns}
    first, *others = asked.list.columns
    return {
        "kept": [*asked.fields_for("columns", "sort"), ("columns", first.slug)],
        "columns": [(c.slug, c.label, c.slug in chosen) for c in others],
        "orders": _orders(asked),
        "ordered": any(asked.direction(column) is not None for column in asked.list.columns),
        "reset": asked.href(columns=None, sort=None),
        "changed": "columns" in asked.kept or "sort" in asked.kept,
    }


def _orders(asked: Asked) -> list[tuple[str, str, bool]]:
    """Both ways of each column that sorts: value, words, whether the list runs so."""
    ways = (("", False, _("%(column)s, ascending")), ("-", True, _("%(column)s, descending")))
    return [
        (f"{sign}{c.slug}", words % {"column": c.label}, asked.direction(c) is down)
        for c in asked.list.columns
        if c.sort
        for sign, down, words in ways
    ]


def _views(request: Request, asked: Asked) -> dict[str, object]:
    """One's own views as links, and the way to keep the present one."""
    here, slug = asked.href(), asked.list.slug
    kept = SavedView.objects.of(request.user, slug)
    back = urlencode({"back": request.path})
    return {
        "all": asked.plain_href(),
        "saved": [(view.name, f"?{view.query}", f"?{view.query}" == here) for view in kept],
        "save": reverse("lists:save_view", args=[slug])
        + "?"
        + urlencode({"back": request.path, "query": here[1:]})
        if here != asked.plain_href()
        else "",
        "manage": f"{reverse('lists:views', args=[slug])}?{back}" if kept else "",
    }
