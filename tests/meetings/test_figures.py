"""A year of meetings counted: by body and format, who was there, what was agreed."""

from datetime import date

import pytest

from meetings.figures import Group, MeetingFact, count_all, count_by_group, count_by_kind, percent
from meetings.models import Minutes, MinutesEntry
from meetings.stages import Stage
from tests.factories import meetings as meet
from tests.journeys.forms import browser, words

HELD, OFF, MOVED, OPEN = Stage.HELD, Stage.CANCELLED, Stage.MOVED, Stage.INVITED


def fact(stage: str, *, body: int | None = 1, month: int = 5, incident: bool = False):
    day = date(2021, month, 3)
    return MeetingFact(body, 7, day, day, stage, incident)


class TestCounting:
    """Plain values in, sums out."""

    def test_by_body_and_by_format_without_one(self):
        tallies = count_by_group(
            [fact(OFF), fact(HELD, month=2), fact(MOVED, body=None), fact(OPEN)]
        )
        group, network = tallies[Group(True, 1)], tallies[Group(False, 7)]
        assert (group.held, group.cancelled, group.moved, group.to_come) == (1, 1, 0, 1)
        assert (network.held, network.moved) == (0, 1)
        assert [each.stage for each in group.meetings][0] == HELD, "in the order of their days"

    def test_by_kind_of_body(self):
        tallies = count_by_group([fact(HELD), fact(HELD), fact(OFF, body=2), fact(HELD, body=9)])
        kinds = {1: "expert", 2: "expert", 3: "expert", 9: "forum"}
        assert count_by_kind(kinds, tallies) == [("expert", 3, 1, 2), ("forum", 1, 1, 1)]

    def test_calm_is_a_share_of_those_held(self):
        whole = count_all([fact(HELD), fact(HELD, incident=True), fact(HELD), fact(OFF)])
        assert (whole.held, whole.calm, whole.calm_percent) == (3, 2, 67)
        assert count_all([]).calm_percent is None

    @pytest.mark.parametrize(
        ("part", "whole", "rounded"), [(1, 8, 13), (1, 3, 33), (2, 3, 67), (0, 5, 0), (0, 0, None)]
    )
    def test_percent_is_rounded_half_up(self, part, whole, rounded):
        assert percent(part, whole) == rounded


@pytest.mark.django_db
class TestPage:
    """What each person reads."""

    def read(self, cast, who: str, year: int = 2025) -> str:
        path = f"/meetings/partnership/{cast.north.pk}/figures/?year={year}"
        answer = browser(cast, who).get(path)
        assert answer.status_code == 200
        return words(answer.content)

    def test_who_was_there_and_what_was_agreed(self, cast):
        meeting = meet.at_stage(HELD, partnership=cast.north, first_day=date(2025, 3, 4))
        for presence in ("present", "absent", "substitute"):
            meet.AttendeeFactory(
                meeting=meeting,
                presence=presence,
                side="civil",
                organisation=cast.association,
            )
        for title, confidential in (("Offen", False), ("Vertraulich", True)):
            item = meet.on_agenda(
                meeting, title=title, confidential=confidential, partnership=cast.north
            )
            MinutesEntry.objects.create(item=item, decision="So.")
            meet.action_at("done", meeting=meeting, item=item, person=cast.people["chair"])
        minutes = Minutes.objects.create(meeting=meeting)
        for stage in ("shared", "closed"):
            minutes.stage, minutes.answer_until = stage, date(2025, 3, 20)
            minutes.save()
        assert "2 of 3 (67 %)" in self.read(cast, "liaison")
        assert "Decisions in closed minutes2 Tasks2 of these done2" in self.read(cast, "liaison")
        partner = self.read(cast, "partner")
        assert "Decisions in closed minutes1 Tasks1 of these done1" in partner, (
            "no count tells of a confidential point"
        )
        assert "Organisations for which somebody came1" in partner

    def test_plans_are_counted_for_keepers_alone(self, cast):
        meet.MeetingFactory(partnership=cast.north, first_day=date(2025, 3, 4))
        assert "Meetings to come1" in self.read(cast, "liaison")
        assert "Meetings to come" not in self.read(cast, "partner")

    def test_a_year_without_meetings(self, cast):
        assert "Meetings that took place0" in self.read(cast, "partner", 2020)
