"""What may be asked of a list. Nonsense narrows nothing, and the form says so."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from partnerships.shared.lines import clean_line
from partnerships.shared.sorting import sort_key

LONGEST = 100  # characters of a search; a name has at most 200
MOST_WORDS = 8


class SearchField(forms.CharField):
    """Words of a name. What is longer or invisible is cut, because a search is no place for errors."""

    def to_python(self, value: object) -> str:
        """The text cleaned, and cut to the longest that is searched for."""
        return clean_line(value or "")[:LONGEST]


class SearchFilter(django_filters.CharFilter):
    """All words, in any order, any case, with or without accents. `field_name` holds a sort key.

    `also` names fields that are searched as they were typed, such as a name in English.
    """

    field_class = SearchField

    def __init__(self, *args: object, also: tuple[str, ...] = (), **kwargs: object) -> None:
        kwargs.setdefault("field_name", "sort_key")
        kwargs.setdefault("label", _("Name"))
        kwargs.setdefault("widget", forms.TextInput({"type": "search"}))
        self.also = also
        super().__init__(*args, **kwargs)

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Narrowed to rows that hold every word."""
        for word in sort_key(value or "").split()[:MOST_WORDS]:
            condition = Q(**{f"{self.field_name}__contains": word})
            for name in self.also:
                condition |= Q(**{f"{name}__icontains": word})
            qs = qs.filter(condition)
        return qs


class WordsFilter(SearchFilter):
    """All words, as they are written, in one of the fields."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Narrowed to rows that hold every word."""
        for word in (value or "").split()[:MOST_WORDS]:
            every_word = Q()
            for name in (self.field_name, *self.also):
                every_word |= Q(**{f"{name}__icontains": word})
            qs = qs.filter(every_word)
        return qs


Choices = Sequence[tuple[Any, object]]


def choice_filter(
    choices: Choices | Callable[[], Choices], **how: object
) -> django_filters.ChoiceFilter:
    """One of the choices, or all. A function is asked each time."""
    return django_filters.ChoiceFilter(choices=choices, empty_label=_("all"), **how)


class ListFilter(django_filters.FilterSet):
    """A GET form. Fields named in `identity` say which list it is, not what was asked of it."""

    identity: tuple[str, ...] = ()
    same_for_everybody = True  # False where the choices depend on who asks

    def get_form_class(self) -> type[forms.Form]:
        """Made once where everybody has the same choices: making a class costs more than filling it."""
        if not self.same_for_everybody:
            return super().get_form_class()
        made = type(self).__dict__.get("_form_class")
        if made is None:
            made = type(self)._form_class = super().get_form_class()
        return made

    @cached_property
    def conditions(self) -> dict[str, object]:
        """What was asked and made sense."""
        self.form.is_valid()
        return {
            name: value
            for name, value in self.form.cleaned_data.items()
            if value or value == 0 and value is not False
        }

    @property
    def narrows(self) -> bool:
        """Does the filter leave anything out?"""
        return any(name not in self.identity for name in self.conditions)

    def codes(self) -> dict[str, object]:
        """What was asked, for the log: choices as their codes, and of typed words only that there were some."""
        coded = (bool, int)
        return {
            name: value
            if isinstance(self.filters[name], django_filters.ChoiceFilter)
            or isinstance(value, coded)
            else True
            for name, value in self.conditions.items()
        }
