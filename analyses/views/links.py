"""Links of records: made and deleted in a draft."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analyses import rules
from analyses.actions import links as actions
from analyses.actions.logging import kept_longest
from analyses.forms.records import TURNED, LinkForm
from analyses.models import Link, Record, links_for, records_for
from analyses.views.contributions import find_contribution
from analyses.views.crumbs import address_of, crumbs_of
from analyses.views.deeds import Deed
from analyses.views.record import address_of_record, find_record
from analyses.views.searching import note_search
from analyses.views.sight import find_case, in_sight, note_shown, with_reason
from partnerships.directory.requests import Request
from partnerships.shared.lines import clean_line
from partnerships.shared.step.views import Step, take

MOST_OTHERS = 30  # records that one may link with, after a search


def _others(request: Request, found: Record, words: str) -> list[Record]:
    """Records that it may be linked with: those that one sees, after a search where there are many."""
    rows = records_for(request.user, found.case).exclude(pk=found.pk)
    for word in words.split()[:8]:
        rows = rows.filter(caption__icontains=word)
    rows = rows.select_related("contribution__authority").order_by("caption", "pk")
    return list(rows[:MOST_OTHERS])


@in_sight
@with_reason
def add_link(request: Request, case_pk: int, pk: int, from_pk: int) -> HttpResponse:
    """How a record hangs together with another one; carried by a draft."""
    given = find_contribution(request, case_pk, pk)
    rules.can_change_draft(request.user, given).enforce()
    found = find_record(request, case_pk, from_pk)
    words = clean_line(request.GET.get("q", ""))[:100]
    others = _others(request, found, words)
    if words and request.method == "GET":
        regime = kept_longest(each.contribution.regime for each in [found, *others])
        note_search(request, given.case, words, hits=len(others), regime=regime)
    else:
        note_shown(request, "record.read", found.case, ("record", found.pk), found.contribution)
    step = Step(
        title=_("Link a record"),
        about=given.case.number,
        crumbs=crumbs_of(given.case, given),
        here=found.caption,
        lead=_("The link goes with the draft: whoever sees it and both records sees it as well."),
        submit=_("Link"),
        template="analyses/link.html",
        more={
            "record": found,
            "words": words,
            "most": MOST_OTHERS,
            "is_cut": len(others) == MOST_OTHERS,
        },
    )

    def act(form: LinkForm) -> Link:
        values = dict(form.cleaned_data)
        number = values.pop("other")
        other = next(each for each in others if each.pk == number)
        ends = (other, found) if values.pop("direction") == TURNED else (found, other)
        return actions.add_link(
            given, from_record=ends[0], to_record=ends[1], by=request.user, **values
        )

    return take(
        request,
        step,
        lambda data: LinkForm(data, record=found, others=others),
        act,
        done=_("Linked."),
        way=address_of_record(found),
    )


def find_link(request: Request, case_pk: int, pk: int) -> Link:
    """Raises: Http404 for whoever may not see it."""
    case = find_case(request, case_pk)
    rows = links_for(request.user, case).select_related(
        "contribution__authority", "from_record", "to_record"
    )
    found = get_object_or_404(rows, pk=pk)
    found.case = found.contribution.case = case
    return found


REMOVE_LINK = Deed(
    find=find_link,
    title=gettext_lazy("Delete the link"),
    rule=lambda by, found: rules.can_change_draft(by, found.contribution),
    act=actions.remove_link,
    crumbs=lambda found: crumbs_of(found.case, found.contribution),
    question=gettext_lazy("Delete this link from the draft?"),
    lead=lambda found: f"{found.from_record} – {found.get_kind_display()} – {found.to_record}",
    reads="link.read",
    submit=gettext_lazy("Delete"),
    danger=True,
    done=gettext_lazy("Deleted."),
    way=address_of,
)
