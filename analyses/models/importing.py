"""A file with records on its way into a draft, what its columns mean, and what is wrong in its rows. Source: decision 0058."""

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses.models.cases import Case
from analyses.models.contributions import Contribution
from analyses.models.sights import OF_OWN_AUTHORITY, OF_OWN_CONTRIBUTION
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.outbox import OUTBOX_HARMLESS, OutboxRow, Status, open_index
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy


class ImportStage(models.TextChoices):
    """Where a file is on its way."""

    READING = "reading", pgettext_lazy("an import", "its columns are named")
    CHECKING = "checking", pgettext_lazy("an import", "is being checked")
    CHECKED = "checked", pgettext_lazy("an import", "checked, waits for confirmation")
    ENTERING = "entering", pgettext_lazy("an import", "is being entered")
    DONE = "done", pgettext_lazy("an import", "entered")
    ENDED = "ended", pgettext_lazy("an import", "nothing was entered")


ON_ITS_WAY = (ImportStage.READING, ImportStage.CHECKING, ImportStage.CHECKED, ImportStage.ENTERING)


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Files; row-level security shows those of one's own authority in a case."""

    def forgotten(self) -> Self:
        """On their way for longer than `settings.ANALYSES_IMPORT_DAYS`: the clock deletes them."""
        kept = timedelta(days=settings.ANALYSES_IMPORT_DAYS)
        return self.filter(stage__in=ON_ITS_WAY, created_at__lte=timezone.now() - kept)


@fields(
    personal="by file_name file read_as head fixed sample",
    listed="by file_name",
    harmless="case contribution sha256 chosen lines header_rows columns stage progress counts records left_out digest ended_because"
    f" {OUTBOX_HARMLESS}",
)
class ImportRun(OutboxRow):
    """One file for one draft. `status` says whether the worker has something to do, `stage` what a person sees.

    `read_as`: what was found out about the file; `chosen`: what its person said about it (sheet, encoding, hidden, days). `head`: its first lines,
    [number, [cells]]. `lines`: how many it has. `columns`: what each means, a target of `analyses.importing.targets` or empty; `fixed`: what
    counts for every row. `counts`: records by what they are; `left_out`: lines with a fault. `digest`: of what is confirmed. `ended_because`:
    a code. When it ends, nothing of the contents stays: file, head, sample, faults go.
    """

    hinted: ClassVar[tuple[str, ...]] = ("pk", "by_id")

    case = models.ForeignKey(Case, models.CASCADE, related_name="imports")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="imports")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("imported by")
    )
    file_name = Line(_("file"), max_length=200)
    file = models.BinaryField(default=bytes, editable=False)
    sha256 = models.CharField(_("SHA-256 checksum"), max_length=64, editable=False)
    read_as = models.JSONField(_("how it is read"), default=dict)
    chosen = models.JSONField(_("what was chosen"), default=dict)
    head = models.JSONField(_("first lines"), default=list)
    lines = models.PositiveIntegerField(_("lines"), default=0)
    header_rows = models.PositiveSmallIntegerField(_("rows with headings"), default=1)
    columns = models.JSONField(_("what each column means"), default=list)
    fixed = models.JSONField(_("what counts for every row"), default=dict)
    stage = models.CharField(
        pgettext_lazy("an import", "stage"),
        max_length=10,
        choices=ImportStage,
        default=ImportStage.READING,
    )
    progress = models.PositiveSmallIntegerField(_("percent done"), default=0)
    counts = models.JSONField(_("records by what they are"), default=dict)
    records = models.PositiveIntegerField(_("records"), default=0)
    left_out = models.PositiveIntegerField(_("lines with faults"), default=0)
    sample = models.JSONField(_("first records"), default=list)
    digest = models.CharField(max_length=64, blank=True)
    ended_because = models.CharField(_("why nothing was entered"), max_length=20, blank=True)

    objects = ImportRunQuerySet.as_manager()  # type: ignore[misc]  # the base names it a class variable

    class Meta:
        verbose_name = _("import of records")
        verbose_name_plural = _("imports of records")
        ordering = ["-created_at", "-pk"]
        indexes = [
            open_index("analysis_import_open"),
            models.Index(fields=["contribution", "-created_at"], name="analysis_import_by_draft"),
        ]
        constraints = [
            RowPolicy(name="import_run_in_sight", using=OF_OWN_CONTRIBUTION, is_forced=True)
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def is_on_its_way(self) -> bool:
        """Neither entered nor ended."""
        return self.stage in ON_ITS_WAY

    @property
    def is_worked_on(self) -> bool:
        """The worker has something to do."""
        return self.status in (Status.QUEUED, Status.RUNNING)


@fields(personal="typed", harmless="run line column wrong")
class ImportFault(models.Model):
    """One thing that is wrong in a line of the file; deleted with the end of the import."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="faults")
    line = models.PositiveIntegerField(_("line"))
    column = models.CharField(_("column"), max_length=120, blank=True)
    typed = models.CharField(_("typed"), max_length=120, blank=True)
    wrong = models.CharField(_("what is wrong"), max_length=500)

    class Meta:
        verbose_name = _("fault of an import")
        verbose_name_plural = _("faults of an import")
        ordering = ["line", "pk"]
        constraints = [
            RowPolicy(
                name="import_fault_in_sight",
                using="run_id = ANY(ARRAY(SELECT r.id FROM analyses_importrun r))",
                is_forced=True,
            )
        ]

    def __str__(self) -> str:
        return numbered(self)


@fields(
    personal="by",
    listed="by",
    harmless="authority key header_rows columns fixed used_at",
)
class ImportMapping(Checked):
    """What the columns of a file mean, kept for the next file of the same authority with the same headings.

    `key`: SHA-256 of the headings, hexadecimal, so that no heading is kept. `columns` and `fixed` as in `ImportRun`, without free words.
    """

    authority = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="+", verbose_name=_("authority")
    )
    key = models.CharField(max_length=64)
    header_rows = models.PositiveSmallIntegerField(_("rows with headings"), default=1)
    columns = models.JSONField(_("what each column means"), default=list)
    fixed = models.JSONField(_("what counts for every row"), default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    used_at = models.DateTimeField(_("used"), default=timezone.now)

    class Meta:
        verbose_name = _("meaning of columns")
        verbose_name_plural = _("meanings of columns")
        ordering = ["authority", "-used_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "key"], name="import_mapping_once_for_headings"
            ),
            RowPolicy(name="import_mapping_in_sight", using=OF_OWN_AUTHORITY, is_forced=True),
        ]

    def __str__(self) -> str:
        return numbered(self)
