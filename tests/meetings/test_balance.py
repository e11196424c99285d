"""Meetings that are to be balanced: keepers read a warning when one side is far more than the other."""

from datetime import UTC, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from meetings.actions import planning
from meetings.balance import is_uneven, percent_of_authorities
from meetings.models import Attendee, Meeting, MeetingFormat, Presence
from tests.journeys.forms import browser, words

AFTER = datetime(2099, 3, 6, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("authority", "others", "uneven"),
    [(0, 0, False), (1, 0, False), (1, 1, False), (2, 0, True), (0, 2, True), (2, 3, False),
     (3, 2, False), (1, 2, True), (2, 1, True), (40, 60, False), (39, 61, True), (61, 39, True)],
)  # fmt: skip
def test_outside_40_to_60_percent_is_uneven(authority: int, others: int, uneven: bool) -> None:
    sides = ["authority"] * authority + ["civil"] * others
    assert is_uneven(percent_of_authorities(sides)) is uneven


@given(st.lists(st.sampled_from(["authority", "civil", "other"]), min_size=2))
def test_it_is_the_same_from_both_sides_of_the_table(sides: list[str]) -> None:
    swapped = ["civil" if side == "authority" else "authority" for side in sides]
    one, other = percent_of_authorities(sides), percent_of_authorities(swapped)
    assert one is not None and other is not None and abs(one + other - 100) <= 1


@pytest.mark.django_db
def test_keepers_read_it_when_inviting_and_when_noting_who_was_there(cast, evening) -> None:
    MeetingFormat.objects.filter(code="ag_dialog").update(balanced=True)
    meeting = evening(send=True)  # chair; partner and a guest
    said = "This format wants both sides in about equal numbers"
    page = words(browser(cast, "liaison").get(f"/meetings/{meeting.pk}/").content)
    assert said in page and "Authorities are 33 % of 3 people." in page
    assert said not in words(browser(cast, "partner").get(f"/meetings/{meeting.pk}/").content)
    guest = Attendee.objects.get(name="Gast Beispiel")
    with time_machine.travel(AFTER):
        there = dict.fromkeys(meeting.attendees.values_list("pk", flat=True), Presence.PRESENT)
        planning.hold(
            meeting, by=cast.account("liaison"), presences=there | {guest.pk: Presence.EXCUSED}
        )
        page = words(browser(cast, "liaison").get(f"/meetings/{meeting.pk}/").content)
        assert said not in page
        MeetingFormat.objects.filter(code="ag_dialog").update(balanced=False)
        planning.hold(Meeting.objects.get(), by=cast.account("liaison"), presences=there)
        page = words(browser(cast, "liaison").get(f"/meetings/{meeting.pk}/").content)
        assert said not in page
