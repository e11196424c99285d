"""Seals and checks for administrators. Events are left out: data protection officers alone read the log."""

from django.contrib import admin

from partnerships.shared.admin import ReadOnlyAdmin
from partnerships.shared.audit import models


@admin.register(models.AuditSeal)
class AuditSealAdmin(ReadOnlyAdmin):
    """When how many events were sealed; the newest digest is worth keeping elsewhere."""

    list_display = ("id", "at", "year", "events", "digest")
    list_filter = ("year",)
    search_fields = ("digest",)
    date_hierarchy = "at"
    ordering = ("-id",)


@admin.register(models.LogCheck)
class LogCheckAdmin(ReadOnlyAdmin):
    """What checks of the log found."""

    list_display = ("id", "created_at", "status", "seals", "events", "unsealed", "holds")
    list_filter = ("status",)
    date_hierarchy = "created_at"
    ordering = ("-id",)

    @admin.display(boolean=True)
    def holds(self, check: models.LogCheck) -> bool | None:
        """Whether the chain of seals holds; unknown until the check is done."""
        return check.holds if check.status == "done" else None
