"""Who holds several seats in one partnership is asked in which capacity they act."""

import pytest

from partnerships.directory.models import Goal, Seat
from partnerships.shared.audit.models import AuditEvent
from tests.factories import directory as make
from tests.journeys.forms import browser, typed


@pytest.fixture
def seats(cast) -> list[Seat]:
    """The chair's seat, and a second one in another body."""
    body = make.BodyFactory(partnership=cast.north, kind="steering_committee", name="Ausschuss")
    second = make.SeatFactory(
        body=body, person=cast.people["chair"], organisation=cast.association, label="Zweiter Sitz"
    )
    return [cast.people["chair"].seats.exclude(pk=second.pk).get(), second]


def edit(cast) -> str:
    return f"/partnerships/{cast.north.pk}/edit/"


def acted(what: str) -> str:
    return AuditEvent.objects.filter(what=what).latest("id").capacity


def test_the_page_asks_and_the_log_keeps_the_answer(cast, seats) -> None:
    client, path = browser(cast, "chair"), edit(cast)
    field = client.get(path).context["form"].fields["acting_as"]
    assert [pk for pk, _label in field.choices] == [seat.pk for seat in seats]
    assert field.choices[1][1] == "Ausschuss: Zweiter Sitz (Verein Nord e. V.)"
    sent = typed(client, path, region="Ruhr", acting_as=str(seats[1].pk))
    assert client.post(path, sent).status_code == 302
    assert acted("directory.partnership_edited") == f"directory.Seat:{seats[1].pk}"


def test_without_an_answer_nothing_is_done_and_what_was_typed_stays(cast, seats) -> None:
    client, path = browser(cast, "chair"), edit(cast)
    answer = client.post(path, typed(client, path, region="Am Kanal"))
    assert answer.context["form"].errors["acting_as"]
    assert 'value="Am Kanal"' in answer.content.decode()
    assert not AuditEvent.objects.filter(what="directory.partnership_edited").exists()


@pytest.mark.parametrize("nonsense", ["0", "x", "999999999999999999999", "\x00"])
def test_a_seat_that_is_not_ones_own(cast, seats, nonsense) -> None:
    client, path = browser(cast, "chair"), edit(cast)
    answer = client.post(path, typed(client, path, acting_as=nonsense))
    assert answer.status_code == 200 and answer.context["form"].errors["acting_as"]


def test_a_question_without_a_form_asks_too(cast, seats) -> None:
    goal = Goal.objects.create(partnership=cast.north, kind="goal", title="Ziel")
    client, path = browser(cast, "chair"), f"/goals/{goal.pk}/remove/"
    assert b'name="acting_as"' in client.get(path).content
    assert client.post(path, {"acting_as": ""}).status_code == 200
    assert Goal.objects.filter(pk=goal.pk).exists()
    assert client.post(path, {"acting_as": str(seats[0].pk)}).status_code == 302
    assert acted("directory.goal_removed") == f"directory.Seat:{seats[0].pk}"


def test_with_one_seat_or_as_liaison_staff_nobody_is_asked(cast) -> None:
    for name in ("chair", "liaison"):
        assert b'name="acting_as"' not in browser(cast, name).get(edit(cast)).content


def test_an_advisory_seat_is_no_capacity(cast) -> None:
    body = make.BodyFactory(partnership=cast.north)
    make.SeatFactory(body=body, person=cast.people["chair"], voting=False)
    assert b'name="acting_as"' not in browser(cast, "chair").get(edit(cast)).content
