"""What the pages of meetings share: the meeting, if one may see it, its stage, and the way to it."""

from typing import NamedTuple

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.models import Meeting, Minutes
from meetings.rules import agenda, minutes
from meetings.stages import TONES, Stage
from partnerships.directory.models import Partnership
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Crumb
from partnerships.shared.templatetags.parts import badge


class Tab(NamedTuple):
    """A page of a meeting."""

    label: str
    name: str
    href: str = ""
    is_here: bool = False


AROUND = ("partnership", "body", "format", "series", "moved_from", "minutes")
# The meeting and its minutes whole, of the others what they are called: columns cost more here than rows.
READ = (
    *(field.name for field in Meeting._meta.concrete_fields),
    *(f"minutes__{field.name}" for field in Minutes._meta.concrete_fields),
    *(f"{one}__{name}" for one in AROUND[:3] for name in ("name", "name_en")),
    *(
        "format__balanced",
        "series__title",
        "series__title_en",
        "moved_from__starts_at",
        "moved_from__moved_to",
    ),
)


def find_meeting(request: Request, pk: int) -> Meeting:
    """The meeting, or 404 for whoever may not see it."""
    rows = Meeting.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related(*AROUND).only(*READ), pk=pk)


def tabs_of(request: Request, meeting: Meeting, here: str) -> list[Tab]:
    """The pages of a meeting that this reader may open; `here` is the name of one. Empty where there is but one."""
    pages = [Tab(_("Meeting"), "detail")]
    if agenda.has_agenda(meeting):
        pages.append(Tab(_("Agenda"), "agenda"))
    if minutes.can_open(request.user, meeting):
        pages.append(Tab(pgettext("of one meeting", "Minutes"), "minutes"))
    return [
        page._replace(
            href=reverse(f"meetings:{page.name}", args=[meeting.pk]), is_here=page.name == here
        )
        for page in pages
        if len(pages) > 1
    ]


def stage_badge(stage: str) -> SafeString:
    """The stage as a label."""
    return badge(Stage(stage).label, TONES[Stage(stage)])


def crumbs_to(partnership: Partnership, *more: Crumb) -> list[Crumb]:
    """The way to the meetings of a partnership."""
    return [
        (partnership.name_in(), reverse("directory:partnership", args=[partnership.pk])),
        (_("Meetings"), reverse("meetings:of_partnership", args=[partnership.pk])),
        *more,
    ]


def crumbs_of(meeting: Meeting, *more: Crumb) -> list[Crumb]:
    """The way to a meeting."""
    own = (meeting.title_in(), reverse("meetings:detail", args=[meeting.pk]))
    return crumbs_to(meeting.partnership, own, *more)
