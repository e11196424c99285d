"""Partnerships and what hangs on them; their words are set right through the actions."""

from django.contrib import admin

from partnerships.directory import models
from partnerships.directory.actions import bodies, goals, partnerships, projects
from partnerships.shared.admin import EMPTY, ActionAdmin, ReadOnlyAdmin

WORDS = ("name", "name_en")
OF_PARTNERSHIP = ("partnership__name", "partnership__sort_key")


@admin.register(models.Partnership)
class PartnershipAdmin(ActionAdmin):
    """Partnerships."""

    act = partnerships.edit_partnership
    editable = (
        *(*WORDS, "purpose", "purpose_en"),
        *("founded_on", "region", "population", "source_note"),
    )
    list_display = ("name", "founded_on", "region", "created_at")
    search_fields = (*WORDS, "sort_key", "region")
    date_hierarchy = "founded_on"
    ordering = ("sort_key", "id")


@admin.register(models.Partner)
class PartnerAdmin(ReadOnlyAdmin):
    """Who belongs to a partnership; admitted and ended with a decision, on its page."""

    list_display = ("organisation", "partnership", "side", "entry", "standing", "since", "until_on")
    list_filter = ("side", "entry", "standing", ("until_on", EMPTY))
    list_select_related = ("organisation", "partnership")
    search_fields = ("organisation__name", "sort_key", *OF_PARTNERSHIP)
    date_hierarchy = "since"


@admin.register(models.StandingChange)
class StandingChangeAdmin(ReadOnlyAdmin):
    """How a partner's standing changed."""

    list_display = ("partner", "organisation", "before", "after", "on_day", "attested_on")
    list_filter = ("before", "after")
    list_select_related = ("partner__organisation",)
    search_fields = ("partner__organisation__name", "partner__partnership__name")
    date_hierarchy = "on_day"

    @admin.display(description=models.Organisation._meta.verbose_name)
    def organisation(self, change: models.StandingChange) -> str:
        """Whose standing."""
        return str(change.partner.organisation)


@admin.register(models.Body)
class BodyAdmin(ActionAdmin):
    """Committees, offices, groups. Closed on their own page, because their seats end with them."""

    act = bodies.edit_body
    editable = (
        *("kind", *WORDS, "purpose", "purpose_en", "place"),
        *("meetings_per_year", "founded_on", "attested_on"),
    )
    list_display = ("name", "kind", "partnership", "founded_on", "closed_on")
    list_filter = ("kind", ("closed_on", EMPTY))
    list_select_related = ("partnership",)
    search_fields = (*WORDS, *OF_PARTNERSHIP)
    date_hierarchy = "founded_on"


@admin.register(models.Goal)
class GoalAdmin(ActionAdmin):
    """Goals and pillars."""

    act = goals.edit_goal
    editable = ("kind", "number", "title", "title_en", "text", "text_en")
    list_display = ("title", "kind", "number", "organisation", "partnership")
    list_filter = ("kind",)
    list_select_related = ("organisation", "partnership")
    search_fields = ("title", "title_en", "organisation__name", *OF_PARTNERSHIP)


@admin.register(models.Project)
class ProjectAdmin(ActionAdmin):
    """Projects."""

    act = projects.edit_project
    editable = (
        *(*WORDS, "text", "text_en", "result", "result_en"),
        *("state", "lead", "since", "until_on", "attested_on"),
    )
    list_display = ("name", "partnership", "lead", "state", "since", "until_on")
    list_filter = ("state",)
    list_select_related = ("partnership", "lead")
    search_fields = (*WORDS, "lead__name", *OF_PARTNERSHIP)
    raw_id_fields = ("lead",)
    date_hierarchy = "since"


@admin.register(models.ProjectFigure)
class ProjectFigureAdmin(ReadOnlyAdmin):
    """What projects reported."""

    list_display = ("label", "project", "qualifier", "value", "unit", "on_day")
    list_filter = ("qualifier",)
    list_select_related = ("project",)
    search_fields = ("label", "project__name")
    date_hierarchy = "on_day"


@admin.register(models.Commitment)
class CommitmentAdmin(ReadOnlyAdmin):
    """Who was asked to take part in a project, and what they answered."""

    list_display = ("project", "organisation", "name", "answer", "asked_on", "answered_on")
    list_filter = ("answer",)
    list_select_related = ("project", "organisation")
    search_fields = ("project__name", "organisation__name", "name", "sort_key")
    date_hierarchy = "asked_on"
