"""Formats, which administrators change; meetings, which they look at."""

from django.contrib import admin

from meetings import models
from meetings.actions.formats import edit_format
from partnerships.shared.admin import ActionAdmin, ReadOnlyAdmin


@admin.register(models.Meeting)
class MeetingAdmin(ReadOnlyAdmin):
    """When and at which stage; no names, no notes."""

    list_display = ("title", "partnership", "first_day", "stage")
    list_filter = ("stage",)
    list_select_related = ("partnership",)
    search_fields = ("title",)
    fields = ("partnership", "body", "format", "title", "first_day", "stage", "reason")


@admin.register(models.MeetingFormat)
class MeetingFormatAdmin(ActionAdmin):
    """What kinds of meetings there are, and what each usually is."""

    act = edit_format
    editable = (
        "name",
        "name_en",
        "rhythm",
        "rhythm_en",
        "per_year",
        "minutes",
        "most_people",
        "relation_first",
        "has_meal",
        "is_public",
        "asks_feedback",
        "balanced",
        "in_use",
    )
    list_display = ("name", "rhythm", "in_use")
    list_filter = ("in_use",)
    search_fields = ("name",)
