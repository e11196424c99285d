"""A form field that follows a model's field says what that one says."""

import pytest
from django import forms
from django.utils.translation import override

from partnerships.directory.models import Goal
from partnerships.shared.fields import LineField, follow


def test_label_and_length_come_from_the_model() -> None:
    field = follow(Goal, "title", LineField)
    assert (field.label, field.max_length) == ("Title", Goal._meta.get_field("title").max_length)
    with override("de"):
        assert str(field.label) == "Titel"


def test_what_the_form_says_wins() -> None:
    field = follow(Goal, "title", LineField, label="Words", max_length=3, required=False)
    assert (field.label, field.max_length, field.required) == ("Words", 3, False)


def test_a_choice_has_no_length() -> None:
    assert follow(Goal, "kind", forms.ChoiceField, choices=[("a", "A")]).label == "Kind"


def test_a_field_that_the_model_does_not_have_is_a_fault() -> None:
    with pytest.raises(KeyError):
        follow(Goal, "titel", LineField)
