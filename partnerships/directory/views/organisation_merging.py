"""Look for duplicates and merge them."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions.merging import OPEN_STATES, merge_organisation, not_over
from partnerships.directory.forms.organisations import MergeForm
from partnerships.directory.models import (
    Account,
    Goal,
    Organisation,
    Partner,
    Project,
    Representation,
    Seat,
)
from partnerships.directory.requests import Request
from partnerships.directory.tidying.duplicates import duplicate_groups
from partnerships.directory.views.organisation_edit import (
    alike_line,
    crumbs_of_organisation,
    get_organisation,
)
from partnerships.shared.step.views import Step, take

MOST = 50  # of each thing in the preview


def duplicates(request: Request) -> HttpResponse:
    """Entries that look like the same organisation, among those one sees."""
    rules.can_look_for_duplicates(request.user).enforce()
    groups = duplicate_groups(request.user)
    kept = rules.joins_among(request.user, {row.pk for group in groups for row in group})
    lines = [
        [(alike_line(row), _merge_address(row, group, kept)) for row in group] for group in groups
    ]
    return render(request, "directory/duplicates.html", {"groups": lines})


def _merge_address(row: Organisation, group: list[Organisation], kept: set[int]) -> str:
    """Into the first one that is kept, usually the oldest spelling; blank where nothing can be merged."""
    others = [other.pk for other in group if other.pk in kept and other.pk != row.pk]
    if row.pk not in kept or not others:
        return ""
    return reverse("directory:merge_into", args=[row.pk, others[0]])


def merge_organisation_choice(request: Request, pk: int) -> HttpResponse:
    """A form for the entry with which a duplicate is merged."""
    organisation = get_organisation(request, pk)
    rules.can_join_entry(request.user, organisation).enforce()
    form = MergeForm(request.POST or None, by=request.user, of=organisation)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        verdict = rules.can_merge_organisation(request.user, organisation, into)
        if verdict:
            return redirect("directory:merge_into", pk=pk, into_pk=into.pk)
        form.add_error("into", str(verdict.reason))
    return render(
        request, "directory/merge_organisation.html", {"form": form, "organisation": organisation}
    )


def merge_into(request: Request, pk: int, into_pk: int) -> HttpResponse:
    """Says what moves and what stays, asks once, then merges."""
    organisation, into = get_organisation(request, pk), get_organisation(request, into_pk)
    rules.can_merge_organisation(request.user, organisation, into).enforce()
    turned = rules.can_merge_organisation(request.user, into, organisation)
    step = Step(
        title=_("Merge a duplicate"),
        about=organisation.name,
        question=_("Merge these two?"),
        lead=_("This cannot be undone."),
        crumbs=crumbs_of_organisation(organisation),
        submit=_("Merge"),
        danger=True,
        template="directory/merge_into.html",
        more={
            "organisation": organisation,
            "into": into,
            "moving": _moving(request.user, organisation),
            "turned": reverse("directory:merge_into", args=[into_pk, pk]) if turned else "",
        },
    )

    def act(_form: object) -> None:
        merge_organisation(organisation, into, by=request.user)

    return take(
        request,
        step,
        None,
        act,
        done=_("Merged. The duplicate keeps its page and points here."),
        way=reverse("directory:organisation", args=[into_pk]),
    )


def _moving(account: Account, organisation: Organisation) -> list[tuple[str, list[str]]]:
    """What is live at the duplicate and seen by the account: a heading and lines. Empty groups are left out."""
    groups = [
        (_("People who stand for it"), _people(account, organisation)),
        (_("Partnerships"), _partnerships(account, organisation)),
        (_("Seats"), _seats(account, organisation)),
        (_("Running projects it leads"), _projects(account, organisation)),
        (_("Goals"), [row.title_in() for row in _goals(account, organisation)]),
        (_("Contact points"), [row.label for row in organisation.contact_points.all()[:MOST]]),
        (_("Units and guests"), _below(account, organisation)),
    ]
    return [(heading, lines) for heading, lines in groups if lines]


def _people(account: Account, organisation: Organisation) -> list[str]:
    rows = Representation.objects.visible_to(account).filter(organisation=organisation)
    return [
        f"{row.person}, {row.get_role_display()}"
        for row in not_over(rows).select_related("person").order_by("person__sort_key", "id")[:MOST]
    ]


def _partnerships(account: Account, organisation: Organisation) -> list[str]:
    rows = Partner.objects.visible_to(account).filter(organisation=organisation)
    return [
        f"{row.partnership.name_in()}, {row.get_standing_display()}"
        for row in not_over(rows).select_related("partnership")[:MOST]
    ]


def _seats(account: Account, organisation: Organisation) -> list[str]:
    rows = Seat.objects.filter(
        organisation=organisation, body__partnership_id__in=list(account.access.partnership_ids)
    )
    return [
        f"{row.label_in()}, {row.body.name_in()}"
        for row in not_over(rows).select_related("body").order_by("id")[:MOST]
    ]


def _projects(account: Account, organisation: Organisation) -> list[str]:
    rows = Project.objects.visible_to(account).filter(lead=organisation, state__in=OPEN_STATES)
    return [row.name_in() for row in rows[:MOST]]


def _goals(account: Account, organisation: Organisation) -> QuerySet[Goal]:
    return Goal.objects.visible_to(account).filter(organisation=organisation).order_by("id")[:MOST]


def _below(account: Account, organisation: Organisation) -> list[str]:
    rows = Organisation.objects.visible_to(account).present()
    both = rows.filter(parent=organisation) | rows.filter(hosted_by=organisation)
    return [f"{row.name}, {capfirst(row.get_kind_display())}" for row in both.order_by("id")[:MOST]]
