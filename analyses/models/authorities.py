"""Which kind of authority an organisation is; without a confirmed kind it takes part in nothing here."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from analyses.kinds import AuthorityKind
from partnerships.shared.checked import Checked
from partnerships.shared.privacy import fields


class AuthorityQuerySet(models.QuerySet["Authority"]):
    """Authorities."""

    def confirmed(self) -> Self:
        """Those whose kind a second person confirmed."""
        return self.filter(confirmed_at__isnull=False)


@fields(
    personal="named_by confirmed_by",
    listed="named_by confirmed_by",
    harmless="organisation kind named_at confirmed_at",
)
class Authority(Checked):
    """The kind of an organisation for the law, named by one person and confirmed by another."""

    organisation = models.OneToOneField(
        "directory.Organisation",
        models.PROTECT,
        related_name="authority",
        verbose_name=_("organisation"),
    )
    kind = models.CharField(_("kind of authority"), max_length=30, choices=AuthorityKind)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("named by")
    )
    named_at = models.DateTimeField(_("named"), default=timezone.now, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")
        ordering = ["organisation__sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="authority_confirmed_by_another_person",
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | (
                    Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~Q(confirmed_by=F("named_by"))
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)
