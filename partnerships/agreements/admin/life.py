"""What happens to agreements in force: organisations and days, never reasons."""

from django.contrib import admin

from partnerships.agreements import models
from partnerships.shared.admin import ReadOnlyAdmin


@admin.register(models.Accession)
class AccessionAdmin(ReadOnlyAdmin):
    """Who joins, and what was decided."""

    list_display = ("name", "agreement", "declared_on", "decision", "decided_on", "effective_on")
    list_filter = ("decision",)
    list_select_related = ("agreement",)
    search_fields = ("name", "agreement__title")
    fields = (
        "agreement",
        "organisation",
        "name",
        "declared_on",
        "decision",
        "decided_on",
        "effective_on",
    )


@admin.register(models.Exit)
class ExitAdmin(ReadOnlyAdmin):
    """Who leaves, and when."""

    list_display = ("name", "agreement", "noticed_on", "last_on", "good_cause", "withdrawn_at")
    list_filter = ("good_cause",)
    list_select_related = ("agreement",)
    search_fields = ("name", "agreement__title")
    fields = (
        "agreement",
        "organisation",
        "name",
        "noticed_on",
        "last_on",
        "good_cause",
        "withdrawn_at",
    )


@admin.register(models.Termination)
class TerminationAdmin(ReadOnlyAdmin):
    """When notice of the whole was given, and until when it binds."""

    list_display = ("agreement", "noticed_on", "last_on", "good_cause", "withdrawn_at")
    list_filter = ("good_cause",)
    list_select_related = ("agreement",)
    search_fields = ("agreement__title",)
    fields = ("agreement", "noticed_on", "last_on", "good_cause", "withdrawn_at")


@admin.register(models.Renewal)
class RenewalAdmin(ReadOnlyAdmin):
    """From when until when."""

    list_display = ("agreement", "from_on", "until_on", "decided_on", "by_itself")
    list_filter = ("by_itself",)
    list_select_related = ("agreement",)
    search_fields = ("agreement__title",)
    fields = ("agreement", "from_on", "until_on", "decided_on", "by_itself")


@admin.register(models.Evaluation)
class EvaluationAdmin(ReadOnlyAdmin):
    """When it was held."""

    list_display = ("agreement", "held_on", "noted_at")
    list_select_related = ("agreement",)
    search_fields = ("agreement__title",)
    fields = ("agreement", "held_on", "noted_at")


@admin.register(models.Reminder)
class ReminderAdmin(ReadOnlyAdmin):
    """Of what the clock has reminded."""

    list_display = ("agreement", "occasion", "about_on", "at")
    list_filter = ("occasion",)
    list_select_related = ("agreement",)
    search_fields = ("agreement__title",)


@admin.register(models.Ceremony)
class CeremonyAdmin(ReadOnlyAdmin):
    """When and where; guests are hidden."""

    list_display = ("agreement", "at", "place")
    list_select_related = ("agreement",)
    search_fields = ("agreement__title", "place")
    fields = ("agreement", "at", "place")
