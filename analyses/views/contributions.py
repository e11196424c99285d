"""Contributions: begin, read, change, submit, correct, take back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from analyses import rules
from analyses.actions import drafting, submitting, withdrawing
from analyses.actions.draft_checks import MARKING
from analyses.actions.logging import note
from analyses.forms.contributions import ContributionForm, WithdrawForm, label_of
from analyses.kinds import Handling, Schema
from analyses.models import (
    Contribution,
    Operation,
    Record,
    links_for,
    records_for,
)
from analyses.views.crumbs import address_of, crumbs_of
from analyses.views.given import state_badge
from analyses.views.sight import find_case, in_sight, reason_of, with_reason
from partnerships.directory.models import Account, Organisation
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Step, take

MOST_SHOWN = 20  # records and links on the page of a contribution


def find_contribution(request: Request, case_pk: int, pk: int) -> Contribution:
    """Raises: Http404 for whoever may not see it."""
    case = find_case(request, case_pk)
    rows = Contribution.objects.visible_to(request.user, case)
    found = get_object_or_404(
        rows.select_related("authority", "basis__provision", "by__person"), pk=pk
    )
    found.case = case
    return found


def marking_of(contribution: Contribution) -> list[tuple[str, str]]:
    """The mark of PolG NRW § 22b, where there is one: label and words."""
    return [
        (label_of(name), getattr(contribution, name))
        for name in MARKING
        if getattr(contribution, name)
    ]


@in_sight
def contribute(request: Request, pk: int) -> HttpResponse:
    """A draft that one's own authority alone sees."""
    case = find_case(request, pk)
    rules.can_contribute(request.user, case).enforce()
    own = rules.giver_in(request.user, case)
    assert own is not None  # noqa: S101  the rule says so
    step = Step(
        title=pgettext("a case", "Contribute"),
        about=case.number,
        crumbs=crumbs_of(case),
        lead=_(
            "It stays a draft of your authority until you submit it. Only legal bases that were reviewed and hold today can be chosen."
        ),
        submit=_("Begin the draft"),
    )
    chosen = request.GET.get("basis", "")

    def act(form: ContributionForm) -> Contribution:
        values = dict(form.cleaned_data)
        marking = {name: values.pop(name) for name in MARKING if name in values}
        return drafting.begin_contribution(case, marking=marking, by=request.user, **values)

    return take(
        request,
        step,
        lambda data: ContributionForm(data, case=case, authority=own.authority, basis=chosen),
        act,
        done=_("The draft is begun. Now add what you know."),
        way=address_of,
    )


