"""Who am I here: for whom I stand, what I see and why, how I sign in, and what I change myself."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.directory.actions import me as actions
from partnerships.directory.forms.me import OwnEntryForm
from partnerships.directory.models import Person, Representation
from partnerships.directory.requests import Request
from partnerships.directory.rules import me as rules
from partnerships.directory.views import reasons
from partnerships.directory.views.printed_names import hint_at_person
from partnerships.directory.views.since import began
from partnerships.shared.row_addresses import addresses
from partnerships.shared.spoken import spoken_name
from partnerships.shared.step.views import Step, take
from partnerships.shared.templatetags.parts import link, words


def me(request: Request) -> HttpResponse:
    """The page about oneself."""
    account = request.user
    person = Person.objects.filter(account=account).first()
    return render(
        request,
        "directory/me.html",
        {
            "person": person,
            "spoken": ", ".join(spoken_name(code) for code in person.languages) if person else "",
            "stands": [_stand(row) for row in reasons.representations(account)],
            "roles": reasons.roles(account),
            "partnerships": reasons.partnerships(account),
            "language_name": dict(settings.LANGUAGES).get(account.language, account.language),
        },
    )


def _stand(row: Representation) -> dict:
    address = addresses("directory:organisation")
    return {
        "organisation": link(words(row.organisation.name), address(row.organisation_id)),
        "role": capfirst(row.get_role_display()),
        "function": row.function,
        "since": began(row.since, row.attested_on),
        "may_sign": row.signs_today,
    }


def edit_me(request: Request) -> HttpResponse:
    """Name, telephone and who sees it, languages."""
    rules.can_change_own_entry(request.user).enforce()
    person = get_object_or_404(Person, account=request.user)
    step = Step(
        title=_("My entry"),
        lead=_("Others in your partnerships see your name and for whom you stand."),
        crumbs=[(_("My account"), reverse("directory:me"))],
        rows=(person,),
    )

    def act(form: OwnEntryForm) -> str:
        changed = actions.change_own_entry(by=request.user, **form.cleaned_data)
        return hint_at_person(_("Saved."), changed, request)

    return take(request, step, lambda data: OwnEntryForm.prefill(person, data), act, done=str)


def leave(request: Request) -> HttpResponse:
    """Asks, says what happens, and then closes the account."""
    rules.can_leave(request.user).enforce()
    stands = [str(row.organisation) for row in reasons.representations(request.user)]
    step = Step(
        title=_("Leave"),
        question=_("Do you want to leave now?"),
        lead=_("You cannot undo this yourself. To come back you need a new invitation."),
        crumbs=[(_("My account"), reverse("directory:me"))],
        submit=_("Leave now"),
        danger=True,
        template="directory/leave.html",
        more={"stands": stands},
    )

    def act(_form: object) -> None:
        actions.leave(by=request.user)

    return take(request, step, None, act, done="", way=reverse("account_inactive"))
