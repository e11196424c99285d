"""Rows that are checked with as few questions to the database as their rules need."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import BaseConstraint, CheckConstraint, Q

_left_to_the_database: ContextVar[bool] = ContextVar("left_to_the_database", default=False)


@contextmanager
def left_to_the_database() -> Iterator[None]:
    """For a load that nobody reads the refusals of: the database holds every constraint by itself."""
    before = _left_to_the_database.set(True)
    try:
        yield
    finally:
        _left_to_the_database.reset(before)


class Checked(models.Model):
    """`full_clean` says the same as Django's, sooner: Django asks once for every check and every key."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """A row that was read is there; a key to it need not be looked up again. The database holds it to that."""
        super().clean_fields(exclude={*(exclude or ()), *self._read()})

    def _read(self) -> list[str]:
        keys = [
            field for field in self._meta.concrete_fields if isinstance(field, models.ForeignKey)
        ]
        return [key.name for key in keys if key.is_cached(self) and _is_there(self, key)]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """All checks in one question. Where one does not hold, Django asks them one by one and says which."""
        if _left_to_the_database.get():
            return
        self._checks_hold = self._hold_together(set(exclude or ()))
        try:
            super().validate_constraints(exclude=exclude)
        finally:
            del self._checks_hold

    def _hold_together(self, exclude: set[str]) -> bool:
        checks = _checks(type(self))
        together = Q(*(check.condition for check in checks))
        # Django passes a check over as soon as one of its fields is left out: then each stands for itself.
        if len(checks) < 2 or exclude & together.referenced_base_fields:
            return False
        try:
            CheckConstraint(condition=together, name="together").validate(type(self), self)
        except ValidationError:
            return False
        return True

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[BaseConstraint]]]:
        """Without the checks while they are known to hold."""
        constraints = super().get_constraints()
        if not getattr(self, "_checks_hold", False):
            return constraints
        known = _checks(type(self))
        return [(model, [c for c in rules if c not in known]) for model, rules in constraints]


def _is_there(row: models.Model, key: models.ForeignKey) -> bool:
    other = key.get_cached_value(row)
    return (
        other is not None
        and not other._state.adding
        and getattr(other, key.target_field.attname) == getattr(row, key.attname)
    )


@cache
def _checks(model: type[models.Model]) -> list[CheckConstraint]:
    return [check for check in model._meta.constraints if isinstance(check, CheckConstraint)]
