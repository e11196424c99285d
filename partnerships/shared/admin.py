"""Django's admin: most tables are only looked at; where a row is changed, its action changes it.

Source: decision 0012.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from partnerships.shared.accounts import Account, account_of
from partnerships.shared.admin_lookups import AskedList, may_filter
from partnerships.shared.audit import actions as audit
from partnerships.shared.outbox import Status

EMPTY = admin.EmptyFieldListFilter  # "empty or not", for days and moments


class ReadOnlyAdmin(admin.ModelAdmin):
    """Lists and looks; the account's `has_perm` lets administrators view only.

    The row's own words stand nowhere but in the fields that are listed: titles and crumbs say its number.
    Nothing is asked of a table but what it declares (admin_lookups), and each look is an event.
    """

    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 0
    change_form_template = "admin/row.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Never."""
        return False

    def lookup_allowed(
        self, lookup: str, value: object, request: HttpRequest | None = None
    ) -> bool:
        """Only what is declared, with values that can occur; Django answers the rest with 400."""
        return request is not None and may_filter(self, request, lookup, value)

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """Rows are chosen by their number."""
        return to_field == self.opts.pk.name

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[AskedList]:
        """A list that refuses what it was not asked for by its own page."""
        return AskedList

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """A look at a list is an event: which table, and by what it was narrowed; never the values."""
        response = super().changelist_view(request, extra_context)
        if request.method == "GET" and response.status_code == 200:
            parameters = sorted(name for name, value in request.GET.items() if value)
            facts = {"table": self.opts.label, "asked": parameters}
            audit.note_read("audit.table_read", by=account_of(request), facts=facts)
        return response

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """A title of number and kind, because `str(row)` may be a text that is not shown here.

        A look at a row is an event.
        """
        name = f"{self.opts.verbose_name} {object_id}"
        response = super().changeform_view(
            request, object_id, form_url, {"subtitle": name, **(extra_context or {})}
        )
        row = (getattr(response, "context_data", None) or {}).get("original")
        if row is not None and request.method == "GET":
            audit.note_read("audit.row_read", by=account_of(request), target=row)
        return response

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Django's own log stays empty; ours is for data protection officers.

        Raises: PermissionDenied.
        """
        raise PermissionDenied(_("Only data protection officers read the log."))


class ActionForm(forms.ModelForm):
    """What was typed goes to the action; its refusals become errors of the form.

    `by` and `act` are set by ActionAdmin. The row of the form is never saved.
    """

    by: Account
    act: Callable[..., object]

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors or not self.has_changed():
            return
        row = type(self.instance)._base_manager.get(pk=self.instance.pk)
        try:
            with transaction.atomic():
                type(self).act(row, by=self.by, **self.values())
        except PermissionDenied as refusal:
            self.add_error(None, str(refusal) or _("You may not do this."))
        except ValidationError as fault:
            self._blame(fault)

    def values(self) -> dict[str, object]:
        """What the action is given: the fields that were changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    def _blame(self, fault: ValidationError) -> None:
        by_field = getattr(fault, "error_dict", None) or {"": [fault]}
        for name, faults in by_field.items():
            self.add_error(name if name in self.fields else None, faults)


class ActionAdmin(ReadOnlyAdmin):
    """Administrators change `editable` through `act(row, by=…, **changed)`; it writes our event."""

    form = ActionForm
    # Who types no scheme means the safe one; Django 5.2 still asks to be told.
    formfield_overrides: ClassVar[dict] = {models.URLField: {"assume_scheme": "https"}}
    editable: ClassVar[tuple[str, ...]] = ()
    act: Callable[..., object]

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """As the account says."""
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        """What can be changed, then the rest to look at."""
        return [*self.editable, *self.get_readonly_fields(request, obj)]

    def get_readonly_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> list[str]:
        """Every field that the action does not take."""
        names = [field.name for field in self.opts.fields if field.editable or field.primary_key]
        return [name for name in names if name not in self.editable]

    def get_form(
        self,
        request: HttpRequest,
        obj: models.Model | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Gives the form class the account that acts, for its action."""
        made = super().get_form(request, obj, change, **kwargs)
        return type(
            made.__name__, (made,), {"by": request.user, "act": staticmethod(type(self).act)}
        )

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool
    ) -> None:
        """The action has saved it already."""

    def log_change(self, request: HttpRequest, obj: models.Model, message: object) -> None:  # type: ignore[override]
        """The action has written our event; Django's log would be a second one."""


class OutboxAdmin(ReadOnlyAdmin):
    """Documents and letters: state and time, never what they say. Failed ones are tried again."""

    actions = ("try_again",)
    list_filter = ("status", "kind", "language")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-id")
    retry: Callable[..., None]

    def action_checkbox(self, obj: models.Model) -> SafeString:
        """Django's says `str(row)`, which may be a title."""
        label = f"{self.opts.verbose_name} {obj.pk}"
        box = forms.CheckboxInput({"class": "action-select", "aria-label": label}, lambda _: False)
        return box.render(ACTION_CHECKBOX_NAME, str(obj.pk))

    @admin.action(description=lazy("Try again"), permissions=["view"])
    def try_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Those of the chosen that failed, each through its action."""
        again, refused = 0, 0
        for row in queryset.filter(status=Status.FAILED):
            try:
                type(self).retry(row, by=account_of(request))
                again += 1
            except PermissionDenied:  # somebody else was quicker
                refused += 1
        idle = queryset.count() - again - refused
        self._tell(request, again, refused + max(idle, 0))

    def _tell(self, request: HttpRequest, again: int, left: int) -> None:
        if again:
            message = ngettext("%(number)s is tried again.", "%(number)s are tried again.", again)
            messages.success(request, message % {"number": again})
        if left:
            message = ngettext("%(number)s did not fail.", "%(number)s did not fail.", left)
            messages.warning(request, message % {"number": left})
