"""Who stands for an organisation: begin, edit, replace, end."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory.actions import invitations, people
from partnerships.directory.actions import representations as actions
from partnerships.directory.forms.representations import (
    BeginForm,
    EditForm,
    EndForm,
    InvitedForm,
    ReplaceForm,
    SomebodyForm,
)
from partnerships.directory.models import (
    Appointment,
    Invitation,
    Organisation,
    Person,
    Representation,
)
from partnerships.directory.requests import Request
from partnerships.directory.rules import representations as rules
from partnerships.directory.views.invitations import refusals_in_form, say_posted
from partnerships.directory.views.organisation_edit import crumbs_of_organisation
from partnerships.directory.views.printed_names import hint_at_person
from partnerships.shared.step.views import Step, take

VALUES = ("role", "function", "may_sign", "signs_since", "since")


def _get_representation(request: Request, pk: int) -> Representation:
    rows = Representation.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("organisation", "person__account"), pk=pk)


def _somebody(form: SomebodyForm, organisation: Organisation, request: Request) -> Person:
    """Chosen, or entered now for the organisation; the step's transaction takes both back when the rest fails."""
    chosen = form.cleaned_data["person"]
    return chosen or people.enter_person(by=request.user, kept_by=organisation, **form.newcomer)


def _invited(form: InvitedForm, person: Person, request: Request) -> Invitation | None:
    """Where it is wished; what the rule refuses stands in the form. Raises: ValidationError."""
    if not form.cleaned_data["invite"]:
        return None
    language = form.cleaned_data["language"] or settings.LANGUAGE_CODE
    with refusals_in_form():
        return invitations.invite(person, by=request.user, email=form.address, language=language)


def _say_what_follows(
    form: InvitedForm, invitation: Invitation | None, waits: bool, done: str
) -> str:
    """What was done, who is asked, and that a letter goes or waits."""
    parts = [_("The person is asked. It begins when they agree.") if waits else done]
    if invitation is not None:
        parts.append(say_posted(invitation))
    return " ".join(parts)


def _is_asked(person: Person, organisation: Organisation) -> bool:
    """Does an appointment of this person wait for an answer?"""
    rows = Appointment.objects.open().filter(person=person, organisation=organisation)
    return rows.exists()


