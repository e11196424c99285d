"""An invited person answers: signed in, or by the link of their letter."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import rules
from meetings.actions.planning import lock
from meetings.models import AnswerLink, Attendee, MailedReply, Reply
from meetings.models.attendees import NEEDS
from meetings.stages import Stage
from partnerships.directory.models import Account
from partnerships.directory.rules import capacity
from partnerships.shared.audit.actions import record

KEPT = timedelta(days=1)  # after the end: what a host needed to know, and links
GUESTS_KEPT = timedelta(days=90)  # after the end: addresses of guests, for the minutes
NOTHING = {"eats": None, "diet": "", "interpreter": "", "access_needs": "", "travel": ""}


@transaction.atomic
def reply(attendee: Attendee, *, by: Account, **answer: object) -> Attendee:
    """A person who is signed in answers. Raises: PermissionDenied, ValidationError, ObjectDoesNotExist."""
    attendee = _lock(attendee)
    rules.can_reply(by, attendee).enforce()
    place = attendee.organisation
    acting = capacity.for_organisation(by, place) if place else None
    _answer(attendee, answer)
    facts = {"attendee": attendee.pk, "reply": attendee.reply}
    record("meetings.answered", by=by, target=attendee.meeting, capacity=acting, facts=facts)
    return attendee


@transaction.atomic
def reply_by_link(attendee: Attendee, **answer: object) -> Attendee:
    """Whoever holds the letter answers. Raises: PermissionDenied, ValidationError, ObjectDoesNotExist."""
    attendee = _lock(attendee)
    rules.can_answer(attendee).enforce()
    _answer(attendee, answer)
    facts = {"attendee": attendee.pk, "reply": attendee.reply}
    record("meetings.answered_by_link", by=None, target=attendee.meeting, facts=facts)
    return attendee


@transaction.atomic
def reply_by_mail(attendee: Attendee, *, reply: str, substitute: str = "") -> Attendee:
    """Somebody's calendar program answers. It says nothing of what they need: what they said before stays as long as they come.

    Raises: PermissionDenied, ValidationError, ObjectDoesNotExist.
    """
    attendee = _lock(attendee)
    rules.can_answer(attendee).enforce()
    needs = {name: getattr(attendee, name) for name in NEEDS}
    _answer(attendee, needs | {"reply": reply, "substitute": substitute})
    facts = {"attendee": attendee.pk, "reply": attendee.reply}
    record("meetings.answered_by_mail", by=None, target=attendee.meeting, facts=facts)
    return attendee


def _lock(attendee: Attendee) -> Attendee:
    meeting = lock(attendee.meeting)
    rows = Attendee.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.select_related("person__account", "organisation").get(pk=attendee.pk)
    locked.meeting = meeting
    return locked


def _answer(attendee: Attendee, answer: dict[str, object]) -> None:
    """Only whoever comes, or the substitute, needs anything."""
    if answer.get("reply") not in (Reply.COMING, Reply.SUBSTITUTE):
        answer = answer | NOTHING
    if answer.get("reply") == Reply.SUBSTITUTE and not answer.get("substitute"):
        raise ValidationError({"substitute": _("Please say who comes instead of you.")})
    if answer.get("reply") != Reply.SUBSTITUTE:
        answer = answer | {"substitute": ""}
    for name in ("reply", "substitute", *NEEDS):
        setattr(attendee, name, answer[name])
    attendee.replied_at = None if attendee.reply == Reply.OPEN else timezone.now()
    attendee.full_clean()
    attendee.save()


def forget_needs() -> int:
    """By the clock: what hosts had to know of people, links of letters, answers by mail go a day after the meeting; their number."""
    now = timezone.now()
    over = Q(meeting__ends_at__lt=now - KEPT) | Q(meeting__stage__in=[Stage.CANCELLED, Stage.MOVED])
    AnswerLink.objects.filter(attendee__meeting__ends_at__lt=now - KEPT).delete()
    MailedReply.objects.filter(meeting__ends_at__lt=now - KEPT).delete()
    Attendee.objects.filter(meeting__ends_at__lt=now - GUESTS_KEPT).exclude(email="").update(
        email=""
    )
    rows = Attendee.objects.filter(over)
    return rows.exclude(**NOTHING).update(**NOTHING)
