"""By the clock: sessions that ended, rights whose last day is past, roles that nobody confirmed for a year."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from celery import shared_task
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from partnerships.directory.actions import grants
from partnerships.directory.actions.endings import end_what_hangs_on
from partnerships.directory.models import Grant, ImportRun, Person, Representation, Seat
from partnerships.shared.audit.models import AuditEvent

LOOK_BACK = timedelta(days=7)  # the clock may have stood still for some nights


@shared_task(name="directory.forget_sessions")
def forget_sessions() -> int:
    """Delete expired sessions, and what was kept about their browsers; the number of the latter."""
    call_command("clearsessions")
    over = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    return over.delete()[0]


@shared_task(name="directory.follow_ends")
def follow_ends() -> int:
    """After midnight: what hung on rights whose last day was yesterday ends; the number of people.

    The rights themselves ended at midnight without anybody's help.
    """
    today = timezone.localdate()
    over = {"until_on__lt": today, "until_on__gte": today - LOOK_BACK}
    ids = set()
    for model in (Grant, Representation, Seat):
        rows = model.objects.filter(person__isnull=False, ended_at__isnull=True, **over)
        ids |= set(rows.values_list("person_id", flat=True))
    for person in Person.objects.filter(pk__in=ids).order_by("pk"):
        end_what_hangs_on(person, by=None)
    return len(ids)


@shared_task(name="directory.review_roles")
def review_roles() -> dict[str, int]:
    """Ask once a year whether a role is still needed; end it when nobody answers within `grants.GRACE`.

    Shape: how many were asked about and how many ended.
    """
    due = Grant.objects.to_review(timezone.localdate()).order_by("pk")
    calls = AuditEvent.objects.filter(  # since the last answer: those of former years are over
        Q(at__date__gt=OuterRef("reviewed_on"))
        | Q(Exists(Grant.objects.filter(pk=OuterRef("target_id"), reviewed_on__isnull=True))),
        what="directory.role_review_called",
        target_label=Grant._meta.label,
        target_id=OuterRef("pk"),
    )
    calls_made = sum(grants.call_for_review(grant) for grant in due.exclude(Exists(calls)))
    long_ago = calls.filter(at__lte=timezone.now() - grants.GRACE)
    ended = sum(grants.end_unreviewed(grant) for grant in due.filter(Exists(long_ago)))
    return {"asked": calls_made, "ended": ended}


@shared_task(name="directory.forget_imports")
def forget_imports() -> int:
    """Delete the files with organisations that were read a day ago; their number."""
    return ImportRun.objects.over().delete()[0]
