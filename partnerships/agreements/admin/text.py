"""Agreements, clauses, parties and signatories: stage and days, never the text."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from partnerships.agreements import models
from partnerships.directory.models import Kind
from partnerships.shared.admin import ReadOnlyAdmin


@admin.register(models.Agreement)
class AgreementAdmin(ReadOnlyAdmin):
    """What has been agreed, and where it stands."""

    list_display = ("title", "partnership", "stage", "effective_on", "until_on", "created_at")
    list_filter = ("stage", "governing_language")
    list_select_related = ("partnership",)
    search_fields = ("title", "title_en", "partnership__name", "partnership__sort_key")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-id")


@admin.register(models.AgreementPrint)
class AgreementPrintAdmin(ReadOnlyAdmin):
    """Which documents were made of which agreement."""

    list_display = ("id", "agreement", "document_number")
    list_select_related = ("agreement",)
    search_fields = ("agreement__title",)
    fields = ("agreement", "document_number")
    readonly_fields = ("document_number",)

    @admin.display(description=models.AgreementPrint._meta.get_field("document").verbose_name)
    def document_number(self, row: models.AgreementPrint) -> int:
        """Its number; the title is hidden."""
        return row.document_id


@admin.register(models.Clause)
class ClauseAdmin(ReadOnlyAdmin):
    """That there is a clause, and where."""

    list_display = ("agreement", "kind", "position", "numbered")
    list_filter = ("kind", "numbered")
    list_select_related = ("agreement",)
    search_fields = ("agreement__title",)
    fields = ("agreement", "kind", "position", "numbered")


@admin.register(models.ClauseText)
class ClauseTextAdmin(ReadOnlyAdmin):
    """In which languages a clause stands; heading and text are hidden."""

    list_display = ("id", "clause_number", "language", "origin", "outdated")
    list_filter = ("language", "origin", "outdated")
    search_fields = ("clause__agreement__title",)
    fields = ("clause_number", "language", "origin", "outdated")
    readonly_fields = ("clause_number",)

    @admin.display(description=models.Clause._meta.verbose_name)
    def clause_number(self, text: models.ClauseText) -> int:
        """Its number; what it is called may be its heading."""
        return text.clause_id


@admin.register(models.Party)
class PartyAdmin(ReadOnlyAdmin):
    """Who is bound."""

    list_display = ("name", "agreement", "organisation", "side", "signatures_needed")
    list_filter = ("side",)
    list_select_related = ("agreement", "organisation")
    search_fields = ("name", "organisation__name", "agreement__title")


@admin.register(models.Signatory)
class SignatoryAdmin(ReadOnlyAdmin):
    """Who is to sign; not for religious bodies, because that reveals belief (decision 0005, point 10)."""

    list_display = ("name", "function", "party", "person")
    list_select_related = ("party", "person")
    search_fields = ("name", "function", "party__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Without those of religious bodies and what belongs to them."""
        religious = Kind.RELIGIOUS_UMBRELLA
        revealing = Q(party__organisation__kind=religious) | Q(
            party__organisation__parent__kind=religious
        )
        return super().get_queryset(request).exclude(revealing)
