"""Cases: the list, the request, one case, and each step of its life."""

from collections.abc import Callable, Iterable

from django import forms
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from analyses import rules
from analyses.actions import cases as actions
from analyses.actions import taking_part
from analyses.actions.cases import Named
from analyses.actions.logging import note
from analyses.due import Line, lines_of, with_flags
from analyses.forms.cases import (
    ApprovalForm,
    CheckForm,
    CombinationForm,
    EndForm,
    ImpactForm,
    ParticipantForm,
    ReasonForm,
    RequestForm,
    ResultForm,
)
from analyses.models import Case, CaseRole, Operation, Participation
from analyses.stages import LIFE, TONES, Stage
from analyses.views.asks import asks_context
from analyses.views.crumbs import crumbs_of
from analyses.views.given import overview_of
from analyses.views.sight import find_case, in_sight, reason_of, with_reason
from partnerships.directory.models import Account, Organisation
from partnerships.directory.requests import Request
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, choice_filter
from partnerships.shared.lists.ordering import by_label
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.step.views import Step, take
from partnerships.shared.templatetags.parts import badge, code, link, when


def stage_badge(stage: str) -> SafeString:
    """The stage as a label."""
    return badge(Stage(stage).label, TONES[Stage(stage)])


class CaseFilter(ListFilter):
    """What may be asked of the list."""

    stage = choice_filter(Stage.choices, label=pgettext_lazy("a case", "Stage"))


class CaseLabels:
    """Labels and addresses, made once for many rows."""

    def __init__(self, account: Account, rows: object) -> None:
        self.address = addresses("analyses:detail")
        self.stages = {value: capfirst(str(label)) for value, label in Stage.choices}
        self.badges = {value: stage_badge(value) for value in Stage.values}


CASES = List(
    slug="analysis-cases",
    caption=gettext_lazy("360° analyses"),
    columns=(
        ListColumn(
            "number",
            gettext_lazy("Number"),
            ("id", "number"),
            value=lambda row, look: row.number,
            cell=lambda row, look: link(code(row.number), look.address(row.id)),
            sort=("number",),
        ),
        ListColumn(
            "title",
            pgettext_lazy("a case", "Title"),
            ("title",),
            value=lambda row, look: row.title,
            sort=("title",),
        ),
        ListColumn(
            "stage",
            pgettext_lazy("a case", "Stage"),
            ("stage",),
            value=lambda row, look: look.stages[row.stage],
            cell=lambda row, look: look.badges[row.stage],
            sort=lambda: by_label("stage", Stage.choices),
        ),
        ListColumn(
            "review_on",
            gettext_lazy("Need is checked by"),
            ("review_on",),
            value=lambda row, look: row.review_on,
            cell=lambda row, look: when(row.review_on),
            sort=("review_on",),
        ),
        ListColumn(
            "delete_on",
            gettext_lazy("Is deleted on"),
            ("delete_on",),
            value=lambda row, look: row.delete_on,
            cell=lambda row, look: when(row.delete_on),
            sort=("delete_on",),
        ),
    ),
    filters=CaseFilter,
    order=("-requested_at", "-id"),
    look=CaseLabels,
    empty=gettext_lazy("You are named in no case"),
    empty_text=gettext_lazy(
        "A case appears here as soon as you are named in it, or have something to decide on."
    ),
)


@in_sight
def cases(request: Request) -> HttpResponseBase:
    """Those that one sees, the latest first."""
    rules.can_read_cases(request.user).enforce()
    rows = Case.objects.visible_to(request.user)
    context = {
        "can_request": rules.can_request(request.user),
        "reads_enquiries": rules.reads_enquiries(request.user),
        "can_read_log": rules.can_read_log(request.user),
        "red": rules.overdue(timezone.localdate()).count(),
        "can_see_requests": rules.can_see_requests(request.user),
    }
    return respond(request, CASES, rows, template="analyses/list.html", context=context)


@in_sight
def request_case(request: Request) -> HttpResponse:
    """Ask for an analysis."""
    rules.can_request(request.user).enforce()
    step = Step(
        title=_("Request an analysis"),
        crumbs=crumbs_of(),
        lead=_(
            "Only those whom you name here learn of it. The legal service checks the request from outside;"
            " then two people of different authorities decide."
        ),
        submit=_("Send the request"),
    )

    def act(form: RequestForm) -> Case:
        values = dict(form.cleaned_data)
        lead, others, deciding = (
            values.pop("lead"),
            values.pop("contributors"),
            values.pop("approvers"),
        )
        people = [
            *_named([lead], CaseRole.LEAD),
            *_named(others, CaseRole.CONTRIBUTOR),
            *_named(deciding, CaseRole.APPROVER),
        ]
        return actions.request_case(people=people, by=request.user, **values)

    def lead_on(case: Case) -> str:
        seen = Case.objects.visible_to(request.user).filter(pk=case.pk).exists()
        return reverse("analyses:detail", args=[case.pk]) if seen else reverse("analyses:list")

    return take(
        request,
        step,
        lambda data: RequestForm(data, by=request.user),
        act,
        done=_("Sent. The legal service checks it."),
        way=lead_on,
    )


