"""What a case asks of its authorities, and what each of them answers. Source: issue of the case, decision 0062."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses.kinds import Secrecy
from analyses.models.cases import (
    LONGEST_TEXT,
    SEES_NO_CONTENTS,
    Case,
    CaseRole,
    Participation,
    ParticipationQuerySet,
)
from analyses.models.contributions import Contribution
from analyses.models.provisions import ProvisionVersion
from analyses.models.sights import OF_CONTENTS, OF_PART, OF_QUESTION
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy

ASKERS = (CaseRole.LEAD, CaseRole.ANALYST)


class PartAnswer(models.TextChoices):
    """What an authority answers."""

    OPEN = "open", pgettext_lazy("a part of a request", "not answered yet")
    CONTRIBUTED = "contributed", pgettext_lazy("a part of a request", "contributed")
    NOTHING = "nothing", pgettext_lazy("a part of a request", "nothing held")
    REFUSED = "refused", pgettext_lazy("a part of a request", "may not share")
    LONGER = "longer", pgettext_lazy("a part of a request", "asks for more time")


ANSWER_TONES = {
    PartAnswer.OPEN: "warning",
    PartAnswer.CONTRIBUTED: "success",
    PartAnswer.NOTHING: "neutral",
    PartAnswer.REFUSED: "info",
    PartAnswer.LONGER: "warning",
}


class PartNotice(models.TextChoices):
    """What happened to a part that is open again."""

    TAKEN_BACK = "taken_back", _("The contribution was taken back. Please answer again.")
    GRANTED = "granted", _("More time was granted.")
    NOT_GRANTED = "not_granted", _("More time was not granted.")


def with_contents(account: Account) -> ParticipationQuerySet:
    """Somebody's own today, in roles that see contents."""
    return Participation.objects.held_by(account).exclude(role__in=SEES_NO_CONTENTS)


class CaseQuestionQuerySet(models.QuerySet["CaseQuestion"]):
    """Requests for contributions."""

    def visible_to(self, account: Account) -> Self:
        """Lead and analysts of the case, and the authorities that are asked."""
        parts = QuestionPart.objects.visible_to(account).filter(question=OuterRef("pk"))
        asking = with_contents(account).filter(role__in=ASKERS).values("case")
        return self.filter(Q(case__in=asking) | Exists(parts))


@fields(
    personal="needed task asked_by", listed="asked_by", harmless="case authority basis asked_at"
)
class CaseQuestion(Checked):
    """A request for contributions: asked once, and a part for each authority. `basis` is a suggestion; each authority names its own."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="questions")
    authority = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(
        pgettext_lazy("a question", "asked"), default=timezone.now, editable=False
    )
    needed = models.TextField(_("what is needed"), max_length=LONGEST_TEXT)
    task = models.TextField(_("for which task"), max_length=LONGEST_TEXT)
    basis = models.ForeignKey(
        ProvisionVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("suggested legal basis"),
    )

    objects = CaseQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for contributions")
        verbose_name_plural = _("requests for contributions")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["case", "-asked_at", "-id"], name="analysis_question_new")]
        constraints = [RowPolicy(name="question_in_sight", using=OF_QUESTION, is_forced=True)]

    def __str__(self) -> str:
        return numbered(self)


class QuestionPartQuerySet(models.QuerySet["QuestionPart"]):
    """Parts."""

    def visible_to(self, account: Account) -> Self:
        """Of one's own authority; all of the case for its lead and analysts."""
        own = with_contents(account).filter(case=OuterRef("case"))
        mine = Q(authority=OuterRef("authority")) | Q(role__in=ASKERS)
        return self.filter(Exists(own.filter(mine)))

    def in_case(self, case: int, own: Participation | None) -> Self:
        """As `visible_to`, in one case of which it is known how somebody works on its contents."""
        if own is None:
            return self.none()
        rows = self.filter(case=case)
        return rows if own.role in ASKERS else rows.filter(authority=own.authority_id)

    def open(self) -> Self:
        """Not answered, or with more time asked for."""
        return self.filter(answer__in=[PartAnswer.OPEN, PartAnswer.LONGER])


