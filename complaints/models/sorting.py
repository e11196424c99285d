"""How officers sorted a complaint, and whom it concerns. Codes, units and accounts alone; never what was said."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.lists import Cause, Sign, Sort, Subject
from complaints.models.complaints import Complaint
from complaints.models.sights import OF_ITS_ROWS
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy


class SortingQuerySet(models.QuerySet["Sorting"]):
    """Sortings."""

    def visible_to(self, account: Account) -> Self:
        """Of complaints that somebody may see."""
        return self.filter(complaint__in=Complaint.objects.visible_to(account))


@fields(personal="by", listed="by", harmless="complaint sort causes subjects signs area at")
class Sorting(Checked):
    """`by` and `at`: who sorted it last. `area`: district or town as people call it. Source of the codes: complaints.lists."""

    complaint = models.OneToOneField(
        Complaint, models.CASCADE, related_name="sorting", verbose_name=_("complaint")
    )
    sort = models.CharField(_("kind of complaint"), max_length=12, choices=Sort)
    causes = ArrayField(
        models.CharField(max_length=30, choices=Cause), verbose_name=_("causes"), default=list
    )
    subjects = ArrayField(
        models.CharField(max_length=40, choices=Subject),
        verbose_name=_("subjects"),
        default=list,
        blank=True,
    )
    signs = ArrayField(
        models.CharField(max_length=30, choices=Sign),
        verbose_name=_("signs of bias"),
        default=list,
        blank=True,
    )
    area = Line(_("area"), max_length=80, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sorted by")
    )
    at = models.DateTimeField(pgettext_lazy("a complaint", "sorted"), default=timezone.now)

    objects = SortingQuerySet.as_manager()

    class Meta:
        verbose_name = _("sorting of a complaint")
        verbose_name_plural = _("sortings of complaints")
        ordering = ["complaint"]
        constraints = [RowPolicy(name="sorting_in_sight", using=OF_ITS_ROWS)]

    def __str__(self) -> str:
        return numbered(self)


class ConcernQuerySet(models.QuerySet["Concern"]):
    """Whom complaints concern."""

    def visible_to(self, account: Account) -> Self:
        """Of complaints that somebody may see."""
        return self.filter(complaint__in=Complaint.objects.visible_to(account))


@fields(personal="officer by", listed="officer by", harmless="complaint unit at")
class Concern(Checked):
    """Either a unit of the police that a complaint concerns, or somebody with an account whom it names.

    Whoever belongs to the unit or below it, or is named, neither sees nor handles the complaint.
    """

    complaint = models.ForeignKey(
        Complaint, models.CASCADE, related_name="concerns", verbose_name=_("complaint")
    )
    unit = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit"),
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("named"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("noted by")
    )
    at = models.DateTimeField(_("noted"), default=timezone.now)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = _("whom a complaint concerns")
        verbose_name_plural = _("whom complaints concern")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="concern_is_a_unit_or_somebody",
                condition=Q(unit__isnull=False, officer__isnull=True)
                | Q(unit__isnull=True, officer__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["complaint", "unit", "officer"],
                nulls_distinct=False,
                name="one_concern_of_each",
            ),
            RowPolicy(name="concern_in_sight", using=OF_ITS_ROWS),
        ]

    def __str__(self) -> str:
        return numbered(self)
