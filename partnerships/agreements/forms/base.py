"""What forms share: what was sent, what came of it, and fields that choose among rows which a view names."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

Sent = Mapping[str, Any] | None  # what a browser sent, or None for a form that is only shown
Files = MultiValueDict[str, UploadedFile] | None  # the files among it
Cleaned = dict[str, Any]  # by field: each has the type of its field


def row_choice(form: forms.BaseForm, name: str) -> forms.ModelChoiceField:
    """The field of this name, which chooses among rows. Raises: KeyError without one."""
    return cast(forms.ModelChoiceField, form.fields[name])
