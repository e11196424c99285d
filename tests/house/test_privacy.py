"""Every field of every table is declared personal or harmless."""

import pytest
from django.apps import apps

from partnerships.shared.privacy import PERSONAL, undeclared

# Rows of the history repeat their table's fields, and its context holds the account that acted.
MODELS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if not hasattr(model, "pgh_tracked_model")
    and model._meta.app_label != "pghistory"
    and not model._meta.auto_created
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_declared(model) -> None:
    assert undeclared(model) == []


def test_declarations_name_tables_that_exist() -> None:
    labels = {model._meta.label_lower for model in apps.get_models()}
    assert set(PERSONAL) - labels == set()
