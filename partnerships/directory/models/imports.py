"""A file with organisations that somebody chose, looks at and then imports or not."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models.accounts import Account
from partnerships.shared.columns import Line
from partnerships.shared.privacy import fields

KEPT = timedelta(days=1)


class ImportState(models.TextChoices):
    """Where a file is on its way."""

    WAITING = "waiting", _("waiting for confirmation")
    DONE = "done", _("imported")


class ImportRunQuerySet(models.QuerySet):
    """Files that were read."""

    def visible_to(self, account: Account) -> "ImportRunQuerySet":
        """One's own, for a day: what somebody has not confirmed concerns nobody else."""
        return self.filter(account=account, made_at__gt=timezone.now() - KEPT)

    def over(self) -> "ImportRunQuerySet":
        """Imports that are so old that the clock deletes them."""
        return self.filter(made_at__lte=timezone.now() - KEPT)


@fields(
    personal="account file_name file rows read_as",
    harmless=(
        "partnership sha256 columns defaults chosen ignored state made_at imported_at created changed unchanged named"
        " left_out"
    ),
)
class ImportRun(models.Model):
    """What a file says, as typed; it is checked against the directory each time somebody looks.

    `columns`: what each cell means, a slug of importing.columns. `rows`: [number in the file, [cells]], emptied by the
    import, like `file`. `defaults`: values for rows that do not say, by slug. `ignored`: headings that nobody knows.
    `read_as`: what importing.reading found out about the file; `chosen`: what its person said about it.
    `left_out`: numbers of rows with faults that were not imported; `named`: how many contact persons were.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="imports")
    partnership = models.ForeignKey(
        "directory.Partnership", models.CASCADE, null=True, blank=True, related_name="+"
    )
    file_name = Line(_("file"), max_length=200)
    file = models.BinaryField(default=bytes, editable=False)
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    defaults = models.JSONField(default=dict)
    ignored = models.JSONField(default=list)
    read_as = models.JSONField(default=dict)
    chosen = models.JSONField(default=dict)
    state = models.CharField(
        _("state"), max_length=10, choices=ImportState, default=ImportState.WAITING
    )
    made_at = models.DateTimeField(_("read at"), auto_now_add=True)
    imported_at = models.DateTimeField(_("imported at"), null=True, blank=True)
    created = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    named = models.PositiveIntegerField(_("contact persons"), default=0)
    left_out = models.JSONField(_("left out"), default=list)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes = [models.Index(fields=["made_at"], name="import_by_moment")]

    def __str__(self) -> str:
        return self.file_name