def _named(pairs: Iterable[tuple[Account, Organisation]], role: str) -> list[Named]:
    return [Named(account, authority, role) for account, authority in pairs]


STEPS = (
    ("take_check", gettext_lazy("Take up the legality check"), rules.can_take_check),
    ("pass_check", gettext_lazy("Finish the legality check"), rules.can_finish_check),
    ("approve", gettext_lazy("Approve the request"), rules.can_approve),
    ("confirm_impact", gettext_lazy("Confirm the impact assessment"), rules.can_confirm_impact),
    (
        "confirm_combination",
        gettext_lazy("Confirm the basis for combining"),
        rules.can_confirm_combination,
    ),
    ("contribute", pgettext_lazy("a case", "Contribute"), rules.can_contribute),
)
MOVES = {
    "collect": gettext_lazy("Collect contributions"),
    "analyse": gettext_lazy("Begin the analysis"),
    "check_quality": gettext_lazy("Check the quality"),
    "confer": gettext_lazy("Hold a case conference"),
    "deliver": gettext_lazy("Deliver the result"),
}


@in_sight
@with_reason
def detail(request: Request, pk: int) -> HttpResponse:
    """What is asked, who takes part, what is to be done next. That it was read is in the log."""
    case = find_case(request, pk)
    reading = reason_of(request, case)
    note(Operation.CONSULT, "case.read", by=request.user, case=case, reason=reading)
    by = request.user
    people = list(
        case.participations.select_related("authority", "account__person").order_by(
            "authority__sort_key", "pk"
        )
    )
    deeds = _deeds(by, case)
    context = {
        "case": case,
        "reading": reading,
        "lines": due_here(by, case, people),
        "badge": stage_badge(case.stage),
        "primary": deeds[0] if deeds else None,
        "deeds": deeds[1:],
        "gates": _gates(by, case),
        "people": [_person(by, case, each) for each in people if not each.ended_at],
        "former": [each for each in people if each.ended_at],
        "approvals": case.approvals.select_related("authority", "by__person"),
        "recipients": [
            each.organisation for each in case.recipients.select_related("organisation")
        ],
        "can_reject": rules.can_reject(by, case),
        "can_stop": rules.can_stop(by, case),
        "can_follow_up": rules.can_follow_up(by, case),
        "can_add": rules.can_add_participant(by, case),
        "sees_contents": rules.sees_contents(by, case),
        "given": overview_of(by, case),
        **asks_context(by, case),
    }
    return render(request, "analyses/detail.html", context)


def due_here(by: Account, case: Case, people: Iterable[Participation]) -> list[Line]:
    """What is due in this case for this person, of those who take part."""
    own = next((each for each in people if each.account_id == by.pk and each.is_current), None)
    rows = with_flags(Case.objects.filter(pk=case.pk), by, {own.authority_id} if own else set())
    return list(lines_of(rows.get(), by, own))


def _deeds(by: Account, case: Case) -> list[tuple[str, str]]:
    """What this person may do next: words and address, the most pressing first."""
    found = [
        (str(words), reverse(f"analyses:{verb}", args=[case.pk]))
        for verb, words, rule in STEPS
        if rule(by, case)
    ]
    found += [
        (str(MOVES[move.verb]), reverse("analyses:move", args=[case.pk, move.verb]))
        for move in LIFE.from_stage(case.stage)
        if move.verb in MOVES and rules.can_move(by, case, move.verb)
    ]
    return found


def _gates(by: Account, case: Case) -> list[dict[str, object]]:
    """Both gates: what is noted, whether it is confirmed, and what one may do there."""
    return [
        {
            "label": _("Impact assessment"),
            "text": case.impact_reference,
            "noted": case.impact_noted_at,
            "confirmed": case.impact_confirmed_at,
            "href": reverse("analyses:note_impact", args=[case.pk]),
            "can_note": rules.can_note_impact(by, case),
        },
        {
            "label": _("Legal basis for combining"),
            "text": str(case.combination) if case.combination else "",
            "noted": case.combination_noted_at,
            "confirmed": case.combination_confirmed_at,
            "href": reverse("analyses:name_combination", args=[case.pk]),
            "can_note": rules.can_name_combination(by, case),
        },
    ]


