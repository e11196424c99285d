"""What meetings hand over to whoever newly stands for an organisation: what it has to do, and where it is invited."""

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.in_words import moment_in_words
from meetings.models import ActionItem, Attendee, Meeting
from partnerships.directory.models import Account
from partnerships.shared.handover import HandoverPart, HandoverRow
from partnerships.shared.parts.figures import day_text

MOST = 50


def list_tasks(account: Account, organisation: int) -> HandoverPart:
    """Open tasks of the organisation, and of people who came for it; what is due first comes first."""
    came = Attendee.objects.filter(organisation=organisation, person__isnull=False)
    rows = ActionItem.objects.visible_to(account).still_open()
    own = rows.filter(organisation=organisation) | rows.filter(
        person__in=came.values("person"), meeting__in=came.values("meeting")
    )
    return HandoverPart(
        _("Tasks that meetings agreed"),
        [
            HandoverRow(
                row.title,
                reverse("meetings:action_item", args=[row.pk]),
                _("until %(day)s") % {"day": day_text(row.last_day, "short")},
            )
            for row in own.distinct()[:MOST]
        ],
    )


def list_meetings(account: Account, organisation: int) -> HandoverPart:
    """Meetings to come to which somebody was invited for it."""
    invited = Attendee.objects.invited().filter(organisation=organisation)
    rows = Meeting.objects.visible_to(account).filter(pk__in=invited.values("meeting"))
    return HandoverPart(
        _("Meetings to come"),
        [
            HandoverRow(
                row.title_in(), reverse("meetings:detail", args=[row.pk]), moment_in_words(row)
            )
            for row in rows.to_come()[:MOST]
        ],
    )
