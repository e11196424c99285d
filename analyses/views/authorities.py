"""Kinds of authorities: the list, named by one person, confirmed by another."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from analyses import rules
from analyses.actions import bases as actions
from analyses.forms.bases import NameKindForm
from analyses.kinds import AuthorityKind
from analyses.models import Authority
from analyses.views.columns import choice_column, label_each
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, choice_filter
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.step.views import Crumb, Step, take
from partnerships.shared.templatetags.parts import badge, link


class AuthorityFilter(ListFilter):
    """What may be asked of the list."""

    kind = choice_filter(AuthorityKind.choices, label=gettext_lazy("Kind of authority"))
    waits = choice_filter(
        [("yes", gettext_lazy("waits for confirmation")), ("no", gettext_lazy("confirmed"))],
        label=gettext_lazy("State"),
        method="that_wait",
    )

    def that_wait(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """For their confirmation, or no longer."""
        return rows.filter(confirmed_at__isnull=value == "yes")


class AuthorityLabels:
    """What each row leads to, for who looks at it."""

    def __init__(self, account: Account, rows: Sequence[object]) -> None:
        numbers = [row.id for row in rows]  # type: ignore[attr-defined]
        waiting = Authority.objects.filter(pk__in=numbers, confirmed_at__isnull=True)
        self.confirmable = rules.confirmable(account, waiting)
        self.kinds = label_each(AuthorityKind.choices)
        self.confirm = addresses("analyses:confirm_kind")
        self.names = bool(rules.can_name_kind(account))
        self.rename = reverse("analyses:name_kind")

    def deeds(self, row: object) -> SafeString | str:
        """Confirm, or name another kind."""
        pk = row.id  # type: ignore[attr-defined]
        if pk in self.confirmable:
            return link(_("Confirm"), self.confirm(pk))
        if self.names:
            organisation = row.organisation_id  # type: ignore[attr-defined]
            return link(_("Name another kind"), f"{self.rename}?organisation={organisation}")
        return "–"


AUTHORITIES = List(
    slug="analysis-authorities",
    caption=gettext_lazy("Kinds of authorities"),
    columns=(
        ListColumn(
            "organisation",
            gettext_lazy("Organisation"),
            ("id", "organisation__name"),
            value=lambda row, look: row.organisation__name,
            sort=("organisation__sort_key",),
        ),
        choice_column("kind", gettext_lazy("Kind of authority"), AuthorityKind.choices, "kinds"),
        ListColumn(
            "state",
            gettext_lazy("State"),
            ("confirmed_at",),
            value=lambda row, look: (
                _("confirmed") if row.confirmed_at else _("waits for confirmation")
            ),
            cell=lambda row, look: (
                badge(_("confirmed"), "success")
                if row.confirmed_at
                else badge(_("waits for confirmation"), "warning")
            ),
            sort=("confirmed_at",),
        ),
        ListColumn(
            "deeds",
            pgettext_lazy("of a row", "What to do"),
            ("id", "organisation_id"),
            value=lambda row, look: "",
            cell=lambda row, look: look.deeds(row),
        ),
    ),
    filters=AuthorityFilter,
    order=("organisation__sort_key", "id"),
    look=AuthorityLabels,
    empty=gettext_lazy("No kind is named yet"),
    empty_text=gettext_lazy("Without a confirmed kind no organisation takes part in an analysis."),
)


def authorities(request: Request) -> HttpResponseBase:
    """Which organisation is which kind of authority, and what waits."""
    rules.can_read_authorities(request.user).enforce()
    context = {"can_name": rules.can_name_kind(request.user)}
    rows = Authority.objects.all()
    return respond(
        request, AUTHORITIES, rows, template="analyses/authorities.html", context=context
    )


def _authority_crumbs(by: Account) -> list[Crumb]:
    crumbs: list[Crumb] = [(_("Kinds of authorities"), reverse("analyses:authorities"))]
    if rules.sees_analyses(by):
        crumbs.insert(0, (_("360° analyses"), reverse("analyses:list")))
    return crumbs


def name_kind(request: Request) -> HttpResponse:
    """Named by one person; another confirms."""
    rules.can_name_kind(request.user).enforce()
    step = Step(
        title=_("Name the kind of an authority"),
        crumbs=_authority_crumbs(request.user),
        lead=_(
            "It counts once the legal service or data protection has confirmed it. A kind that was confirmed counts no"
            " longer as soon as another is named."
        ),
        submit=_("Name it"),
    )
    chosen = request.GET.get("organisation", "")
    return take(
        request,
        step,
        lambda data: NameKindForm(data, chosen=chosen if chosen.isdecimal() else ""),
        lambda form: actions.name_kind(
            form.cleaned_data["organisation"], kind=form.cleaned_data["kind"], by=request.user
        ),
        done=_("Named. Another person confirms it."),
    )


def confirm_kind(request: Request, pk: int) -> HttpResponse:
    """From now on its officers can be named in cases."""
    rules.can_read_authorities(request.user).enforce()
    authority = get_object_or_404(Authority.objects.select_related("organisation"), pk=pk)
    rules.can_confirm_kind(request.user, authority).enforce()
    step = Step(
        title=_("Confirm the kind of an authority"),
        about=str(authority),
        crumbs=_authority_crumbs(request.user),
        question=_("Is that what this authority is?"),
        lead=f"{authority}: {capfirst(authority.get_kind_display())}",
        submit=_("Confirm"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.confirm_kind(authority, by=request.user),
        done=_("Confirmed."),
    )
