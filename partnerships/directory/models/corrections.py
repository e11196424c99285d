"""What a person says is wrong about them, and what came of it.

Source: GDPR Art. 16 (rectification) and Art. 12(3) (answer within one month); BDSG section 75 for the police.
"""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models.accounts import Account
from partnerships.directory.models.representations import Representation
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields


class CorrectionQuerySet(models.QuerySet):
    """Corrections."""

    def open(self) -> "CorrectionQuerySet":
        """Not answered yet."""
        return self.filter(answered_at__isnull=True)

    def visible_to(self, account: Account) -> "CorrectionQuerySet":
        """One's own; data protection officers see those of their controller's people."""
        access = account.access
        own = Q(person_id=access.person_id)
        scopes = [o for role, o, _p in access.grants if role == "data_protection"]
        if None in scopes:
            return self.all()
        controllers = [organisation for organisation in scopes if organisation is not None]
        theirs = Representation.objects.filter(organisation_id__in=controllers)
        return self.filter(own | Q(person_id__in=theirs.values("person_id")))


@pghistory.track()
@fields(
    personal="person about wish answer answered_by",
    harmless="asked_at due_on answered_at made",
)
class Correction(Checked):
    """`made`: was it corrected? None until `answered_at`. Due a month after it was asked."""

    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="corrections")
    about = Line(_("what is wrong"), max_length=200)
    wish = models.TextField(_("what should stand there"), max_length=2000)
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    due_on = models.DateField(_("answer due on"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    made = models.BooleanField(_("corrected"), null=True, blank=True)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        indexes = [models.Index(fields=["due_on", "id"], name="correction_by_day")]
        constraints = [
            models.CheckConstraint(
                name="correction_answered_whole",
                condition=Q(answered_at__isnull=True, made__isnull=True)
                | Q(answered_at__isnull=False, made__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return numbered(self)
