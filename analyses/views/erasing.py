"""Deleted for good: a case before its day, one record whose term ends, and the certificate of either."""

from django.apps import apps
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from analyses import rules
from analyses.actions import erasing as actions
from analyses.models import Certificate, Record
from analyses.views.crumbs import crumbs_to_terms
from analyses.views.deeds import Deed
from analyses.views.sight import find_case, in_sight
from partnerships.directory.requests import Request


def find_due_record(request: Request, case_pk: int, pk: int) -> Record:
    """Raises: Http404 for whoever may not see it."""
    case = find_case(request, case_pk)
    rows = Record.objects.select_related("case", "contribution")
    return get_object_or_404(rows, pk=pk, case=case)


DELETE_RECORD = Deed(
    find=find_due_record,
    crumbs=lambda found: crumbs_to_terms(found.case),
    reads="record.read",
    needs_reason=True,
    title=_("Delete a record"),
    rule=rules.can_delete_record,
    act=actions.delete_record,
    question=_("Delete this record with its links for good?"),
    lead=lambda found: found.caption,
    submit=_("Delete for good"),
    danger=True,
    done=_("Deleted. The certificate stands in the terms of the case."),
    way=lambda _made: reverse("analyses:due"),
)
ERASE = Deed(
    find=find_case,
    crumbs=crumbs_to_terms,
    title=_("Delete the case now"),
    rule=rules.can_erase,
    act=actions.erase_early,
    question=_("Delete all contents of this case for good?"),
    lead=_(
        "Number, days, result and who took part stay. Contributions, records, texts and notes cannot be brought back."
    ),
    submit=_("Delete for good"),
    danger=True,
    done=_("Deleted. The certificate stands below."),
)


@in_sight
def certificate(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """What was deleted, to be printed."""
    case = find_case(request, case_pk)
    found = get_object_or_404(Certificate.objects.select_related("by__person"), pk=pk, case=case)
    rules.can_see_terms(request.user, case).enforce()
    counts = [(label_of(label), number) for label, number in found.counts]
    context = {
        "case": case,
        "certificate": found,
        "counts": counts,
        "total": sum(number for _label, number in counts),
        "made_of": f"{case.number} · {found.rule} · {found.at.isoformat()}",
    }
    return render(request, "analyses/certificate.html", context)


def label_of(label: str) -> str:
    """How a table is called; its code where it is there no more."""
    try:
        return capfirst(str(apps.get_model(label)._meta.verbose_name_plural))
    except LookupError:
        return label