@in_sight
@with_reason
def contribution(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """By which right it is there, for whom, and what stands in it."""
    found = find_contribution(request, case_pk, pk)
    case, by = found.case, request.user
    records = records_for(by, case).filter(contribution=found).order_by("caption", "pk")
    links = links_for(by, case).filter(contribution=found).order_by("pk")
    links = links.select_related("from_record", "to_record")
    note(
        Operation.CONSULT,
        "contribution.read",
        by=by,
        case=case,
        about=("contribution", found.pk),
        reason=reason_of(request, case),
        basis_id=found.basis_id,
    )
    context = {
        "case": case,
        "contribution": found,
        "badge": state_badge(found),
        "handling": Handling(found.handling).label,
        "recipients": Organisation.objects.filter(pk__in=found.released_to).order_by("sort_key"),
        "marking": marking_of(found),
        "records": [_shown(each) for each in records[: MOST_SHOWN + 1]],
        "links": list(links[: MOST_SHOWN + 1]),
        "most": MOST_SHOWN,
        "all_href": f"{reverse('analyses:records', args=[case.pk])}?contribution={found.pk}",
        **_deeds(by, found),
    }
    return render(request, "analyses/contribution.html", context)


def _shown(record: Record) -> dict[str, object]:
    return {"row": record, "schema": capfirst(str(Schema(record.schema).label))}


def _deeds(by: Account, found: Contribution) -> dict[str, object]:
    """What this person may do with it."""
    args = [found.case_id, found.pk]
    can_change = bool(rules.can_change_draft(by, found))
    return {
        "can_change": can_change,
        "submit_href": reverse("analyses:submit_contribution", args=args)
        if can_change and rules.can_submit(by, found)
        else "",
        "can_discard": rules.can_discard_draft(by, found),
        "can_correct": rules.can_correct(by, found),
        "can_withdraw": rules.can_withdraw(by, found),
        "adding": [
            (
                capfirst(str(each.label)),
                reverse("analyses:add_record", args=[*args, each.value]),
            )
            for each in Schema
        ]
        if can_change
        else [],
    }


@in_sight
@with_reason
def change_contribution(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """As long as it is a draft."""
    found = find_contribution(request, case_pk, pk)
    rules.can_change_draft(request.user, found).enforce()
    step = Step(
        title=_("Change the draft"),
        about=found.case.number,
        crumbs=crumbs_of(found.case, found),
        rows=(found,),
    )
    return take(
        request,
        step,
        lambda data: ContributionForm(
            data, case=found.case, authority=found.authority, draft=found
        ),
        lambda form: drafting.change_draft(found, by=request.user, **form.cleaned_data),
        done=_("Changed."),
        way=address_of,
    )


@in_sight
def submit_contribution(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """From now on its recipients see it. The legal basis is asked again."""
    found = find_contribution(request, case_pk, pk)
    rules.can_submit(request.user, found).enforce()
    recipients = Organisation.objects.filter(pk__in=found.released_to).order_by("sort_key")
    more = (
        [_("The version before it ends: its records and links are deleted.")]
        if found.replaces_id
        else []
    )
    step = Step(
        title=_("Submit the contribution"),
        about=found.case.number,
        crumbs=crumbs_of(found.case, found),
        question=_("Submit this contribution?"),
        lead=_("Legal basis: %(basis)s. Once submitted it is not changed any more.")
        % {"basis": found.basis},
        concerned=[*map(str, recipients), *more],
        submit=pgettext("a contribution", "Submit"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: submitting.submit(found, by=request.user),
        done=_("Submitted. Its recipients see it now."),
        way=address_of,
    )


@in_sight
def discard_contribution(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """A draft, before anybody else saw it."""
    found = find_contribution(request, case_pk, pk)
    rules.can_discard_draft(request.user, found).enforce()
    step = Step(
        title=_("Delete the draft"),
        about=found.case.number,
        crumbs=crumbs_of(found.case, found),
        question=_("Delete this draft with everything in it?"),
        lead=_("Nobody but your authority has seen it."),
        submit=_("Delete"),
        danger=True,
    )
    return take(
        request,
        step,
        None,
        lambda _form: drafting.discard_draft(found, by=request.user),
        done=_("Deleted."),
        way=reverse("analyses:detail", args=[case_pk]),
    )


@in_sight
@with_reason
def correct_contribution(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """Begins a new version with the same contents."""
    found = find_contribution(request, case_pk, pk)
    rules.can_correct(request.user, found).enforce()
    step = Step(
        title=_("Correct the contribution"),
        about=found.case.number,
        crumbs=crumbs_of(found.case, found),
        question=_("Begin a new version?"),
        lead=_(
            "A draft with the same contents is made. This version holds until you submit the new one; then its records go,"
            " and with them links that others made to them."
        ),
        submit=_("Begin a new version"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: drafting.correct(found, by=request.user),
        done=_("The new version is begun."),
        way=address_of,
    )


@in_sight
def withdraw_contribution(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """With reasons; its contents go at once."""
    found = find_contribution(request, case_pk, pk)
    rules.can_withdraw(request.user, found).enforce()
    step = Step(
        title=_("Take the contribution back"),
        about=found.case.number,
        crumbs=crumbs_of(found.case, found),
        lead=_(
            "Its records, the links to them and whatever was derived are deleted at once, for everybody. Its recipients read"
            " on the page of the case that you took it back, and why."
        ),
        concerned=[
            str(each)
            for each in Organisation.objects.filter(pk__in=found.released_to).order_by("sort_key")
        ],
        submit=_("Take it back"),
        danger=True,
    )
    return take(
        request,
        step,
        WithdrawForm,
        lambda form: withdrawing.withdraw(
            found, reason=form.cleaned_data["withdraw_reason"], by=request.user
        ),
        done=_("Taken back. Its contents are deleted."),
        way=address_of,
    )
