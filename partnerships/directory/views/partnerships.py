"""The list of one's partnerships."""

from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Body, Partner, Partnership
from partnerships.directory.views.counting import limited, told
from partnerships.directory.views.filters import NameFilter
from partnerships.directory.views.links import addresses
from partnerships.shared.keyset import page
from partnerships.shared.templatetags.parts import Column, link, when, words

COLUMNS = [
    Column(_("Partnership")),
    Column(_("Region")),
    Column(_("Founded on")),
    Column(_("Partners"), numeric=True),
    Column(_("Bodies"), numeric=True),
]


def partnerships(request: HttpRequest) -> HttpResponse:
    """Those one takes part in, in the German order of names."""
    asked = NameFilter(request.GET)
    seen = Partnership.objects.visible_to(request.user).annotate(
        partners_now=limited(Partner.objects.current().filter(partnership=OuterRef("pk"))),
        bodies_now=limited(Body.objects.filter(partnership=OuterRef("pk"), closed_on__isnull=True)),
    )
    found = page(asked.narrow(seen), by=["sort_key", "id"], cursor=request.GET.get("cursor", ""))
    return render(
        request,
        "directory/partnerships.html",
        {"page": found, "filter": asked, "columns": COLUMNS, "rows": _rows(found.rows)},
    )


def _rows(found: list[Partnership]) -> list[tuple]:
    address = addresses("directory:partnership")
    return [
        (
            link(words(row.name_in()), address(row.pk)),
            words(row.region),
            when(row.founded_on),
            told(row.partners_now),
            told(row.bodies_now),
        )
        for row in found
    ]
