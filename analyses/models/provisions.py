"""The catalogue of legal bases: what a law lets which kind of authority give to which. Source: DOMAIN 5.4, seed 002 (3.6)."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses.kinds import PARTIES, Category, MayBegin, Secrecy, Task
from analyses.models.triggers import FilledInOnce, Unchangeable
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.privacy import fields

WARN_DAYS = 60  # so long before a review expires the legal service hears of it
LONGEST_DAYS = 731  # of a review; then somebody reads the law again


class BasisState(models.TextChoices):
    """Whether an entry can be chosen today, and why not."""

    SELECTABLE = "selectable", pgettext_lazy("a legal basis", "selectable")
    EXPIRING = "expiring", pgettext_lazy("a legal basis", "selectable, expires soon")
    UNREVIEWED = "unreviewed", pgettext_lazy("a legal basis", "not reviewed")
    EXPIRED = "expired", pgettext_lazy("a legal basis", "expired")
    BLOCKED = "blocked", pgettext_lazy("a legal basis", "blocked")
    REPLACED = "replaced", pgettext_lazy("a legal basis", "replaced")


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
        """The reviewed one of each entry, and the one that waits to take its place."""
        return self.filter(replaced_at__isnull=True)

    def selectable(self, day: date) -> Self:
        """Reviewed by a named person, not expired on this day, not blocked, not replaced by a reviewed version."""
        return self.current().filter(
            reviewed_by__isnull=False, valid_until__gte=day, blocked_because=""
        )

    def between(self, holder: str, needer: str) -> Self:
        """Those that speak of these two kinds, in this direction or, where they are mutual, in the other."""
        there = Q(from_kinds__contains=[holder], to_kinds__contains=[needer])
        back = Q(is_mutual=True, from_kinds__contains=[needer], to_kinds__contains=[holder])
        return self.filter(there | back)

    def with_state(self, day: date) -> Self:
        """Each with its `state` on this day, a code of BasisState."""
        return self.annotate(
            state=Case(
                When(replaced_at__isnull=False, then=Value(BasisState.REPLACED.value)),
                When(~Q(blocked_because=""), then=Value(BasisState.BLOCKED.value)),
                When(reviewed_by__isnull=True, then=Value(BasisState.UNREVIEWED.value)),
                When(valid_until__lt=day, then=Value(BasisState.EXPIRED.value)),
                When(
                    valid_until__lte=day + timedelta(days=WARN_DAYS),
                    then=Value(BasisState.EXPIRING.value),
                ),
                default=Value(BasisState.SELECTABLE.value),
                output_field=models.CharField(),
            )
        )


@fields(
    personal="written_by reviewed_by",
    listed="written_by reviewed_by",
    harmless="provision number from_kinds to_kinds citation what conditions tasks covers_secrecies not_for_categories may_begin is_duty"
    " is_mutual evidence blocked_because written_at reviewed_at valid_until replaced_at",
)
class ProvisionVersion(Checked):
    """What an entry says, from when until when; never changed once reviewed, so that what rested on it stays readable.

    `from_kinds`, `to_kinds`: codes of `PARTIES`. `tasks`: those it names, none where it says nothing; then the wizard never allows by it. `citation`: the provision as lawyers cite it. `blocked_because`: why nobody may
    choose it, empty otherwise. `reviewed_by` is not `written_by`.
    """

    provision = models.ForeignKey(
        Provision, models.PROTECT, related_name="versions", verbose_name=_("legal basis")
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("a legal basis", "version"), default=1)
    from_kinds = ArrayField(
        models.CharField(max_length=30, choices=PARTIES), verbose_name=_("who holds it")
    )
    to_kinds = ArrayField(
        models.CharField(max_length=30, choices=PARTIES), verbose_name=_("who receives it")
    )
    citation = Line(_("provision"), max_length=200)
    what = Line(_("what may be given"), max_length=300)
    conditions = models.TextField(_("conditions"), max_length=2000, blank=True)
    tasks = ArrayField(
        models.CharField(max_length=15, choices=Task),
        verbose_name=_("for which tasks"),
        default=list,
        blank=True,
    )
    covers_secrecies = ArrayField(
        models.CharField(max_length=15, choices=Secrecy),
        verbose_name=_("made for which secrecy"),
        default=list,
        blank=True,
    )
    not_for_categories = ArrayField(
        models.CharField(max_length=25, choices=Category),
        verbose_name=_("not for these categories"),
        default=list,
        blank=True,
    )
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
        triggers = [
            FilledInOnce(
                columns=("reviewed_by", "reviewed_at", "valid_until"),
                empty="reviewed_at IS NULL",
                name="reviewed_once",
            ),
            FilledInOnce(
                columns=("replaced_at",), empty="replaced_at IS NULL", name="replaced_once"
            ),
            FilledInOnce(
                columns=("blocked_because",), empty="blocked_because = ''", name="blocked_once"
            ),
            Unchangeable(
                columns=(
                    *("provision", "number", "from_kinds", "to_kinds", "citation", "what"),
                    *("conditions", "tasks", "covers_secrecies", "not_for_categories", "may_begin"),
                    *("is_duty", "is_mutual", "evidence", "written_by", "written_at"),
                ),
                name="unchangeable",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["provision", "number"], name="provision_version_has_its_number"
            ),
            models.UniqueConstraint(
                fields=["provision"],
                condition=Q(replaced_at__isnull=True, reviewed_at__isnull=True),
                name="provision_version_one_waits",
            ),
            models.CheckConstraint(
                name="provision_version_tax_secrecy_by_its_law",
                condition=~Q(covers_secrecies__contains=[Secrecy.TAX.value])
                | Q(citation__regex=r"\mAO\M"),
                violation_error_message=_("Only provisions of the tax code (AO) open tax secrecy."),
            ),
            models.CheckConstraint(
                name="provision_version_social_secrecy_by_its_law",
                condition=~Q(covers_secrecies__contains=[Secrecy.SOCIAL.value])
                | Q(citation__regex=r"\mSGB X\M"),
                violation_error_message=_("Only provisions of SGB X open social secrecy."),
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

    @property
    def called(self) -> str:
        """The entry and its version, as a contribution or a sheet names it."""
        return f"{self.provision.code}/{self.number}"
