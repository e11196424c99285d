"""What was learned from a complaint, and what came of it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import rules
from complaints.models import Complaint, Lesson, LessonState
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record


@transaction.atomic
def note_lesson(
    complaint: Complaint,
    *,
    learned: str,
    measure: str,
    look_on: date,
    by: Account,
    unit: int | None = None,
) -> Lesson:
    """`unit`: number of the organisation that carries it out. Raises: PermissionDenied; ValidationError, also for a day that is over."""
    complaint = Complaint.objects.lock(complaint)
    rules.can_note_lesson(by, complaint).enforce()
    if look_on <= timezone.localdate():
        raise ValidationError({"look_on": _("Choose a day after today.")})
    if unit is not None and not rules.units_of(complaint.office).filter(pk=unit).exists():
        raise ValidationError({"unit": _("This unit does not belong to the authority.")})
    lesson = Lesson(office=complaint.office, complaint=complaint, learned=learned, measure=measure)
    lesson.look_on, lesson.unit_id, lesson.by = look_on, unit, by
    lesson.full_clean()
    lesson.save()
    record("complaints.lesson_noted", by=by, target=lesson)
    return lesson


@transaction.atomic
def end_lesson(lesson: Lesson, *, state: str, result: str, by: Account) -> Lesson:
    """`state`: carried out or dropped. Raises: PermissionDenied, ValidationError."""
    rows = Lesson.objects.select_for_update(of=("self",)).select_related("office")
    lesson = rows.get(pk=lesson.pk)
    rules.can_end_lesson(by, lesson).enforce()
    lesson.state, lesson.result = LessonState(state), result
    lesson.ended_by, lesson.ended_at = by, timezone.now()
    lesson.full_clean()
    lesson.save()
    record("complaints.lesson_ended", by=by, target=lesson)
    return lesson
