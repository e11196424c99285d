"""What administrators see of complaints: the shell, never the text; what they keep: bodies outside the police, languages."""

from django.contrib import admin

from complaints import models
from complaints.actions.tables import edit_body, note_check
from partnerships.shared.admin import ActionAdmin, ReadOnlyAdmin


@admin.register(models.Complaint)
class ComplaintAdmin(ReadOnlyAdmin):
    """Number, stage, days."""

    list_display = ("number", "office", "stage", "received_at")
    list_filter = ("stage",)
    list_select_related = ("office__authority",)
    fields = ("number", "office", "stage", "received_at", "answered_at", "ended_at")


@admin.register(models.Office)
class OfficeAdmin(ReadOnlyAdmin):
    """Which offices receive."""

    list_display = ("authority", "opened_on")
    list_select_related = ("authority",)
    fields = ("authority", "phone", "opened_on")


@admin.register(models.OutsideBody)
class OutsideBodyAdmin(ActionAdmin):
    """To whom people can turn outside the police."""

    act = edit_body
    editable = (
        "name",
        "place",
        "for_whom",
        "for_whom_en",
        "identity",
        "identity_en",
        "time_limit",
        "time_limit_en",
        "languages",
        "contact",
        "url",
    )
    list_display = ("name", "for_whom")
    search_fields = ("name",)


@admin.register(models.CheckedLanguage)
class CheckedLanguageAdmin(ActionAdmin):
    """Who has checked which language."""

    act = note_check
    editable = ("checked_by", "checked_on")
    list_display = ("language", "checked_by", "checked_on")
