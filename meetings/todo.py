"""What meetings ask of a person: an answer, an invitation to send, a list of who was there."""

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import rules
from meetings.models import Attendee, Meeting, Reply
from meetings.stages import OPEN, Stage
from partnerships.directory.models import Account
from partnerships.shared.todo import TodoItem

MOST = 5


def items_of_meetings(account: Account) -> list[TodoItem]:
    """At most MOST, the nearest first; one query."""
    access = account.access
    mine = list(access.partnership_ids)
    if not mine:
        return []
    now, today = timezone.now(), timezone.localdate()
    kept = [pk for pk in mine if access.is_liaison_in(pk) or access.co_manages(pk)]
    unanswered = Attendee.objects.filter(
        meeting=OuterRef("pk"),
        person=access.person_id or 0,
        reply=Reply.OPEN,
        withdrawn_at__isnull=True,
        invited_at__isnull=False,
    )
    answers = (
        Q(stage=Stage.INVITED, starts_at__gt=now)
        & (Q(answer_until__isnull=True) | Q(answer_until__gte=today))
        & Exists(unanswered)
    )
    keeping = Q(partnership_id__in=kept, stage__in=OPEN) & (
        Q(stage=Stage.PLANNED) | Q(starts_at__lte=now)
    )
    rows = (
        Meeting.objects.filter(partnership_id__in=mine)
        .filter(answers | keeping)
        .annotate(asks=Exists(unanswered))
        .select_related("partnership")
        .order_by(F("starts_at"), "pk")[:MOST]
    )
    return [item for row in rows for item in _items(account, row)]


def _items(account: Account, meeting: Meeting) -> list[TodoItem]:
    title, where = meeting.title_in(), meeting.partnership.name_in()
    if meeting.stage == Stage.INVITED and not meeting.has_begun:
        return [
            TodoItem(
                _("Do you come? %(title)s") % {"title": title},
                reverse("meetings:reply", args=[meeting.pk]),
                due=meeting.answer_until or meeting.first_day,
                where=where,
            )
        ]
    if rules.can_hold(account, meeting):
        return [
            TodoItem(
                _("Note who was there: %(title)s") % {"title": title},
                reverse("meetings:hold", args=[meeting.pk]),
                where=where,
            )
        ]
    return [
        TodoItem(
            _("Invitations not sent yet: %(title)s") % {"title": title},
            reverse("meetings:detail", args=[meeting.pk]),
            due=meeting.first_day,
            where=where,
        )
    ]
