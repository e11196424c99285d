"""Goals, owned by an organisation or by a partnership; a pillar is a goal of a partnership.

Source: decision 0005, point 10; Dortmund (fourth strategic goal), SiKo Ruhr (four pillars).
"""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models.accounts import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.languages import text_in
from partnerships.shared.privacy import fields


class GoalKind(models.TextChoices):
    """What sort of goal."""

    STRATEGIC = "strategic", _("strategic goal")
    AIM = "aim", _("aim")
    PILLAR = "pillar", _("pillar")


class GoalQuerySet(models.QuerySet):
    """Goals."""

    def of_partnership(self, partnership: models.Model) -> "GoalQuerySet":
        """Its own, and those its partners brought in by owning one."""
        return self.filter(
            Q(partnership=partnership) | Q(organisation__partners__partnership=partnership)
        ).distinct()

    def visible_to(self, account: Account) -> "GoalQuerySet":
        """Goals of the partnerships and organisations that the account sees."""
        mine = list(account.access.partnership_ids)
        return self.filter(
            Q(partnership_id__in=mine)
            | Q(organisation__partners__partnership_id__in=mine)
            | Q(organisation_id__in=list(account.access.organisation_ids))
        ).distinct()


@pghistory.track()
@fields(harmless="organisation partnership kind number title title_en text text_en")
class Goal(Checked):
    """`number` as its owner counts."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="goals"
    )
    partnership = models.ForeignKey(
        "directory.Partnership", models.PROTECT, null=True, blank=True, related_name="goals"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=GoalKind)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    title = Line(_("title"), max_length=250)
    title_en = Line(_("title in English"), max_length=250, blank=True)
    text = models.TextField(_("text"), max_length=2000, blank=True)
    text_en = models.TextField(_("text in English"), max_length=2000, blank=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["kind", "number", "id"]
        constraints = [
            models.CheckConstraint(
                name="goal_has_one_owner",
                condition=Q(organisation__isnull=False, partnership__isnull=True)
                | Q(organisation__isnull=True, partnership__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.title_in()

    def title_in(self, language: str | None = None) -> str:
        """The title in a language, or as it was given."""
        return text_in(self, "title", language)

    def text_in(self, language: str | None = None) -> str:
        """The text in a language, or as it was written."""
        return text_in(self, "text", language)
