"""The directory's tables for administrators, to look at.

Representations and seats are left out: whom somebody stands for can reveal belief (decision 0005, point 10).
"""

from django.contrib import admin

from partnerships.directory import models
from partnerships.shared.admin import ReadOnlyAdmin


@admin.register(models.Account)
class AccountAdmin(ReadOnlyAdmin):
    """Who can sign in."""

    list_display = ("email", "is_active", "language", "created_at")
    search_fields = ("email",)
    exclude = ("password",)


@admin.register(models.Grant)
class GrantAdmin(ReadOnlyAdmin):
    """Who holds which role."""

    list_display = (
        "person",
        "role",
        "organisation",
        "partnership",
        "since",
        "until_on",
        "ended_at",
    )
    list_filter = ("role",)
    list_select_related = ("person", "organisation", "partnership")


@admin.register(models.Organisation)
class OrganisationAdmin(ReadOnlyAdmin):
    """Organisations."""

    list_display = ("name", "kind", "legal_form", "place")
    list_filter = ("kind",)
    search_fields = ("name", "sort_key")
    ordering = ("sort_key",)


@admin.register(models.Partnership)
class PartnershipAdmin(ReadOnlyAdmin):
    """Partnerships."""

    list_display = ("name", "founded_on", "region")
    search_fields = ("name",)


@admin.register(models.Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Who was invited, and whether it was accepted."""

    list_display = ("person", "email", "created_at", "expires_at", "accepted_at", "withdrawn_at")
    exclude = ("token_hash",)
    list_select_related = ("person",)
