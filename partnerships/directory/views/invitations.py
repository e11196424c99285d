"""Invite one or many, look after what is open, join with an account that is there."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from partnerships.directory.actions import invitations as actions
from partnerships.directory.actions.joining import join
from partnerships.directory.forms.invitations import InviteForm, InviteManyForm
from partnerships.directory.models import Invitation, Organisation, Person
from partnerships.directory.rules import invitations as rules
from partnerships.directory.views.links import addresses
from partnerships.directory.views.person import seen
from partnerships.shared.addresses import shown
from partnerships.shared.keyset import page
from partnerships.shared.templatetags.parts import Column, badge, link, when, words

COLUMNS = [
    Column(gettext_lazy("Person")),
    Column(gettext_lazy("E-mail address")),
    Column(gettext_lazy("Valid until")),
    Column(gettext_lazy("Invited at")),
    Column(gettext_lazy("Steps")),
]


def invitations(request: HttpRequest) -> HttpResponse:
    """Those that nobody has accepted yet, the ones that end first above."""
    rows = (
        Invitation.objects.visible_to(request.user)
        .filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
        .filter(person__account__isnull=True, person__merged_into__isnull=True)
        .select_related("person")
    )
    found = page(rows, by=["expires_at", "id"], cursor=request.GET.get("cursor", ""))
    person, again = addresses("directory:person"), addresses("directory:resend_invitation")
    away = addresses("directory:withdraw_invitation")
    context = {
        "page": found,
        "columns": COLUMNS,
        "rows": [
            (
                link(words(row.person), person(row.person_id)),
                words(shown(row.email)),
                _until(row),
                when(row.created_at),
                _steps(again(row.pk), away(row.pk)),
            )
            for row in found.rows
        ],
    }
    return render(request, "directory/invitations.html", context)


def _until(row: Invitation) -> Any:
    return (
        when(row.expires_at) if row.expires_at > timezone.now() else badge(_("run out"), "warning")
    )


def _steps(again: str, away: str) -> Any:
    return format_html("{} · {}", link(_("Send again"), again), link(_("Withdraw"), away))


def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask one person to open an account."""
    person = seen(request, pk)
    rules.can_invite(request.user, person).enforce()
    form = InviteForm(request.POST or None, initial={"email": person.email})
    post = request.method == "POST" and form.is_valid()
    if post and _allowed(
        form, lambda: actions.invite(person, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _posted(1))
        return redirect("directory:person", pk=pk)
    return render(request, "directory/invite.html", {"form": form, "person": person})


def _posted(number: int) -> str:
    """The same, whoever else knows the address. Source: DESIGN section 5, promise 3."""
    if number == 1:
        return _("The letter is on its way. The link in it is valid for 14 days.")
    return _("%(number)d letters are on their way. Each link is valid for 14 days.") % {
        "number": number
    }


def _allowed(form: Any, act: Any) -> bool:
    """What the action refuses stands in the form, and what was typed stays."""
    try:
        act()
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def invite_many(request: HttpRequest, pk: int) -> HttpResponse:
    """People of an organisation; shows what would be sent before it is."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    rules.can_invite_many(request.user, organisation).enforce()
    people = _uninvited(request, organisation)
    form = InviteManyForm(
        request.POST or None,
        people=people,
        seen=Person.objects.visible_to(request.user).present(),
    )
    context: dict[str, Any] = {"form": form, "organisation": organisation}
    if request.method == "POST" and form.is_valid():
        chosen = list(form.cleaned_data.get("people") or ())
        entries = form.cleaned_data["lines"]
        if "send" in request.POST and _sent(form, organisation, request):
            messages.success(request, _posted(len(chosen) + len(entries)))
            return redirect("directory:invitations")
        if "change" not in request.POST and not form.errors:
            context |= {"chosen": chosen, "entries": entries, "preview": True}
    return render(request, "directory/invite_many.html", context)


def _uninvited(request: HttpRequest, organisation: Organisation) -> Any:
    """With an address, without account, and without an invitation that is open."""
    stands = organisation.representations.visible_to(request.user).not_over()
    rows = Person.objects.present().filter(pk__in=stands.values("person_id"), account__isnull=True)
    waiting = Invitation.objects.open().values("person_id")
    return rows.exclude(email="").exclude(pk__in=waiting).order_by("sort_key", "id")


def _sent(form: InviteManyForm, organisation: Organisation, request: HttpRequest) -> bool:
    values = {
        "people": form.cleaned_data.get("people") or (),
        "entries": form.cleaned_data["lines"],
        "role": form.cleaned_data["role"],
        "language": form.cleaned_data["language"],
    }
    return _allowed(form, lambda: actions.invite_many(organisation, by=request.user, **values))


def _one(request: HttpRequest, pk: int) -> Invitation:
    rows = Invitation.objects.visible_to(request.user).select_related("person")
    return get_object_or_404(rows, pk=pk)


def resend_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """A new letter; the link sent before ends."""
    found = _one(request, pk)
    rules.can_resend(request.user, found).enforce()
    if request.method == "POST":
        actions.resend(found, by=request.user)
        messages.success(request, _posted(1))
        return redirect("directory:invitations")
    return _question(
        request,
        _("Send the invitation to %(name)s again?") % {"name": found.person},
        _("A new letter goes to %(email)s. The link in the former letter ends at once.")
        % {"email": shown(found.email)},
        _("Send again"),
    )


def withdraw_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """The link ends."""
    found = _one(request, pk)
    rules.can_withdraw(request.user, found).enforce()
    if request.method == "POST":
        actions.withdraw(found, by=request.user)
        messages.success(request, _("Withdrawn. The link is over."))
        return redirect("directory:invitations")
    return _question(
        request,
        _("Withdraw the invitation to %(name)s?") % {"name": found.person},
        _(
            "The link in the letter ends at once. The person stays entered and can be invited again."
        ),
        _("Withdraw"),
        danger=True,
    )


def _question(
    request: HttpRequest, title: str, text: str, submit: str, *, danger: bool = False
) -> HttpResponse:
    context = {
        "title": title,
        "text": text,
        "submit": submit,
        "danger": danger,
        "cancel": reverse("directory:invitations"),
    }
    return render(request, "directory/invitation_confirm.html", context)


@never_cache
def join_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What was entered for somebody who has an account already goes on with it."""
    found = actions.open_invitation(token)
    if found is None:
        return render(request, "directory/invitation_over.html", status=410)
    rules.can_join(request.user, found).enforce()
    if request.method == "POST":
        join(found, by=request.user)
        messages.success(request, _("Joined. You see what is new in “My account”."))
        return redirect("directory:me")
    represents = found.person.representations.not_over().select_related("organisation")
    context = {"invitation": found, "represents": represents, "token": token}
    return render(request, "directory/invitation_join.html", context)
