"""Who signs in, who people are, what they may do. All of it only to look at."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from partnerships.directory import models
from partnerships.shared.admin import EMPTY, ReadOnlyAdmin

PERSON = ("person__sort_key", "person__given_name", "person__family_name")
ENDS = ("since", "until_on", "ended_at")


@admin.register(models.Account)
class AccountAdmin(ReadOnlyAdmin):
    """Who can sign in. Passwords are hidden, hashed as they are."""

    list_display = ("email", "person", "is_active", "language", "created_at")
    list_filter = ("is_active", "language", "is_demo")
    list_select_related = ("person",)
    search_fields = ("email", *PERSON)
    fields = ("email", "person", "is_active", "language", "is_demo", "created_at", "last_login")
    date_hierarchy = "created_at"
    ordering = ("email",)

    @admin.display(description=models.Person._meta.verbose_name)
    def person(self, account: models.Account) -> str:
        """Not every account's person is entered yet."""
        return str(getattr(account, "person", "") or "–")

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> tuple[str, ...]:
        """The person is no field of the account."""
        return ("person",)


@admin.register(models.Person)
class PersonAdmin(ReadOnlyAdmin):
    """People. Telephone and languages are left out: people say themselves who sees the one."""

    list_display = ("family_name", "given_name", "email", "account", "created_at")
    list_filter = (("account", EMPTY), "is_invented")
    list_select_related = ("account",)
    search_fields = ("sort_key", "given_name", "family_name", "email")
    fields = ("given_name", "family_name", "email", "account", "is_invented", "created_at")
    date_hierarchy = "created_at"
    ordering = ("sort_key", "id")


@admin.register(models.Grant)
class GrantAdmin(ReadOnlyAdmin):
    """Who holds which role. Given, confirmed and ended on the page of roles."""

    list_display = ("person", "role", "organisation", "partnership", *ENDS, "reviewed_on")
    list_filter = ("role", ("until_on", EMPTY), ("ended_at", EMPTY), ("confirmed_by", EMPTY))
    list_select_related = ("person", "organisation", "partnership")
    search_fields = (*PERSON, "organisation__name", "partnership__name")
    date_hierarchy = "created_at"


class NoBelief(ReadOnlyAdmin):
    """Whom somebody stands for can reveal belief: rows of religious bodies are left out.

    Source: GDPR Art. 9; decision 0005, point 10.
    """

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Neither of the body itself nor of what belongs to it."""
        religious = models.Kind.RELIGIOUS_UMBRELLA
        revealing = Q(organisation__kind=religious) | Q(organisation__parent__kind=religious)
        return super().get_queryset(request).exclude(revealing)


@admin.register(models.Representation)
class RepresentationAdmin(NoBelief):
    """Who stands for whom; what they left to their successor is between them."""

    list_display = ("person", "organisation", "role", "may_sign", *ENDS)
    list_filter = ("role", "may_sign", ("until_on", EMPTY), ("ended_at", EMPTY))
    list_select_related = ("person", "organisation")
    search_fields = (*PERSON, "organisation__name")
    exclude = ("handover_note",)
    date_hierarchy = "since"


@admin.register(models.Appointment)
class AppointmentAdmin(NoBelief):
    """Who is to stand, lead or sign for whom, and the decisions about it."""

    list_display = (
        "person",
        "organisation",
        "role",
        "may_sign",
        "second",
        "asked_at",
        "completed_at",
    )
    list_filter = ("role", "may_sign", "second", ("completed_at", EMPTY), ("refused_at", EMPTY))
    list_select_related = ("person", "organisation")
    search_fields = (*PERSON, "organisation__name")
    date_hierarchy = "asked_at"


@admin.register(models.Seat)
class SeatAdmin(NoBelief):
    """Chairs of the bodies."""

    list_display = ("label", "body", "organisation", "person", "voting", *ENDS)
    list_filter = ("voting", ("person", EMPTY), ("until_on", EMPTY))
    list_select_related = ("body__partnership", "organisation", "person")
    search_fields = ("label", "body__name", *PERSON, "organisation__name")
    date_hierarchy = "since"


@admin.register(models.Contact)
class ContactAdmin(NoBelief):
    """That there was a talk, not what was said or about what."""

    list_display = ("organisation", "partnership", "kind", "on_day", "created_at")
    list_filter = ("kind",)
    list_select_related = ("organisation", "partnership")
    search_fields = ("organisation__name", "partnership__name")
    fields = ("organisation", "partnership", "kind", "on_day", "noted_by", "created_at")
    date_hierarchy = "on_day"


@admin.register(models.Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Who was invited, and whether it was accepted. What is left of the link is hidden."""

    list_display = ("person", "email", "created_at", "expires_at", "accepted_at", "withdrawn_at")
    list_filter = (("accepted_at", EMPTY), ("withdrawn_at", EMPTY), "language")
    list_select_related = ("person",)
    search_fields = ("email", *PERSON)
    exclude = ("token_hash",)
    date_hierarchy = "created_at"


@admin.register(models.AccountChange)
class AccountChangeAdmin(ReadOnlyAdmin):
    """Addresses and factors that somebody else asked to change."""

    list_display = ("account", "kind", "asked_by", "asked_at", "decided_by", "made_at")
    list_filter = ("kind", ("made_at", EMPTY), ("refused_at", EMPTY))
    list_select_related = ("account", "asked_by", "decided_by")
    search_fields = ("account__email",)
    date_hierarchy = "asked_at"


@admin.register(models.Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    """That somebody asked for a correction and when it is due; the words are between them and the officer."""

    list_display = ("person", "asked_at", "due_on", "answered_at", "made")
    list_filter = ("made", ("answered_at", EMPTY))
    list_select_related = ("person",)
    search_fields = PERSON
    fields = ("person", "asked_at", "due_on", "answered_at", "answered_by", "made")
    date_hierarchy = "asked_at"


@admin.register(models.ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    """That a file was read and what came of it; its rows are hidden."""

    list_display = ("made_at", "account", "state", "created", "changed", "unchanged")
    list_filter = ("state",)
    list_select_related = ("account",)
    search_fields = ("account__email",)
    fields = (
        *("account", "partnership", "sha256", "state", "made_at", "imported_at"),
        *("created", "changed", "unchanged"),
    )
    date_hierarchy = "made_at"
