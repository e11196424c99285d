"""Feedback: asked of those who were there, given without a name, read from five answers on and not before it is closed."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from meetings.actions import feedback as actions
from meetings.actions import planning
from meetings.feedback_sums import Said, sum_up
from meetings.links import make_feedback_link
from meetings.models import Feedback, FeedbackLink, Meeting, MeetingFormat, Presence
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from tests.factories import meetings as meet
from tests.journeys.forms import browser, words


def said(trust: int | None = 3, text: str = "", **values) -> Said:
    """One answer."""
    return Said(
        **{
            "trust_before": trust,
            "trust_after": trust,
            "was_heard": None,
            "come_again": "yes",
            "text": text,
        }
        | values
    )


class TestSums:
    """Plain answers in, sums out."""

    def test_nothing_of_fewer_than_five(self):
        assert sum_up([said()] * 4) is None
        assert sum_up([said()] * 5).answers == 5

    def test_a_question_that_fewer_than_five_answered_is_left_out(self):
        sums = sum_up([said(4)] * 4 + [said(None, text="Gut."), said(None)])
        assert "trust_before" not in sums.counts
        assert sums.counts["come_again"] == {"yes": 6}
        assert sums.texts == ["Gut."]

    def test_the_mean_is_of_those_who_answered(self):
        sums = sum_up([said(n) for n in (1, 2, 3, 4, 5)] + [said(None)])
        assert sums.means["trust_after"] == 3


pytestmark = pytest.mark.django_db


@pytest.fixture
def yesterday(cast) -> Meeting:
    """A meeting of a format that asks, with six people who were invited; nobody has noted yet who was there."""
    format = MeetingFormat.objects.get(code="coffee")
    format.asks_feedback = True
    format.save()
    day = timezone.localdate() - timedelta(days=1)
    meeting = meet.at_stage(
        "invited", partnership=cast.north, first_day=day, format=format, title="Kaffee"
    )
    for number in range(5):
        meet.AttendeeFactory(meeting=meeting, name=f"Gast {number}", email=f"g{number}@example.org")
    meet.AttendeeFactory(meeting=meeting, person=cast.people["partner"])
    return meeting


def hold(cast, meeting: Meeting, *absent: int) -> None:
    """Everybody was there but these."""
    numbers = list(meeting.attendees.order_by("pk").values_list("pk", flat=True))
    presences = {
        pk: Presence.ABSENT if place in absent else Presence.PRESENT
        for place, pk in enumerate(numbers)
    }
    planning.hold(meeting, by=cast.account("liaison"), presences=presences)


def asked() -> int:
    """How many letters ask."""
    return Letter.objects.filter(kind="meetings/feedback").count()


def test_those_who_were_there_are_asked_once(cast, yesterday):
    hold(cast, yesterday, 0)
    assert asked() == 5
    hold(cast, yesterday)
    assert asked() == 6, "who was noted later is asked later, nobody twice"


def test_a_format_that_does_not_ask_asks_nobody(cast, yesterday):
    MeetingFormat.objects.update(asks_feedback=False)
    hold(cast, yesterday)
    assert asked() == 0


def test_the_letter_leads_to_four_questions_without_account(cast, yesterday, delivered, client):
    hold(cast, yesterday)
    letter = delivered()["g0@example.org"]
    text = letter.get_body(("plain",)).get_content()
    path = re.search(r"/meetings/feedback/\S+/", text)[0]
    before = AuditEvent.objects.count()
    page = client.get(path)
    assert page.status_code == 200
    assert not [field for field in page.context["form"] if field.value()], "nothing is chosen"
    assert client.post(path, {}).context["form"].errors, "an empty answer is none"
    assert client.post(path, {"trust_after": "4", "text": "Gern."}).status_code == 200
    feedback = Feedback.objects.get()
    assert (feedback.trust_before, feedback.trust_after, feedback.text) == (None, 4, "Gern.")
    assert client.get(path).status_code == 410
    assert client.post(path, {"trust_after": "1"}).status_code == 410
    assert Feedback.objects.count() == 1
    assert AuditEvent.objects.count() == before, "no event tells when somebody answered"


def test_nothing_leads_from_an_answer_to_a_person(yesterday):
    names = {field.name for field in Feedback._meta.get_fields()}
    assert names == {
        "id",
        "meeting",
        "trust_before",
        "trust_after",
        "was_heard",
        "come_again",
        "text",
    }


def give(meeting: Meeting, number: int) -> None:
    """So many answers."""
    for place in range(number):
        attendee = meeting.attendees.order_by("pk")[place]
        make_feedback_link(attendee)
        actions.give_feedback(attendee, trust_after=place % 5 + 1, text=f"Antwort {place}")


@pytest.mark.parametrize(
    ("number", "later", "is_read"), [(5, 20, True), (4, 20, False), (5, 3, False)]
)
def test_read_by_the_partnership_from_five_on_and_once_closed(
    cast, yesterday, number, later, is_read
):
    hold(cast, yesterday)
    give(yesterday, number)
    with time_machine.travel(timezone.now() + timedelta(days=later)):
        page = words(browser(cast, "partner").get(f"/meetings/{yesterday.pk}/").content)
    assert ("Antwort 1" in page) is is_read
    assert ("3.0 of 5" in page) is is_read


def test_links_go_when_the_time_is_over(cast, yesterday):
    hold(cast, yesterday)
    link = make_feedback_link(yesterday.attendees.first())
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        assert browser(cast, "partner").get(f"/meetings/feedback/{link}/").status_code == 410
        assert actions.forget_links() == 1
    assert not FeedbackLink.objects.exists()
