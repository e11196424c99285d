"""A row chosen by typing its name, among those one may see: quick with five rows and with five thousand.

The browser offers names while one types (a datalist); without it the name is typed in full. A name that nobody
carries and a name that is hidden from the asker get the same answer.
"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account, Organisation, Person
from partnerships.shared.fields import LineField
from partnerships.shared.sorting import sort_key

OFFERED = 200  # names in the datalist
NEAR = 6  # names in an answer
NUMBERED = re.compile(r"\[(\d{1,18})\]$")


class Suggest(forms.TextInput):
    """A line with names to choose from; `offered` is asked when the field is drawn."""

    template_name = "forms/suggest.html"
    offered: QuerySet | None = None

    def get_context(
        self, name: str, value: object, attrs: dict[str, object] | None
    ) -> dict[str, object]:
        """The names, and the id that joins the line with them."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["attrs"] |= {
            "list": f"{widget['attrs'].get('id', name)}_names",
            "autocomplete": "off",
        }
        widget["offered"] = [] if self.offered is None else [str(row) for row in self.offered]
        return context


class NamedField(LineField):
    """Gives the row, or None for an empty optional line."""

    widget = Suggest
    default_error_messages = {
        "unknown": _("Nobody you can see has this name. Check how it is written."),
        "near": _("Nobody has exactly this name. Did you mean: %(names)s?"),
        "several": _("Several have this name. Copy the right one into the line: %(names)s"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=kwargs.pop("max_length", 250), **kwargs)
        self.rows: QuerySet | None = None

    def among(self, rows: QuerySet) -> None:
        """Sets the rows that can be chosen."""
        self.rows = rows
        self.widget.offered = rows.order_by("sort_key", "id")[:OFFERED]

    def prepare_value(self, value: object) -> object:
        """A row is shown by its name, what was typed as it was typed."""
        return "" if value is None else str(value)

    def clean(self, value: object) -> Any:
        """Raises: ValidationError when no row or several fit."""
        text = super().clean(value)
        if not text or self.rows is None:
            return None
        chosen = NUMBERED.search(text)
        if chosen and (row := self.rows.filter(pk=int(chosen[1])).first()):
            return row
        return self._one(text, sort_key(text))

    def _one(self, text: str, key: str) -> Model:
        fits = self.exactly(key) if key else []
        if len(fits) == 1:
            return fits[0]
        if fits:
            names = "; ".join(f"{row} [{row.pk}]" for row in fits)
            raise ValidationError(self.error_messages["several"], "several", {"names": names})
        near = self.nearly(key) if key else []
        if near:
            names = "; ".join(str(row) for row in near)
            raise ValidationError(self.error_messages["near"], "near", {"names": names})
        raise ValidationError(self.error_messages["unknown"], "unknown")

    def exactly(self, key: str) -> list[Any]:
        """Rows whose name it is."""
        return list(self.rows.filter(sort_key=key).order_by("id")[:NEAR])  # type: ignore[union-attr]  # see clean

    def nearly(self, key: str) -> list[Any]:
        """At most NEAR rows whose name has all these words."""
        rows: QuerySet = self.rows  # type: ignore[assignment]  # see clean
        for word in key.split()[:5]:
            rows = rows.filter(sort_key__contains=word)
        return list(rows.order_by("sort_key", "id")[:NEAR])


class OrganisationField(NamedField):
    """An organisation by its name of today."""

    default_error_messages = {
        "unknown": _("No organisation you can see has this name. Check how it is written."),
        "near": _("No organisation has exactly this name. Did you mean: %(names)s?"),
    }

    @classmethod
    def visible_to(cls, account: Account) -> QuerySet:
        """What may be chosen: seen, and not a duplicate."""
        return Organisation.objects.visible_to(account).present()


class PersonField(NamedField):
    """A person by given and family name, in either order."""

    default_error_messages = {
        "unknown": _("No person you can see has this name. Check how it is written."),
        "near": _("No person has exactly this name. Did you mean: %(names)s?"),
    }

    @classmethod
    def visible_to(cls, account: Account) -> QuerySet:
        """What may be chosen: people one sees."""
        return Person.objects.visible_to(account).present()

    def exactly(self, key: str) -> list[Any]:
        """Rows with the same words."""
        same = sorted(key.split())
        return [row for row in self.nearly(key) if sorted(row.sort_key.split()) == same]
