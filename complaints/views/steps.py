"""Moves of a complaint, each asked for on a page of its own; the table of moves says what it needs."""

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from complaints import rules
from complaints.actions import office as actions
from complaints.answers import Kind
from complaints.forms.office import Sent
from complaints.forms.steps import CloseForm, StepForm
from complaints.languages import FIRST, name_of
from complaints.models import Complaint
from complaints.stages import Stage, step_of
from complaints.views.life import BUTTONS
from complaints.views.office import crumbs_of, find, keys_of
from complaints.views.sight import in_sight
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Step, take

LEADS: dict[str, str | Promise] = {
    "review": gettext_lazy("The person then reads in the mailbox that somebody works on it."),
    "go_on": gettext_lazy("The time for the person is over. You decide on what you know."),
    "suspend": gettext_lazy(
        "Only where proceedings elsewhere must end first. The time stands still, and the person reads that it rests."
        " Tell them why, as far as you may."
    ),
    "resume": gettext_lazy("The time goes on. Tell the person what comes next."),
    "hand_on": gettext_lazy(
        "Tell the person to whom you hand it, and why. Hand over only what the person has agreed to."
    ),
    "dismiss": gettext_lazy("Tell the person the reason, and name a body that can help."),
    "pursue": gettext_lazy("Tell the person why it goes on although they took it back."),
    "reopen": gettext_lazy(
        "The person asked for it. Another complaints officer examines it; the times begin anew."
    ),
}


@in_sight
def acknowledge(request: Request, pk: int) -> HttpResponse:
    """The person reads that somebody works on it."""
    complaint = find(request, pk)
    rules.can_move(request.user, complaint, "acknowledge").enforce()
    step = Step(
        title=_("Confirm that it arrived"),
        crumbs=crumbs_of(complaint),
        question=_("Confirm that it arrived?"),
        lead=_("The person then reads in the mailbox that somebody is working on it."),
        submit=_("Confirm"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.acknowledge(complaint, by=request.user),
        done=_("Confirmed."),
    )


@in_sight
def move(request: Request, pk: int, verb: str) -> HttpResponse:
    """A question, or a form with a text that the person reads."""
    complaint = find(request, pk)
    rules.can_move(request.user, complaint, verb).enforce()
    if step_of(verb).has_text:
        return _with_text(request, complaint, verb)
    step = Step(
        title=str(BUTTONS[verb]),
        crumbs=crumbs_of(complaint),
        question=_("%(move)s?") % {"move": BUTTONS[verb]},
        lead=str(LEADS[verb]),
        submit=str(BUTTONS[verb]),
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.take_step(complaint, verb, by=request.user),
        done=_("Done."),
    )


def _with_text(request: Request, complaint: Complaint, verb: str) -> HttpResponse:
    reads = _("The person reads: %(language)s. Write in this language.")
    step = Step(
        title=str(BUTTONS[verb]),
        crumbs=crumbs_of(complaint),
        submit=str(BUTTONS[verb]),
        lead=f"{LEADS[verb]} {reads % {'language': name_of(complaint.language)}}",
    )

    def make(data: Sent) -> StepForm:
        return StepForm(data, verb=verb, languages=[complaint.language, FIRST])

    def act(form: StepForm) -> None:
        actions.take_step(
            complaint, verb, by=request.user, keys=keys_of(complaint), **form.cleaned_data
        )

    return take(request, step, make, act, done=_("The person finds it in the mailbox."))


@in_sight
def close(request: Request, pk: int) -> HttpResponse:
    """Nothing is added any more; the person can still read."""
    complaint = find(request, pk)
    rules.can_move(request.user, complaint, "close").enforce()
    asks = _asks(complaint)
    step = Step(
        title=pgettext("a complaint", "Close"),
        crumbs=crumbs_of(complaint),
        question=_("Close this complaint?"),
        lead=_("The person can still read everything, but no longer write."),
        submit=pgettext("a complaint", "Close"),
    )
    return take(
        request,
        step,
        (lambda data: CloseForm(data, asks=asks, outcome=rules.outcome_of(complaint)))
        if asks
        else None,
        lambda form: actions.close(
            complaint, by=request.user, **(form.cleaned_data if form else {})
        ),
        done=_("Closed."),
    )


def _asks(complaint: Complaint) -> list[str]:
    if complaint.stage == Stage.WITHDRAWN:
        return ["is_no_crime"]
    is_answer = complaint.stage == Stage.ANSWERED and complaint.kind == Kind.COMPLAINT
    return ["outcome", "settled_by"] if is_answer else []


@in_sight
def ask_statement(request: Request, pk: int) -> HttpResponse:
    """The unit concerned was asked; its time begins."""
    complaint = find(request, pk)
    rules.can_ask_statement(request.user, complaint).enforce()
    step = Step(
        title=_("Statement of the unit"),
        crumbs=crumbs_of(complaint),
        question=_("Have you asked the unit for its statement?"),
        lead=_(
            "Its time begins. Nothing is sent from here, and nothing of the complaint is shown to the unit."
        ),
        submit=_("Yes, it was asked"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.ask_statement(complaint, by=request.user),
        done=_("Its time runs."),
    )


@in_sight
def note_statement(request: Request, pk: int) -> HttpResponse:
    """It is there; its time stops."""
    complaint = find(request, pk)
    rules.can_note_statement(request.user, complaint).enforce()
    step = Step(
        title=_("Statement of the unit"),
        crumbs=crumbs_of(complaint),
        question=_("Is the statement of the unit there?"),
        submit=_("Yes, it is there"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.note_statement(complaint, by=request.user),
        done=_("Noted."),
    )
