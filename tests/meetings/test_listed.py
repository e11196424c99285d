"""People as plain values say the same as their rows."""

import pytest

from meetings.models import Attendee
from tests.factories import directory as make
from tests.factories import meetings as meet

pytestmark = pytest.mark.django_db


def test_names_organisations_and_addresses_are_those_of_the_rows():
    meeting = meet.MeetingFactory()
    gone = make.PersonFactory(account=make.AccountFactory(is_active=False), email="g@example.org")
    people = (gone, make.PersonFactory(account=make.AccountFactory()), make.PersonFactory())
    for person in people:
        organisation = make.OrganisationFactory()
        meet.AttendeeFactory(meeting=meeting, person=person, organisation=organisation)
    meet.AttendeeFactory(meeting=meeting, email="gast@example.org", organisation_name="Chor")
    meet.AttendeeFactory(meeting=meeting)
    rows = Attendee.objects.filter(meeting=meeting).order_by("pk")
    names = ("pk", "person_id", "called", "comes_from", "address", "side", "reply", "presence")
    listed = [tuple(getattr(each, name) for name in names) for each in rows.listed()]
    assert listed == [tuple(getattr(each, name) for name in names) for each in rows]
