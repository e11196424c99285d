"""Organisations; an administrator sets their details right through the action."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from partnerships.directory import models
from partnerships.directory.actions import organisations as actions
from partnerships.shared.admin import EMPTY, ActionAdmin, ActionForm, ReadOnlyAdmin

OF_ORGANISATION = ("organisation__name", "organisation__sort_key")


class OrganisationForm(ActionForm):
    """Carries the version that was read: what somebody else changed meanwhile is not overwritten."""

    read_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["read_version"] = self.instance.version

    def values(self) -> dict[str, object]:
        """What the form hands to the action; the version goes along, changed or not."""
        return {**super().values(), "version": self.cleaned_data["read_version"]}


@admin.register(models.Organisation)
class OrganisationAdmin(ActionAdmin):
    """Organisations. Renamed, merged and succeeded on their own page."""

    form = OrganisationForm
    act = actions.edit_organisation
    editable = actions.DETAILS
    list_display = ("name", "kind", "legal_form", "place", "merged_into")
    list_filter = ("kind", ("merged_into", EMPTY), ("parent", EMPTY))
    list_select_related = ("merged_into",)
    search_fields = ("name", "sort_key", "names__name")
    raw_id_fields = ("parent", "hosted_by")
    date_hierarchy = "created_at"
    ordering = ("sort_key", "id")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """With the version, which nobody sees."""
        return [*super().get_fields(request, obj), "read_version"]


@admin.register(models.OrganisationName)
class OrganisationNameAdmin(ReadOnlyAdmin):
    """Former and present names."""

    list_display = ("name", "organisation", "since", "until_on")
    list_filter = (("until_on", EMPTY),)
    list_select_related = ("organisation",)
    search_fields = ("name", *OF_ORGANISATION)
    date_hierarchy = "since"


@admin.register(models.ContactPoint)
class ContactPointAdmin(ReadOnlyAdmin):
    """Where an organisation is reached."""

    list_display = ("organisation", "label", "email", "phone")
    list_select_related = ("organisation",)
    search_fields = ("label", "email", *OF_ORGANISATION)


@admin.register(models.Succession)
class SuccessionAdmin(ReadOnlyAdmin):
    """Who took over from whom."""

    list_display = ("predecessor", "successor", "kind", "on_day", "attested_on")
    list_filter = ("kind",)
    list_select_related = ("predecessor", "successor")
    search_fields = ("predecessor__name", "successor__name")
    date_hierarchy = "on_day"
