"""Who stands for an organisation. Source: decision 0005, points 2 and 6."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.shared.dates import Span, span_constraints
from partnerships.shared.privacy import fields


class RepresentationRole(models.TextChoices):
    """In which place somebody stands for an organisation."""

    LEAD = "lead", _("lead representative")
    REPRESENTATIVE = "representative", _("representative")
    DEPUTY = "deputy", _("deputy")


@pghistory.track()
@fields(
    personal="person organisation function handover_note",
    harmless="role may_sign signs_since since attested_on until_on ended_at",
)
class Representation(Span):
    """A person stands for an organisation, from when until when; the capacity in which they act.

    `may_sign` holds from `signs_since` on, or from the beginning where that is empty. `handover_note` is what
    whoever comes next should know; read by the organisation's own representatives.
    """

    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="representations")
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="representations"
    )
    role = models.CharField(_("role"), max_length=20, choices=RepresentationRole)
    function = models.CharField(_("function"), max_length=120, blank=True)
    may_sign = models.BooleanField(_("may sign"), default=False)
    signs_since = models.DateField(_("may sign since"), null=True, blank=True)
    handover_note = models.TextField(_("handover note"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("representation")
        verbose_name_plural = _("representations")
        indexes = [models.Index(fields=["organisation", "role"], name="representation_by_org")]
        constraints = [
            *span_constraints("representation"),
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(until_on__isnull=True, ended_at__isnull=True),
                name="representation_once_at_a_time",
            ),
            models.CheckConstraint(
                name="representation_signs_since_if_it_may",
                condition=Q(signs_since__isnull=True) | Q(may_sign=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.organisation_id}"
