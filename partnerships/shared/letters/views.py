"""The staff's page of letters: sent, waiting, failed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerships.shared.accounts import Request
from partnerships.shared.keyset import page
from partnerships.shared.letters import actions, rules
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import Status


def letters(request: Request) -> HttpResponse:
    """Newest first; `?status=failed` for those that need a hand."""
    actions.read_letters(by=request.user)
    rows = Letter.objects.select_related("recipient")
    wanted = request.GET.get("status", "")
    if wanted in Status.values:
        rows = rows.filter(status=wanted)
    one_page = page(
        rows, by=["created_at", "id"], descending=True, cursor=request.GET.get("cursor", "")
    )
    return render(
        request,
        "letters/list.html",
        {"page": one_page, "wanted": wanted, "statuses": Status.choices},
    )


@require_POST
def retry(request: Request, pk: int) -> HttpResponse:
    """Post a failed one again."""
    rules.can_look_after(request.user).enforce()
    actions.retry(get_object_or_404(Letter, pk=pk), by=request.user)
    messages.success(request, _("The letter will be posted again."))
    return redirect("letters:list")
