"""The catalogue of legal bases: what a law lets which kind of authority give to which. Source: DOMAIN 5.4, seed 002 (3.6)."""

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses.kinds import AuthorityKind
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.privacy import fields


class MayBegin(models.TextChoices):
    """On whose initiative the provision lets something be given."""

    EITHER = "either", _("on request or own initiative")
    REQUEST = "request", _("only on request")
    OWN = "own", _("only on its own initiative")
    REGULAR = "regular", _("regularly, by law")


class Evidence(models.TextChoices):
    """How sure the entry is. Source: DOMAIN, evidence marks."""

    FOUND = "found", _("read in a published text")
    GENERAL = "general", _("general knowledge, not read")
    PROPOSAL = "proposal", _("our proposal")


@fields(harmless="code")
class Provision(Checked):
    """One entry of the catalogue; what it says stands in its versions."""

    code = models.CharField(_("code"), max_length=12, unique=True)

    class Meta:
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class ProvisionVersionQuerySet(models.QuerySet["ProvisionVersion"]):
    """Versions."""

    def current(self) -> Self:
        """The newest of each entry."""
        return self.filter(replaced_at__isnull=True)

    def selectable(self, day: date) -> Self:
        """Reviewed by a named person, not expired on this day, not blocked, not replaced by a reviewed version."""
        return self.current().filter(
            reviewed_by__isnull=False, valid_until__gte=day, blocked_because=""
        )


@fields(
    personal="written_by reviewed_by",
    listed="written_by reviewed_by",
    harmless="provision number from_kinds to_kinds citation what conditions may_begin is_duty is_mutual evidence blocked_because"
    " written_at reviewed_at valid_until replaced_at",
)
class ProvisionVersion(Checked):
    """What an entry says, from when until when; never changed once reviewed, so that what rested on it stays readable.

    `from_kinds`, `to_kinds`: codes of AuthorityKind. `citation`: the provision as lawyers cite it. `blocked_because`: why nobody may
    choose it, empty otherwise. `reviewed_by` is not `written_by`.
    """

    provision = models.ForeignKey(
        Provision, models.PROTECT, related_name="versions", verbose_name=_("legal basis")
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("a legal basis", "version"), default=1)
    from_kinds = ArrayField(
        models.CharField(max_length=30, choices=AuthorityKind), verbose_name=_("who holds it")
    )
    to_kinds = ArrayField(
        models.CharField(max_length=30, choices=AuthorityKind), verbose_name=_("who receives it")
    )
    citation = Line(_("provision"), max_length=200)
    what = Line(_("what may be given"), max_length=300)
    conditions = models.TextField(_("conditions"), max_length=2000, blank=True)
    may_begin = models.CharField(_("who begins"), max_length=10, choices=MayBegin)
    is_duty = models.BooleanField(_("duty, not only a power"), default=False)
    is_mutual = models.BooleanField(_("in both directions"), default=False)
    evidence = models.CharField(_("how sure the entry is"), max_length=10, choices=Evidence)
    blocked_because = Line(_("blocked because"), max_length=300, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, editable=False)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    replaced_at = models.DateTimeField(_("replaced"), null=True, editable=False)

    objects = ProvisionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a legal basis")
        verbose_name_plural = _("versions of legal bases")
        ordering = ["provision__code", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["provision", "number"], name="provision_version_has_its_number"
            ),
            models.CheckConstraint(
                name="provision_version_review_is_whole",
                condition=Q(
                    reviewed_by__isnull=True, reviewed_at__isnull=True, valid_until__isnull=True
                )
                | Q(
                    reviewed_by__isnull=False, reviewed_at__isnull=False, valid_until__isnull=False
                ),
            ),
            models.CheckConstraint(
                name="provision_version_reviewed_by_another_person",
                condition=Q(reviewed_by__isnull=True)
                | Q(written_by__isnull=True)
                | ~Q(reviewed_by=F("written_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provision.code}: {self.citation}"

    def is_selectable(self, day: date) -> bool:
        """As `ProvisionVersionQuerySet.selectable`."""
        if self.replaced_at or self.blocked_because or self.reviewed_by_id is None:
            return False
        return self.valid_until is not None and self.valid_until >= day
