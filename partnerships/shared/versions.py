"""Two people with the same form open: the second one is told, and nothing is overwritten silently.

A form that edits carries what stood in it when it was opened, as a version. Where a row counts its changes, its form is
a VersionedForm and the action compares. Every other form gets a fingerprint of its initial values, which the step compares
under the lock of the row (shared.step).
"""

import hashlib
import json
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import localize
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

NAME = "version"  # of the hidden field


class Conflict(ValidationError):
    """Somebody else changed the same thing since the form was opened; nothing was overwritten."""

    def __init__(self, message: Any = "", *args: Any, **kwargs: Any) -> None:
        super().__init__(message, *args, **kwargs)


class VersionedForm(forms.Form):
    """Carries the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def conflict(self, version: int | str) -> None:
        """Say so, keep what was typed, and let a deliberate second save through."""
        tell_conflict(self, version)


def tell_conflict(form: forms.Form, version: object) -> None:
    """Say so, keep what was typed, and let a deliberate second save through."""
    form.data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    form.data[NAME] = str(version)  # type: ignore[index]
    form.add_error(
        None,
        _(
            "Somebody changed this while you were writing. Nothing was overwritten: your words are in the form,"
            " theirs below it. Compare them, then save again."
        ),
    )


def add_version(form: forms.Form) -> None:
    """A hidden field with the fingerprint of what the form is opened with, where it has no version of its own."""
    if NAME not in form.fields:
        form.initial[NAME] = fingerprint(form)
        form.fields[NAME] = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)


def fingerprint(form: forms.Form) -> str:
    """SHA-256 of all that the form is opened with, by name; what begins empty is left out."""
    names = {*form.fields, *form.initial} - {NAME}
    values = {name: _plain(_initial(form, name)) for name in names}
    filled = {name: value for name, value in values.items() if value not in ("", [])}
    return hashlib.sha256(json.dumps(filled, sort_keys=True).encode()).hexdigest()


def _initial(form: forms.Form, name: str) -> object:
    field = form.fields.get(name)
    return form.get_initial_for_field(field, name) if field else form.initial[name]


def _plain(value: object) -> object:
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, list | tuple | models.QuerySet):
        return [_plain(each) for each in value]
    return "" if value is None else str(value)


class Differing(NamedTuple):
    """A field in which the two differ: what stands there now, and of a long text also what was typed."""

    label: object
    now: str
    typed: str = ""


def as_it_stands(fresh: forms.Form, typed: forms.Form) -> list[Differing]:
    """The fields in which the two differ; `fresh` is opened with the present values."""
    return [
        Differing(field.label, _in_words(field, initial), _long_text(typed[name]))
        for name, field in fresh.fields.items()
        if not fresh[name].is_hidden
        and name in typed.fields
        and field.has_changed(initial := fresh.get_initial_for_field(field, name), typed[name].data)
    ]


def _long_text(bound: forms.BoundField) -> str:
    """As it was typed; of a line or a choice nothing: one sees it in the form at a glance."""
    return str(bound.data or "–") if isinstance(bound.field.widget, forms.Textarea) else ""


def _in_words(field: forms.Field, value: object) -> str:
    if value in (None, "", []):
        return "–"
    if isinstance(value, bool):
        return _now("yes") if value else _now("no")
    if isinstance(value, list | tuple):
        return ", ".join(_in_words(field, each) for each in value)
    if not isinstance(field, forms.ModelChoiceField):
        for key, label in getattr(field, "choices", ()):
            if str(key) == str(value):
                return str(label)
    return str(localize(value))
