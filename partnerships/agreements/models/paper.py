"""All have signed on paper: recorded by a keeper with the scan, confirmed or not by a lead of another organisation.

Source: decision 0026.
"""

from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models.limits import NOTE_LIMIT
from partnerships.agreements.models.triggers import (
    ConfirmedByALead,
    EndsOnce,
    OfAnOpenRound,
    Unchangeable,
)
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields

RECORDED = (
    *("round", "scan", "signed_on", "place", "effective_on", "until_on", "text_from_paper"),
    *("recorded_by", "recorded_for", "recorder_of", "recorded_at"),
)
ANSWERED = ("answer", "answered_by", "answered_for", "capacity", "reason")


class PaperAnswer(models.TextChoices):
    """What became of it."""

    WAITING = "waiting", _("waits for its confirmation")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("not confirmed")
    WITHDRAWN = "withdrawn", _("taken back")
    OVER = "over", _("over: the round ended in another way")


class PaperRecordQuerySet(models.QuerySet["PaperRecord"]):
    """Paper records."""

    def waiting(self) -> Self:
        """Nobody has confirmed it, said no or taken it back."""
        return self.filter(answer=PaperAnswer.WAITING)


@pghistory.track()
@fields(
    personal="scan recorded_by answered_by capacity reason",
    listed="reason",
    harmless="round signed_on place effective_on until_on text_from_paper recorded_for recorder_of recorded_at"
    " answer answered_for answered_at",
)
class PaperRecord(models.Model):
    """`scan` shows the signature of every party under the text of `round`.

    `text_from_paper`: it was signed before the text stood here, which was copied from the paper. `recorded_for` is the
    organisation in whose name it was recorded, `recorder_of` numbers of all that the recorder belonged to that day:
    whoever confirms it belongs to none of their trees. `capacity` is the representation through which somebody
    confirmed it or said no, for `answered_for`.
    """

    round = models.ForeignKey(
        "agreements.SigningRound", models.PROTECT, related_name="paper_records"
    )
    scan = models.ForeignKey(
        "agreements.AgreementFile", models.PROTECT, related_name="paper_records"
    )
    signed_on = models.DateField(_("signed on"))
    place = Line(_("place"), max_length=120, blank=True)
    effective_on = models.DateField(_("in force from"))
    until_on = models.DateField(_("in force until"), null=True, blank=True)
    text_from_paper = models.BooleanField(_("the text was copied from the paper"), default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_for = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded for"),
    )
    recorder_of = ArrayField(
        models.BigIntegerField(),
        verbose_name=_("organisations of the recorder"),
        default=list,
        blank=True,
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    answer = models.CharField(
        _("answer"), max_length=10, choices=PaperAnswer, default=PaperAnswer.WAITING
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_for = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered for"),
    )
    capacity = models.ForeignKey(
        "directory.Representation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=NOTE_LIMIT, blank=True)

    objects = PaperRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper record")
        verbose_name_plural = _("paper records")
        ordering = ["recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(answer="waiting"), name="paper_record_once_at_a_time"
            ),
            models.CheckConstraint(
                name="paper_record_answer_whole",
                condition=Q(answer="waiting", answered_at=None, answered_by=None, reason="")
                | ~Q(answer="waiting") & Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="paper_record_answered_by_another",
                condition=~Q(answer__in=["confirmed", "rejected"])
                | Q(answered_by__isnull=False, answered_for__isnull=False, capacity__isnull=False)
                & ~Q(answered_by=F("recorded_by")),
            ),
            models.CheckConstraint(
                name="paper_record_rejected_with_reason",
                condition=~Q(answer="rejected") | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="paper_record_until_after_effective",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("effective_on")),
            ),
        ]
        triggers = [
            OfAnOpenRound(name="of_an_open_round"),
            Unchangeable(columns=RECORDED),
            EndsOnce(at="answered_at", columns=ANSWERED),
            ConfirmedByALead(name="confirmed_by_a_lead"),
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def is_waiting(self) -> bool:
        """Nobody has answered yet."""
        return self.answer == PaperAnswer.WAITING
