"""Sealed files for administrators: what is sealed and with which certificate; never the file."""

from django.contrib import admin

from partnerships.shared.admin import ReadOnlyAdmin
from partnerships.shared.sealing.models import SealedFile


@admin.register(SealedFile)
class SealedFileAdmin(ReadOnlyAdmin):
    """The shell: the code would let anybody see what the page tells."""

    list_display = ("id", "document", "level", "sealed_at", "remark")
    list_filter = ("level", "remark")
    search_fields = ("=id", "=document__id", "=sha256")
    fields = (
        "document",
        "sha256",
        "size",
        "level",
        "certificate",
        "sealed_at",
        "remark",
        "remarked_on",
    )
