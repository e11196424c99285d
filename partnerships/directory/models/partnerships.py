"""A partnership and its partners.

Source: decision 0005, points 4 to 6; seeds Dortmund (2022 to 2024) and SiKo Ruhr 2020/21.
"""

from typing import Any

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnerships.directory.models.accounts import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.dates import Span, SpanQuerySet, span_constraints
from partnerships.shared.labels import numbered
from partnerships.shared.languages import text_in
from partnerships.shared.privacy import fields
from partnerships.shared.search.matching import name_words, near_words
from partnerships.shared.sorting import sort_key

SEARCHED_PARTNERSHIP = ("name", "name_en", "region")


class PartnershipQuerySet(models.QuerySet):
    """Partnerships."""

    def visible_to(self, account: Account) -> "PartnershipQuerySet":
        """Those that the account takes part in today."""
        return self.filter(pk__in=list(account.access.partnership_ids))


@pghistory.track()
@fields(
    harmless="name name_en sort_key purpose purpose_en founded_on region population source_note created_at"
)
class Partnership(Checked):
    """An alliance of organisations. `population` is about the region, rounded."""

    name = Line(_("name"), max_length=200)
    name_en = Line(_("name in English"), max_length=200, blank=True)
    sort_key = models.CharField(max_length=250, editable=False)
    purpose = models.TextField(_("purpose"), max_length=2000, blank=True)
    purpose_en = models.TextField(_("purpose in English"), max_length=2000, blank=True)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    region = Line(_("region"), max_length=120, blank=True)
    population = models.PositiveIntegerField(_("people living there, about"), null=True, blank=True)
    source_note = Line(_("source"), max_length=250, blank=True)
    created_at = models.DateTimeField(_("entered"), auto_now_add=True)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        indexes = [
            models.Index(fields=["sort_key", "id"], name="partnership_by_name"),
            GinIndex(name_words(*SEARCHED_PARTNERSHIP), name="partnership_words"),
            GinIndex(near_words(*SEARCHED_PARTNERSHIP), name="partnership_near"),
        ]

    def __str__(self) -> str:
        return self.name_in()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the sort key in step."""
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def name_in(self, language: str | None = None) -> str:
        """The name in a language, or as it was given."""
        return text_in(self, "name", language)

    def purpose_in(self, language: str | None = None) -> str:
        """The purpose in a language, or as it was written."""
        return text_in(self, "purpose", language)


class Entry(models.TextChoices):
    """How a partner came in."""

    FOUNDING = "founding", _("founding partner")
    JOINED = "joined", _("joined later")


class Standing(models.TextChoices):
    """What a partner may do in the bodies."""

    FULL = "full", _("full partner")
    ADVISORY = "advisory", _("advisory partner")
    OBSERVER = "observer", _("observer")


class Side(models.TextChoices):
    """On which side of the table; stored, because a kind does not tell it."""

    AUTHORITY = "authority", _("authority")
    CIVIL = "civil", _("civil society")
    OTHER = "other", _("other")


class PartnerQuerySet(SpanQuerySet):
    """Partners."""

    def visible_to(self, account: Account) -> "PartnerQuerySet":
        """Of the partnerships one sees."""
        return self.filter(partnership_id__in=list(account.access.partnership_ids))


@pghistory.track()
@fields(
    harmless="partnership organisation side entry standing sort_key decision decided_on leaving_decision"
    " leaving_decided_on since attested_on until_on ended_at"
)
class Partner(Span):
    """An organisation in a partnership. `sort_key` copies the organisation's, so that lists need one index.

    `standing` is today's; what it was before stands in StandingChange.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="partners"
    )
    side = models.CharField(_("side"), max_length=10, choices=Side)
    entry = models.CharField(_("entered as"), max_length=10, choices=Entry)
    standing = models.CharField(
        _("standing"), max_length=10, choices=Standing, default=Standing.FULL
    )
    decision = Line(_("decision"), max_length=250, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    leaving_decision = Line(_("decision on leaving"), max_length=250, blank=True)
    leaving_decided_on = models.DateField(_("leaving decided on"), null=True, blank=True)
    sort_key = models.CharField(max_length=250, editable=False)

    objects = PartnerQuerySet.as_manager()  # type: ignore[misc]  # a narrower manager

    class Meta:
        verbose_name = pgettext_lazy("one thing", "partner")
        verbose_name_plural = _("partners")
        indexes = [models.Index(fields=["partnership", "sort_key", "id"], name="partner_by_name")]
        constraints = [
            *span_constraints("partner"),
            models.UniqueConstraint(
                fields=["partnership", "organisation"],
                condition=Q(until_on__isnull=True, ended_at__isnull=True),
                name="partner_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Takes the organisation's sort key."""
        self.sort_key = self.organisation.sort_key
        super().save(*args, **kwargs)


@pghistory.track()
@fields(
    harmless="partner before after on_day attested_on decision decided_on created_at",
)
class StandingChange(Checked):
    """A partner's standing changed, on a known day or attested on one."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="standing_changes")
    before = models.CharField(_("before"), max_length=10, choices=Standing)
    after = models.CharField(_("after"), max_length=10, choices=Standing)
    on_day = models.DateField(_("on"), null=True, blank=True)
    attested_on = models.DateField(_("attested on"), null=True, blank=True)
    decision = Line(_("decision"), max_length=250, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    created_at = models.DateTimeField(_("entered"), auto_now_add=True)

    class Meta:
        verbose_name = _("change of standing")
        verbose_name_plural = _("changes of standing")
        constraints = [
            models.CheckConstraint(
                name="standing_change_has_day",
                condition=Q(on_day__isnull=False) | Q(attested_on__isnull=False),
                violation_error_message=_("Say since when, or on which day it is attested."),
            ),
            models.CheckConstraint(name="standing_changes", condition=~Q(before=models.F("after"))),
        ]

    def __str__(self) -> str:
        return numbered(self)
