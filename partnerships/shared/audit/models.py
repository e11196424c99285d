"""What happened, and the seals over it. Source: decision 0004."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.shared.privacy import fields


class AuditEventQuerySet(models.QuerySet):
    """Events."""

    def about(self, target: models.Model) -> "AuditEventQuerySet":
        """Events of one row, newest first."""
        return self.filter(target_label=target._meta.label, target_id=target.pk).order_by(
            "-at", "-id"
        )

    def unsealed(self) -> "AuditEventQuerySet":
        """The tail that no seal covers yet."""
        return self.filter(sealed__isnull=True)


@fields(
    personal="by",
    harmless="what at target_label target_id capacity facts",
)
class AuditEvent(models.Model):
    """One thing done or read. `by` is None for the clock; `facts` are ids and codes, never text."""

    append_only = True

    what = models.CharField(_("what"), max_length=80)
    at = models.DateTimeField(_("at"), auto_now_add=True)
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

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["target_label", "target_id", "-at"], name="audit_by_target"),
            models.Index(fields=["by", "-at"], name="audit_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                name="audit_what_is_label_and_verb",
                condition=models.Q(what__regex=r"^[a-z_]+\.[a-z_]+$"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.target_label}:{self.target_id}"


@fields(harmless="at year events digest previous_digest")
class AuditSeal(models.Model):
    """A batch of events of one year (UTC), bound to the seal before it; the first has no `previous_digest`."""

    append_only = True

    at = models.DateTimeField(auto_now_add=True)
    year = models.PositiveSmallIntegerField()
    events = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.digest[:12]} ({self.events})"


@fields(harmless="event seal")
class SealedEvent(models.Model):
    """Which seal covers which event; stays when the archivist drops a closed year."""

    append_only = True

    event = models.OneToOneField(
        AuditEvent, models.DO_NOTHING, primary_key=True, related_name="sealed", db_constraint=False
    )
    seal = models.ForeignKey(AuditSeal, models.DO_NOTHING, related_name="members")

    def __str__(self) -> str:
        return f"{self.event_id} in {self.seal_id}"
