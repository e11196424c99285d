"""Who read, searched, changed, gave out, combined, deleted what, and why. Source: DOMAIN 5.6 (LED Art. 25, BDSG § 76, DSG NRW § 55)."""

import json
from typing import Self

from django.db import connections, models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses.kinds import Regime
from analyses.models.cases import scopes_of
from analyses.models.sights import IS_ACCOUNT, IS_HOUSE, WORD, held_for
from partnerships.directory.models import Account
from partnerships.shared.audit.moments import AuditNow
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy

WRITING = "log"  # the sight in which an entry is written


class Operation(models.TextChoices):
    """What was done. Source: as above."""

    COLLECT = "collect", pgettext_lazy("in the log", "collected")
    ALTER = "alter", pgettext_lazy("in the log", "changed")
    CONSULT = "consult", pgettext_lazy("in the log", "read")
    SEARCH = "search", pgettext_lazy("in the log", "searched")
    DISCLOSE = "disclose", pgettext_lazy("in the log", "given out")
    COMBINE = "combine", pgettext_lazy("in the log", "combined")
    ERASE = "erase", pgettext_lazy("in the log", "deleted")


class ReasonCode(models.TextChoices):
    """Why somebody reads in a case."""

    WORK = "work", _("work on this case")
    CONTRIBUTION = "contribution", _("contribution of my authority")
    DECISION = "decision", _("decision on this case")
    QUALITY = "quality", _("check of the quality")
    DATA_SUBJECT = "data_subject", _("request of a person concerned")
    SUPERVISION = "supervision", _("data protection supervision")
    CLOCK = "clock", _("by the clock")


_READERS = held_for("data_protection")
OF_ENTRY = (
    f"CASE WHEN {IS_HOUSE} OR coalesce({WORD} = '{WRITING}', false) THEN true WHEN {IS_ACCOUNT}"
    f" THEN 0 = ANY({_READERS}) OR authority_id = ANY({_READERS}) ELSE false END"
)


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    """Entries."""

    def visible_to(self, account: Account) -> Self:
        """Of the installation's data protection officer all, of an authority's its own. Others: none."""
        guarded = scopes_of(account, "data_protection")
        return self if 0 in guarded else self.filter(authority_id__in=guarded)

    def write(self, entry: "LogEntry") -> None:
        """In one statement that sees to the sight itself (`analyses_log_write`). The database sets number and time."""
        columns = {
            each.column: getattr(entry, each.attname)
            for each in entry._meta.concrete_fields
            if each.column not in ("id", "at")
        }
        with connections[self.db].cursor() as cursor:
            cursor.execute("SELECT analyses_log_write(%s::jsonb)", [json.dumps(columns)])

    def unsealed(self) -> Self:
        """The tail that no seal covers yet."""
        return self.filter(sealed__isnull=True)


@fields(
    personal="account_id reason_text ip search_hash",
    harmless="at zone operation what object_type object_id case_id case_number authority_id reason_code recipient_id basis_id fields"
    " rows request_id regime",
)
class LogEntry(models.Model):
    """One thing done in an analysis. Numbers and codes, never contents; append-only. The database sets `id` and `at`.

    `account_id`, `authority_id`, `case_id`, `recipient_id` (an organisation) and `basis_id` (a version of a legal basis) are numbers
    without keys, so that an entry outlives what it names. `what`: a code such as "case.read". `rows`: how many records it concerned. `zone`: of
    the local time. `search_hash`: HMAC-SHA-256 of the searched words. `regime`: the law that decides how long the entry is kept; without
    one the usual term holds.
    """

    append_only = True
    archivist_may = "SELECT, DELETE"

    at = models.DateTimeField(_("at"), db_default=AuditNow(), editable=False)
    zone = models.CharField(_("time zone"), max_length=40, default="Europe/Berlin")
    operation = models.CharField(_("what was done"), max_length=10, choices=Operation)
    what = models.CharField(_("code"), max_length=40)
    object_type = models.CharField(_("kind of thing"), max_length=40, blank=True)
    object_id = models.BigIntegerField(_("number of the thing"), null=True)
    case_id = models.BigIntegerField(_("number of the case in the database"), null=True)
    case_number = models.CharField(_("case"), max_length=12, blank=True)
    account_id = models.BigIntegerField(_("who"), null=True)
    authority_id = models.BigIntegerField(_("authority"), null=True)
    reason_code = models.CharField(_("reason"), max_length=15, choices=ReasonCode, blank=True)
    reason_text = models.CharField(_("reason in words"), max_length=200, blank=True)
    recipient_id = models.BigIntegerField(_("recipient"), null=True)
    basis_id = models.BigIntegerField(_("legal basis"), null=True)
    fields = models.JSONField(_("fields"), default=list)
    rows = models.PositiveIntegerField(_("records"), null=True)
    search_hash = models.CharField(_("checksum of the search"), max_length=64, blank=True)
    request_id = models.CharField(_("request"), max_length=40, blank=True)
    regime = models.CharField(
        _("which law rules it"), max_length=10, choices=Regime, blank=True, default=""
    )
    ip = models.GenericIPAddressField(_("network address"), null=True)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the log of analyses")
        verbose_name_plural = _("entries of the log of analyses")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="analysis_log_newest"),
            models.Index(fields=["case_id", "-at", "-id"], name="analysis_log_by_case"),
            models.Index(fields=["case_number", "-at", "-id"], name="analysis_log_by_number"),
            models.Index(fields=["account_id", "-at", "-id"], name="analysis_log_by_account"),
            models.Index(fields=["authority_id", "-at", "-id"], name="analysis_log_by_authority"),
        ]
        constraints = [RowPolicy(name="log_entry_in_sight", using=OF_ENTRY, is_forced=True)]

    def __str__(self) -> str:
        return numbered(self)
