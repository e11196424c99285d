"""Who notes what was learned from a complaint, who reads it, and who says what came of it."""

from django.utils.translation import gettext as _

from complaints.models import Complaint, Lesson, LessonState
from complaints.rules.figures import heads_some
from complaints.rules.office import is_officer, works_for, works_on
from complaints.stages import TOLD, Stage
from partnerships.directory.models import Account
from partnerships.shared.verdicts import Verdict, allowed_if


def can_read_lessons(by: Account) -> Verdict:
    """Complaints officers, and heads of their offices."""
    return allowed_if(
        is_officer(by) or heads_some(by),
        _("Only complaints officers and heads of complaints offices read what was learned."),
    )


def can_note_lesson(by: Account, complaint: Complaint) -> Verdict:
    """Whoever may work on it, once the person was told what came of it: before that a lesson would judge."""
    return works_on(by, complaint) and allowed_if(
        complaint.stage in (*TOLD, Stage.CLOSED),
        _("A lesson is noted once the person has the answer."),
    )


def can_end_lesson(by: Account, lesson: Lesson) -> Verdict:
    """Complaints officers of its office and its head, once."""
    return allowed_if(
        works_for(by, lesson.office) or lesson.office.head_id == by.pk,
        _("Only complaints officers of this office and its head say what came of it."),
    ) and allowed_if(lesson.state == LessonState.OPEN, _("It was said already what came of it."))
