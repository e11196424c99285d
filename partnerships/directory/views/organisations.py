"""Organisations: the list."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from django.http.response import HttpResponseBase
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.directory import rules
from partnerships.directory.models import Account, Kind, Organisation, Partner
from partnerships.directory.requests import Request
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, SearchFilter, choice_filter
from partnerships.shared.lists.ordering import by_label, german
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.spoken import spoken_name
from partnerships.shared.templatetags.parts import link, missing, words


class OrganisationFilter(ListFilter):
    """By name and kind."""

    q = SearchFilter()
    kind = choice_filter(Kind.choices, label=_("Kind"))


class OrganisationRow(Protocol):
    """An organisation of the list, as far as its cells look for more."""

    id: int


class OrganisationCells:
    """What the cells of many organisations need at once."""

    def __init__(self, account: Account, rows: Sequence[OrganisationRow]) -> None:
        self.account, self.rows = account, rows
        self.address = addresses("directory:organisation")
        self.kinds = {value: capfirst(str(label)) for value, label in Kind.choices}

    @cached_property
    def none(self) -> object:
        return missing(gettext("in none that you see"))

    @cached_property
    def partnerships(self) -> dict[int, str]:
        """Names of the partnerships one sees, by organisation."""
        ids = [row.id for row in self.rows]
        rows = Partner.objects.visible_to(self.account).current().filter(organisation_id__in=ids)
        names = defaultdict(list)
        for row in rows.select_related("partnership").only(
            "organisation_id", "partnership__name", "partnership__name_en"
        ):
            names[row.organisation_id].append(row.partnership.name_in())
        return {pk: ", ".join(sorted(theirs)) for pk, theirs in names.items()}


def _partnerships(row: OrganisationRow, look: OrganisationCells) -> object:
    names = look.partnerships.get(row.id)
    return words(names) if names else look.none


ORGANISATIONS = List(
    slug="organisations",
    caption=_("Organisations"),
    columns=(
        ListColumn(
            "name",
            _("Organisation"),
            ("id", "name"),
            value=lambda row, look: row.name,
            cell=lambda row, look: link(words(row.name), look.address(row.id)),
            sort=("sort_key",),
        ),
        ListColumn(
            "kind",
            _("Kind"),
            ("kind",),
            value=lambda row, look: look.kinds[row.kind],
            sort=lambda: by_label("kind", Kind.choices),
        ),
        ListColumn(
            "place",
            _("Place"),
            ("place",),
            value=lambda row, look: row.place,
            sort=lambda: german("place"),
        ),
        ListColumn(
            "partnerships",
            _("Partnerships"),
            ("id",),
            value=lambda row, look: look.partnerships.get(row.id, ""),
            cell=_partnerships,
        ),
        ListColumn(
            "legal_form",
            _("Legal form"),
            ("legal_form",),
            value=lambda row, look: row.legal_form,
            shown=False,
        ),
        ListColumn(
            "areas",
            _("Areas"),
            ("areas",),
            value=lambda row, look: ", ".join(row.areas),
            shown=False,
        ),
        ListColumn(
            "languages",
            _("Languages"),
            ("languages",),
            value=lambda row, look: ", ".join(spoken_name(code) for code in row.languages),
            shown=False,
        ),
    ),
    filters=OrganisationFilter,
    look=OrganisationCells,
    empty=_("No organisations yet"),
    empty_text=_(
        "As soon as you stand for an organisation, it is listed here, together with its partners."
    ),
)


def organisations(request: Request) -> HttpResponseBase:
    """Those one may see, in the German order of names."""
    rows = Organisation.objects.visible_to(request.user).present()
    context = {"may_enter": rules.can_enter_organisation(request.user)}
    return respond(
        request, ORGANISATIONS, rows, template="directory/organisations.html", context=context
    )
