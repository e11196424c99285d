"""Rows that are checked with fewer questions say what Django's own check says, word for word."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from partnerships.directory.models import Grant, Partner, Person, Representation, Role
from partnerships.shared.checked import Checked
from partnerships.shared.dates import Span
from tests.factories import directory as make

pytestmark = pytest.mark.django_db

WRONG = {
    "no beginning": {"since": None},
    "ends before it begins": {"since": date(2024, 5, 1), "until_on": date(2024, 4, 30)},
    "signs without the right": {"may_sign": False, "signs_since": date(2024, 5, 1)},
    "two at once": {"since": None, "may_sign": False, "signs_since": date(2024, 5, 1)},
    "nothing": {},
}


def told(check) -> dict:
    """What is said of each field, or nothing."""
    try:
        check()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.fixture
def representation() -> Representation:
    found = make.RepresentationFactory.build(
        person=make.PersonFactory(), organisation=make.OrganisationFactory()
    )
    found.since = date(2024, 1, 1)
    return found


@pytest.mark.parametrize("values", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("exclude", [None, {"until_on"}, {"since", "signs_since"}])
def test_the_same_errors(representation, values, exclude) -> None:
    for name, value in values.items():
        setattr(representation, name, value)
    ours = told(lambda: representation.validate_constraints(exclude=exclude))
    djangos = told(lambda: models.Model.validate_constraints(representation, exclude=exclude))
    assert ours == djangos
    assert bool(ours) is bool(values) or exclude


def test_a_rule_of_its_own_is_still_asked(representation) -> None:
    representation.save()
    again = Representation(
        person=representation.person,
        organisation=representation.organisation,
        role="deputy",
        since=date(2024, 2, 1),
    )
    assert "This person stands for the organisation already." in str(told(again.full_clean))


def test_a_key_to_nothing_is_refused(representation) -> None:
    representation.person_id = 9_999_999
    assert "person" in told(representation.full_clean)


def test_a_key_to_a_row_that_was_never_saved_is_refused() -> None:
    partner = Partner(partnership=make.PartnershipFactory(), side="civil", entry="joined")
    partner.organisation = make.OrganisationFactory.build(pk=9_999_999)
    assert "organisation" in told(lambda: partner.full_clean(exclude=["sort_key"]))


def test_a_key_that_may_not_be_empty_is_refused(representation) -> None:
    representation.person = None
    assert "person" in told(representation.full_clean)


def test_few_questions(representation) -> None:
    with CaptureQueriesContext(connection) as asked:
        representation.full_clean()
    questions = [each["sql"] for each in asked if each["sql"].startswith("SELECT")]
    assert len(questions) == 2  # all checks together, and whether the person stands already


def test_the_database_holds_it_too(representation) -> None:
    grant = Grant(person=Person(pk=9_999_999), role=Role.ANALYST, since=date(2024, 1, 1))
    grant.person._state.adding = False  # as if it had been read and deleted meanwhile
    grant.full_clean()
    grant.save()
    with pytest.raises(Exception, match="foreign key"):
        connection.check_constraints()


def test_every_dated_row_is_checked_so() -> None:
    spans = [model for model in apps.get_models() if issubclass(model, Span)]
    assert spans and all(issubclass(model, Checked) for model in spans)
