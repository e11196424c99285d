"""Until when one complaint is kept, and what stops its deletion: hold by two, proceedings, evidence, a decision to keep it longer."""

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions import keeping as actions
from complaints.forms.keeping import CaseEndForm, EvidenceForm, HoldForm, KeepForm
from complaints.keeping import HOLD_DAYS, HoldReason
from complaints.models import Complaint, Hold, Proposal
from complaints.views.office import crumbs_of, find
from complaints.views.sight import in_sight
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Crumb, Step, take


def _find(request: Request, pk: int) -> Complaint:
    complaint = find(request, pk, rules.with_keeping)
    rules.can_see_keeping(request.user, complaint).enforce()
    return complaint


def _crumbs(complaint: Complaint) -> list[Crumb]:
    here = reverse("complaints:kept", args=[complaint.pk])
    return [*crumbs_of(complaint), (_("Keeping and deleting"), here)]


@in_sight
def kept(request: Request, pk: int) -> HttpResponse:
    """Days, what stops it, and what this officer may do."""
    complaint = _find(request, pk)
    hold, by = rules.open_hold(complaint), request.user
    proposal = Proposal.objects.open().filter(complaint=complaint).first()
    verdicts = {
        "hold": rules.can_hold(by, complaint, hold),
        "confirm_hold": rules.can_confirm_hold(by, complaint, hold),
        "ask_lifting": rules.can_ask_lifting(by, complaint, hold),
        "lift_hold": rules.can_lift(by, complaint, hold),
        "keep_longer": rules.can_keep(by, complaint, proposal),
        "note_case_end": rules.can_note_case_end(by, complaint),
        "note_evidence": rules.can_note_evidence(by, complaint),
    }
    days = rules.due_of(complaint)
    context = {
        "complaint": complaint,
        "days": [(capfirst(str(item.label)), day) for item, day in days.items()],
        "why": rules.why_kept(complaint),
        "hold": hold,
        "hold_says": _say_hold(hold),
        "may": {name for name, verdict in verdicts.items() if verdict},
        "proposal": proposal,
    }
    return render(request, "complaints/kept.html", context)


def _say_hold(hold: Hold | None) -> str:
    if hold is None:
        return ""
    if hold.lift_asked_at:
        return _("Lifting is asked for; a second complaints officer decides.")
    if hold.confirmed_at:
        return _("Confirmed by a second complaints officer.")
    until = timezone.localdate(hold.set_at) + timedelta(days=HOLD_DAYS)
    said = _("A second complaints officer must confirm it by %(day)s, or it ends.")
    return said % {"day": date_format(until, "DATE_FORMAT")}


Act = Callable[[Complaint], object]


def _ask(request: Request, complaint: Complaint, step: Step, act: Act) -> HttpResponse:
    """A question without a form."""
    return take(request, step, None, lambda _form: act(complaint), done=_("Done."))


@in_sight
def hold(request: Request, pk: int) -> HttpResponse:
    """Nothing of it is deleted from now on."""
    complaint = _find(request, pk)
    rules.can_hold(request.user, complaint, rules.open_hold(complaint)).enforce()
    step = Step(
        title=_("Stop the deletion"),
        crumbs=_crumbs(complaint),
        lead=_(
            "It holds at once. A second complaints officer confirms it within two weeks, or it ends."
        ),
        submit=_("Stop the deletion"),
    )

    def act(form: HoldForm) -> None:
        actions.hold(complaint, reason=form.cleaned_data["reason"], by=request.user)

    return take(request, step, HoldForm, act, done=_("Nothing of it is deleted."))


@in_sight
def confirm_hold(request: Request, pk: int) -> HttpResponse:
    """By a second person."""
    complaint = _find(request, pk)
    row = rules.open_hold(complaint)
    rules.can_confirm_hold(request.user, complaint, row).enforce()
    reason = HoldReason(row.reason).label if row else ""
    step = Step(
        title=_("Confirm the hold"),
        crumbs=_crumbs(complaint),
        question=_("Confirm that nothing of it is deleted?"),
        lead=capfirst(str(reason)),
        submit=_("Confirm"),
    )
    return _ask(request, complaint, step, lambda it: actions.confirm_hold(it, by=request.user))


@in_sight
def ask_lifting(request: Request, pk: int) -> HttpResponse:
    """It holds on until a second person agrees."""
    complaint = _find(request, pk)
    rules.can_ask_lifting(request.user, complaint, rules.open_hold(complaint)).enforce()
    step = Step(
        title=_("Ask to lift the hold"),
        crumbs=_crumbs(complaint),
        question=_("Is the hold no longer needed?"),
        lead=_("It holds on until a second complaints officer agrees."),
        submit=_("Ask to lift it"),
    )
    return _ask(request, complaint, step, lambda it: actions.ask_lifting(it, by=request.user))


@in_sight
def lift_hold(request: Request, pk: int) -> HttpResponse:
    """From then on it can be deleted."""
    complaint = _find(request, pk)
    rules.can_lift(request.user, complaint, rules.open_hold(complaint)).enforce()
    step = Step(
        title=_("Lift the hold"),
        crumbs=_crumbs(complaint),
        question=_("Lift the hold?"),
        lead=_("What is due can be deleted from then on."),
        submit=_("Lift it"),
    )
    return _ask(request, complaint, step, lambda it: actions.lift(it, by=request.user))


@in_sight
def keep_longer(request: Request, pk: int) -> HttpResponse:
    """What is proposed stays until a day."""
    complaint = _find(request, pk)
    proposal = Proposal.objects.open().filter(complaint=complaint).first()
    rules.can_keep(request.user, complaint, proposal).enforce()
    step = Step(
        title=_("Keep it longer"),
        crumbs=_crumbs(complaint),
        lead=_("At most a year at a time. The person reads the new day in the mailbox."),
    )

    def act(form: KeepForm) -> None:
        actions.keep(complaint, by=request.user, **form.cleaned_data)

    return take(request, step, KeepForm, act, done=_("It is kept."))


@in_sight
def note_case_end(request: Request, pk: int) -> HttpResponse:
    """From this day its term runs."""
    complaint = _find(request, pk)
    rules.can_note_case_end(request.user, complaint).enforce()
    step = Step(
        title=_("Note the end of proceedings"),
        crumbs=_crumbs(complaint),
        lead=_(
            "Disciplinary or criminal proceedings about what the person tells. The term for such complaints runs from this day."
        ),
    )

    def act(form: CaseEndForm) -> None:
        actions.note_case_end(complaint, by=request.user, **form.cleaned_data)

    return take(request, step, CaseEndForm, act, done=_("Noted."))


@in_sight
def note_evidence(request: Request, pk: int) -> HttpResponse:
    """Photos and documents stay."""
    complaint = _find(request, pk)
    rules.can_note_evidence(request.user, complaint).enforce()
    step = Step(
        title=_("Note evidence"),
        crumbs=_crumbs(complaint),
        lead=_(
            "Photos and documents that were handed over as evidence stay as long as the complaint."
        ),
    )

    def act(form: EvidenceForm) -> None:
        actions.note_evidence(complaint, by=request.user, **form.cleaned_data)

    return take(request, step, EvidenceForm, act, done=_("Noted."))
