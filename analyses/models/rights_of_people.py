"""Requests of people concerned, searched case by case by those who lead them; no register of persons. Source: DOMAIN 5.2, decision 0060."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses.models.cases import Case, scopes_of
from analyses.models.contributions import Contribution
from analyses.models.sights import IS_ACCOUNT, IS_HOUSE, OF_ROWS_OF_CONTRIBUTION, OF_SHELL, held_for
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy


class Right(models.TextChoices):
    """What somebody asks for. Source: Directive (EU) 2016/680 Art. 14 and 16, BDSG §§ 57, 58."""

    ACCESS = "access", pgettext_lazy("a right", "access")
    CORRECTION = "correction", pgettext_lazy("a right", "correction")
    DELETION = "deletion", pgettext_lazy("a right", "deletion")
    RESTRICTION = "restriction", pgettext_lazy("a right", "restriction")


class Finding(models.TextChoices):
    """What the lead of a case found."""

    NOTHING = "nothing", _("nothing held")
    HELD = "held", _("held, and may be told")
    REFUSED = "refused", _("held, but refused")


_GUARDS = held_for("data_protection")
OF_PERSON_REQUEST = (
    f"CASE WHEN {IS_HOUSE} THEN true WHEN {IS_ACCOUNT}"
    f" THEN 0 = ANY({_GUARDS}) OR authority_id = ANY({_GUARDS})"
    " OR id = ANY(ARRAY(SELECT s.request_id FROM analyses_casesearch s)) ELSE false END"
)
# Searches are written by data protection before anybody sees the request, and read by whoever sees the case.


class PersonRequestQuerySet(models.QuerySet["PersonRequest"]):
    """Requests."""

    def open(self) -> Self:
        """Not answered yet."""
        return self.filter(answered_at__isnull=True)

    def guarded_by(self, account: Account) -> Self:
        """Those that somebody answers as data protection."""
        scopes = scopes_of(account, "data_protection")
        return self if 0 in scopes else self.filter(authority__in=scopes)


@fields(
    personal="file_reference entered_by answered_by",
    listed="entered_by answered_by",
    harmless="right authority received_on due_on entered_at answered_at",
)
class PersonRequest(Checked):
    """Somebody asks what is held of them, or to correct, delete or restrict it. Who it is stands in the paper file alone.

    `authority`: the controller that was asked.
    """

    right = models.CharField(_("what is asked for"), max_length=12, choices=Right)
    authority = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", verbose_name=_("authority")
    )
    file_reference = Line(
        _("paper file"),
        max_length=60,
        help_text=_("The file number alone. The name of the person stays in the paper file."),
    )
    received_on = models.DateField(_("received on"), default=timezone.localdate)
    due_on = models.DateField(_("to be answered by"), editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(
        pgettext_lazy("a request", "answered"), null=True, blank=True
    )

    objects = PersonRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request of a person concerned")
        verbose_name_plural = _("requests of persons concerned")
        ordering = ["-received_on", "-pk"]
        constraints = [
            RowPolicy(name="person_request_in_sight", using=OF_PERSON_REQUEST, is_forced=True)
        ]

    def __str__(self) -> str:
        return numbered(self)


@fields(
    personal="provision by",
    listed="by",
    harmless="request case finding at",
)
class CaseSearch(Checked):
    """One case to be searched for one request; answered by whoever leads it."""

    request = models.ForeignKey(PersonRequest, models.PROTECT, related_name="searches")
    case = models.ForeignKey(Case, models.PROTECT, related_name="searches")
    finding = models.CharField(_("what was found"), max_length=10, choices=Finding, blank=True)
    provision = Line(
        _("provision"),
        max_length=120,
        blank=True,
        help_text=_("By which provision it is refused, for example BDSG § 57 (4)."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    at = models.DateTimeField(pgettext_lazy("a request", "answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("search in a case for a person concerned")
        verbose_name_plural = _("searches in cases for persons concerned")
        ordering = ["request", "case", "pk"]
        constraints = [
            RowPolicy(name="case_search_in_sight", using=OF_SHELL, is_forced=True),
            models.UniqueConstraint(fields=["request", "case"], name="case_search_once"),
        ]

    def __str__(self) -> str:
        return numbered(self)


@fields(
    personal="text made_by acknowledged_by",
    listed="made_by acknowledged_by",
    harmless="case contribution authority made_at acknowledged_at",
)
class CorrectionNotice(Checked):
    """Tells one recipient of a contribution what was wrong in it; each acknowledges. Source: Directive (EU) 2016/680 Art. 7(3), 16(6)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="notices")
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="notices")
    authority = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", verbose_name=_("recipient")
    )
    text = models.TextField(_("what is corrected"), max_length=1000)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("told by")
    )
    made_at = models.DateTimeField(_("told"), default=timezone.now)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("acknowledged by"),
    )
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice of a correction")
        verbose_name_plural = _("notices of corrections")
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(
                fields=["case"],
                condition=Q(acknowledged_at__isnull=True),
                name="correction_not_acknowledged",
            )
        ]
        constraints = [
            RowPolicy(
                name="correction_notice_in_sight", using=OF_ROWS_OF_CONTRIBUTION, is_forced=True
            )
        ]

    def __str__(self) -> str:
        return numbered(self)
