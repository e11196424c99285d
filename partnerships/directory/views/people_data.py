"""Whose data a data protection officer answers for: where a request for access begins."""

from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account, Person
from partnerships.directory.requests import Request
from partnerships.directory.rules import data as rules
from partnerships.shared.addresses import show_address
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, SearchFilter
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.templatetags.parts import link, words


class PersonFilter(ListFilter):
    """By name or address, as a request names somebody."""

    q = SearchFilter(label=_("Name or e-mail"), also=("email",))


def _look(account: Account, rows: object) -> object:
    return addresses("directory:person_data")


PEOPLE_DATA = List(
    slug="people_data",
    caption=_("Data about people"),
    columns=(
        ListColumn(
            "name",
            _("Name"),
            ("id", "family_name", "given_name"),
            value=lambda row, address: f"{row.family_name}, {row.given_name}".strip(", "),
            cell=lambda row, address: link(
                words(f"{row.family_name}, {row.given_name}".strip(", ")), address(row.id)
            ),
            sort=("sort_key",),
        ),
        ListColumn(
            "email",
            _("E-mail"),
            ("email",),
            value=lambda row, address: show_address(row.email),
            protected=True,
        ),
    ),
    filters=PersonFilter,
    look=_look,
    read="directory.people_read",
    empty=_("Nobody yet"),
    empty_text=_("People whose data you answer for stand here."),
)


def people_data(request: Request) -> HttpResponseBase:
    """Opening somebody's copy is noted in the log; so is the list with its addresses."""
    rules.can_see_corrections(request.user).enforce()
    people = Person.objects.answered_for_by(request.user).present()
    lead = _("For answering a request for access. Whoever opens a copy stands in the log.")
    return respond(request, PEOPLE_DATA, people, context={"lead": lead})
