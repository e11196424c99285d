"""What happened, the seals over it, and the checks of both. Source: decisions 0004 and 0013."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.shared.accounts import Account
from partnerships.shared.audit.moments import AuditNow
from partnerships.shared.labels import numbered
from partnerships.shared.outbox import OUTBOX_HARMLESS, OutboxRow, Status, open_index
from partnerships.shared.privacy import fields
from partnerships.shared.registry import log_scopes


class AuditEventQuerySet(models.QuerySet):
    """Events."""

    def about(self, target: models.Model) -> "AuditEventQuerySet":
        """Events of one row, newest first."""
        return self.filter(target_label=target._meta.label, target_id=target.pk).order_by(
            "-at", "-id"
        )

    def visible_to(self, account: Account) -> "AuditEventQuerySet":
        """What a data protection officer reads: their own controllers' events, or all. Others: none."""
        readable = models.Q(pk__in=[])
        for scope in log_scopes:
            readable |= scope.readable(account)
        return self.filter(readable)

    def unsealed(self) -> "AuditEventQuerySet":
        """The tail that no seal covers yet."""
        return self.filter(sealed__isnull=True)


@fields(
    personal="by",
    harmless="what at target_label target_id capacity facts controller_id",
)
class AuditEvent(models.Model):
    """One thing done or read. `by` is None for the clock; `facts` are ids and codes, never text.

    The database sets `id` and `at`, and refuses a `by` who does not act there (moments.py).

    `controller_id` is the organisation in whose name it was done, as it stood then; None for the installation.
    """

    append_only = True

    what = models.CharField(_("what"), max_length=80)
    at = models.DateTimeField(_("at"), db_default=AuditNow(), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    capacity = models.CharField(_("acting for"), max_length=80, blank=True)
    target_label = models.CharField(_("kind of thing"), max_length=80)
    target_id = models.BigIntegerField(_("number of the thing"), null=True, blank=True)
    facts = models.JSONField(_("facts"), default=dict)
    controller_id = models.BigIntegerField(_("controller"), null=True, blank=True, editable=False)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["target_label", "target_id", "-at"], name="audit_by_target"),
            models.Index(fields=["by", "-at"], name="audit_by_person"),
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(fields=["what", "-at", "-id"], name="audit_by_what"),
            models.Index(fields=["controller_id", "-at", "-id"], name="audit_by_controller"),
        ]
        constraints = [
            models.CheckConstraint(
                name="audit_what_is_label_and_verb",
                condition=models.Q(what__regex=r"^[a-z_]+\.[a-z_]+$"),
            )
        ]

    def __str__(self) -> str:
        return numbered(self)


@fields(harmless="at year events digest previous_digest")
class AuditSeal(models.Model):
    """A batch of events of one year (UTC), bound to the seal before it; the first has no `previous_digest`."""

    append_only = True

    at = models.DateTimeField(db_default=AuditNow(), editable=False)
    year = models.PositiveSmallIntegerField()
    events = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")

    def __str__(self) -> str:
        return numbered(self)


@fields(harmless="event seal")
class SealedEvent(models.Model):
    """Which seal covers which event; stays when the archivist drops a closed year."""

    append_only = True

    event = models.OneToOneField(
        AuditEvent, models.DO_NOTHING, primary_key=True, related_name="sealed", db_constraint=False
    )
    seal = models.ForeignKey(AuditSeal, models.DO_NOTHING, related_name="members")

    def __str__(self) -> str:
        return numbered(self)


@fields(
    personal="asked_by",
    harmless=f"progress seals events unsealed dropped wrong broken_links {OUTBOX_HARMLESS}",
)
class LogCheck(OutboxRow):
    """One walk along the chain of seals, by the worker. `asked_by` is None for the clock's nightly one.

    `progress` in percent; `wrong` and `broken_links` are numbers of seals.
    """

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    seals = models.PositiveIntegerField(_("seals"), default=0)
    events = models.PositiveIntegerField(_("events"), default=0)
    unsealed = models.PositiveIntegerField(_("not sealed yet"), default=0)
    dropped = models.PositiveIntegerField(_("seals of dropped years"), default=0)
    wrong = models.JSONField(_("seals that do not hold"), default=list, blank=True)
    broken_links = models.JSONField(_("broken links"), default=list, blank=True)

    class Meta:
        verbose_name = _("check of the log")
        verbose_name_plural = _("checks of the log")
        indexes = [open_index("log_check_open")]
        constraints = [
            models.CheckConstraint(
                name="log_check_progress_percent", condition=models.Q(progress__lte=100)
            )
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def holds(self) -> bool:
        """Done, nothing altered and no link missing."""
        return self.status == Status.DONE and not (self.wrong or self.broken_links)