@fields(
    personal="refusal_secrecy words due_reason handed_to answered_by longer_reason",
    listed="handed_to answered_by",
    harmless="question case authority due_on answer contribution refusal_basis wanted_on notice answered_at",
)
class QuestionPart(Checked):
    """What one authority is asked, by when, and what it answers. `handed_to`: the officer of it who answers; nobody named means all of it in the case.

    `refusal_basis`, `refusal_secrecy`, `words`: why it may not share, at least one of them. `wanted_on`: the later day it asks for.
    """

    question = models.ForeignKey(CaseQuestion, models.PROTECT, related_name="parts")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    authority = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", verbose_name=_("authority")
    )
    due_on = models.DateField(_("answer by"))
    due_reason = Line(_("why the day was changed"), max_length=300, blank=True)
    handed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who answers"),
    )
    answer = models.CharField(
        _("answer"), max_length=12, choices=PartAnswer, default=PartAnswer.OPEN, editable=False
    )
    contribution = models.ForeignKey(
        Contribution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contribution"),
    )
    refusal_basis = models.ForeignKey(
        ProvisionVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("provision that stands against it"),
    )
    refusal_secrecy = models.CharField(
        _("secrecy that stands against it"),
        max_length=15,
        choices=Secrecy,
        default=Secrecy.NONE,
    )
    words = models.TextField(_("in your own words"), max_length=LONGEST_TEXT, blank=True)
    wanted_on = models.DateField(_("answer possible by"), null=True, blank=True)
    longer_reason = Line(_("why more time was not granted"), max_length=300, blank=True)
    notice = models.CharField(max_length=12, choices=PartNotice, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(
        pgettext_lazy("a part of a request", "answered"), null=True, editable=False
    )

    objects = QuestionPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of a request for contributions")
        verbose_name_plural = _("parts of requests for contributions")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["case", "authority"], name="analysis_part_of_authority"),
        ]
        constraints = [
            RowPolicy(name="question_part_in_sight", using=OF_PART, is_forced=True),
            models.UniqueConstraint(
                fields=["question", "authority"], name="question_part_once_an_authority"
            ),
            models.CheckConstraint(
                name="question_part_contributed_names_its_contribution",
                condition=Q(answer=PartAnswer.CONTRIBUTED, contribution__isnull=False)
                | ~Q(answer=PartAnswer.CONTRIBUTED) & Q(contribution__isnull=True),
                violation_error_message=_("Choose the contribution."),
            ),
            models.CheckConstraint(
                name="question_part_refused_says_why",
                condition=~Q(answer=PartAnswer.REFUSED)
                | Q(refusal_basis__isnull=False)
                | ~Q(refusal_secrecy=Secrecy.NONE)
                | ~Q(words=""),
                violation_error_message=_(
                    "Say why: a provision, a secrecy, or your own words. One of them is enough."
                ),
            ),
            models.CheckConstraint(
                name="question_part_longer_says_until_when",
                condition=~Q(answer=PartAnswer.LONGER) | Q(wanted_on__isnull=False),
                violation_error_message=_("Say by which day you can answer."),
            ),
            models.CheckConstraint(
                name="question_part_answer_has_its_moment",
                condition=Q(answer=PartAnswer.OPEN, answered_at__isnull=True)
                | ~Q(answer=PartAnswer.OPEN) & Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def is_open(self) -> bool:
        """As `QuestionPartQuerySet.open`."""
        return self.answer in (PartAnswer.OPEN, PartAnswer.LONGER)

    @property
    def is_overdue(self) -> bool:
        """Its day is over, and there is no answer."""
        return self.is_open and self.due_on < timezone.localdate()


class CaseTaskQuerySet(models.QuerySet["CaseTask"]):
    """Tasks."""

    def visible_to(self, account: Account) -> Self:
        """Whoever sees the contents of the case."""
        return self.filter(case__in=with_contents(account).values("case"))

    def in_case(self, case: int, own: Participation | None) -> Self:
        """As `visible_to`, in one case of which it is known how somebody works on its contents."""
        return self.none() if own is None else self.filter(case=case)

    def open(self) -> Self:
        """Not done."""
        return self.filter(done_at__isnull=True)


@fields(
    personal="what done_note for_whom set_by done_by",
    listed="for_whom set_by done_by",
    harmless="case due_on set_at done_at",
)
class CaseTask(Checked):
    """Something to do in a case, by one of those who work on it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    what = Line(_("what is to be done"), max_length=300)
    for_whom = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who does it")
    )
    due_on = models.DateField(_("by when"))
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("set by")
    )
    set_at = models.DateTimeField(
        pgettext_lazy("a task", "set"), default=timezone.now, editable=False
    )
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("done by"),
    )
    done_at = models.DateTimeField(pgettext_lazy("a task", "done"), null=True, editable=False)
    done_note = models.TextField(_("what came of the task"), max_length=LONGEST_TEXT, blank=True)

    objects = CaseTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task in a case")
        verbose_name_plural = _("tasks in cases")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["case", "due_on"], name="analysis_task_by_day")]
        constraints = [
            RowPolicy(name="case_task_in_sight", using=OF_CONTENTS, is_forced=True),
            models.CheckConstraint(
                name="case_task_done_by_somebody",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def is_overdue(self) -> bool:
        """Its day is over, and it is not done."""
        return self.done_at is None and self.due_on < timezone.localdate()
