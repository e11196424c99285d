"""The answer to a complaint as it is drafted, submitted, returned and approved; and what was found of each cause. Source: decision 0065."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.languages import CHOICES
from complaints.lists import Cause
from complaints.models.complaints import Complaint, Message
from complaints.models.sights import OF_ITS_ROWS
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy


class DraftState(models.TextChoices):
    """Where a draft stands."""

    DRAFT = "draft", pgettext_lazy("an answer", "draft")
    SUBMITTED = "submitted", pgettext_lazy("an answer", "waits for approval")
    RETURNED = "returned", pgettext_lazy("an answer", "returned")
    APPROVED = "approved", pgettext_lazy("an answer", "approved and sent")


IN_HAND = (DraftState.DRAFT, DraftState.RETURNED)


class Result(models.TextChoices):
    """What was found of a cause."""

    FOUNDED = "founded", pgettext_lazy("a finding", "founded")
    PARTLY = "partly", pgettext_lazy("a finding", "partly founded")
    UNFOUNDED = "unfounded", pgettext_lazy("a finding", "unfounded")
    NOT_CLARIFIABLE = "not_clarifiable", pgettext_lazy("a finding", "cannot be cleared up")


class AnswerDraftQuerySet(models.QuerySet["AnswerDraft"]):
    """Drafts of answers."""

    def visible_to(self, account: Account) -> Self:
        """Of complaints that somebody may see."""
        return self.filter(complaint__in=Complaint.objects.visible_to(account))


@fields(
    personal="by writers decided_by sealed returned",
    listed="by writers decided_by",
    harmless="complaint version state language submitted_at decided_at message",
)
class AnswerDraft(Checked):
    """`sealed`: its parts; `returned`: why it came back. `by` wrote it last; `writers` are all accounts that did, none of them approves it.

    `message`: what the person got.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    complaint = models.ForeignKey(
        Complaint, models.CASCADE, related_name="drafts", verbose_name=_("complaint")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("drafted by")
    )
    writers = ArrayField(models.BigIntegerField(), verbose_name=_("who wrote it"), default=list)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    state = models.CharField(
        pgettext_lazy("an answer", "state"),
        max_length=10,
        choices=DraftState,
        default=DraftState.DRAFT,
        editable=False,
    )
    language = models.CharField(_("language"), max_length=12, choices=CHOICES)
    sealed = models.BinaryField()
    returned = models.BinaryField(null=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    message = models.OneToOneField(
        Message,
        models.CASCADE,
        null=True,
        editable=False,
        related_name="draft",
        verbose_name=_("what the person got"),
    )

    objects = AnswerDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of an answer")
        verbose_name_plural = _("drafts of answers")
        ordering = ["-version", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=~Q(state=DraftState.APPROVED),
                name="one_draft_in_hand_of_a_complaint",
            ),
            models.CheckConstraint(
                name="answer_is_approved_by_a_second_officer",
                condition=~Q(state=DraftState.APPROVED)
                | Q(decided_by__isnull=False, decided_at__isnull=False, message__isnull=False)
                & ~Q(decided_by=models.F("by")),
            ),
            RowPolicy(name="answerdraft_in_sight", using=OF_ITS_ROWS),
        ]

    def __str__(self) -> str:
        return numbered(self)


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings."""

    def visible_to(self, account: Account) -> Self:
        """Of complaints that somebody may see."""
        return self.filter(complaint__in=Complaint.objects.visible_to(account))


@fields(harmless="complaint cause result")
class Finding(Checked):
    """Of each cause of the sorting, as the approved answer says it; a later answer takes its place."""

    complaint = models.ForeignKey(
        Complaint, models.CASCADE, related_name="findings", verbose_name=_("complaint")
    )
    cause = models.CharField(_("cause"), max_length=30, choices=Cause)
    result = models.CharField(_("result"), max_length=20, choices=Result)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding of a complaint")
        verbose_name_plural = _("findings of complaints")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["complaint", "cause"], name="one_finding_of_a_cause"),
            RowPolicy(name="finding_in_sight", using=OF_ITS_ROWS),
        ]

    def __str__(self) -> str:
        return numbered(self)


def with_draft(rows: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """With state and writers of the draft in hand, in the question that reads them; see `keep_draft`."""
    here = AnswerDraft.objects.filter(complaint=OuterRef("pk")).exclude(state=DraftState.APPROVED)
    return rows.annotate(
        draft_state=Subquery(here.values("state")[:1]),
        draft_writers=Subquery(here.values("writers")[:1]),
    )


def keep_draft(complaint: Complaint) -> None:
    """Of one that came `with_draft`: `known_draft` says as much as buttons need."""
    read = vars(complaint)
    state, writers = read.pop("draft_state"), read.pop("draft_writers")
    read["known_draft"] = AnswerDraft(state=state, writers=writers) if state else None
