"""The code of an organisation that writes for people: made, kept, typed once, renewed, or made anew where it was lost.

Its private key is made of it and lies in the sealed visit of the browser, for this account, for two hours.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions import filing
from complaints.actions import partners as actions
from complaints.forms.intake import ReceiptForm
from complaints.forms.writing import OrganisationCodeForm
from complaints.models import Complaint, PartnerKey
from complaints.store.derived import Busy, derive_private
from complaints.store.sealed import Unreadable
from complaints.store.secret import in_groups
from complaints.store.wraps import public_of
from complaints.views.hashing import GATE
from complaints.views.sight import in_sight
from complaints.visiting import Visiting, arrive
from partnerships.directory.models import Account, Organisation
from partnerships.directory.requests import Request

OPENED = "organisation"  # in the state: the private key, whose it is, and who typed the code
SHOWN = "new_code"  # in the state: a code that nobody has kept yet


def private_of(visiting: Visiting, by: Account, organisation: int | None) -> bytes | None:
    """The private key of today, where this account has typed the code in this browser."""
    held = visiting.state.get(OPENED)
    if not held or held["by"] != by.pk or held["organisation"] != organisation:
        return None
    key = actions.key_of(held["organisation"])
    private = bytes.fromhex(held["private"])
    return private if key and public_of(private) == bytes(key.public) else None


@in_sight
def partner_code(request: Request, pk: int) -> HttpResponse:
    """No code yet: make one. A code that is shown: keep it. Otherwise: type it, or, once it is typed, change it."""
    if not rules.can_write_for(request.user, pk):
        raise Http404
    organisation = get_object_or_404(Organisation, pk=pk)
    visiting = arrive(request)
    if request.method != "POST":
        return _show(request, visiting, organisation)
    verb = request.POST.get("go", "")
    if verb == "kept":
        return _keep(request, visiting, organisation)
    if verb == "open":
        return _open(request, visiting, organisation)
    if verb == "close":
        with visiting.changing() as state:
            state.pop(OPENED, None)
        messages.success(request, _("Closed. Nobody reads here without the code."))
    elif verb == "lost" and "sure" not in request.POST:
        return _show(request, visiting, organisation, asks="lost")
    elif verb in ("make", "lost"):
        _make(request, visiting, organisation, was_lost=verb == "lost")
    response = redirect("complaints:partner_code", pk)
    visiting.give_cookie(response)
    return response


def _shown(visiting: Visiting, by: Account, organisation: Organisation) -> dict[str, Any] | None:
    shown = visiting.state.get(SHOWN)
    mine = shown and shown["by"] == by.pk and shown["organisation"] == organisation.pk
    return shown if mine else None


def _make(
    request: Request, visiting: Visiting, organisation: Organisation, *, was_lost: bool
) -> None:
    """A code to be shown: it counts as soon as somebody has kept it. With the former code typed, or none there, or lost."""
    private = private_of(visiting, request.user, organisation.pk)
    if _shown(visiting, request.user, organisation):
        return
    if actions.key_of(organisation) and private is None and not was_lost:
        return
    with GATE.patient():
        made = filing.new_mailbox()
    with visiting.changing() as state:
        state[SHOWN] = {
            "by": request.user.pk,
            "organisation": organisation.pk,
            "code": made.secret,
            "salt": made.salt.hex(),
            "public": made.public.hex(),
            "before": private.hex() if private and not was_lost else "",
        }


def _keep(request: Request, visiting: Visiting, organisation: Organisation) -> HttpResponse:
    """The code is kept: from now on it counts, and is shown nowhere any more."""
    shown = _shown(visiting, request.user, organisation)
    if shown is None:
        return redirect("complaints:partner_code", organisation.pk)
    form = ReceiptForm(request.POST)
    if not form.says_kept(shown["code"]):
        return _show(request, visiting, organisation, form=form)
    salt = bytes.fromhex(shown["salt"])
    with GATE.patient():
        private = derive_private(shown["code"], salt)
    new = actions.NewKey(salt, bytes.fromhex(shown["public"]))
    before = bytes.fromhex(shown["before"]) if shown["before"] else None
    try:
        actions.set_key(organisation, new, before=before, by=request.user)
    except Unreadable:
        messages.error(request, _("Somebody else has changed the code. Type the one of today."))
        with visiting.changing() as state:
            state.pop(SHOWN, None)
        return redirect("complaints:partner_code", organisation.pk)
    with visiting.changing() as state:
        state.pop(SHOWN, None)
        _note_opened(state, request.user, organisation, private)
    messages.success(request, _("From now on this code counts."))
    return redirect("complaints:helping")


def _note_opened(
    state: dict[str, Any], by: Account, organisation: Organisation, private: bytes
) -> None:
    state[OPENED] = {"by": by.pk, "organisation": organisation.pk, "private": private.hex()}


def _open(request: Request, visiting: Visiting, organisation: Organisation) -> HttpResponse:
    form, key = OrganisationCodeForm(request.POST), actions.key_of(organisation)
    if key is None or not form.is_valid():
        return _show(request, visiting, organisation, code_form=form)
    private = _derive(form, key)
    if private is None:
        return _show(request, visiting, organisation, code_form=form)
    with visiting.changing() as state:
        _note_opened(state, request.user, organisation, private)
    response = redirect(_way_on(request))
    visiting.give_cookie(response)
    return response


def _derive(form: OrganisationCodeForm, key: PartnerKey) -> bytes | None:
    try:
        with GATE:
            private = derive_private(form.cleaned_data["code"], bytes(key.salt))
    except Busy:
        form.add_error(
            None, _("Many people are reading at the moment. Please try again in a minute.")
        )
        return None
    if public_of(private) == bytes(key.public):
        return private
    form.add_error("code", _("This is not the code of your organisation."))
    return None


def _way_on(request: Request) -> str:
    """Back to what one wanted to read, or to the list."""
    number = request.GET.get("complaint", "")
    if number.isascii() and number.isdecimal() and len(number) < 10:
        rows = Complaint.objects.helped_by(request.user).filter(pk=number)
        if rows.exists():
            return reverse("complaints:helped", args=[number])
    return reverse("complaints:helping")


def _show(
    request: Request,
    visiting: Visiting,
    organisation: Organisation,
    form: ReceiptForm | None = None,
    code_form: OrganisationCodeForm | None = None,
    asks: str = "",
) -> HttpResponse:
    shown = _shown(visiting, request.user, organisation)
    context = {
        "organisation": organisation,
        "groups": in_groups(shown["code"]) if shown else [],
        "form": form or ReceiptForm(),
        "code_form": code_form or OrganisationCodeForm(),
        "has_key": actions.key_of(organisation) is not None,
        "is_open": private_of(visiting, request.user, organisation.pk) is not None,
        "asks": asks,
    }
    response = render(request, "complaints/partner_code.html", context)
    visiting.give_cookie(response)
    response["Cache-Control"] = "no-store"
    return response
