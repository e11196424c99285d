"""Consultations drawn by lot, which data protection looks at. Source: DOMAIN 5.6 (random check, 5 % a month)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses.models.cases import scopes_of
from analyses.models.log import OF_ENTRY, ReasonCode
from analyses.models.sights import IS_ACCOUNT, ME
from partnerships.directory.models import Account
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy

LONGEST_WORDS = 1000
OF_SAMPLE = (
    f"CASE WHEN {IS_ACCOUNT} AND asked_at IS NOT NULL AND account_id::text = {ME} THEN true"
    f" ELSE ({OF_ENTRY}) END"
)


class SampleAnswer(models.TextChoices):
    """What data protection finds."""

    PLAUSIBLE = "plausible", _("plausible")
    UNLAWFUL = "unlawful", _("not lawful")


class SampleQuerySet(models.QuerySet["Sample"]):
    """Samples."""

    def visible_to(self, account: Account) -> Self:
        """Of data protection as the log; of whoever is asked their own."""
        guarded = scopes_of(account, "data_protection")
        if 0 in guarded:
            return self
        own = Q(account=account, asked_at__isnull=False)
        return self.filter(own | Q(authority_id__in=guarded))

    def open(self) -> Self:
        """Not answered yet."""
        return self.filter(answered_at__isnull=True)


@fields(
    personal="account reason_text question explanation note answered_by asked_by",
    listed="account answered_by asked_by",
    harmless="entry_id month drawn_at at what case_number authority_id reason_code asked_at explained_at answer answered_at",
)
class Sample(models.Model):
    """One consultation that was drawn: what the entry says, repeated here, because whoever is asked sees no log.

    `month`: its first day. Open, then perhaps asked and explained, then answered; an answer is never changed.
    """

    entry_id = models.BigIntegerField(unique=True, editable=False)
    month = models.DateField(_("month"), editable=False)
    drawn_at = models.DateTimeField(_("drawn"), auto_now_add=True)
    at = models.DateTimeField(_("at"), editable=False)
    what = models.CharField(_("code"), max_length=40, editable=False)
    case_number = models.CharField(_("case"), max_length=12, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who")
    )
    authority_id = models.BigIntegerField(_("authority"), null=True, editable=False)
    reason_code = models.CharField(
        _("reason"), max_length=15, choices=ReasonCode, blank=True, editable=False
    )
    reason_text = models.CharField(_("reason in words"), max_length=200, blank=True, editable=False)
    question = Line(_("your question"), max_length=300, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    asked_at = models.DateTimeField(_("asked"), null=True, editable=False)
    explanation = models.TextField(_("why you read there"), max_length=LONGEST_WORDS, blank=True)
    explained_at = models.DateTimeField(_("explained"), null=True, editable=False)
    answer = models.CharField(_("what you find"), max_length=10, choices=SampleAnswer, blank=True)
    note = Line(pgettext_lazy("a sample", "note"), max_length=300, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)

    objects = SampleQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation drawn by lot")
        verbose_name_plural = _("consultations drawn by lot")
        ordering = ["-month", "-id"]
        indexes = [models.Index(fields=["-at", "-id"], name="analysis_sample_latest")]
        constraints = [
            models.CheckConstraint(
                name="sample_answer_is_whole",
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="sample_not_answered_by_who_read",
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=models.F("account")),
            ),
            RowPolicy(name="log_sample_in_sight", using=OF_SAMPLE, is_forced=True),
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def waits_for_explanation(self) -> bool:
        """Asked, and neither explained nor answered."""
        return bool(self.asked_at) and not (self.explained_at or self.answered_at)
