"""Meetings are found by title and place, their closed minutes by what was said; never more than one may read."""

import pytest

from meetings.models import Meeting, Minutes, MinutesEntry
from partnerships.shared.search.finding import find
from tests.factories import meetings as meet

pytestmark = pytest.mark.django_db


def hits(account, typed: str) -> dict[str, list[str]]:
    """Titles by the kind of thing."""
    found, near = find(account, typed)
    return {group.kind.slug: [hit.title for hit in group.hits] for group in [*near, *found]}


def test_a_meeting_is_found_also_with_a_slip(cast, evening):
    evening(send=True, title="Gesprächsabend", place="Dietrich-Keuning-Haus")
    partner = cast.account("partner")
    for typed in ("gespräch", "keuning", "Gesprächsabent"):
        assert hits(partner, typed)["meetings"] == ["Gesprächsabend"], typed
    assert "meetings" not in hits(cast.account("outsider"), "Gesprächsabend")


def test_a_plan_is_found_by_keepers_alone(cast, evening):
    evening(title="Gesprächsabend")
    assert "meetings" in hits(cast.account("liaison"), "Gesprächsabend")
    assert "meetings" not in hits(cast.account("partner"), "Gesprächsabend")


@pytest.fixture
def held(cast, evening) -> Meeting:
    """Minutes with an open and a confidential point, each with a decision; nobody has closed them yet."""
    meeting, keeper = evening(send=True, title="Abend"), cast.account("liaison")
    for title in ("Streifen", "Namen"):
        confidential = title == "Namen"
        item = meet.on_agenda(
            meeting,
            title=title,
            confidential=confidential,
            proposed_by=keeper,
            partnership=cast.north,
        )
        MinutesEntry.objects.create(item=item, decision=f"Über {title} wird monatlich berichtet.")
    return meeting


def close(meeting: Meeting) -> None:
    """As if everybody had answered."""
    minutes = Minutes.objects.create(meeting=meeting)
    for stage in ("shared", "closed"):
        minutes.stage, minutes.answer_until = stage, meet.FAR
        minutes.save()


def test_words_of_minutes_are_found_once_they_are_closed(cast, held):
    partner = cast.account("partner")
    assert "minutes" not in hits(partner, "berichten")
    close(held)
    assert sorted(hits(partner, "berichten")["minutes"]) == ["Namen", "Streifen"], "was invited"
    assert hits(cast.account("chair"), "berichten"), "in whatever form the word was typed"


def test_confidential_points_are_found_by_the_invited_alone(cast, held):
    held.attendees.filter(person=cast.people["partner"]).delete()
    close(held)
    assert hits(cast.account("partner"), "berichten")["minutes"] == ["Streifen"]
    assert "minutes" not in hits(cast.account("outsider"), "berichten")
