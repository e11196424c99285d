"""Who holds which role where: people down, roles across. And the roles to be confirmed this year."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol, cast

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from partnerships.directory import rules
from partnerships.directory.letters.roles import everywhere, scope_words
from partnerships.directory.models import Account, Grant, GrantState, Person, Role
from partnerships.directory.models.conditions import one_of
from partnerships.directory.models.grants import GrantQuerySet
from partnerships.directory.requests import Request
from partnerships.directory.rules.scopes import INSTALLATION, ORGANISATION, PARTNERSHIP
from partnerships.directory.views.role_marks import marks
from partnerships.shared.keyset import page
from partnerships.shared.languages import text_in
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, SearchFilter, choice_filter
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.templatetags.parts import link, missing, words

ON_TOP = 5  # of those that wait for a second person
FEW = 200  # people that are looked up by number
WITH_NAMES = ("person", "organisation", "partnership")
SCOPES = [
    (INSTALLATION, _("the whole installation")),
    (ORGANISATION, _("an organisation")),
    (PARTNERSHIP, _("a partnership")),
]
STATES = [
    ("in_effect", _("in effect")),
    ("waiting", _("waits for a second person")),
    ("review", _("to be confirmed")),
    ("ends", _("has an end")),
]


class _GrantValues(NamedTuple):
    pk: int
    person_id: int
    role: str
    given_by_id: int | None
    confirmed_by_id: int | None
    before_rule: bool
    reviewed_on: date | None
    since: date | None
    attested_on: date | None
    until_on: date | None
    ended_at: datetime | None
    organisation__name: str | None
    partnership__name: str | None
    partnership__name_en: str | None

    @property
    def scope(self) -> str:
        """Name of the scope in the reader's language, as `scope_words`."""
        return _scope_of(self)


class GrantRow(GrantState, _GrantValues):
    """A grant of the page, light: models of fifty grants and their scopes took a tenth of the page."""


class WaitingGrant(NamedTuple):
    """A grant that waits for a second person."""

    pk: int
    role: str
    person__given_name: str
    person__family_name: str
    organisation__name: str | None
    partnership__name: str | None
    partnership__name_en: str | None

    @property
    def scope(self) -> str:
        """Name of the scope in the reader's language, as `scope_words`."""
        return _scope_of(self)


def _scope_of(row: _GrantValues | WaitingGrant) -> str:
    if row.organisation__name:
        return row.organisation__name
    return text_in(row, "partnership__name") if row.partnership__name else everywhere()


class PersonRow(Protocol):
    """A person of the list: the values that its columns read."""

    id: int
    given_name: str
    family_name: str


class RoleCells(NamedTuple):
    """For the cells: the grants of a page by person and role, and addresses by number."""

    grants: dict[tuple[int, str], list[GrantRow]]
    role: Callable[[int], str]
    access: Callable[[int], str] | None
    none: SafeString
    marks: dict[tuple, SafeString]
    today: date


def _look(account: Account, rows: Sequence[PersonRow]) -> RoleCells:
    rights = Grant.objects.visible_to(account).not_over()
    theirs = rights.filter(one_of("person", (row.id for row in rows))).order_by("since", "id")
    grants = defaultdict(list)
    for grant in map(GrantRow._make, theirs.values_list(*_GrantValues._fields)):
        grants[grant.person_id, grant.role].append(grant)
    access = addresses("directory:access") if rules.can_look_up_access(account) else None
    return RoleCells(
        grants, addresses("directory:role"), access, missing(), {}, timezone.localdate()
    )


def _name(row: PersonRow) -> str:
    return f"{row.family_name}, {row.given_name}".strip(", ")


def _person(row: PersonRow, look: RoleCells) -> SafeString:
    return link(words(_name(row)), look.access(row.id) if look.access else "")


def _column(role: str, label: str | Promise) -> ListColumn:
    def cell(row: PersonRow, look: RoleCells) -> SafeString:
        grants = look.grants.get((row.id, role))
        if not grants:
            return look.none
        if len(grants) == 1:
            return _scope(grants[0], look)
        lines = ((_scope(grant, look),) for grant in grants)
        return format_html_join(mark_safe("<br>"), "{}", lines)

    def value(row: PersonRow, look: RoleCells) -> str:
        return "; ".join(_in_words(grant) for grant in look.grants.get((row.id, role), ()))

    return ListColumn(role, label, ("id",), value, cell)


def _scope(grant: GrantRow, look: RoleCells) -> SafeString:
    scope, marked = link(words(grant.scope), look.role(grant.pk)), _marks_of(grant, look)
    return format_html("{} {}", scope, marked) if marked else scope


