"""Note that one organisation took over from another."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions import successions as actions
from partnerships.directory.forms.organisations import SuccessionForm
from partnerships.directory.models import Organisation, Succession
from partnerships.directory.views.organisation_edit import seen
from partnerships.directory.views.since import began

MOST = 50
Links = Callable[[int | None, str], SafeString]  # number and name to a link, or words


def note_succession(request: HttpRequest, pk: int) -> HttpResponse:
    """With another organisation that one sees."""
    found = seen(request, pk)
    rules.can_edit_organisation(request.user, found).enforce()
    form = SuccessionForm(request.POST or None, by=request.user, of=found)
    if request.method == "POST" and form.is_valid():
        try:
            _noted(form, found, request)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Noted. It stands on the pages of both."))
            return redirect("directory:organisation", pk=pk)
    return render(request, "directory/note_succession.html", {"form": form, "organisation": found})


def _noted(form: SuccessionForm, found: Organisation, request: HttpRequest) -> Succession:
    values = dict(form.cleaned_data)
    other, direction = values.pop("other"), values.pop("direction")
    before, after = (other, found) if direction == "after" else (found, other)
    verdict = rules.can_note_succession(request.user, before, after)
    if not verdict:
        raise ValidationError({"other": verdict.reason})
    return actions.note_succession(before, after, by=request.user, **values)


def withdraw_succession(request: HttpRequest, pk: int, succession_pk: int) -> HttpResponse:
    """It was noted by mistake: asks once."""
    found = seen(request, pk)
    rows = Succession.objects.filter(Q(predecessor=found) | Q(successor=found))
    succession = get_object_or_404(
        rows.select_related("predecessor", "successor"), pk=succession_pk
    )
    rules.can_withdraw_succession(
        request.user, succession.predecessor, succession.successor
    ).enforce()
    if request.method == "POST":
        actions.withdraw_succession(succession, by=request.user)
        messages.success(request, _("Withdrawn."))
        return redirect("directory:organisation", pk=pk)
    context = {
        "organisation": found,
        "title": _("Withdraw this legal succession?"),
        "text": _("It no longer stands on the pages of either. The history keeps it."),
        "submit": _("Withdraw"),
        "cancel": reverse("directory:organisation", args=[pk]),
        "danger": True,
    }
    return render(request, "directory/organisation_confirm.html", context)


def successions_of(found: Organisation) -> list[Succession]:
    """Both ways, in the order of their days."""
    rows = Succession.objects.filter(Q(predecessor=found) | Q(successor=found))
    rows = rows.select_related("predecessor", "successor")
    return list(rows.order_by("on_day", "attested_on", "id")[:MOST])


def shown_succession(
    row: Succession, found: Organisation, linked: Links, kept: set[int]
) -> dict[str, Any]:
    """Shape: text, other (a link where seen), kind, day, source, and pk where one may withdraw it."""
    follows = row.successor_id == found.pk
    other = row.predecessor if follows else row.successor
    withdraws = {row.predecessor_id, row.successor_id} <= kept
    return {
        "pk": row.pk if withdraws else None,
        "text": _("took over from") if follows else _("was taken over by"),
        "other": linked(other.pk, other.name),
        "kind": capfirst(row.get_kind_display()),
        "day": began(row.on_day, row.attested_on),
        "source": row.source_note,
    }
