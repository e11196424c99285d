"""Documents for administrators: the shell, never title, facts or file."""

from django.contrib import admin

from partnerships.shared.admin import OutboxAdmin
from partnerships.shared.documents import actions
from partnerships.shared.documents.models import Document


@admin.register(Document)
class DocumentAdmin(OutboxAdmin):
    """What was asked for, by whom, and how far it is."""

    retry = actions.retry
    list_display = ("id", "kind", "language", "status", "attempts", "error_code", "created_at")
    search_fields = ("=id", "requested_by__email", "requested_by__person__sort_key")
    fields = (
        *("id", "kind", "language", "requested_by", "status", "progress", "attempts"),
        *("error_code", "size", "created_at", "finished_at"),
    )
