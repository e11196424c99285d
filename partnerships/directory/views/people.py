"""People: the list."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account, Invitation, Person, Representation
from partnerships.directory.models.conditions import one_of
from partnerships.directory.requests import Request
from partnerships.directory.rules.people import can_enter_person
from partnerships.shared.addresses import show_address
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, SearchFilter, choice_filter
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.spoken import spoken_choices, spoken_name
from partnerships.shared.templatetags.parts import link, missing, words


class PersonFilter(ListFilter):
    """By name, and by a language they speak."""

    q = SearchFilter()
    language = choice_filter(
        spoken_choices,  # type: ignore[arg-type]  # asked anew in the language of each page
        label=_("Language"),
        method="speaks",
    )

    def speaks(self, rows: QuerySet, _name: str, language: str) -> QuerySet:
        """People who speak this language, among others."""
        return rows.filter(languages__contains=[language])


class PersonRow(Protocol):
    """A person of the list: the values that its columns read."""

    id: int
    given_name: str
    family_name: str
    email: str


class PersonCells:
    """What the cells of many people need at once."""

    def __init__(self, account: Account, rows: Sequence[PersonRow]) -> None:
        self.account, self.rows = account, rows
        self.address = addresses("directory:person")

    @cached_property
    def none(self) -> object:
        return missing(gettext("for none that you see"))

    @cached_property
    def stands_for(self) -> dict[int, str]:
        """Names of the organisations, as far as one may see who stands for them, by person."""
        representations = Representation.objects.visible_to(self.account).current()
        rows = representations.filter(one_of("person", (row.id for row in self.rows)))
        names = defaultdict(list)
        for person, name in rows.values_list("person_id", "organisation__name"):
            names[person].append(name)
        return {pk: ", ".join(sorted(theirs)) for pk, theirs in names.items()}


def _name(row: PersonRow) -> str:
    return f"{row.family_name}, {row.given_name}" if row.given_name else row.family_name


def _stands_for(row: PersonRow, look: PersonCells) -> object:
    names = look.stands_for.get(row.id)
    return words(names) if names else look.none


def _mail(row: PersonRow, look: PersonCells) -> object:
    if not row.email:
        return missing()
    return format_html(
        '<a class="kern-link app-link" href="mailto:{}">{}</a>', row.email, show_address(row.email)
    )


PEOPLE = List(
    slug="people",
    caption=_("People"),
    columns=(
        ListColumn(
            "name",
            _("Name"),
            ("id", "family_name", "given_name"),
            value=lambda row, look: _name(row),
            cell=lambda row, look: link(words(_name(row)), look.address(row.id)),
            sort=("sort_key",),
        ),
        ListColumn(
            "stands_for",
            _("Stands for"),
            ("id",),
            value=lambda row, look: look.stands_for.get(row.id, ""),
            cell=_stands_for,
        ),
        ListColumn(
            "email",
            _("E-mail"),
            ("email",),
            value=lambda row, look: show_address(row.email),
            cell=_mail,
            protected=True,
        ),
        ListColumn(
            "languages",
            _("Languages"),
            ("languages",),
            value=lambda row, look: ", ".join(spoken_name(code) for code in row.languages),
            shown=False,
            protected=True,
        ),
    ),
    filters=PersonFilter,
    look=PersonCells,
    read="directory.people_read",
    empty=_("Nobody yet"),
    empty_text=_(
        "The people of your organisation and of your partnerships stand here, and whom you entered."
    ),
)


def people(request: Request) -> HttpResponseBase:
    """Those one may see, in the German order of names."""
    rows = Person.objects.visible_to(request.user).nearby(request.user).present()
    can_enter = can_enter_person(request.user)
    context = {
        "can_enter": can_enter,
        "waiting": bool(can_enter) or Invitation.objects.visible_to(request.user).open().exists(),
        "invitations": reverse("directory:invitations"),
    }
    return respond(request, PEOPLE, rows, template="directory/people.html", context=context)
