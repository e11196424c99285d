"""Columns for what people type into one line. They clean whatever comes: forms, the admin, a file, a command.

For the database they are the columns of Django; see `deconstruct`.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from partnerships.shared.addresses import check_address, kept_ascii
from partnerships.shared.fields import AddressField, LineField, TelephoneField
from partnerships.shared.lines import clean_line, clean_telephone

Deconstructed = tuple[str, str, Sequence[Any], dict[str, Any]]  # as Django's


class Line(models.CharField):
    """A name, a title, a place: cleaned when it is checked, and at the latest when it is written."""

    cleaned_by: Callable[[object], str] = staticmethod(clean_line)
    typed_into: type[forms.CharField] = LineField

    def to_python(self, value: object) -> object:
        """What is checked is what is written."""
        return value if value is None else self.cleaned_by(super().to_python(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> object:
        """Also rows that nobody has checked; the row in hand then says what the table says."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = self.cleaned_by(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: object, connection: BaseDatabaseWrapper) -> object:
        """Also what `update` writes, which knows no row."""
        cleaned = self.cleaned_by(value) if isinstance(value, str) else value
        return super().get_db_prep_save(cleaned, connection)

    def formfield(self, *args: Any, **kwargs: Any) -> forms.Field | None:
        """The form of the admin cleans before it counts characters."""
        if not self.choices:
            kwargs.setdefault("form_class", self.typed_into)
        return super().formfield(*args, **kwargs)

    def deconstruct(self) -> Deconstructed:
        """As Django's own: nothing of this is known to the database, so no migration names it."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class Address(Line, models.EmailField):
    """An e-mail address as it is mailed. What is none is refused by `full_clean`."""

    cleaned_by: Callable[[object], str] = staticmethod(kept_ascii)
    typed_into: type[forms.CharField] = AddressField
    default_validators = [check_address]

    def deconstruct(self) -> Deconstructed:
        """As Django's own."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs


class Telephone(Line):
    """A telephone number as it was written, in signs that every telephone knows."""

    cleaned_by: Callable[[object], str] = staticmethod(clean_telephone)
    typed_into: type[forms.CharField] = TelephoneField
