"""A field has a word for the reader, whether its model gave it one or not."""

import pytest
from django.utils import translation

from partnerships.directory.models import Partner, Person
from partnerships.shared.labels import field_label


@pytest.mark.parametrize(
    ("model", "name", "label"),
    [
        (Partner, "partnership", "Kooperation"),  # the model is silent
        (Person, "given_name", "Vorname"),  # the model says it
    ],
)
def test_labels_speak_the_language_of_the_reader(model, name, label):
    with translation.override("de"):
        assert field_label(model._meta.get_field(name)) == label
