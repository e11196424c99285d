"""Which rows hang on a case or a contribution, whatever tables there are: along the foreign keys of the models themselves.

So a table that comes tomorrow is found without being named here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter

from django.apps import apps
from django.db import models

from analyses.models import (
    Approval,
    Case,
    CaseSearch,
    Certificate,
    Hold,
    Participation,
    Recipient,
)

Rows = dict[type[models.Model], set[int]]  # primary keys by table
AT_A_TIME = 5000

# What stays of a deleted case, and which of its columns are emptied: everything that somebody has typed.
KEPT: dict[type[models.Model], tuple[str, ...]] = {
    Case: (
        *("title", "issue", "purpose", "necessity"),
        *("check_note", "impact_reference", "reason"),
    ),
    Participation: ("reason", "end_reason"),
    Approval: ("note",),
    Recipient: (),
    Certificate: (),
    Hold: ("reason", "lift_reason"),
    CaseSearch: ("provision",),
}


def tables() -> list[type[models.Model]]:
    """All tables of analyses, those between two others too."""
    config = apps.get_app_config("analyses")
    return list(config.get_models(include_auto_created=True))


def keys_of(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    """Foreign keys of a table, to whatever table, without those that let go (`SET_NULL`): such a row lives on its own."""
    for field in model._meta.local_fields:
        if isinstance(field, models.ForeignKey) and not _lets_go(field):
            yield field


def loose_keys_to(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    """Keys of ours that are emptied when a row of this table goes."""
    for other in tables():
        for field in other._meta.local_fields:
            if not isinstance(field, models.ForeignKey) or field.related_model is not model:
                continue
            if _lets_go(field):
                yield field


def _lets_go(key: models.ForeignKey) -> bool:
    return key.remote_field.on_delete is models.SET_NULL


def tables_on(root: type[models.Model]) -> set[type[models.Model]]:
    """Tables with a way to `root`, itself included."""
    found = {root}
    while more := {
        model
        for model in tables()
        if model not in found and any(key.related_model in found for key in keys_of(model))
    }:
        found |= more
    return found


def in_order(models_: Iterable[type[models.Model]]) -> list[type[models.Model]]:
    """What hangs on something before that something: row-level security hides the rows of what is gone.

    Raises: graphlib.CycleError where tables hang on each other in a circle.
    """
    there = set(models_)
    sorter: TopologicalSorter[type[models.Model]] = TopologicalSorter()
    for model in sorted(there, key=lambda each: each._meta.label_lower):
        sorter.add(model)
        for key in keys_of(model):
            if key.related_model in there and key.related_model is not model:
                sorter.add(key.related_model, model)  # type: ignore[arg-type]
    return list(sorter.static_order())


def rows_on(start: Rows) -> Rows:
    """These rows and whatever hangs on them, step by step until nothing new is found. Read in the house's sight."""
    found: Rows = defaultdict(set)
    fresh = {model: set(numbers) for model, numbers in start.items() if numbers}
    while fresh:
        for model, numbers in fresh.items():
            found[model] |= numbers
        fresh = _next(fresh, found)
    return {model: numbers for model, numbers in found.items() if numbers}


def _next(fresh: Rows, found: Rows) -> Rows:
    more: Rows = defaultdict(set)
    for model in tables():
        for key in keys_of(model):
            for numbers in chunks(fresh.get(key.related_model, ())):  # type: ignore[call-overload]
                rows = model._base_manager.filter(**{f"{key.attname}__in": numbers})
                more[model] |= set(rows.values_list("pk", flat=True)) - found[model]
    return {model: numbers for model, numbers in more.items() if numbers}


def chunks(numbers: Iterable[int]) -> Iterator[list[int]]:
    """AT_A_TIME each."""
    ordered = sorted(numbers)
    for start in range(0, len(ordered), AT_A_TIME):
        yield ordered[start : start + AT_A_TIME]


def orphans() -> Rows:
    """Rows of analyses whose case or contribution is gone, and what still lies in deleted cases. Read in the house's sight."""
    found: Rows = defaultdict(set)
    for model in tables():
        for key in keys_of(model):
            if key.related_model in tables():
                there = key.related_model._base_manager.values(key.target_field.attname)
                rows = model._base_manager.filter(**{f"{key.attname}__isnull": False})
                rows = rows.exclude(**{f"{key.attname}__in": there})
                found[model] |= set(rows.values_list("pk", flat=True))
    deleted = set(Case.objects.filter(stage="deleted").values_list("pk", flat=True))
    for model, numbers in rows_on({Case: deleted}).items():
        if model not in KEPT:
            found[model] |= numbers
    return {model: numbers for model, numbers in found.items() if numbers}
