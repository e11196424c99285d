"""The agenda goes out: to the invited by letter, to whoever reads it as a PDF."""

from django.db import transaction
from django.utils.translation import get_language

from meetings import paper
from meetings.actions.planning import acting, lock
from meetings.actions.telling import AGENDA, tell
from meetings.models import AgendaNotice, AgendaPrint, Meeting
from meetings.rules import agenda as rules
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.documents import actions as documents
from partnerships.shared.documents.models import Document


@transaction.atomic
def tell_agenda(meeting: Meeting, *, by: Account) -> AgendaNotice:
    """A letter to everybody who is invited; once, and again when something has changed. Raises: PermissionDenied, Meeting.DoesNotExist."""
    meeting = lock(meeting)
    rules.can_tell(by, meeting).enforce()
    notice = AgendaNotice.objects.create(meeting=meeting, points=rules.state_of(meeting))
    tell(meeting, AGENDA, agendanotice=notice.pk)
    record("meetings.agenda_told", **acting(meeting, by=by, number=len(notice.points)))
    return notice


@transaction.atomic
def request_paper(meeting: Meeting, *, by: Account) -> Document:
    """Freeze what this reader sees and have it made in the background, for them alone. Raises: PermissionDenied."""
    rules.can_print(by, meeting).enforce()
    items = paper.points_for(meeting, by)
    document = documents.request(
        paper.AGENDA,
        title=paper.title_of_agenda(meeting),
        language=get_language() or "de",
        facts=paper.collect_agenda(meeting, items, by=by),
        by=by,
    )
    printed = AgendaPrint.objects.create(meeting=meeting, document=document)
    printed.items.set(items)
    return document
