"""The page of results. Whoever has no JavaScript has the same page."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnerships.shared.accounts import Request
from partnerships.shared.lines import clean_line
from partnerships.shared.registry import search_kinds
from partnerships.shared.search.extracts import extract, mark_words
from partnerships.shared.search.finding import ALONE, Group, find
from partnerships.shared.search.kinds import SearchKind

LONGEST = 100  # characters; a search is no place for errors, so more is cut


@require_safe
def search(request: Request) -> HttpResponse:
    """What this person may see of what they typed, by kind. `kind`: only that one, and more of it."""
    typed = clean_line(request.GET.get("q", ""))[:LONGEST].strip()
    kind = _kind(request.GET.get("kind", ""))
    found, similar = find(request.user, typed, only=kind.slug if kind else "")
    context = {
        "typed": typed,
        "kind": kind,
        "found": [_drawn(group, typed) for group in found],
        "similar": [_drawn(group, typed) for group in similar],
        "everything": f"{request.path}?{urlencode({'q': typed})}",
        "most": ALONE,
        "kinds": [each.label for each in search_kinds],
    }
    return render(request, "search/search.html", context)


def _drawn(group: Group, typed: str) -> dict[str, object]:
    """A group with its hits as the page shows them, the words that were found marked."""
    return {
        "slug": group.kind.slug,
        "label": group.kind.label,
        "hits": [
            (
                hit,
                mark_words(hit.title, typed),
                mark_words(hit.line, typed),
                extract(hit.text(), typed) if hit.text else "",
            )
            for hit in group.hits
        ],
        "more": group.more,
        "href": "?" + urlencode({"q": typed, "kind": group.kind.slug}),
    }


def _kind(slug: str) -> SearchKind | None:
    return search_kinds.get(slug) if slug in search_kinds else None
