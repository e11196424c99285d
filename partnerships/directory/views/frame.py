"""What the pages of one partnership share: the partnership, if one may see it, and its tabs."""

from typing import Any

from django.db.models import OuterRef
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from partnerships.directory.models import Partner, Partnership
from partnerships.directory.views.counting import exact, limited


def partnership_frame(
    request: HttpRequest, pk: int, place: str, *, counted: bool = True
) -> dict[str, Any]:
    """For templates that extend directory/partnership_frame.html; `place` names the current tab.

    A page that knows the number of partners itself says `counted=False` and gives `partner_count`.
    Raises: Http404 for a partnership one does not see.
    """
    seen = Partnership.objects.visible_to(request.user)
    if counted:
        partners = Partner.objects.current().filter(partnership=OuterRef("pk"))
        seen = seen.annotate(partners_now=limited(partners))
    partnership = get_object_or_404(seen, pk=pk)
    return {
        "partnership": partnership,
        "name": partnership.name_in(),
        "place": place,
        "partner_count": exact(partnership.partners_now) if counted else None,
    }
