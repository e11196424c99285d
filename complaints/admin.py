"""What administrators see of complaints: the shell, never the text; what they keep: bodies outside the police, languages."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse

from complaints import models
from complaints.actions.tables import edit_body, note_check
from partnerships.shared.admin import ActionAdmin, ReadOnlyAdmin


def _rendered(response: HttpResponse) -> HttpResponse:
    """Django's admin asks for rows only when its page is drawn."""
    return response.render() if isinstance(response, SimpleTemplateResponse) else response


@admin.register(models.Complaint)
class ComplaintAdmin(ReadOnlyAdmin):
    """Number, stage, days; nothing of what a partner keeps."""

    list_display = ("number", "office", "stage", "received_at")
    list_filter = ("stage",)
    list_select_related = ("office__authority",)
    fields = ("number", "office", "stage", "received_at", "answered_at", "ended_at")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Of all offices."""
        with models.seen_by_house():
            return _rendered(super().changelist_view(request, extra_context))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Of any office."""
        with models.seen_by_house():
            return _rendered(super().changeform_view(request, object_id, form_url, extra_context))

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Complaint]:
        """What reached an office."""
        return models.Complaint.objects.reached()


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
