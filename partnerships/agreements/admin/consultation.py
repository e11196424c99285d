"""Comments, proposals and versions: that there are any, never what they say nor who said it."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from partnerships.agreements import models
from partnerships.shared.admin import ReadOnlyAdmin


@admin.register(models.Comment)
class CommentAdmin(ReadOnlyAdmin):
    """Released ones, and whether they are settled."""

    list_display = ("id", "agreement", "made_at", "released_at", "done_at")
    list_filter = (("done_at", admin.EmptyFieldListFilter),)
    list_select_related = ("agreement",)
    search_fields = ("agreement__title",)
    fields = ("agreement", "made_at", "released_at", "done_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """What has not been released is known to its organisation only, also that it is there."""
        return super().get_queryset(request).filter(released_at__isnull=False)


@admin.register(models.Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    """How it was answered."""

    list_display = ("id", "agreement", "language", "made_at", "answer", "answered_at")
    list_filter = ("answer", "language")
    list_select_related = ("agreement",)
    search_fields = ("agreement__title",)
    fields = ("agreement", "language", "made_at", "answer", "answered_at")


@admin.register(models.Version)
class VersionAdmin(ReadOnlyAdmin):
    """Number, moment and fingerprint."""

    list_display = ("agreement", "number", "at", "cause", "digest")
    list_filter = ("cause",)
    list_select_related = ("agreement",)
    search_fields = ("agreement__title", "=digest")
    fields = ("agreement", "number", "at", "cause", "digest")


@admin.register(models.AgreementFile)
class AgreementFileAdmin(ReadOnlyAdmin):
    """Kind and size; name and file are hidden."""

    list_display = ("id", "agreement", "kind", "media_type", "size", "uploaded_at")
    list_filter = ("kind", "media_type")
    list_select_related = ("agreement",)
    search_fields = ("agreement__title", "=sha256")
    fields = ("agreement", "kind", "media_type", "size", "sha256", "uploaded_at")
