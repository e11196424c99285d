"""The office sorts complaints: what was written on one side, the form on the other, one after the other without a mouse."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from complaints import rules
from complaints.actions import sorting as actions
from complaints.forms.office import Sent
from complaints.forms.sorting import SortForm
from complaints.models import Complaint, Concern, Sorting
from complaints.models.complaints import TO_OFFICE
from complaints.sealed_rows import Keys, read_message, read_told
from complaints.views.office import crumbs_of, find, in_words, keys_of
from complaints.views.sight import in_sight
from complaints.views.translated import beside
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Step, take

PILE = "pile"  # in the address: after this one the next
MOST = 20  # looked at for the next
ALIKE = 5
NEAR = timedelta(days=90)  # how far apart similar ones were received


def _next(account: Account) -> Complaint | None:
    return next(
        (row for row in rules.to_sort(account)[:MOST] if rules.can_sort(account, row)), None
    )


@in_sight
def sort_next(request: Request) -> HttpResponse:
    """To the oldest that is not sorted; where there is none, back to the list."""
    rules.can_read_complaints(request.user).enforce()
    row = _next(request.user)
    if row is None:
        messages.success(request, _("All complaints are sorted."))
        return redirect("complaints:list")
    return redirect(f"{reverse('complaints:sort', args=[row.pk])}?{PILE}=1")


@in_sight
def sort(request: Request, pk: int) -> HttpResponse:
    """The form beside what was written; with `?pile=1` the next one follows."""
    complaint = find(request, pk, lambda rows: rows.select_related("sorting"))
    rules.can_sort(request.user, complaint).enforce()
    keys = keys_of(complaint)
    units = list(rules.units_of(complaint.office))
    people = list(rules.heads_for(complaint.office))
    in_pile = PILE in request.GET
    step = Step(
        title=_("Sort the complaint"),
        crumbs=crumbs_of(complaint),
        submit=_("Save and go on to the next") if in_pile else _("Save"),
        rows=(complaint,),
        template="complaints/sort.html",
        reads=("complaints.complaint_read", complaint),
        more=lambda: {
            "turns": list_written(request.user, complaint, keys),
            "told": in_words(read_told(complaint, keys)),
            "alike": find_alike(request.user, complaint),
            "left_words": say_left(rules.to_sort(request.user).count()) if in_pile else "",
        },
    )

    def make(data: Sent) -> SortForm:
        return SortForm(data, units=units, people=people, initial=_said(complaint))

    def act(form: SortForm) -> Sorting:
        return actions.sort_complaint(complaint, **form.cleaned_data, by=request.user)

    return take(
        request,
        step,
        make,
        act,
        done=_("Sorted."),
        way=lambda _made: _go_on(request.user, complaint, in_pile),
    )


def _go_on(account: Account, complaint: Complaint, in_pile: bool) -> str:
    """To the next, or back to the complaint; whom it now concerns sees it no more and comes to the list."""
    if in_pile:
        return reverse("complaints:sort_next")
    if Complaint.objects.visible_to(account).filter(pk=complaint.pk).exists():
        return reverse("complaints:detail", args=[complaint.pk])
    return reverse("complaints:list")


def _said(complaint: Complaint) -> dict[str, object]:
    """How it is sorted now; nothing where it is not."""
    here = Concern.objects.filter(complaint=OuterRef("complaint"))
    rows = Sorting.objects.filter(complaint=complaint).annotate(
        units=ArraySubquery(here.filter(unit__isnull=False).values("unit")),
        officers=ArraySubquery(here.filter(officer__isnull=False).values("officer")),
    )
    return rows.values(*SortForm.base_fields).first() or {}


def list_written(account: Account, complaint: Complaint, keys: Keys) -> list[dict[str, object]]:
    """What the person and whoever helps them wrote, with translations."""
    rows = complaint.messages.filter(kind__in=TO_OFFICE)
    return [
        {
            "label": capfirst(message.get_kind_display()),
            "at": message.at,
            "language": message.language,
            "text": text,
            **beside(account, message, keys, text),
        }
        for message in rows.prefetch_related("translations__by__person")
        for text in [read_message(message, keys)]
    ]


def find_alike(account: Account, complaint: Complaint) -> list[Complaint]:
    """Sorted ones that one may see, of the same unit, area or subject, from the same weeks: they may be of one event."""
    row = getattr(complaint, "sorting", None)
    if row is None:
        return []
    same = Q(sorting__subjects__overlap=row.subjects) if row.subjects else Q(pk__in=())
    if row.area:
        same |= Q(sorting__area__iexact=row.area)
    units = complaint.concerns.filter(unit__isnull=False).values("unit")
    same |= Q(concerns__unit__in=units)
    near = (complaint.received_at - NEAR, complaint.received_at + NEAR)
    rows = Complaint.objects.visible_to(account).filter(same, received_at__range=near)
    rows = rows.exclude(pk=complaint.pk).distinct().order_by("-received_at", "-id")
    return list(rows[:ALIKE])


def say_left(count: int) -> str:
    """How many wait to be sorted."""
    return ngettext(
        "%(n)s complaint is to be sorted.", "%(n)s complaints are to be sorted.", count
    ) % {"n": count}
