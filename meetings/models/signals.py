"""Signals: somebody feels tension, or something has happened, and those who keep the partnership should talk."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models.sides import side_of
from partnerships.directory.models import Account, Partnership, Side
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.step.models import TOKEN_LIMIT

KEPT = timedelta(days=30)


class SignalKind(models.TextChoices):
    """What it is about."""

    TENSION = "tension", _("People are tense or afraid")
    RUMOUR = "rumour", _("A rumour is going round")
    HAPPENED = "happened", _("Something has happened")
    PLANNED = "planned", _("Something is planned")


class SignalFor(models.TextChoices):
    """Who reads it."""

    BOTH = "both", _("The chairs of both sides")
    OWN = "own", _("Only the chair of my side")


class SignalQuerySet(models.QuerySet["Signal"]):
    """Signals."""

    def visible_to(self, account: Account) -> Self:
        """Those who keep the partnership; of a signal to one's own side only they of that side."""
        access = account.access
        kept = [
            pk for pk in access.partnership_ids if access.is_liaison_in(pk) or access.co_manages(pk)
        ]
        mine = Q(partnership__in=kept, meant_for=SignalFor.BOTH)
        for pk in kept:
            if side := side_of(account, Partnership(pk=pk)):
                mine |= Q(partnership=pk, meant_for=SignalFor.OWN, side=side)
        return self.filter(mine, made_at__gt=timezone.now() - KEPT)

    def latest_incident(self, account: Account, partnership: Partnership, hours: int) -> datetime:
        """When the newest signal came that says that something happened, if this account may read it; without one in these hours now."""
        now = timezone.now()
        signals = self.visible_to(account).filter(
            partnership=partnership,
            kind=SignalKind.HAPPENED,
            made_at__gt=now - timedelta(hours=hours),
        )
        return signals.values_list("made_at", flat=True).order_by("-made_at").first() or now


@fields(
    personal="by", listed="by", harmless="partnership kind meant_for side place text made_at token"
)
class Signal(Checked):
    """No person's name stands in it. `by` is kept only where whoever sends it wants to be asked back.

    Deleted after KEPT, without a trace in the history: tension is no file. `token`: of its form, so that it is sent once.
    """

    partnership = models.ForeignKey("directory.Partnership", models.CASCADE, related_name="signals")
    kind = models.CharField(_("what it is about"), max_length=10, choices=SignalKind)
    meant_for = models.CharField(_("who reads it"), max_length=5, choices=SignalFor)
    side = models.CharField(_("side"), max_length=10, choices=Side, blank=True)
    place = Line(_("where"), max_length=120, blank=True)
    text = models.TextField(_("what you see or hear"), max_length=1000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sent by"),
    )
    made_at = models.DateTimeField(_("sent"), default=timezone.now)
    token = models.CharField(max_length=TOKEN_LIMIT, unique=True, editable=False)

    objects = SignalQuerySet.as_manager()

    class Meta:
        verbose_name = _("signal")
        verbose_name_plural = _("signals")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="signal_to_own_side_has_side",
                condition=~Q(meant_for=SignalFor.OWN) | ~Q(side=""),
            )
        ]

    def __str__(self) -> str:
        return numbered(self)
