"""What stands together in a form: fields under a heading or folded behind one line, and two days of which one counts.

A form declares it: `pieces = (in_english("name_en", "purpose_en"),)`. A piece stands where the last of its fields would.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.forms.utils import RenderableMixin
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
EMPTY: tuple[object, ...] = (None, "", [])


class Piece(Protocol):
    """What a form declares; `draw` makes of it what the page shows."""

    @property
    def names(self) -> tuple[str, ...]:
        """Of the fields that stand together."""

    def draw(self, form: forms.BaseForm, names: list[str]) -> RenderableMixin:
        """For this form, with those of the fields that it shows."""


class _Drawn(RenderableMixin):
    """Base of what the page shows of a piece: to forms/form.html it is like a field."""

    template_name: str

    def __init__(self, piece: Any, form: forms.BaseForm, names: list[str]) -> None:
        self.piece, self.form = piece, form
        self.fields = [form[name] for name in names]
        self.renderer = form.renderer

    def get_context(self) -> dict[str, object]:
        """For the template."""
        return {"drawn": self}

    def as_field_group(self) -> str:
        """As a field is drawn with its label."""
        return self.render()

    @property
    def has_errors(self) -> bool:
        """Is something wrong with one of the fields?"""
        return any(field.errors for field in self.fields)


@dataclass(frozen=True)
class Fold:
    """Fields that few people need: behind one line that says what is in them. Without a title: one list of choices, by its label."""

    names: tuple[str, ...]
    title: Words = ""

    def draw(self, form: forms.BaseForm, names: list[str]) -> "DrawnFold":
        """For this form."""
        return DrawnFold(self, form, names)


class DrawnFold(_Drawn):
    """Open where something is wrong or written in it. A list stays closed: its line names what is chosen."""

    template_name = "forms/fold.html"

    @property
    def is_list(self) -> bool:
        """Is it one field with many choices?"""
        return not self.piece.title

    @property
    def title(self) -> Words:
        """What is inside."""
        return self.fields[0].label if self.is_list else self.piece.title

    @property
    def chosen(self) -> list[str]:
        """Labels of what is ticked."""
        return [str(choice.choice_label) for choice in self.fields[0] if choice.data["selected"]]

    @property
    def is_filled(self) -> bool:
        """Does one of the fields hold something?"""
        values = [field.value() for field in self.fields]
        return any(value not in EMPTY and value is not False for value in values)

    @property
    def is_open(self) -> bool:
        """Does it stand open when the page comes?"""
        return self.has_errors or (self.is_filled and not self.is_list)


@dataclass(frozen=True)
class Headed:
    """Fields under a heading."""

    names: tuple[str, ...]
    title: Words

    def draw(self, form: forms.BaseForm, names: list[str]) -> "DrawnHeaded":
        """For this form."""
        return DrawnHeaded(self, form, names)


class DrawnHeaded(_Drawn):
    """The heading, then the fields."""

    template_name = "forms/headed.html"


def in_english(*names: str) -> Fold:
    """The English words beside the German ones."""
    return Fold(names, _("In English"))


def long_list(name: str) -> Fold:
    """One optional field with more choices than one wants to see."""
    return Fold((name,))


@dataclass(frozen=True)
class EitherDay:
    """A day that is known, or one on which it was certainly so: one choice, and only the day that was chosen counts."""

    known: str
    attested: str = "attested_on"
    question: Words = _("Since when?")
    missing: Words = _("Say since when, or on which day it is attested.")
    needed: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """Of both fields."""
        return (self.known, self.attested)

    def draw(self, form: forms.BaseForm, names: list[str]) -> "DrawnEither":
        """For this form."""
        return DrawnEither(self, form, names)

    def radio(self, form: forms.BaseForm) -> str:
        """The name under which the choice is sent."""
        return form.add_prefix(f"{self.known}_or_{self.attested}")

    def chosen(self, form: forms.BaseForm) -> str:
        """The name of the field that counts: as it was sent, otherwise the first that holds something."""
        sent = form.data.get(self.radio(form)) if form.is_bound else None
        filled = [name for name in self.names if form[name].value() not in EMPTY]
        return sent if sent in self.names else [*filled, self.known][0]

    def settle(self, form: forms.BaseForm) -> None:
        """For `clean`: what stands in the other field does not count. One day is there, unless none is needed."""
        chosen = self.chosen(form)
        for other in set(self.names) - {chosen}:
            form.errors.pop(other, None)
            if not self._stays(form, other):
                form.cleaned_data[other] = None
        if self.needed and not form.cleaned_data.get(chosen) and chosen not in form.errors:
            form.add_error(chosen, str(self.missing))

    def _stays(self, form: forms.BaseForm, other: str) -> bool:
        """An attested day that was stored beside a known one is not shown: nobody who changes something else drops it."""
        both = all(form[name].initial for name in self.names)
        return both and other == self.attested and other not in form.changed_data


class DrawnEither(_Drawn):
    """Two ways, each with its day; the style sheet hides the day of the way that is not chosen."""

    template_name = "forms/either.html"

    @property
    def ways(self) -> Iterator[tuple[forms.BoundField, Words, bool]]:
        """The field of each way, its words, and whether it is chosen."""
        chosen = self.piece.chosen(self.form)
        words = (_("The day is known"), _("Only a day is known on which it was so already"))
        for field, each in zip(self.fields, words, strict=True):
            yield field, each, field.name == chosen

    @property
    def radio(self) -> str:
        """The name under which the choice is sent."""
        return str(self.piece.radio(self.form))


def drawn(form: forms.BaseForm) -> list[forms.BoundField | RenderableMixin]:
    """What a form shows, in order: its fields, and in place of those that stand together, their piece."""
    shown = [bound.name for bound in form.visible_fields()]
    taken: dict[str, RenderableMixin | None] = {}
    for piece in pieces_of(form):
        names = [name for name in shown if name in piece.names]
        if names and not (isinstance(piece, EitherDay) and len(names) < 2):
            taken |= dict.fromkeys(names)
            taken[names[-1]] = piece.draw(form, names)
    every = [taken.get(name) if name in taken else form[name] for name in shown]
    return [each for each in every if each is not None]


def pieces_of(form: forms.BaseForm) -> tuple[Piece, ...]:
    """As the form declares them."""
    return getattr(form, "pieces", ())


def is_one_of_two(bound: forms.BoundField) -> bool:
    """Is it a day of which the other one may be given instead?"""
    pieces = (each for each in pieces_of(bound.form) if isinstance(each, EitherDay))
    return any(bound.name in each.names for each in pieces)