def begin_representation(request: Request, pk: int) -> HttpResponse:
    """Somebody begins to stand for an organisation; `?person=` names them."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    rules.can_begin_representation(request.user, organisation).enforce()
    initial = {"since": timezone.localdate(), "person": _asked_for(request)}
    first = organisation.pk not in request.user.access.vouches
    step = Step(
        title=_("Name the first lead representative") if first else _("Add somebody"),
        about=organisation.name,
        lead=_means(organisation, first=first),
        crumbs=crumbs_of_organisation(organisation),
        submit=_("Add"),
    )

    def act(form: BeginForm) -> str:
        values = {name: form.cleaned_data[name] for name in (*VALUES, "attested_on")}
        person = _somebody(form, organisation, request)
        with refusals_in_form():
            actions.begin_representation(person, organisation, by=request.user, **values)
        waits = _is_asked(person, organisation)
        done = _say_what_follows(form, _invited(form, person, request), waits, _("Entered."))
        return hint_at_person(done, person, request)

    return take(
        request,
        step,
        lambda data: BeginForm(data, by=request.user, initial=initial),
        act,
        done=str,
    )


def _means(organisation: Organisation, *, first: bool) -> str:
    """Sentences on whose yes is needed."""
    names = {"name": organisation.name}
    if first:
        return (
            _(
                "%(name)s has no confirmed lead representative yet. The person you name agrees, and a witness from another"
                " organisation confirms it. A name without an account and without rights stands there at once."
            )
            % names
        )
    return (
        _(
            "The person will stand for “%(name)s”. Who has an account, or belongs to another organisation, is asked first; so is"
            " whoever is to lead or sign."
        )
        % names
    )


def _asked_for(request: Request) -> Person | None:
    wanted = request.GET.get("person", "")
    if not wanted.isascii() or not wanted.isdigit() or len(wanted) > 18:
        return None
    return Person.objects.visible_to(request.user).present().filter(pk=int(wanted)).first()


def edit_representation(request: Request, pk: int) -> HttpResponse:
    """Role, function, right to sign, days."""
    row = _get_representation(request, pk)
    rules.can_edit_representation(request.user, row).enforce()
    step = Step(
        title=str(row.person),
        here=_("Who stands for it"),
        about=row.organisation.name,
        lead=_("Stands for “%(name)s”.") % {"name": row.organisation.name},
        crumbs=crumbs_of_organisation(row.organisation),
        rows=(row,),
        listed=True,
    )

    def act(form: EditForm) -> str:
        actions.edit_representation(row, by=request.user, **form.cleaned_data)
        waits = _is_asked(row.person, row.organisation)
        return (
            _("Saved. What gives more rights is asked, and begins with the answer.")
            if waits
            else _("Saved.")
        )

    return take(request, step, lambda data: EditForm.prefill(row, data), act, done=str)


def replace_representation(request: Request, pk: int) -> HttpResponse:
    """One goes, another comes, in one step."""
    row = _get_representation(request, pk)
    rules.can_replace_representation(request.user, row).enforce()
    names = {"person": row.person, "name": row.organisation.name}
    step = Step(
        title=_("Who comes after %(name)s?") % {"name": row.person},
        lead=_("%(person)s stops standing for %(name)s, and somebody else begins, in one step.")
        % names,
        crumbs=crumbs_of_organisation(row.organisation),
        submit=_("Replace"),
        danger=True,
        rows=(row,),
    )

    def act(form: ReplaceForm) -> str:
        taken = (*VALUES, "handover_note", "version")
        values = {name: form.cleaned_data[name] for name in taken}
        person = _somebody(form, row.organisation, request)
        actions.replace_representation(row, person, by=request.user, **values)
        waits = _is_asked(person, row.organisation)
        done = _("Replaced. What was handed over stands at the new entry.")
        done = _say_what_follows(form, _invited(form, person, request), waits, done)
        return hint_at_person(done, person, request)

    return take(
        request,
        step,
        lambda data: ReplaceForm.prefill(row, data, by=request.user),
        act,
        done=str,
        way=_onwards(request, row),
    )


def _onwards(request: Request, row: Representation) -> str:
    """To the organisation; home for whoever sees it no more."""
    if row.person_id == request.user.access.person_id:
        return reverse("directory:home")
    return reverse("directory:organisation", args=[row.organisation_id])


def end_representation(request: Request, pk: int) -> HttpResponse:
    """Says what it means, asks when, and ends it."""
    row = _get_representation(request, pk)
    rules.can_end_representation(request.user, row).enforce()
    own = row.person_id == request.user.access.person_id
    question, lead = _words_of_ending(row, own=own)
    step = Step(
        title=_("Please confirm"),
        question=question,
        lead=lead,
        crumbs=crumbs_of_organisation(row.organisation),
        submit=_("End"),
        danger=True,
        rows=(row,),
        template="directory/representation_end.html",
        more={"last_lead": rules.is_last_lead(row)},
    )

    def act(form: EndForm) -> str:
        values = {name: value for name, value in form.cleaned_data.items() if name != "when"}
        actions.end_representation(row, by=request.user, **values)
        return _("Ended.") if form.cleaned_data["when"] == "now" else _("Saved.")

    return take(
        request,
        step,
        lambda data: EndForm.prefill(row, data, own=own),
        act,
        done=str,
        way=_onwards(request, row),
    )


def _words_of_ending(row: Representation, *, own: bool) -> tuple[str, str]:
    """What is asked, and what it means."""
    if own:
        question = _("Do you want to stop standing for %(name)s?")
        lead = _("What you see because of it you will see no more. Others can name you again.")
    else:
        question = _("Shall %(person)s stop standing for %(name)s?")
        lead = _(
            "What the person sees because of it is refused from the next click on. If they have an account, they get"
            " a letter."
        )
    return question % {"person": row.person, "name": row.organisation.name}, lead