def _marks_of(grant: GrantRow, look: RoleCells) -> SafeString:
    """The labels of a grant; most grants of a page carry the same ones, which are made once."""
    state = (grant.since, grant.until_on, grant.review_due_on, grant.is_waiting)
    if state not in look.marks:
        labels = marks(grant, look.today)
        look.marks[state] = format_html_join(" ", "{}", ((mark,) for mark in labels))
    return look.marks[state]


def _in_words(grant: GrantRow) -> str:
    """For files: the scope, and from when until when in ISO days."""
    began = grant.since or grant.attested_on
    span = f"{began} – {grant.until_on}" if grant.until_on else f"{began} –"
    waiting = f", {_('waits for a second person')}" if grant.is_waiting else ""
    return f"{grant.scope} ({span}{waiting})"


def _unchanged(rows: QuerySet, name: str, value: str) -> QuerySet:
    """The grants are narrowed before it is asked for their people."""
    return rows


class RoleFilter(ListFilter):
    """Takes the grants that one may see and finds their people: role, scope and state are asked of the same
    grant, the name of the person.
    """

    q = SearchFilter()
    role = choice_filter(Role.choices, label=_("Role"), method=_unchanged)
    scope = choice_filter(SCOPES, label=_("Scope"), method=_unchanged)
    state = choice_filter(STATES, label=_("State"), method=_unchanged)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """The people who hold the grants that the filter leaves."""
        return super().filter_queryset(
            _holders(_narrow(cast(GrantQuerySet, queryset), self.conditions))
        )


ROLES = List(
    "roles",
    _("Roles"),
    (
        ListColumn(
            "person",
            _("Person"),
            ("id", "given_name", "family_name"),
            lambda row, look: _name(row),
            _person,
            sort=("sort_key",),
        ),
        *(_column(value, label) for value, label in Role.choices),
    ),
    RoleFilter,
    look=_look,
    empty=_("No roles yet"),
    empty_text=_("Roles that you give are listed here."),
)


def roles(request: Request) -> HttpResponseBase:
    """The matrix; above it what waits for a second person."""
    rules.can_see_roles(request.user).enforce()
    rights = Grant.objects.visible_to(request.user).not_over()
    rows = rights.waiting().order_by("created_at", "id").values_list(*WaitingGrant._fields)
    waiting = list(map(WaitingGrant._make, rows[: ON_TOP + 1]))
    address = addresses("directory:role")
    context = {
        "can_give": rules.can_give(request.user),
        "waiting": [_waiting(grant, address) for grant in waiting[:ON_TOP]],
        "more": len(waiting) > ON_TOP,
        "review": rights.to_review(timezone.localdate()).exists(),
    }
    return respond(request, ROLES, rights, template="directory/grants.html", context=context)


def _holders(grants: QuerySet[Grant]) -> QuerySet[Person]:
    """Their people: by number while they are few, else by walking down the names until a page is full.

    The database would hash and sort all of them for EXISTS: 100,000 took a second and a half.
    """
    few = list(grants.order_by().values_list("person_id", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return Person.objects.filter(pk__in=few)
    first = grants.filter(person=OuterRef("pk")).order_by().values("pk")[:1]
    return Person.objects.annotate(one=Subquery(first)).filter(one__isnull=False)


def _waiting(grant: WaitingGrant, address: Callable[[int], str]) -> tuple[SafeString, str]:
    role = f"{capfirst(str(Role(grant.role).label))}, {grant.scope}"
    name = f"{grant.person__given_name} {grant.person__family_name}".strip()
    return link(words(name), address(grant.pk)), role


def _narrow(grants: GrantQuerySet, filters: Mapping[str, object]) -> GrantQuerySet:
    if role := filters.get("role"):
        grants = grants.filter(role=role)
    if scope := filters.get("scope"):
        grants = grants.filter(
            organisation__isnull=scope != ORGANISATION, partnership__isnull=scope != PARTNERSHIP
        )
    state = filters.get("state")
    if state == "waiting":
        return grants.waiting()
    if state == "review":
        return grants.to_review(timezone.localdate())
    if state == "ends":
        return grants.filter(until_on__isnull=False)
    return grants.in_effect() if state == "in_effect" else grants


def roles_to_review(request: Request) -> HttpResponse:
    """Once a year: still needed, or ended."""
    rules.can_see_roles(request.user).enforce()
    rows = Grant.objects.visible_to(request.user).to_review(timezone.localdate())
    here = page(rows.select_related(*WITH_NAMES), by=["id"], cursor=request.GET.get("cursor", ""))
    lines = [
        {
            "grant": grant,
            "scope": scope_words(grant),
            "due": grant.review_due_on,
            "can_review": rules.can_review(request.user, grant),
        }
        for grant in here.rows
    ]
    return render(request, "directory/grants_review.html", {"page": here, "rows": lines})
