"""Rounds of signing: how far they are. Who signed for whom stands in the agreement, for its parties."""

from django.contrib import admin

from partnerships.agreements import models
from partnerships.shared.admin import ReadOnlyAdmin


@admin.register(models.SigningRound)
class SigningRoundAdmin(ReadOnlyAdmin):
    """Rules and end of a round; the frozen wording is hidden."""

    list_display = ("agreement", "number", "frozen_at", "deadline_on", "ended_at", "ending")
    list_filter = ("ending", "in_force_rule")
    list_select_related = ("agreement",)
    search_fields = ("agreement__title", "=digest")
    fields = (
        *("agreement", "number", "digest", "frozen_at", "in_order", "in_force_rule"),
        *("others_needed", "deadline_on", "after_deadline", "effective_on", "ended_at", "ending"),
    )


@admin.register(models.Signature)
class SignatureAdmin(ReadOnlyAdmin):
    """That a signature is there, and how it was given."""

    list_display = ("id", "round", "means", "given_at", "signed_on", "voided_at")
    list_filter = ("means", ("voided_at", admin.EmptyFieldListFilter))
    list_select_related = ("round",)
    search_fields = ("round__agreement__title",)
    fields = ("round", "place_no", "means", "digest", "given_at", "signed_on", "voided_at")


@admin.register(models.PaperRecord)
class PaperRecordAdmin(ReadOnlyAdmin):
    """That all have signed on paper was recorded, and what became of it; scan and reason are hidden."""

    list_display = ("id", "round", "signed_on", "recorded_at", "answer", "answered_at")
    list_filter = ("answer",)
    list_select_related = ("round",)
    search_fields = ("round__agreement__title",)
    fields = (
        *("round", "signed_on", "place", "effective_on", "until_on", "text_from_paper"),
        *("recorded_for", "recorded_at", "answer", "answered_for", "answered_at"),
    )


@admin.register(models.Refusal)
class RefusalAdmin(ReadOnlyAdmin):
    """That a party refused; the reason is hidden."""

    list_display = ("id", "round", "given_at", "withdrawn_at")
    list_select_related = ("round",)
    search_fields = ("round__agreement__title",)
    fields = ("round", "given_at", "withdrawn_at")
