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
from partnerships.shared.lists.context import ListContext
from partnerships.shared.lists.description import List
from partnerships.shared.lists.export import FORMATS, file_of
from partnerships.shared.lists.filters import SearchField
from partnerships.shared.lists.models import SavedView
from partnerships.shared.lists.rows import on_page


def respond(
    request: Request,
    description: List,
    rows: QuerySet,
    *,
    template: str = "lists/list.html",
    context: Mapping[str, object] | None = None,
    facts: Mapping[str, object] | None = None,
) -> HttpResponseBase:
    """`rows` are what the person may see. `facts` (ids, codes) say in the log which list of several it was."""
    list_context = ListContext(description, request.GET, rows)
    wanted = request.GET.get("export", "")
    if wanted in FORMATS and request.method == "GET":
        return file_of(list_context, wanted, by=request.user, facts=facts or {})
    if any(column.protected for column in list_context.columns):
        note_read(description.read, by=request.user, facts=facts)
    return render(request, template, {**(context or {}), "listing": listing(request, list_context)})


def listing(request: Request, list_context: ListContext) -> dict[str, object]:
    """What lists/frame.html draws, everything read."""
    one_page, cells = on_page(list_context, request.user, request.GET.get("cursor", ""))
    return {
        "list": list_context.list,
        "filter": list_context.filter,
        "columns": list_context.headings(),
        "rows": cells,
        "previous": list_context.href(cursor=one_page.preceding) if one_page.preceding else "",
        "next": list_context.href(cursor=one_page.following) if one_page.following else "",
        "reset": list_context.unfiltered_href(),
        "narrowing": _narrowing(list_context),
        "kept": list_context.fields_for(*list_context.filter.form.fields),
        "look": _look(list_context),
        "views": _views(request, list_context),
        "files": [(label, list_context.href(export=slug)) for slug, label in FORMATS.items()],
    }


def _narrowing(list_context: ListContext) -> dict[str, object]:
    """The fields of the filter: the words one searches for stand in the line, the others behind a button until used."""
    form = list_context.filter.form
    words = [field for field in form if isinstance(field.field, SearchField)][:1]
    others = [field for field in form.visible_fields() if field not in words]
    used = sum(field.name in list_context.filter.conditions for field in others)
    return {
        "words": words,
        "others": others,
        "hidden": form.hidden_fields(),
        "used": used,
        "open": bool(used) or any(field.errors for field in others),
    }


def _look(list_context: ListContext) -> dict[str, object]:
    """The form with which one chooses columns and order; on a phone the headings' links are not there."""
    chosen = {column.slug for column in list_context.columns}
    first, *others = list_context.list.columns
    return {
        "kept": [*list_context.fields_for("columns", "sort"), ("columns", first.slug)],
        "columns": [(c.slug, c.label, c.slug in chosen) for c in others],
        "orders": _orders(list_context),
        "ordered": any(
            list_context.direction(column) is not None for column in list_context.list.columns
        ),
        "reset": list_context.href(columns=None, sort=None),
        "changed": "columns" in list_context.kept or "sort" in list_context.kept,
    }


def _orders(list_context: ListContext) -> list[tuple[str, str, bool]]:
    """Both ways of each column that sorts: value, words, whether the list runs so."""
    ways = (("", False, _("%(column)s, ascending")), ("-", True, _("%(column)s, descending")))
    return [
        (f"{sign}{c.slug}", words % {"column": c.label}, list_context.direction(c) is down)
        for c in list_context.list.columns
        if c.sort
        for sign, down, words in ways
    ]


def _views(request: Request, list_context: ListContext) -> dict[str, object]:
    """One's own views as links, and the way to keep the present one."""
    here, slug = list_context.href(), list_context.list.slug
    if not list_context.list.keeps_views:
        return {"all": list_context.plain_href(), "saved": []}
    kept = SavedView.objects.of(request.user, slug)
    back = urlencode({"back": request.path})
    return {
        "all": list_context.plain_href(),
        "saved": [(view.name, f"?{view.query}", f"?{view.query}" == here) for view in kept],
        "current": next((view.name for view in kept if f"?{view.query}" == here), ""),
        "save": reverse("lists:save_view", args=[slug])
        + "?"
        + urlencode({"back": request.path, "query": here[1:]})
        if here != list_context.plain_href()
        else "",
        "manage": f"{reverse('lists:views', args=[slug])}?{back}" if kept else "",
    }
