"""Campaigns: who was asked to take part in a project, and what they answered.

Source: SiKo Ruhr 2020/21 ("60 municipalities agreed").
"""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models.accounts import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.sorting import sort_key


class CommitmentQuerySet(models.QuerySet):
    """Commitments."""

    def visible_to(self, account: Account) -> "CommitmentQuerySet":
        """Of the projects of the partnerships one sees."""
        mine = list(account.access.partnership_ids)
        return self.filter(project__partnership_id__in=mine)


class Answer(models.TextChoices):
    """What an organisation said."""

    ASKED = "asked", _("asked")
    AGREED = "agreed", _("agreed")
    DECLINED = "declined", _("declined")


@pghistory.track()
@fields(harmless="project organisation name answer asked_on answered_on note sort_key")
class Commitment(Checked):
    """One organisation's answer; `name` where it does not stand in the directory."""

    project = models.ForeignKey("directory.Project", models.PROTECT, related_name="commitments")
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    name = Line(_("name"), max_length=200, blank=True)
    sort_key = models.CharField(max_length=250, editable=False)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.ASKED)
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    note = Line(_("note"), max_length=250, blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        indexes = [models.Index(fields=["project", "sort_key", "id"], name="commitment_by_name")]
        constraints = [
            models.CheckConstraint(
                name="commitment_of_one",
                condition=Q(organisation__isnull=False, name="")
                | (Q(organisation__isnull=True) & ~Q(name="")),
                violation_error_message=_("Choose an organisation or type a name."),
            ),
            models.UniqueConstraint(
                fields=["project", "organisation"],
                condition=Q(organisation__isnull=False),
                name="commitment_once_a_project",
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)

    def save(self, *args: object, **kwargs: object) -> None:
        """Takes the sort key of the name."""
        self.sort_key = self.organisation.sort_key if self.organisation else sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
