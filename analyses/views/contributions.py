"""Contributions: begin, read, change, submit, correct, take back."""

from functools import partial

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from analyses import rules
from analyses.actions import drafting, submitting, withdrawing
from analyses.actions.draft_checks import MARKING
from analyses.actions.logging import note
from analyses.forms.contributions import ContributionForm, WithdrawForm, label_of
from analyses.kinds import Handling, Schema
from analyses.models import (
    Contribution,
    Link,
    Operation,
    Record,
    links_for,
    records_for,
)
from analyses.views.crumbs import address_of, crumbs_of
from analyses.views.deeds import CaseDeed, Deed
from analyses.views.given import state_badge
from analyses.views.sight import find_case, in_sight, reason_of, with_reason
from analyses.views.wizard import ask_first
from partnerships.directory.models import Account, Organisation
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Step, take

MOST_SHOWN = 20  # records and links on the page of a contribution


def find_contribution(request: Request, case_pk: int, pk: int) -> Contribution:
    """Raises: Http404 for whoever may not see it."""
    case = find_case(request, case_pk)
    rows = Contribution.objects.visible_to(request.user, case)
    here = OuterRef("pk")
    has_records = Exists(Record.objects.filter(contribution=here))
    rows = rows.annotate(is_filled=has_records | Exists(Link.objects.filter(contribution=here)))
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
        template="analyses/contribute.html",
        more={"ask_first": ask_first(request.path, rules.kind_of(own.authority_id))},
    )
    said = {name: request.GET.get(name, "") for name in ("basis", "initiative", "secrecy")}

    def act(form: ContributionForm) -> Contribution:
        values = dict(form.cleaned_data)
        marking = {name: values.pop(name) for name in MARKING if name in values}
        return drafting.begin_contribution(case, marking=marking, by=request.user, **values)

    return take(
        request,
        step,
        lambda data: ContributionForm(data, case=case, authority=own.authority, said=said),
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
        regime=found.regime,
    )
    context = {
        "case": case,
        "contribution": found,
        "badge": state_badge(found),
        "handling": Handling(found.handling).label,
        "recipients": _recipients(found),
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
        "can_note_withdrawal": rules.can_note_withdrawal(by, found),
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


def _recipients(found: Contribution) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=found.released_to).order_by("sort_key")


def _concerned_by_submitting(found: Contribution) -> list[str]:
    replaced = _("The version before it ends: its records and links are deleted.")
    return [*map(str, _recipients(found)), *([replaced] if found.replaces_id else [])]


ContributionDeed = partial(
    Deed,
    find=find_contribution,
    crumbs=lambda found: crumbs_of(found.case, found),
    way=address_of,
)
CHANGE_CONTRIBUTION = ContributionDeed(
    reads="contribution.read",
    title=gettext_lazy("Change the draft"),
    rule=rules.can_change_draft,
    act=drafting.change_draft,
    form=ContributionForm,
    knows=lambda _by, found: {"case": found.case, "authority": found.authority, "draft": found},
    rows=lambda found: (found,),
    done=gettext_lazy("Changed."),
    needs_reason=True,
)
SUBMIT_CONTRIBUTION = ContributionDeed(
    title=gettext_lazy("Submit the contribution"),
    rule=rules.can_submit,
    act=submitting.submit,
    question=gettext_lazy("Submit this contribution?"),
    lead=lambda found: (
        _("Legal basis: %(basis)s. Once submitted it is not changed any more.")
        % {"basis": found.basis}
    ),
    concerned=_concerned_by_submitting,
    submit=pgettext_lazy("a contribution", "Submit"),
    done=gettext_lazy("Submitted. Its recipients see it now."),
)
DISCARD_CONTRIBUTION = CaseDeed(
    find=find_contribution,
    crumbs=lambda found: crumbs_of(found.case, found),
    title=gettext_lazy("Delete the draft"),
    rule=rules.can_discard_draft,
    act=drafting.discard_draft,
    question=gettext_lazy("Delete this draft with everything in it?"),
    lead=gettext_lazy("Nobody but your authority has seen it."),
    submit=gettext_lazy("Delete"),
    danger=True,
    done=gettext_lazy("Deleted."),
)
CORRECT_CONTRIBUTION = ContributionDeed(
    title=gettext_lazy("Correct the contribution"),
    rule=rules.can_correct,
    act=drafting.correct,
    question=gettext_lazy("Begin a new version?"),
    lead=gettext_lazy(
        "A draft with the same contents is made. This version holds until you submit the new one; then its records go,"
        " and with them links that others made to them."
    ),
    submit=gettext_lazy("Begin a new version"),
    done=gettext_lazy("The new version is begun."),
    needs_reason=True,
)
WITHDRAW_CONTRIBUTION = ContributionDeed(
    title=gettext_lazy("Take the contribution back"),
    rule=rules.can_withdraw,
    act=lambda found, *, withdraw_reason, by: withdrawing.withdraw(
        found, reason=withdraw_reason, by=by
    ),
    form=WithdrawForm,
    lead=gettext_lazy(
        "Its records, the links to them and whatever was derived are deleted at once, for everybody. Its recipients read"
        " on the page of the case that you took it back, and why."
    ),
    concerned=lambda found: [str(each) for each in _recipients(found)],
    submit=gettext_lazy("Take it back"),
    danger=True,
    done=gettext_lazy("Taken back. Its contents are deleted."),
)
