"""What is due to be deleted in an officer's offices: what can go, what stays and why, what the state archive says. The shell alone."""

from collections.abc import Sequence
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions import keeping as actions
from complaints.forms.keeping import DeleteForm, TakenForm
from complaints.forms.office import Sent
from complaints.keeping import OFFERED, Item, Taken
from complaints.models import ArchiveOffer, Complaint, KeepingMode, KeepingTerm, Office, Proposal
from complaints.views.sight import in_sight
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Crumb, Step, take

MOST = 50  # on a page, and deleted at once


class Line(NamedTuple):
    """A proposal, its complaint, and what stops it."""

    proposal: Proposal
    complaint: Complaint
    why: list[str]

    @property
    def says(self) -> str:
        """The shell in a line: number, what is deleted, since when, from which month."""
        received = timezone.localdate(self.complaint.received_at)
        return _("%(number)s: %(item)s; received %(month)s, due since %(day)s") % {
            "number": self.complaint.spaced_number,
            "item": Item(self.proposal.item).label,
            "month": date_format(received, "YEAR_MONTH_FORMAT"),
            "day": date_format(self.proposal.due_on, "DATE_FORMAT"),
        }


def _read(by: Account) -> list[Line]:
    """The oldest first, in few questions whatever their number."""
    rows = list(Proposal.objects.open().workable_by(by).order_by("due_on", "pk")[: 4 * MOST])
    found = Complaint.objects.visible_to(by).filter(pk__in={row.complaint_id for row in rows})
    read = rules.with_keeping(found.select_related("office__authority"))
    complaints = {each.pk: each for each in read}
    modes = {each.office_id: each.office for each in complaints.values()}
    set_by = {pk: KeepingMode.objects.in_force(office) for pk, office in modes.items()}
    terms = {pk: KeepingTerm.objects.in_force(office) for pk, office in modes.items()}
    lines = []
    for row in rows:
        if complaint := complaints.get(row.complaint_id):
            number = complaint.office_id
            why = rules.why_not_deleted(row, complaint, set_by[number], terms[number])
            lines.append(Line(row, complaint, why))
    return lines


@in_sight
def keeping(request: Request) -> HttpResponse:
    """Two lists: what can be deleted now, and what stays for now."""
    rules.can_read_complaints(request.user).enforce()
    lines = _read(request.user)
    offices = Office.objects.worked_on_by(request.user).select_related("authority")
    to_offer = {
        line.complaint.office_id
        for line in lines
        if line.proposal.item in OFFERED and line.proposal.offer_id is None
    }
    offers = ArchiveOffer.objects.filter(office__in=offices, answered_on__isnull=True)
    return render(
        request,
        "complaints/keeping.html",
        {
            "free": [line for line in lines if not line.why][:MOST],
            "stays": [line for line in lines if line.why][:MOST],
            "offices": [each for each in offices if each.pk in to_offer],
            "offers": offers.select_related("office__authority"),
        },
    )


def crumbs() -> list[Crumb]:
    """The way back to the list."""
    return [
        (_("Complaints"), reverse("complaints:list")),
        (_("Keeping and deleting"), reverse("complaints:keeping")),
    ]


def _choices(lines: Sequence[Line]) -> list[tuple[int, str]]:
    return [(line.proposal.pk, line.says) for line in lines]


@in_sight
def delete_due(request: Request) -> HttpResponse:
    """At most a page at a time, and only what nothing stops."""
    rules.can_read_complaints(request.user).enforce()
    lines = _read(request.user)
    offered = _choices([line for line in lines if not line.why][:MOST])
    posted = _choices(lines) if request.method == "POST" else offered
    step = Step(
        title=_("Delete what is due"),
        crumbs=crumbs(),
        lead=_(
            "It is gone for good: texts, files, keys, letters. What remains are months, days and codes, without number and"
            " without words. What is held or waits for the state archive is not in this list."
        ),
        submit=_("Delete for good"),
        danger=True,
    )

    def make(data: Sent) -> DeleteForm:
        return DeleteForm(data, offered=posted)

    def act(form: DeleteForm) -> None:
        outcome = actions.confirm(form.cleaned_data["numbers"], by=request.user)
        for complaint, reason in outcome.left:
            messages.warning(request, f"{complaint.spaced_number}: {reason}")

    return take(request, step, make, act, done=_("Deleted."))


@in_sight
def offer(request: Request, pk: int) -> HttpResponse:
    """All that is due and was not offered yet, as a list without contents."""
    rules.can_read_complaints(request.user).enforce()
    office = get_object_or_404(Office.objects.worked_on_by(request.user), pk=pk)
    rules.can_offer(request.user, office).enforce()
    step = Step(
        title=_("Offer to the state archive"),
        about=str(office),
        crumbs=crumbs(),
        question=_("Offer all that is due and was not offered yet?"),
        lead=_(
            "A list is made, with number, month and day, without contents. Send it to the archive; what it answers you note here."
            " Until then nothing of it is deleted."
        ),
        submit=_("Make the list"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.offer(office, by=request.user),
        done=_("The list is made."),
    )


@in_sight
def offer_answer(request: Request, pk: int) -> HttpResponse:
    """The list, and what the archive has taken of it."""
    rules.can_read_complaints(request.user).enforce()
    offices = Office.objects.worked_on_by(request.user)
    rows = ArchiveOffer.objects.filter(office__in=offices).select_related("office__authority")
    row = get_object_or_404(rows, pk=pk)
    rules.can_note_answer(request.user, row).enforce()
    proposals = row.proposals.filter(archive=Taken.WAITING).select_related("complaint")
    offered = _choices([Line(each, each.complaint, []) for each in proposals])
    step = Step(
        title=_("Answer of the state archive"),
        about=str(row.office),
        crumbs=crumbs(),
        lead=_("Tick what it has taken over. What it does not want can be deleted now."),
    )

    def make(data: Sent) -> TakenForm:
        return TakenForm(data, offered=offered)

    def act(form: TakenForm) -> None:
        actions.note_answer(row, by=request.user, **form.cleaned_data)

    return take(request, step, make, act, done=_("Noted."))
