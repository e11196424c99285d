"""The page of one grant, and what may be done with it."""

from collections.abc import Callable
from typing import Unpack

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions import grants as actions
from partnerships.directory.forms.grants import EndRoleForm, GiveRoleForm
from partnerships.directory.forms.named import PersonField
from partnerships.directory.letters.roles import scope_words
from partnerships.directory.models import Account, Grant
from partnerships.directory.requests import Request
from partnerships.directory.views.role_marks import marks
from partnerships.directory.views.steps import StepWords
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.step.views import Crumb, Step, take, to
from partnerships.shared.verdicts import Verdict

SHOWN = 30  # events


def _get_grant(request: Request, pk: int) -> Grant:
    rows = Grant.objects.visible_to(request.user).select_related(
        "person", "organisation", "partnership", "given_by__person", "confirmed_by__person"
    )
    return get_object_or_404(rows, pk=pk)


def role(request: Request, pk: int) -> HttpResponse:
    """Who holds it, where, since when; what one may do; and for those who look after all roles, what happened."""
    grant = _get_grant(request, pk)
    steps = [
        (label, reverse(f"directory:{verb}_role", args=[pk]), rule(request.user, grant))
        for verb, label, rule in _steps()
    ]
    context = {
        "grant": grant,
        "scope": scope_words(grant),
        "marks": marks(grant),
        "steps": [step for step in steps if step[2]],
        "why_not": "" if any(step[2] for step in steps) else steps[2][2].reason,
        "history": _history(grant) if rules.can_see_roles(request.user) else [],
        "may_look_up": rules.can_look_up_access(request.user),
    }
    return render(request, "directory/grant.html", context)


def _steps() -> list[tuple[str, str, Callable[[Account, Grant], Verdict]]]:
    return [
        ("confirm", _("Agree as second person"), rules.can_confirm),
        ("refuse", _("Refuse as second person"), rules.can_refuse),
        ("end", _("End this role"), rules.can_end),
        ("review", _("Still needed: confirm for a year"), rules.can_review),
    ]


def _history(grant: Grant) -> list[dict[str, object]]:
    events = AuditEvent.objects.about(grant).select_related("by__person")[:SHOWN]
    return [
        {
            "at": event.at,
            "text": render_to_string(f"{event.what.replace('.', '/audit/')}.txt", event.facts),
            "by": str(getattr(event.by, "person", "")) if event.by else "",
        }
        for event in events
    ]


def give_role(request: Request) -> HttpResponse:
    """Who gets which role for what."""
    rules.can_give(request.user).enforce()
    step = Step(
        title=_("Give a role"),
        lead=_(
            "Administrators, data protection officers, analysts and everybody who works on complaints begin when a second"
            " person agrees."
        ),
        crumbs=[_up()],
        submit=_("Give the role"),
    )

    def act(form: GiveRoleForm) -> Grant:
        return actions.give_role(by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: GiveRoleForm(data, by=request.user, initial=_prefill_person(request)),
        act,
        done=_say_given,
        way=to("directory:role"),
    )


def _up() -> Crumb:
    return _("Roles"), reverse("directory:roles")


def _prefill_person(request: Request) -> dict[str, object]:
    """From a person's page the person stands in the form already."""
    number = request.GET.get("person", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return {}
    person = PersonField.visible_to(request.user).filter(pk=int(number)).first()
    return {"person": f"{person} [{person.pk}]"} if person else {}


def _say_given(grant: Grant) -> str:
    if grant.is_waiting:
        return _("The role is prepared. It begins when a second person agrees.")
    return _("The role is given.")


def confirm_role(request: Request, pk: int) -> HttpResponse:
    """The second person agrees."""
    text = _(
        "The role begins at once, or on its first day. You answer for it beside the person who gave it."
    )
    words: StepWords = {"question": _("Agree to this role?"), "submit": _("Agree"), "lead": text}
    ask = rules.can_confirm, actions.confirm_role, _("You agreed.")
    return _question(request, pk, ask, words)


def refuse_role(request: Request, pk: int) -> HttpResponse:
    """The second person says no."""
    text = _("The role never begins. Tell the person who prepared it why.")
    words: StepWords = {"question": _("Refuse this role?"), "submit": _("Refuse"), "lead": text}
    ask = rules.can_refuse, actions.refuse_role, _("You refused.")
    return _question(request, pk, ask, {**words, "danger": True})


def review_role(request: Request, pk: int) -> HttpResponse:
    """Asks, then confirms for a year that the role is still needed."""
    text = _("The role goes on. You will be asked again in a year.")
    words: StepWords = {
        "question": _("Is this role still needed?"),
        "submit": _("Still needed"),
        "lead": text,
    }
    ask = rules.can_review, actions.review_role, _("Confirmed for a year.")
    return _question(request, pk, ask, words)


def _question(request: Request, pk: int, ask: tuple, words: StepWords) -> HttpResponse:
    """A question with one button, then the action."""
    rule, action, done = ask
    grant = _asked_about(request, pk, rule)
    way = ""
    if request.POST.get("back") == "review":
        way = reverse("directory:roles_to_review")

    def act(_form: object) -> None:
        action(grant, by=request.user)

    return take(request, _step(grant, **words), None, act, done=done, way=way)


def _asked_about(request: Request, pk: int, rule: Callable[..., Verdict]) -> Grant:
    grant = _get_grant(request, pk)
    rule(request.user, grant).enforce()
    return grant


def _step(grant: Grant, **words: Unpack[StepWords]) -> Step:
    """The grant stands above the question."""
    own = reverse("directory:role", args=[grant.pk])
    return Step(
        title=_("Please confirm"),
        crumbs=[_up(), (str(grant.person), own)],
        template="directory/grant_confirm.html",
        more={"grant": grant, "scope": scope_words(grant)},
        **words,
    )


def end_role(request: Request, pk: int) -> HttpResponse:
    """A form for the end of a role: now, or after a last day."""
    grant = _asked_about(request, pk, rules.can_end)
    step = _step(
        grant,
        question=_("End this role?"),
        submit=_("End the role"),
        lead=_(
            "Access ends with it. If nothing else remains, the person is signed out everywhere."
        ),
        danger=True,
    )

    def act(form: EndRoleForm) -> Grant:
        return actions.end_role(grant, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        EndRoleForm,
        act,
        done=lambda ended: _("The role has ended.") if ended.ended_at else _("The end is set."),
        way=lambda ended: _after_ending(request, ended),
    )


def _after_ending(request: Request, grant: Grant) -> str:
    """The page of the grant; whoever ended their own may no longer see it."""
    if grant.ended_at and grant.person.account_id == request.user.pk:
        return reverse("directory:home")
    return reverse("directory:role", args=[grant.pk])
