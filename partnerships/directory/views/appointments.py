"""Who is to stand, lead or sign for an organisation: what waits, one of them, and the answers."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.directory.actions import appointments as actions
from partnerships.directory.actions.reading import person_reading
from partnerships.directory.letters.appointments import partnerships_of
from partnerships.directory.models import Account, Appointment, Organisation, Person, Second
from partnerships.directory.models.appointments import AppointmentQuerySet
from partnerships.directory.requests import Request
from partnerships.directory.rules import appointments as rules
from partnerships.directory.rules.decisions import name_of_account, what_is_asked
from partnerships.directory.todo.answers import waiting_for
from partnerships.shared.addresses import show_address
from partnerships.shared.step.views import Step, take, to
from partnerships.shared.templatetags.parts import badge
from partnerships.shared.verdicts import Verdict

MOST = 50


def _rows(account: Account) -> AppointmentQuerySet:
    return Appointment.objects.visible_to(account).select_related(
        "person", "organisation", "asked_by__person", "asked_for",
        "agreed_by__person", "seconded_by__person", "seconded_for", "representation",
    )  # fmt: skip


def _get_appointment(request: Request, pk: int) -> Appointment:
    return get_object_or_404(_rows(request.user), pk=pk)


def appointments(request: Request) -> HttpResponse:
    """What waits for one's own yes, and what waits for others."""
    mine = {row.pk for row in waiting_for(request.user)}
    rows = list(_rows(request.user).open().order_by("asked_at", "pk")[:MOST])
    context = {
        "mine": [_line(row) for row in rows if row.pk in mine],
        "others": [_line(row) for row in rows if row.pk not in mine],
    }
    return render(request, "directory/appointments.html", context)


def _line(row: Appointment) -> dict[str, object]:
    return {
        "href": reverse("directory:appointment", args=[row.pk]),
        "title": _("%(person)s for %(organisation)s")
        % {"person": row.person, "organisation": row.organisation.name},
        "what": what_is_asked(row),
        "missing": missing(row),
        "asked_at": row.asked_at,
    }


def missing(row: Appointment) -> str:
    """Whose yes is still missing."""
    if not row.is_open:
        return ""
    if row.agreed_at is None:
        if row.person.account_id is None and row.gives_power:
            return _("The person has no account yet.")
        return _("The person has not answered yet.")
    if row.second == Second.COLLEAGUE:
        return _("A colleague or a witness has not answered yet.")
    return _("A witness has not answered yet.")


def appointment(request: Request, pk: int) -> HttpResponse:
    """Who asked what in whose name, who said yes, and what one can answer."""
    row = _get_appointment(request, pk)
    verdicts = {verb: rule(request.user, row) for verb, (rule, *_rest) in STEPS.items()}
    return render(
        request,
        "directory/appointment.html",
        {
            "appointment": row,
            "what": what_is_asked(row),
            "state": _state(row),
            "missing": missing(row),
            "asked_by": name_of_account(row.asked_by),
            "agreed_by": name_of_account(row.agreed_by),
            "seconded_by": name_of_account(row.seconded_by),
            "partnerships": partnerships_of(row.organisation),
            "sees_organisation": Organisation.objects.visible_to(request.user)
            .filter(pk=row.organisation_id)
            .exists(),
            "steps": [
                (label, reverse(f"directory:{verb}_appointment", args=[pk]), LOOKS[verb])
                for verb, (_rule, _act, label) in STEPS.items()
                if verdicts[verb]
            ],
        },
    )


def _state(row: Appointment) -> SafeString:
    if row.refused_at:
        return badge(_("refused"), "danger")
    if row.withdrawn_at:
        return badge(_("taken back"))
    if row.completed_at:
        return badge(
            _("by document, no second person") if row.document else _("in order"), "success"
        )
    return badge(_("waits"), "warning")


Answer = tuple[Callable[[Account, Appointment], Verdict], Callable[..., object], Promise]


def agree_appointment(request: Request, pk: int) -> HttpResponse:
    """The person's own yes."""
    row = _get_appointment(request, pk)
    names = {"organisation": row.organisation.name, "what": what_is_asked(row)}
    return _question(
        request,
        row,
        "agree",
        question=_("Do you want to stand for %(organisation)s? (%(what)s)") % names,
        lead=_agreeing_means(row),
        done=_("Thank you. You agreed."),
    )


