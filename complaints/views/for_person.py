"""The form, where somebody else writes: a helper of a partner, or an officer with a letter, a call, a visit.

They begin on a page of the house; then it is the form of everybody, in the person's language, in the same sealed visit. Who began
it and how stands in the visit; it is asked again when it is sent.
"""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from complaints import visit_files
from complaints.actions.filing import Writer
from complaints.actions.partners import key_of
from complaints.forms.consent import YES
from complaints.forms.intake import HELPERS_ALONE, HELPERS_FIRST, SEEN_BY
from complaints.languages import isolate
from complaints.models import Channel, Complaint, Forwarding
from complaints.visiting import Visiting
from partnerships.directory.models import Account, Organisation

WRITER = "writer"  # in the state: who writes, for an organisation or an office
DRAFT = ("typed", "at", "returns", "files", "not_taken", "unseen", WRITER)  # over once it is sent
IDENTITY = ("name", "email", "phone", "address")
Said = dict[str, Any]
State = dict[str, Any]


def begin(visiting: Visiting, by: Account, language: str, **facts: object) -> HttpResponse:
    """To the first step; a draft that is there is gone, a receipt that nobody has kept comes first."""
    with visiting.changing() as state:
        if "receipt" not in state:
            if state.get("files"):
                visit_files.let_go(visiting.id)
            for name in DRAFT:
                state.pop(name, None)
            if office := facts.get("office"):
                state["typed"] = {"place": {"office": [str(office)]}}
            state[WRITER] = {"by": by.pk, **facts}
    response = redirect(reverse("complaints:write", args=[language]))
    visiting.give_cookie(response)
    return response


def stop(visiting: Visiting) -> HttpResponse | None:
    """Nothing of it is kept; back to where it began."""
    if WRITER not in visiting.state:
        return None
    with visiting.changing() as state:
        is_partner = is_of_partner(state)
        if state.get("files"):
            visit_files.let_go(visiting.id)
        for name in DRAFT:
            state.pop(name, None)
    return redirect("complaints:helping" if is_partner else "complaints:list")


def is_of_partner(state: State) -> bool:
    """Whether a helper writes: then the person is asked who may read it."""
    return "organisation" in state.get(WRITER, {})


def say_who(state: State) -> str:
    """Above the steps: that somebody else writes, and in whose name."""
    writer = state.get(WRITER)
    if not writer:
        return ""
    if is_of_partner(state):
        name = str(Organisation.objects.get(pk=writer["organisation"]))
        return _("Your helpers write for you: %(name)s") % {"name": isolate(name)}
    return _("The complaints office writes down what you say.")


def consent_of(state: State, fill: Callable[[State, str], forms.Form]) -> Said:
    """What was answered at the step of consent; nothing where it is not asked."""
    if not is_of_partner(state):
        return {}
    form = fill(state, "consent")
    return form.cleaned_data if form.is_valid() else {"forwarding": Forwarding.NO.value}


def seen_by(name: str, consent: Said) -> str | Promise:
    """Who will see a field, as the person has agreed."""
    if not consent:
        return SEEN_BY[name]
    if name in IDENTITY and consent.get("named") != YES:
        return HELPERS_ALONE
    return SEEN_BY[name] if consent["forwarding"] == Forwarding.NOW else HELPERS_FIRST


def ask_to_sign_in(request: HttpRequest, state: State) -> HttpResponse | None:
    """Who began it sends it. Raises: PermissionDenied for somebody else who is signed in here."""
    writer = state.get(WRITER)
    if not writer:
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    if request.user.pk != writer["by"]:
        raise PermissionDenied
    return None


def writer_of(request: HttpRequest, state: State, consent: Said) -> Writer | None:
    """Who writes, as the action takes it. Raises: PermissionDenied where the organisation has no code any more."""
    writer = state.get(WRITER)
    if not writer:
        return None
    by = cast(Account, request.user)
    if not is_of_partner(state):
        return Writer(by, writer["channel"], came_on=parse_date(writer["came_on"]))
    key = key_of(writer["organisation"])
    if key is None:
        raise PermissionDenied
    return Writer(
        by,
        Channel.PARTNER,
        key=key,
        forwarding=consent["forwarding"],
        is_named=consent.get("named") == YES,
        given=consent["given"],
    )


def note_receipt(complaint: Complaint) -> dict[str, object]:
    """For the sheet: where it leads back to."""
    if complaint.entered_by_id is None:
        return {}
    return {"pk": complaint.pk}


def say_receipt(receipt: State) -> dict[str, object]:
    """Who wrote it and who can read it, as it stands now."""
    if "pk" not in receipt:
        return {}
    complaint = Complaint.objects.select_related("partner").get(pk=receipt["pk"])
    return {"partner": complaint.partner, "is_kept": complaint.is_kept}


def lead_back(receipt: State) -> HttpResponse | None:
    """Into the house again."""
    if "pk" not in receipt:
        return None
    complaint = Complaint.objects.get(pk=receipt["pk"])
    name = "complaints:helped" if complaint.partner_id else "complaints:detail"
    return redirect(name, complaint.pk)
