"""What can be asked of the long lists. Nonsense narrows nothing and says so."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Kind, Side
from partnerships.shared.sorting import sort_key
from partnerships.shared.text import clean_text

LONGEST = 100  # of a search; a name has at most 200 characters


class SearchField(forms.CharField):
    """Words of a name. What is longer or invisible is cut, because a search is no place for errors."""

    def to_python(self, value: Any) -> str:
        """Cleaned and cut."""
        return clean_text(value or "").strip()[:LONGEST]


class NameFilter(forms.Form):
    """By name, written in any case, with or without accents."""

    q = SearchField(label=_("Name"), required=False, widget=forms.TextInput({"type": "search"}))

    def asked(self, name: str) -> Any:
        """What was asked for, or nothing where it made no sense."""
        self.is_valid()  # fills cleaned_data with what did make sense
        return self.cleaned_data.get(name)

    def narrow(self, rows: QuerySet) -> QuerySet:
        """Rows that carry a `sort_key`."""
        wanted = sort_key(self.asked("q") or "")
        return rows.filter(sort_key__contains=wanted) if wanted else rows

    @property
    def narrows(self) -> bool:
        """Was anything asked for?"""
        return any(self.asked(name) for name in self.fields if name != "former")


class PartnerFilter(NameFilter):
    """By name and side; `former` shows those that have left."""

    side = forms.ChoiceField(
        label=_("Side"), required=False, choices=[("", _("all")), *Side.choices]
    )
    former = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.data.get("former"):
            del self.fields["former"]

    @property
    def shows_former(self) -> bool:
        """The list of those that have left."""
        return bool(self.asked("former"))

    def narrow(self, rows: QuerySet) -> QuerySet:
        """Partners today, or former ones."""
        rows = super().narrow(rows)
        if side := self.asked("side"):
            rows = rows.filter(side=side)
        over = Q(until_on__lt=timezone.localdate()) | Q(ended_at__isnull=False)
        return rows.filter(over) if self.shows_former else rows.current()


class OrganisationFilter(NameFilter):
    """By name and kind."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all")), *Kind.choices]
    )

    def narrow(self, rows: QuerySet) -> QuerySet:
        """Organisations."""
        rows = super().narrow(rows)
        kind = self.asked("kind")
        return rows.filter(kind=kind) if kind else rows
