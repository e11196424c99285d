"""Statements: the office asks a unit, reads what it says, asks no longer; the unit sees one page and nothing of the complaint."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from complaints import rules
from complaints.actions import statements as actions
from complaints.actions.timing import last_day_for
from complaints.clocks import ClockKind
from complaints.forms.office import Sent
from complaints.forms.statements import RequestStatementForm, StatementForm
from complaints.models import Complaint, StatementRequest, seen_by_house
from complaints.models.statements import READABLE
from complaints.sealed_rows import Keys, read_told
from complaints.sealed_statements import Asked, read_asked, read_reply
from complaints.views.office import crumbs_of, find, in_words, keys_of
from complaints.views.sight import in_sight
from complaints.views.sorting import list_written
from partnerships.directory.requests import Request
from partnerships.shared.audit.actions import note_read
from partnerships.shared.step.views import Step, take


@in_sight
def request_statement(request: Request, pk: int) -> HttpResponse:
    """What the person wrote on top, for the officer; the form says what the unit will see."""
    complaint = find(request, pk)
    rules.can_request_statement(request.user, complaint).enforce()
    keys = keys_of(complaint)
    units = {each.pk: each.name for each in rules.units_to_ask(complaint)}
    by_hand = rules.can_ask_statement(request.user, complaint)
    if not units and request.method == "GET":
        context = {
            "complaint": complaint,
            "by_hand": by_hand,
            "crumbs": [*crumbs_of(complaint), (_("Statement of the unit"), "")],
        }
        return render(request, "complaints/no_unit_to_ask.html", context)
    step = Step(
        title=_("Ask a unit for its statement"),
        about=complaint.spaced_number,
        crumbs=crumbs_of(complaint),
        lead=_(
            "The unit sees what you write here, and nothing else: not who complained, no number, no file."
        ),
        submit=_("Ask the unit"),
        template="complaints/request_statement.html",
        reads=("complaints.complaint_read", complaint),
        more=lambda: {
            "turns": list_written(request.user, complaint, keys),
            "told": in_words(read_told(complaint, keys)),
            "by_hand": by_hand,
            "complaint": complaint,
        },
    )

    def make(data: Sent) -> RequestStatementForm:
        initial: dict[str, object] = {"due_on": last_day_for(complaint, ClockKind.STATEMENT)}
        if len(units) == 1:
            initial["unit"] = next(iter(units))
        return RequestStatementForm(data, units=units, initial=initial)

    def act(form: RequestStatementForm) -> StatementRequest:
        typed = form.cleaned_data
        return actions.request_statement(
            complaint,
            keys,
            unit=typed["unit"],
            asked=Asked(typed["about"], typed["questions"]),
            due_on=typed["due_on"],
            by=request.user,
        )

    return take(
        request, step, make, act, done=_("The lead of the unit got a letter. The time runs.")
    )


def _find_request(request: Request, complaint: Complaint, pk: UUID) -> StatementRequest:
    rows = StatementRequest.objects.visible_to(request.user).filter(complaint=complaint)
    row = get_object_or_404(
        rows.select_related("unit", "asked_by__person", "replied_by__person"), pk=pk
    )
    row.complaint = complaint
    return row


@in_sight
def read_statement(request: Request, pk: int, request_pk: UUID) -> HttpResponse:
    """What was asked and what the unit says; that it was read is an event."""
    complaint = find(request, pk)
    row = _find_request(request, complaint, request_pk)
    keys = keys_of(complaint)
    note_read("complaints.complaint_read", by=request.user, target=complaint)
    actions.note_statement_read(row)
    context = {
        "complaint": complaint,
        "row": row,
        "asked": read_asked(row, keys),
        "reply": read_reply(row, keys),
        "can_withdraw": rules.can_withdraw_request(request.user, row),
        "crumbs": [*crumbs_of(complaint), (_("Statement of the unit"), "")],
    }
    return render(request, "complaints/read_statement.html", context)


@in_sight
def withdraw_request(request: Request, pk: int, request_pk: UUID) -> HttpResponse:
    """The unit does not see it any more."""
    complaint = find(request, pk)
    row = _find_request(request, complaint, request_pk)
    rules.can_withdraw_request(request.user, row).enforce()
    step = Step(
        title=_("Take the request back"),
        crumbs=crumbs_of(complaint),
        question=_("Take back the request to %(unit)s?") % {"unit": row.unit},
        lead=_("The unit does not see it any more. What you asked stays here."),
        submit=_("Take it back"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.withdraw_request(row, by=request.user),
        done=_("Taken back."),
    )


@in_sight
def statement(request: Request, pk: UUID) -> HttpResponse:
    """The page of the unit: what it is asked, and the form; afterwards what it said."""
    rows = StatementRequest.objects.put_to(request.user).select_related("unit")
    row = get_object_or_404(rows, pk=pk)
    keys, asked, reply = _open_for_unit(row)
    shown = {"row": row, "asked": asked, "reply": reply, "days": READABLE.days}
    step = Step(
        title=_("Statement of your unit"),
        about=row.unit.name,
        crumbs=[(_("Home"), reverse("directory:home"))],
        submit=_("Send the statement"),
        template="complaints/statement.html",
        reads=("complaints.statement_read", row.unit),
        more=shown,
    )
    if row.replied_at:
        note_read("complaints.statement_read", by=request.user, target=row.unit)
        crumbs = [*step.crumbs, (step.title, "")]
        return render(request, "complaints/given_statement.html", {**shown, "crumbs": crumbs})
    rules.can_give_statement(request.user, row).enforce()
    here = reverse("complaints:statement", args=[pk])
    return take(
        request,
        step,
        StatementForm,
        lambda form: actions.give_statement(
            row, keys, text=form.cleaned_data["text"], by=request.user
        ),
        done=pgettext("a statement", "Sent to the complaints office."),
        way=here,
    )


def _open_for_unit(row: StatementRequest) -> tuple[Keys, Asked, str]:
    """The house opens these two texts for the unit; it does not see the complaint itself."""
    with seen_by_house():
        row.complaint = Complaint.objects.select_related("office").get(pk=row.complaint_id)
        keys = keys_of(row.complaint)
        return keys, read_asked(row, keys), read_reply(row, keys)
