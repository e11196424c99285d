"""Projects of a partnership and the figures reported about them.

Source: SiKo Ruhr 2020/21; DOMAIN section 9: "more than" and "about" stay with the figure.
"""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnerships.directory.models.accounts import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.languages import text_in
from partnerships.shared.privacy import fields


class ProjectState(models.TextChoices):
    """Where a project stands."""

    PLANNED = "planned", _("planned")
    RUNNING = "running", _("running")
    COMPLETED = "completed", _("completed")
    STOPPED = "stopped", _("stopped")


class ProjectQuerySet(models.QuerySet):
    """Projects."""

    def visible_to(self, account: Account) -> "ProjectQuerySet":
        """Of the partnerships one sees."""
        return self.filter(partnership_id__in=list(account.access.partnership_ids))


@pghistory.track()
@fields(
    harmless="partnership name name_en text text_en state lead since until_on attested_on result result_en"
)
class Project(Checked):
    """A piece of work with a responsible partner, where one is known."""

    partnership = models.ForeignKey(
        "directory.Partnership", models.PROTECT, related_name="projects"
    )
    lead = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="led_projects"
    )
    name = Line(_("name"), max_length=250)
    name_en = Line(_("name in English"), max_length=250, blank=True)
    text = models.TextField(_("what it is about"), max_length=2000, blank=True)
    text_en = models.TextField(_("what it is about, in English"), max_length=2000, blank=True)
    result = models.TextField(_("result"), max_length=2000, blank=True)
    result_en = models.TextField(_("result in English"), max_length=2000, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ProjectState, default=ProjectState.RUNNING
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    attested_on = models.DateField(_("attested on"), null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("one thing", "project")
        verbose_name_plural = _("projects")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="project_until_after_since",
                condition=models.Q(since__isnull=True)
                | models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("since")),
            )
        ]

    def __str__(self) -> str:
        return self.name_in()

    def name_in(self, language: str | None = None) -> str:
        """The name in a language, or as it was given."""
        return text_in(self, "name", language)

    def text_in(self, language: str | None = None) -> str:
        """What it is about, in a language."""
        return text_in(self, "text", language)

    def result_in(self, language: str | None = None) -> str:
        """The result in a language."""
        return text_in(self, "result", language)


class ProjectFigureQuerySet(models.QuerySet):
    """Figures."""

    def visible_to(self, account: Account) -> "ProjectFigureQuerySet":
        """Of the projects one sees."""
        mine = list(account.access.partnership_ids)
        return self.filter(project__partnership_id__in=mine)


class Qualifier(models.TextChoices):
    """How exact a reported figure is."""

    EXACT = "exact", _("exactly")
    ABOUT = "about", _("about")
    MORE_THAN = "more_than", _("more than")
    FEWER_THAN = "fewer_than", _("fewer than")


@pghistory.track()
@fields(harmless="project label label_en value unit unit_en qualifier on_day source_note position")
class ProjectFigure(Checked):
    """A number with unit, exactness and where it comes from."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="figures")
    label = Line(_("figure"), max_length=200)
    label_en = Line(_("figure in English"), max_length=200, blank=True)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    unit = Line(_("unit"), max_length=60, blank=True)
    unit_en = Line(_("unit in English"), max_length=60, blank=True)
    qualifier = models.CharField(
        _("exactness"), max_length=10, choices=Qualifier, default=Qualifier.EXACT
    )
    on_day = models.DateField(_("as of"), null=True, blank=True)
    source_note = Line(_("source"), max_length=250, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ProjectFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure of a project")
        verbose_name_plural = _("figures of projects")
        ordering = ["project", "position", "id"]

    def __str__(self) -> str:
        return f"{self.label}: {self.value} {self.unit}".strip()

    def label_in(self, language: str | None = None) -> str:
        """The figure's name in a language."""
        return text_in(self, "label", language)

    def unit_in(self, language: str | None = None) -> str:
        """The unit in a language."""
        return text_in(self, "unit", language)
