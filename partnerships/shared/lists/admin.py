"""Saved views for administrators: that there are some; how people call them and search is theirs."""

from django.contrib import admin

from partnerships.shared.admin import ReadOnlyAdmin
from partnerships.shared.lists.models import SavedView


@admin.register(SavedView)
class SavedViewAdmin(ReadOnlyAdmin):
    """Whose, of which list, since when."""

    list_display = ("id", "account", "list", "created_at")
    list_filter = ("list",)
    list_select_related = ("account",)
    search_fields = ("account__email",)
    fields = ("account", "list", "created_at")
    date_hierarchy = "created_at"
