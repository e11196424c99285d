"""Goals and pillars, of a partnership and of an organisation."""

import pytest
from django.core.exceptions import PermissionDenied

from partnerships.directory.actions import goals
from partnerships.directory.models import Goal
from partnerships.shared.audit.models import AuditEvent
from tests.factories import directory as make
from tests.journeys.forms import NASTY, assert_plain, browser, typed, words


@pytest.fixture
def goal(cast) -> Goal:
    """An aim of North."""
    return Goal.objects.create(partnership=cast.north, kind="aim", number=1, title="Vertrauen")


def test_set_edit_and_remove(cast) -> None:
    client = browser(cast, "liaison")
    path = f"/partnerships/{cast.north.pk}/goals/set/"
    answer = client.post(path, {"kind": "pillar", "number": "2", "title": NASTY})
    made = Goal.objects.get()
    assert answer["Location"] == f"/partnerships/{cast.north.pk}/goals/#goal-{made.pk}"
    assert_plain(client.get(answer["Location"]).content)
    path = f"/goals/{made.pk}/edit/"
    assert client.post(path, typed(client, path, title="Vernetzung", number="1")).status_code == 302
    assert "Vernetzung" in words(client.get(f"/goals/{made.pk}/remove/").content)
    assert [client.post(f"/goals/{made.pk}/remove/").status_code for _ in range(2)] == [302, 404]
    written = AuditEvent.objects.filter(what__startswith="directory.goal").order_by("id")
    assert [event.what for event in written] == [
        "directory.goal_set", "directory.goal_edited", "directory.goal_removed",
    ]  # fmt: skip


def test_the_list_follows_the_numbers(cast, goal) -> None:
    by = cast.account("chair")
    goals.set_goal(cast.north, by=by, kind="aim", title="Zuerst", number=1)
    goals.edit_goal(goal, by=by, number=2)
    page = words(browser(cast, "partner").get(f"/partnerships/{cast.north.pk}/goals/").content)
    assert page.index("Zuerst") < page.index("Vertrauen")
    assert "Remove" not in page


def test_a_lead_sets_the_goals_of_its_organisation(cast) -> None:
    client = browser(cast, "partner")
    path = f"/organisations/{cast.association.pk}/goals/set/"
    assert "Pillar" not in words(client.get(path).content)
    assert client.post(path, {"kind": "pillar", "title": "Nein"}).status_code == 200
    assert client.post(path, {"kind": "aim", "title": "Eigenes"}).status_code == 302
    event = AuditEvent.objects.get(what="directory.goal_set")
    assert event.capacity.startswith("directory.Representation")
    assert client.get(f"/organisations/{cast.police.pk}/goals/set/").status_code == 403


def test_a_lead_without_a_partnership_keeps_its_goals(cast) -> None:
    lone = make.RepresentationFactory(person=cast.people["former"]).organisation
    made = goals.set_goal(lone, by=cast.account("former"), kind="aim", title="Allein")
    assert browser(cast, "former").get(f"/goals/{made.pk}/edit/").status_code == 200
    assert browser(cast, "liaison").get(f"/goals/{made.pk}/edit/").status_code == 404


@pytest.mark.parametrize("name", ["partner", "outsider", "dpo", "former"])
def test_others_may_not(cast, goal, name) -> None:
    by = cast.account(name)
    for act in (
        lambda: goals.set_goal(cast.north, by=by, kind="aim", title="x"),
        lambda: goals.edit_goal(goal, by=by, title="x"),
        lambda: goals.remove_goal(goal, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("title", "x" * 251), ("number", "-1"), ("number", "9" * 30), ("kind", "x")],
)
def test_refused(cast, goal, field, value) -> None:
    client, path = browser(cast, "liaison"), f"/goals/{goal.pk}/edit/"
    answer = client.post(path, typed(client, path, **{field: value}))
    assert answer.status_code == 200 and field in answer.context["form"].errors


def test_removed_meanwhile(cast, goal) -> None:
    by, stale = cast.account("liaison"), Goal.objects.get(pk=goal.pk)
    goals.remove_goal(goal, by=by)
    with pytest.raises(Goal.DoesNotExist):
        goals.edit_goal(stale, by=by, title="zu spät")
