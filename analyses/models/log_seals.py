"""The seals over the log of analyses, the anchors of closed years, and what each nightly check found. Source: decision 0059."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from analyses.models.log import LogEntry
from analyses.models.sights import IS_ACCOUNT, IS_HOUSE, held_for
from partnerships.shared.audit.moments import AuditNow
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy

OF_SEAL = (
    f"CASE WHEN {IS_HOUSE} THEN true WHEN {IS_ACCOUNT}"
    f" THEN cardinality({held_for('data_protection')}) > 0 ELSE false END"
)


@fields(harmless="at year kept_through events digest previous_digest")
class LogSeal(models.Model):
    """A batch of entries of one year (UTC) and one term, bound to the seal before it; the first has no `previous_digest`.

    `events`: how many entries it covers. `kept_through`: the last year in which its entries must still be there; settled when it is sealed. Source: BDSG § 76(4).
    """

    append_only = True
    archivist_may = "SELECT"

    at = models.DateTimeField(db_default=AuditNow(), editable=False)
    year = models.PositiveSmallIntegerField()
    kept_through = models.PositiveSmallIntegerField()
    events = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("seal over the log of analyses")
        verbose_name_plural = _("seals over the log of analyses")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="log_seal_kept_at_least_through_its_year",
                condition=models.Q(kept_through__gte=models.F("year")),
            ),
            RowPolicy(name="log_seal_in_sight", using=OF_SEAL, is_forced=True),
        ]

    def __str__(self) -> str:
        return numbered(self)


@fields(harmless="entry seal")
class SealedEntry(models.Model):
    """Which seal covers which entry; stays when the archivist drops the entries of a closed year."""

    append_only = True
    archivist_may = "SELECT"

    entry = models.OneToOneField(
        LogEntry, models.DO_NOTHING, primary_key=True, related_name="sealed", db_constraint=False
    )
    seal = models.ForeignKey(LogSeal, models.DO_NOTHING, related_name="members")

    class Meta:
        verbose_name = _("sealed entry of the log of analyses")
        verbose_name_plural = _("sealed entries of the log of analyses")
        constraints = [RowPolicy(name="sealed_entry_in_sight", using=OF_SEAL, is_forced=True)]

    def __str__(self) -> str:
        return numbered(self)


@fields(harmless="at year seals events last_seal digest signature")
class LogAnchor(models.Model):
    """A closed year: how many seals and entries it has, the digest of its last seal, and a signature over all of it.

    `signature`: HMAC-SHA-256 with a key made of the secret key, which the database does not know.
    """

    append_only = True
    archivist_may = "SELECT"

    at = models.DateTimeField(db_default=AuditNow(), editable=False)
    year = models.PositiveSmallIntegerField(unique=True)
    seals = models.PositiveIntegerField()
    events = models.PositiveIntegerField()
    last_seal = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("closed year of the log of analyses")
        verbose_name_plural = _("closed years of the log of analyses")
        ordering = ["year"]
        constraints = [RowPolicy(name="log_anchor_in_sight", using=OF_SEAL, is_forced=True)]

    def __str__(self) -> str:
        return numbered(self)


@fields(
    harmless="at seals events unsealed dropped wrong broken_links wrong_anchors last_seal digest"
)
class LogWalk(models.Model):
    """What one check of the chain found. `wrong` and `broken_links` are numbers of seals, `wrong_anchors` years.

    `last_seal` and its `digest`: where the chain ended that day; the next check looks for it.
    """

    append_only = True

    at = models.DateTimeField(db_default=AuditNow(), editable=False)
    seals = models.PositiveIntegerField()
    events = models.PositiveIntegerField()
    unsealed = models.PositiveIntegerField()
    dropped = models.PositiveIntegerField()
    wrong = models.JSONField(default=list)
    broken_links = models.JSONField(default=list)
    wrong_anchors = models.JSONField(default=list)
    last_seal = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("check of the log of analyses")
        verbose_name_plural = _("checks of the log of analyses")
        ordering = ["-id"]
        constraints = [RowPolicy(name="log_walk_in_sight", using=OF_SEAL, is_forced=True)]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def holds(self) -> bool:
        """Nothing altered, no link missing, every closed year as it was signed."""
        return not (self.wrong or self.broken_links or self.wrong_anchors)
