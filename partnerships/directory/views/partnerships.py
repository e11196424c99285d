"""The list of one's partnerships."""

from collections.abc import Sequence

from django.db.models import OuterRef
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from partnerships.directory import rules
from partnerships.directory.models import Account, Body, Partner, Partnership
from partnerships.directory.models.counting import count_to_limit
from partnerships.directory.requests import Request
from partnerships.directory.views.counting import count_in_words
from partnerships.shared.languages import text_in
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, SearchFilter
from partnerships.shared.lists.ordering import german
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.templatetags.parts import link, words


class PartnershipFilter(ListFilter):
    """By name, in either language."""

    q = SearchFilter(also=("name_en",))


class PartnershipCells:
    """Addresses for the cells of many partnerships, resolved once."""

    def __init__(self, account: Account, rows: Sequence[object]) -> None:
        self.address = addresses("directory:partnership")


PARTNERSHIPS = List(
    slug="partnerships",
    caption=_("Your partnerships"),
    columns=(
        ListColumn(
            "name",
            _("Partnership"),
            ("id", "name", "name_en"),
            value=lambda row, look: text_in(row, "name"),
            cell=lambda row, look: link(words(text_in(row, "name")), look.address(row.id)),
            sort=("sort_key",),
        ),
        ListColumn(
            "region",
            _("Region"),
            ("region",),
            value=lambda row, look: row.region,
            sort=lambda: german("region"),
        ),
        ListColumn(
            "founded_on",
            _("Founded on"),
            ("founded_on",),
            value=lambda row, look: row.founded_on,
            sort=("founded_on",),
        ),
        ListColumn(
            "partners",
            _("Partners"),
            ("partners_now",),
            value=lambda row, look: row.partners_now,
            cell=lambda row, look: count_in_words(row.partners_now),
            numeric=True,
        ),
        ListColumn(
            "bodies",
            _("Bodies"),
            ("bodies_now",),
            value=lambda row, look: row.bodies_now,
            cell=lambda row, look: count_in_words(row.bodies_now),
            numeric=True,
        ),
    ),
    filters=PartnershipFilter,
    look=PartnershipCells,
    empty=_("You are in no partnership yet"),
    empty_text=_(
        "As soon as an organisation you stand for becomes a partner, its partnerships are listed here."
    ),
)


def partnerships(request: Request) -> HttpResponseBase:
    """Those one takes part in, in the German order of names."""
    rows = Partnership.objects.visible_to(request.user).annotate(
        partners_now=count_to_limit(Partner.objects.current().filter(partnership=OuterRef("pk"))),
        bodies_now=count_to_limit(
            Body.objects.filter(partnership=OuterRef("pk"), closed_on__isnull=True)
        ),
    )
    may_found = rules.can_found_partnership(request.user)
    return respond(
        request,
        PARTNERSHIPS,
        rows,
        template="directory/partnerships.html",
        context={"can_found": may_found},
    )
