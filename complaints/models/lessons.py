"""What an office learned from complaints: what is done now, by whom, and when somebody looks whether it helped. Source: DOMAIN 2.7."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.models.complaints import Complaint
from complaints.models.offices import Office
from partnerships.directory.models import Account, Organisation
from partnerships.shared.checked import Checked
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields

LONGEST_LESSON = 2000


class LessonState(models.TextChoices):
    """Whether somebody still looks at it."""

    OPEN = "open", pgettext_lazy("a lesson", "under way")
    DONE = "done", pgettext_lazy("a lesson", "carried out")
    DROPPED = "dropped", pgettext_lazy("a lesson", "dropped")


class LessonQuerySet(models.QuerySet["Lesson"]):
    """Lessons."""

    def visible_to(self, account: Account) -> Self:
        """Of offices that somebody works for or heads."""
        worked_on = Office.objects.worked_on_by(account)
        return self.filter(Q(office__in=worked_on) | Q(office__head=account))

    def to_look_at(self) -> Self:
        """Under way, and the day has come."""
        return self.filter(state=LessonState.OPEN, look_on__lte=timezone.localdate())


@fields(
    personal="by ended_by",
    listed="by ended_by",
    harmless="office complaint learned measure unit look_on state result at ended_at",
)
class Lesson(Checked):
    """A lesson stays when its complaint is deleted, and then leads nowhere: it tells no story and names nobody.

    `unit`: who carries the measure out; none: the office itself. `look_on`: when an officer looks whether it helped. `result`: what was seen then.
    """

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="lessons", verbose_name=_("complaints office")
    )
    complaint = models.ForeignKey(
        Complaint, models.SET_NULL, null=True, related_name="lessons", verbose_name=_("complaint")
    )
    learned = models.TextField(_("what was learned"), max_length=LONGEST_LESSON)
    measure = models.TextField(_("what is done now"), max_length=LONGEST_LESSON)
    unit = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("carried out by"),
    )
    look_on = models.DateField(_("looked at again on"))
    state = models.CharField(
        pgettext_lazy("a lesson", "state"),
        max_length=10,
        choices=LessonState,
        default=LessonState.OPEN,
    )
    result = models.TextField(_("what came of the lesson"), max_length=LONGEST_LESSON, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("noted by")
    )
    at = models.DateTimeField(pgettext_lazy("a lesson", "noted"), default=timezone.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ended by"),
    )
    ended_at = models.DateTimeField(pgettext_lazy("a lesson", "ended"), null=True, blank=True)

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson from complaints")
        verbose_name_plural = _("lessons from complaints")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="what_ends_a_lesson_is_said_by_somebody",
                condition=Q(
                    state=LessonState.OPEN, result="", ended_by__isnull=True, ended_at__isnull=True
                )
                | Q(
                    ~Q(state=LessonState.OPEN) & ~Q(result=""),
                    ended_by__isnull=False,
                    ended_at__isnull=False,
                ),
            )
        ]

    def __str__(self) -> str:
        return numbered(self)
