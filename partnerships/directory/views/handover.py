"""What somebody takes over who newly stands for an organisation: notes, and what each app hands over."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from partnerships.directory.models import Organisation, Representation
from partnerships.directory.requests import Request
from partnerships.directory.rules.representations import can_read_handover
from partnerships.shared.registry import handover_parts

MOST_NOTES = 20


def handover(request: Request, pk: int) -> HttpResponse:
    """Whoever stands for it today reads it. Raises: Http404 for an organisation one does not see."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    can_read_handover(request.user, organisation).enforce()
    # Notes of those who were replaced by somebody who stands today: the same as on the organisation's page.
    notes = Representation.objects.current().filter(organisation=organisation)
    notes = notes.exclude(replaces=None).exclude(replaces__handover_note="")
    return render(
        request,
        "directory/handover.html",
        {
            "organisation": organisation,
            "notes": notes.select_related("replaces__person").order_by("-pk")[:MOST_NOTES],
            "parts": [part for each in handover_parts if (part := each(request.user, pk)).rows],
        },
    )