def _person(by: Account, case: Case, participation: Participation) -> dict[str, object]:
    participation.case = case
    return {
        "row": participation,
        "role": capfirst(CaseRole(participation.role).label),
        "waits": participation.agreed_at is None,
        "can_agree": rules.can_agree_participant(by, participation),
        "can_end": rules.can_end_participation(by, participation),
    }


def _step(
    request: Request,
    pk: int,
    rule: Callable[[Account, Case], object],
    make: Callable[..., forms.Form] | None,
    act: Callable[[Case, forms.Form], object],
    *,
    done: str,
    **words: object,
) -> HttpResponse:
    """A step of one case: found, allowed, asked, done."""
    case = find_case(request, pk)
    rule(request.user, case).enforce()  # type: ignore[attr-defined]
    step = Step(about=case.number, crumbs=crumbs_of(case), **words)  # type: ignore[arg-type]

    def lead_on(_made: object) -> str:
        seen = Case.objects.visible_to(request.user).filter(pk=case.pk).exists()
        return "" if seen else reverse("analyses:list")

    return take(request, step, make, lambda form: act(case, form), done=done, way=lead_on)


@in_sight
def take_check(request: Request, pk: int) -> HttpResponse:
    """The legal service takes it up."""
    return _step(
        request,
        pk,
        rules.can_take_check,
        None,
        lambda case, _form: actions.take_check(case, by=request.user),
        title=_("Take up the legality check"),
        question=_("Do you check this request?"),
        lead=_("You must stand outside the case: neither requesting nor named in it."),
        submit=_("Take it up"),
        done=_("You check this request."),
    )


@in_sight
def pass_check(request: Request, pk: int) -> HttpResponse:
    """Lawful, and it speaks of conduct alone."""
    return _step(
        request,
        pk,
        rules.can_finish_check,
        CheckForm,
        lambda case, form: actions.pass_check(
            case,
            speaks_of_conduct=form.cleaned_data["speaks_of_conduct"],
            note_text=form.cleaned_data["check_note"],
            by=request.user,
        ),
        title=_("Finish the legality check"),
        lead=_("If it is not lawful, reject it with reasons instead."),
        submit=_("It is lawful"),
        done=_("Checked. Two people of different authorities decide now."),
    )


@in_sight
def approve(request: Request, pk: int) -> HttpResponse:
    """A yes in the name of one's authority."""
    return _step(
        request,
        pk,
        rules.can_approve,
        ApprovalForm,
        lambda case, form: actions.approve(
            case, note_text=form.cleaned_data["note"], by=request.user
        ),
        title=_("Approve the request"),
        lead=_("A case begins once two people of different authorities have approved it."),
        submit=_("Approve"),
        done=_("Approved."),
    )


@in_sight
def reject(request: Request, pk: int) -> HttpResponse:
    """With reasons."""
    return _step(
        request,
        pk,
        rules.can_reject,
        ReasonForm,
        lambda case, form: actions.reject(
            case, reason=form.cleaned_data["reason"], by=request.user
        ),
        title=_("Reject the request"),
        lead=_("Those who are named in the request read your reasons."),
        submit=pgettext("a request", "Reject"),
        danger=True,
        done=_("Rejected."),
    )


@in_sight
def stop(request: Request, pk: int) -> HttpResponse:
    """With reasons."""
    return _step(
        request,
        pk,
        rules.can_stop,
        ReasonForm,
        lambda case, form: actions.stop(case, reason=form.cleaned_data["reason"], by=request.user),
        title=_("Stop the case"),
        lead=_("Nothing more is contributed or analysed. Its contents are deleted on their day."),
        submit=_("Stop it"),
        danger=True,
        done=pgettext("a case", "Stopped."),
    )


@in_sight
def move(request: Request, pk: int, verb: str) -> HttpResponse:
    """A step of the lead. Raises: Http404 for a word that is none."""
    if verb not in MOVES:
        raise Http404
    return _step(
        request,
        pk,
        lambda by, case: rules.can_move(by, case, verb),
        None,
        lambda case, _form: actions.move(case, verb, by=request.user),
        title=str(MOVES[verb]),
        question=_("Take this step?"),
        lead=_("Everybody in the case sees the new stage."),
        submit=str(MOVES[verb]),
        done=_("Done."),
    )


