"""Tables point down the stairs: the import linter cannot see keys that are written as strings."""

from django.apps import apps
from django.conf import settings

FLOORS = {"meetings": 3, "complaints": 3, "analyses": 3, "agreements": 2, "directory": 1}
OURS = {"shared", "audit", "letters", "documents", "sealing", "lists", *FLOORS}


def keys():
    """Every key of our tables: label, whose, and which table it points at. History copies its table."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in OURS and not hasattr(model, "pgh_tracked_model"):
            for field in model._meta.local_fields + model._meta.local_many_to_many:
                if field.is_relation:
                    yield f"{model._meta.label}.{field.name}", model, field.related_model


def points_up(model, target) -> bool:
    """To a higher floor, or to a neighbour upstairs; everybody may name the account that acts."""
    here, there = model._meta.app_label, target._meta.app_label
    if target._meta.label == settings.AUTH_USER_MODEL or here == there:
        return False
    return FLOORS.get(there, 0) > FLOORS.get(here, 0) or FLOORS.get(there, 0) == 3


def test_tables_point_down() -> None:
    assert [label for label, model, target in keys() if points_up(model, target)] == []


def test_there_are_no_generic_keys() -> None:
    assert [
        label
        for label, _m, target in keys()
        if target._meta.label_lower == "contenttypes.contenttype"
    ] == []


def test_there_are_no_signals() -> None:
    from django.db.models import signals  # noqa: TID251

    names = ("pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed")
    receivers = [
        getattr(entry[1](), "__module__", "") or ""
        for name in names
        for entry in getattr(signals, name).receivers
    ]
    rooms = ("partnerships", "meetings", "complaints", "analyses", "config")
    assert [module for module in receivers if module.startswith(rooms)] == []
