"""What a field of one form offers, where that is known only when the form is made."""

from collections.abc import Iterable
from typing import cast

from django import forms
from django.db.models import QuerySet

from partnerships.directory.forms.named import NamedField


def offer_choices(form: forms.BaseForm, name: str, choices: Iterable[tuple[object, str]]) -> None:
    """Value and label of each choice, for a field with choices."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


def offer_rows(form: forms.BaseForm, name: str, rows: QuerySet) -> None:
    """The rows to choose from, for a field that shows all of them."""
    cast(forms.ModelChoiceField, form.fields[name]).queryset = rows


def offer_names(form: forms.BaseForm, name: str, rows: QuerySet) -> None:
    """The rows to choose from, for a field into which a name is typed."""
    cast(NamedField, form.fields[name]).among(rows)
