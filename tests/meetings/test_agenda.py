"""Both sides propose what a meeting speaks about; who decides says why."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from meetings.actions import agenda, planning
from meetings.models import AgendaItem, Meeting
from meetings.stages import ItemStage
from tests.factories import meetings as meet
from tests.journeys.forms import browser, opened, typed, words

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> \"'&\u202e"


def propose(cast, meeting: Meeting | None, by: str = "partner", **values) -> AgendaItem:
    details = {"title": "Streifen am Abend", **values}
    return agenda.propose(cast.north, by=cast.account(by), meeting=meeting, **details)


def on_agenda(meeting: Meeting) -> list[str]:
    return list(meeting.agenda_items.on_agenda().values_list("title", flat=True))


def test_a_point_of_the_association_is_accepted_another_declined_with_its_reason(
    cast, evening
) -> None:
    meeting = evening(send=True)
    partner, liaison = browser(cast, "partner"), browser(cast, "liaison")
    path = f"/meetings/{meeting.pk}/agenda/propose/"
    for title in ("Streifen am Abend", "Neue Uniformen"):
        values = typed(partner, path, title=title, minutes="20") | opened(partner, path)
        assert partner.post(path, values).status_code == 302
    first, second = AgendaItem.objects.order_by("pk")
    assert first.organisation == cast.association
    assert "Decide about a proposal: Gesprächsabend" in words(liaison.get("/home/").content)
    for item, values in ((first, {"verb": "accept"}), (second, {"verb": "decline"})):
        path = f"/meetings/{meeting.pk}/agenda/{item.pk}/decide/"
        answer = liaison.post(path, typed(liaison, path, **values) | opened(liaison, path))
        assert answer.status_code == (302 if item is first else 200)
    assert "Please say why" in words(answer.content)
    values = {"verb": "decline", "reason": "Das entscheidet das Land."}
    assert liaison.post(path, values | opened(liaison, path)).status_code == 302
    said = words(partner.get(f"/meetings/{meeting.pk}/agenda/").content)
    assert "18:00 · 20 minutes" in said and "proposed by Verein Nord e. V." in said
    assert "Declined" in said and "Das entscheidet das Land." in said


def test_points_have_their_hour_as_long_as_it_is_known_and_an_overrun_is_said(
    cast, evening
) -> None:
    meeting, keeper = evening(send=True), cast.account("liaison")
    for minutes in (30, None, 120):
        item = propose(cast, meeting, title=f"Punkt {minutes}", minutes=minutes)
        agenda.decide(item, meeting, by=keeper, verb="accept")
    page = browser(cast, "partner").get(f"/meetings/{meeting.pk}/agenda/")
    points = page.context["points"]
    hours = [point.begins and f"{point.begins:%H:%M}" for point in points]
    assert hours == ["18:00", "18:30", None]
    assert "The points take 30 minutes longer than the meeting." in words(page.content)
    last = points[-1].item
    liaison = browser(cast, "liaison")
    token = opened(liaison, f"/meetings/{meeting.pk}/agenda/propose/")
    for _press in range(3):
        liaison.post(f"/meetings/{meeting.pk}/agenda/{last.pk}/up/", token)
    assert on_agenda(meeting) == ["Punkt 120", "Punkt 30", "Punkt None"]
    refused = browser(cast, "partner").post(f"/meetings/{meeting.pk}/agenda/{last.pk}/down/")
    assert refused.status_code == 403
    agenda.place(last, by=keeper, up=False)
    assert on_agenda(meeting) == ["Punkt 30", "Punkt 120", "Punkt None"]


def test_put_back_a_point_waits_for_the_next_meeting(cast, evening) -> None:
    meeting, keeper = evening(send=True), cast.account("liaison")
    item = propose(cast, meeting)
    agenda.decide(item, meeting, by=keeper, verb="defer", reason="Zu voll.")
    later = evening(first_day=date(2099, 4, 16), send=True)
    said = words(browser(cast, "partner").get(f"/meetings/{later.pk}/agenda/").content)
    assert "Streifen am Abend" in said and "put back" in said and "Zu voll." in said
    agenda.decide(item, later, by=keeper, verb="accept")
    assert on_agenda(later) == ["Streifen am Abend"] and on_agenda(meeting) == []


def test_a_point_without_a_meeting_waits_at_every_next_one(cast, evening) -> None:
    path = f"/meetings/partnership/{cast.north.pk}/propose/"
    partner = browser(cast, "partner")
    values = typed(partner, path, title="Sprachkurs") | opened(partner, path)
    assert partner.post(path, values).status_code == 302
    meeting = evening(send=True)
    assert "Sprachkurs" in words(partner.get(f"/meetings/{meeting.pk}/agenda/").content)


def test_moved_the_points_go_along_called_off_they_wait(cast, evening) -> None:
    meeting, keeper = evening(send=True), cast.account("liaison")
    agenda.decide(propose(cast, meeting), meeting, by=keeper, verb="accept")
    new = planning.move(
        meeting,
        by=keeper,
        reason="illness",
        first_day=date(2099, 4, 2),
        from_time=time(18),
        until_time=time(20),
    )
    assert on_agenda(new) == ["Streifen am Abend"]
    planning.cancel(new, by=keeper, reason="illness")
    item = AgendaItem.objects.get()
    assert (item.stage, item.meeting) == (ItemStage.DEFERRED, None)


def test_a_discarded_plan_takes_no_point_with_it(cast, evening) -> None:
    meeting, keeper = evening(), cast.account("liaison")
    agenda.decide(propose(cast, meeting, "liaison"), meeting, by=keeper, verb="accept")
    planning.discard(meeting, by=keeper)
    assert AgendaItem.objects.get().stage == ItemStage.DEFERRED


def test_a_confidential_point_is_for_the_invited(cast, evening) -> None:
    meeting = evening(send=True)
    meeting.attendees.filter(person=cast.people["partner"]).update(person=None, name="Jemand")
    item = propose(cast, meeting, "liaison", confidential=True, title="Vertraulicher Punkt")
    agenda.decide(item, meeting, by=cast.account("liaison"), verb="accept")
    path = f"/meetings/{meeting.pk}/agenda/"
    assert "Vertraulicher Punkt" in words(browser(cast, "chair").get(path).content)
    partner = browser(cast, "partner")
    assert "Vertraulicher Punkt" not in words(partner.get(path).content)
    assert partner.get(f"{path}{item.pk}/edit/").status_code == 404


def test_who_may_not(cast, evening) -> None:
    meeting = evening(send=True)
    item = propose(cast, meeting)
    for name in ("outsider", "former", "dpo"):
        with pytest.raises(PermissionDenied):
            propose(cast, meeting, name)
    partner = cast.account("partner")
    for act in (
        lambda: agenda.decide(item, meeting, by=partner, verb="accept"),
        lambda: agenda.withdraw(item, by=cast.account("liaison")),
    ):
        with pytest.raises(PermissionDenied):
            act()
    agenda.withdraw(item, by=partner)
    with pytest.raises(PermissionDenied):
        agenda.edit(item, by=partner, title="Anders")
    with pytest.raises(PermissionDenied):
        agenda.decide(item, meeting, by=cast.account("liaison"), verb="accept")


def test_keepers_change_the_length_of_a_point_and_never_its_words(cast, evening) -> None:
    meeting, keeper = evening(send=True), cast.account("liaison")
    item = propose(cast, meeting)
    for stage in ("proposed", "accepted"):
        for words_of_others in ({"title": "Anders"}, {"text": "Anders"}, {"confidential": True}):
            with pytest.raises(PermissionDenied):
                agenda.edit(item, by=keeper, **words_of_others)
        if stage == "proposed":
            agenda.decide(item, meeting, by=keeper, verb="accept")
    liaison, path = browser(cast, "liaison"), f"/meetings/{meeting.pk}/agenda/{item.pk}/edit/"
    assert set(liaison.get(path).context["form"].fields) == {"minutes", "presenter", "version"}
    values = typed(liaison, path, minutes="25") | opened(liaison, path)
    assert liaison.post(path, values | {"title": "Anders"}).status_code == 302
    item.refresh_from_db()
    assert (item.title, item.minutes) == ("Streifen am Abend", 25)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "\U000130d3"}, "title"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 601}, "minutes"),
    ],
)
def test_what_cannot_be_proposed(cast, evening, values: dict, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        propose(cast, evening(send=True), **values)
    assert field in refused.value.error_dict


def test_hostile_text_is_text(cast, evening) -> None:
    meeting = evening(send=True)
    propose(cast, meeting, text=HOSTILE, title="<b>fett</b>")
    page = browser(cast, "partner").get(f"/meetings/{meeting.pk}/agenda/").content.decode()
    assert "<script>alert" not in page and "<b>fett" not in page and "&lt;b&gt;fett" in page


def test_at_most_300_points(cast, evening) -> None:
    meeting, by = evening(send=True), cast.account("partner")
    AgendaItem.objects.bulk_create(
        AgendaItem(partnership=cast.north, meeting=meeting, title=f"Punkt {n}", proposed_by=by)
        for n in range(agenda.MOST)
    )
    assert browser(cast, "partner").get(f"/meetings/{meeting.pk}/agenda/").status_code == 200
    with pytest.raises(ValidationError, match="300"):
        propose(cast, meeting)


def test_the_database_holds_what_actions_refuse(cast, evening) -> None:
    item = propose(cast, evening(send=True))
    rows = AgendaItem.objects.filter(pk=item.pk)
    for wrong in (
        {"stage": ItemStage.DECLINED},
        {"stage": ItemStage.ACCEPTED, "meeting": None},
        {"stage": ItemStage.DEFERRED},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    rows.update(stage=ItemStage.WITHDRAWN)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(stage=ItemStage.ACCEPTED)
    assert meet.FAR + timedelta(days=1) == date(2099, 3, 6)
