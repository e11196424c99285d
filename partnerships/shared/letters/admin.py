"""Letters for administrators: to whom, when, in which state; never what they say or let in with."""

from django.contrib import admin

from partnerships.shared.admin import OutboxAdmin
from partnerships.shared.letters import actions
from partnerships.shared.letters.models import Letter


@admin.register(Letter)
class LetterAdmin(OutboxAdmin):
    """What was posted, what waits, what failed."""

    retry = actions.retry
    list_display = ("id", "kind", "address", "language", "status", "error_code", "created_at")
    list_select_related = ("recipient",)
    search_fields = ("=id", "email", "recipient__email")
    fields = (
        *("id", "kind", "recipient", "email", "language", "status", "attempts"),
        *("error_code", "created_at", "finished_at"),
    )
