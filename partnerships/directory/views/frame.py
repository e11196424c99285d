"""What the pages of one partnership share: the partnership, if one may see it, and its tabs."""

from typing import Any

from django.db.models import OuterRef
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.directory import rules
from partnerships.directory.models import Partner, Partnership
from partnerships.directory.models.counting import count_to_limit
from partnerships.directory.requests import Request
from partnerships.directory.views.counting import exact

# What its keepers begin on each tab.
ACTIONS = {
    "overview": (_("Edit"), "directory:edit_partnership"),
    "partners": (_("Admit a partner"), "directory:admit_partner"),
    "bodies": (_("Set up a body"), "directory:set_up_body"),
    "goals": (_("Set a goal"), "directory:set_goal"),
    "projects": (_("Begin a project"), "directory:begin_project"),
}


def partnership_frame(
    request: Request, pk: int, place: str, *, counted: bool = True
) -> dict[str, Any]:
    """For templates that extend directory/partnership_frame.html; `place` names the current tab.

    A page that knows the number of partners itself says `counted=False` and gives `partner_count`.
    Raises: Http404 for a partnership one does not see.
    """
    partnerships = Partnership.objects.visible_to(request.user)
    if counted:
        partners = Partner.objects.current().filter(partnership=OuterRef("pk"))
        partnerships = partnerships.annotate(partners_now=count_to_limit(partners))
    partnership = get_object_or_404(partnerships, pk=pk)
    return {
        "partnership": partnership,
        "name": partnership.name_in(),
        "place": place,
        **_keeping(request, partnership, place),
        "partner_count": exact(partnership.partners_now) if counted else None,
    }


def _keeping(request: Request, partnership: Partnership, place: str) -> dict[str, object]:
    """`can_keep`, and for keepers the tab's button: `frame_action` and `frame_href`."""
    verdict = rules.can_keep_partnership(request.user, partnership)
    if not verdict or place not in ACTIONS:
        return {"can_keep": verdict}
    label, name = ACTIONS[place]
    href = reverse(name, args=[partnership.pk])
    return {"can_keep": verdict, "frame_action": label, "frame_href": href}