def _agreeing_means(appointment: Appointment) -> str:
    """What happens with the yes."""
    if appointment.person.account_id is None:
        return _("The person's name then stands at the organisation.")
    if appointment.second == Second.WITNESS and rules.works_at_once(appointment):
        return _(
            "You can work at once: read, answer, comment, and look after the entry. You sign and name others as soon as a"
            " witness from another organisation has confirmed you. The witness gets a letter."
        )
    if appointment.second != Second.NOBODY:
        return _("It begins when the second person has agreed, too. They get a letter.")
    return _("It begins at once. You can end it yourself at any time.")


def second_appointment(request: Request, pk: int) -> HttpResponse:
    """The colleague's or witness's yes: for lead and signature together."""
    row = _get_appointment(request, pk)
    names = {
        "person": row.person,
        "organisation": row.organisation.name,
        "what": what_is_asked(row),
        "email": show_address(row.person.account.email) if row.person.account else "",
    }
    return _question(
        request,
        row,
        "second",
        question=_("Is it right that %(person)s stands for %(organisation)s? (%(what)s)") % names,
        lead=_(
            "Say yes only if you know it, for example from the organisation itself. The person signs in as %(email)s. Your"
            " name will stand beside this decision."
        )
        % names,
        done=_("Thank you. You confirmed it."),
        reads=person_reading(row.person, by=request.user),
    )


def refuse_appointment(request: Request, pk: int) -> HttpResponse:
    """Whoever is asked says no."""
    row = _get_appointment(request, pk)
    return _question(
        request,
        row,
        "refuse",
        question=_("Do you say no to this?"),
        lead=_("Then it does not begin, and who asked for it is told. It can be asked anew."),
        done=_("You said no."),
        danger=True,
    )


def withdraw_appointment(request: Request, pk: int) -> HttpResponse:
    """Whoever asked takes it back."""
    row = _get_appointment(request, pk)
    return _question(
        request,
        row,
        "withdraw",
        question=_("Do you take this back?"),
        lead=_("Nobody is asked any more. What began while the witness was waited for ends."),
        done=_("Taken back."),
        danger=True,
    )


STEPS: dict[str, Answer] = {
    "agree": (rules.can_agree, actions.agree_appointment, gettext_lazy("I agree")),
    "second": (rules.can_second, actions.second_appointment, gettext_lazy("Yes, that is right")),
    "refuse": (rules.can_refuse_appointment, actions.refuse_appointment, gettext_lazy("Say no")),
    "withdraw": (
        rules.can_withdraw_appointment,
        actions.withdraw_appointment,
        gettext_lazy("Take it back"),
    ),
}

LOOKS = {"agree": "primary", "second": "primary", "refuse": "secondary", "withdraw": "tertiary"}


def _question(
    request: Request,
    appointment: Appointment,
    verb: str,
    *,
    done: str,
    danger: bool = False,
    reads: tuple[str, Person] | None = None,
    **words: str,
) -> HttpResponse:
    """A question with one button, then the action."""
    rule, act, submit = STEPS[verb]
    rule(request.user, appointment).enforce()
    page = reverse("directory:appointment", args=[appointment.pk])
    title = _("%(person)s for %(organisation)s") % {
        "person": appointment.person,
        "organisation": appointment.organisation.name,
    }
    crumbs = [(_("Waiting for a yes"), reverse("directory:appointments")), (title, page)]
    step = Step(
        title=title,
        here=_("Answer"),
        crumbs=crumbs,
        submit=str(submit),
        danger=danger,
        reads=reads,
        **words,  # type: ignore[arg-type]  # sentences only
    )
    return take(
        request, step, None, lambda _form: act(appointment, by=request.user), done=done, way=page
    )


def ask_to_lead(request: Request, pk: int) -> HttpResponse:
    """To be the lead of an organisation that has none, or to be confirmed as the lead one is from before the rule."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    rules.can_ask_to_lead(request.user, organisation).enforce()
    page = reverse("directory:organisation", args=[pk])
    step = Step(
        title=_("Lead %(name)s") % {"name": organisation.name},
        crumbs=[
            (_("Organisations"), reverse("directory:organisations")),
            (organisation.name, page),
        ],
        question=_("Do you ask to be confirmed as lead representative?"),
        lead=_(
            "A witness from another organisation of your partnership is asked by letter. With their yes you say who stands"
            " for your organisation, and you may sign for it."
        ),
        submit=_("Ask a witness"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.ask_to_lead(organisation, by=request.user),
        done=_("A witness is asked."),
        way=to("directory:appointment"),
    )