@in_sight
def note_impact(request: Request, pk: int) -> HttpResponse:
    """Where the impact assessment is found."""
    return _step(
        request,
        pk,
        rules.can_note_impact,
        ImpactForm,
        lambda case, form: actions.note_impact(
            case, reference=form.cleaned_data["impact_reference"], by=request.user
        ),
        title=_("Note the impact assessment"),
        lead=_("It counts once the data protection officer has confirmed it."),
        submit=_("Note it"),
        done=_("Noted. The data protection officer confirms it."),
    )


@in_sight
def confirm_impact(request: Request, pk: int) -> HttpResponse:
    """Data protection has seen it."""
    case = find_case(request, pk)
    return _step(
        request,
        pk,
        rules.can_confirm_impact,
        None,
        lambda case, _form: actions.confirm_impact(case, by=request.user),
        title=_("Confirm the impact assessment"),
        question=_("Have you seen the impact assessment yourself?"),
        lead=case.impact_reference,
        submit=_("Confirm"),
        done=_("Confirmed."),
    )


@in_sight
def name_combination(request: Request, pk: int) -> HttpResponse:
    """By which right what several authorities gave is combined."""
    return _step(
        request,
        pk,
        rules.can_name_combination,
        CombinationForm,
        lambda case, form: actions.name_combination(
            case, basis=form.cleaned_data["basis"], by=request.user
        ),
        title=_("Name the legal basis for combining"),
        lead=_("It counts once the legal service has confirmed it."),
        submit=_("Name it"),
        done=_("Named. The legal service confirms it."),
    )


@in_sight
def confirm_combination(request: Request, pk: int) -> HttpResponse:
    """The legal service has checked it."""
    case = find_case(request, pk)
    return _step(
        request,
        pk,
        rules.can_confirm_combination,
        None,
        lambda case, _form: actions.confirm_combination(case, by=request.user),
        title=_("Confirm the basis for combining"),
        question=_("Does this legal basis carry the combination?"),
        lead=str(case.combination or ""),
        submit=_("Confirm"),
        done=_("Confirmed."),
    )


@in_sight
def note_result(request: Request, pk: int) -> HttpResponse:
    """What came of it."""
    return _step(
        request,
        pk,
        rules.can_follow_up,
        ResultForm,
        lambda case, form: actions.note_result(
            case, result=form.cleaned_data["result"], by=request.user
        ),
        title=_("Note what came of it"),
        submit=_("Note it"),
        done=_("Noted."),
    )


@in_sight
def add_participant(request: Request, pk: int) -> HttpResponse:
    """Somebody more; sees nothing until another authority agrees."""

    def act(case: Case, form: forms.Form) -> Participation:
        values = dict(form.cleaned_data)
        account, authority = values.pop("officer")
        return taking_part.add_participant(
            case, account=account, authority=authority, by=request.user, **values
        )

    return _step(
        request,
        pk,
        rules.can_add_participant,
        ParticipantForm,
        act,
        title=_("Name somebody more"),
        lead=_("This person sees the case once somebody of another authority has agreed."),
        submit=_("Propose"),
        done=_("Proposed. Somebody of another authority decides."),
    )


def _find_participation(request: Request, case_pk: int, pk: int) -> Participation:
    case = find_case(request, case_pk)
    rows = case.participations.select_related("case", "authority", "account__person")
    return get_object_or_404(rows, pk=pk)


@in_sight
def agree_participant(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """A yes of another authority."""
    found = _find_participation(request, case_pk, pk)
    return _step(
        request,
        case_pk,
        lambda by, _case: rules.can_agree_participant(by, found),
        None,
        lambda _case, _form: taking_part.agree_participant(found, by=request.user),
        title=_("Agree to somebody more"),
        question=_("Shall this person take part?"),
        lead=f"{found.account.person}, {found.authority}: {found.reason}",
        submit=_("Agree"),
        done=_("Agreed."),
    )


@in_sight
def end_participation(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """From the next request on this person sees nothing of it."""
    found = _find_participation(request, case_pk, pk)
    return _step(
        request,
        case_pk,
        lambda by, _case: rules.can_end_participation(by, found),
        EndForm,
        lambda _case, form: taking_part.end_participation(
            found, reason=form.cleaned_data["end_reason"], by=request.user
        ),
        title=_("End a participation"),
        lead=f"{found.account.person}, {found.authority}",
        submit=_("End it"),
        danger=True,
        done=pgettext("a participation", "Ended."),
    )
