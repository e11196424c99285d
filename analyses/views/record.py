"""One record: all that is known of it, by which right and with which limits; added, changed and deleted in a draft."""

from functools import partial

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analyses import rules
from analyses.actions import records as actions
from analyses.actions.logging import note
from analyses.forms.records import RecordForm
from analyses.kinds import Category, Information, Schema, Secrecy, Source
from analyses.models import Contribution, Link, Operation, Record, links_for, records_for
from analyses.strictness import Limits, strictest
from analyses.views.contributions import find_contribution, marking_of
from analyses.views.crumbs import address_of, crumbs_of
from analyses.views.deeds import Deed
from analyses.views.given import state_badge
from analyses.views.record_words import NATURES, flags_of, known_of, limits_in_words
from analyses.views.sight import find_case, in_sight, note_shown, reason_of, with_reason
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Step, take

MOST_LINKS = 50  # on the page of a record


def find_record(request: Request, case_pk: int, pk: int) -> Record:
    """Raises: Http404 for whoever may not see it."""
    case = find_case(request, case_pk)
    rows = records_for(request.user, case).select_related(
        "contribution__authority", "contribution__basis__provision"
    )
    found = get_object_or_404(rows, pk=pk)
    found.case = found.contribution.case = case
    return found


def address_of_record(found: Record) -> str:
    """Its page."""
    return reverse("analyses:record", args=[found.case_id, found.pk])


@in_sight
@with_reason
def record(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """All that is known of it, by which right, with which limits; and what it hangs together with."""
    found = find_record(request, case_pk, pk)
    case, given, by = found.case, found.contribution, request.user
    note(
        Operation.CONSULT,
        "record.read",
        by=by,
        case=case,
        about=("record", found.pk),
        reason=reason_of(request, case),
        basis_id=given.basis_id,
        fields=sorted(found.properties),
        rows=1,
        regime=given.regime,
    )
    links = links_for(by, case).filter(Q(from_record=found) | Q(to_record=found))
    links = links.select_related("from_record", "to_record", "contribution__authority")
    limits = strictest(Limits(each.handling, each.handling_text) for each in (found, given))
    can_change = rules.can_change_draft(by, given)
    context = {
        "case": case,
        "record": found,
        "contribution": given,
        "badge": state_badge(given),
        "schema": capfirst(str(Schema(found.schema).label)),
        "known": known_of(found.schema, found.properties),
        "category": capfirst(str(Category(found.category).label)),
        "is_person": found.schema == Schema.PERSON,
        "nature": capfirst(str(NATURES[found.is_assessment])),
        "source": Source(found.source).label,
        "information": Information(found.information).label,
        "limits": limits_in_words(limits),
        "flags": flags_of(found),
        "marking": marking_of(given),
        "secrecy": given.get_secrecy_display() if given.secrecy != Secrecy.NONE else "",
        "links": [_link_of(found, each) for each in links.order_by("pk")[:MOST_LINKS]],
        "can_change": can_change,
        "link_href": _link_href(by, found, bool(can_change)),
    }
    return render(request, "analyses/record.html", context)


def _link_of(found: Record, each: Link) -> dict[str, object]:
    onward = each.from_record_id == found.pk
    return {
        "row": each,
        "onward": onward,
        "other": each.to_record if onward else each.from_record,
        "limits": limits_in_words(Limits(each.handling, each.handling_text)),
    }


def _link_href(by: Account, found: Record, is_own_draft: bool) -> str:
    """Where one links it: in its own draft, else in the latest of one's authority; empty where one may not."""
    carrier = found.contribution
    if not is_own_draft:
        drafts = Contribution.objects.visible_to(by, found.case).drafts()
        latest = drafts.order_by("-created_at").first()
        if latest is None:
            return ""
        carrier, latest.case = latest, found.case
        if not rules.can_combine(by, latest):
            return ""
    return reverse("analyses:add_link", args=[found.case_id, carrier.pk, found.pk])


@in_sight
def add_record(request: Request, case_pk: int, pk: int, schema: str) -> HttpResponse:
    """One more in a draft. Raises: Http404 for a kind that is none."""
    if schema not in Schema.values:
        raise Http404
    given = find_contribution(request, case_pk, pk)
    rules.can_change_draft(request.user, given).enforce()
    note_shown(request, "contribution.read", given.case, ("contribution", given.pk), given)
    step = Step(
        title=_("Add a record: %(kind)s") % {"kind": Schema(schema).label},
        about=given.case.number,
        crumbs=crumbs_of(given.case, given),
        lead=_("Write down only what the legal basis covers: %(what)s.")
        % {"what": given.basis.what},
        submit=_("Add it"),
    )
    return take(
        request,
        step,
        lambda data: RecordForm(data, schema=schema, contribution=given),
        lambda form: actions.add_record(given, by=request.user, **form.cleaned_data),
        done=_("Added."),
        way=address_of(given),
    )


# In a draft.
RecordDeed = partial(
    Deed,
    find=find_record,
    crumbs=lambda found: crumbs_of(found.case, found.contribution),
    rule=lambda by, found: rules.can_change_draft(by, found.contribution),
)
CHANGE_RECORD = RecordDeed(
    reads="record.read",
    title=gettext_lazy("Change the record"),
    act=actions.change_record,
    form=RecordForm,
    knows=lambda _by, found: {
        "schema": found.schema,
        "contribution": found.contribution,
        "record": found,
    },
    rows=lambda found: (found,),
    done=gettext_lazy("Changed."),
    way=address_of_record,
    needs_reason=True,
)
REMOVE_RECORD = RecordDeed(
    reads="record.read",
    title=gettext_lazy("Delete the record"),
    act=actions.remove_record,
    question=gettext_lazy("Delete this record from the draft?"),
    lead=lambda found: found.caption,
    submit=gettext_lazy("Delete"),
    danger=True,
    done=gettext_lazy("Deleted."),
    way=address_of,
)
