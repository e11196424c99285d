"""Who may plan, change, call off and move a meeting, and what is refused."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from meetings.actions import inviting, planning
from meetings.actions.formats import edit_format
from meetings.chapter import CHAPTER
from meetings.models import Attendee, Meeting, MeetingFormat, Presence
from meetings.people import people_to_invite, places_of
from meetings.stages import Stage
from partnerships.directory.models import Side
from partnerships.shared.chapters import Period
from partnerships.shared.letters.models import Letter
from tests.factories import directory as make
from tests.factories import meetings as meet
from tests.journeys.forms import browser, opened, typed, words

pytestmark = pytest.mark.django_db
DAY = {"first_day": meet.FAR, "from_time": time(18), "until_time": time(20)}


def plan(cast, by: str = "liaison", **values) -> Meeting:
    details = {"title": "Abend", "format": MeetingFormat.objects.first(), **DAY, **values}
    return planning.plan(cast.north, by=cast.account(by), **details)


@pytest.mark.parametrize("name", ["partner", "outsider", "former", "complaints", "dpo"])
def test_members_do_not_plan_change_call_off_or_move(cast, name: str) -> None:
    with pytest.raises(PermissionDenied):
        plan(cast, name)
    meeting, by = plan(cast), cast.account(name)
    for act in (
        lambda: planning.edit(meeting, by=by, **DAY),
        lambda: planning.discard(meeting, by=by),
        lambda: planning.cancel(meeting, by=by, reason="illness"),
        lambda: planning.move(meeting, by=by, reason="illness", **DAY),
        lambda: inviting.add(meeting, by=by, people=[cast.people["partner"]]),
        lambda: inviting.send(meeting, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"until_time": time(18)}, "until_time"),
        ({"until_time": time(17)}, "until_time"),
        ({"last_day": date(2099, 3, 4)}, "until_time"),
        ({"answer_until": date(2099, 3, 6)}, "answer_until"),
        ({"only_period": True}, "only_period"),
        ({"only_period": True, "last_day": date(2099, 3, 9)}, "only_period"),
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"online_url": "javascript:alert(1)"}, "online_url"),
    ],
)
def test_what_cannot_be_planned(cast, values: dict, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        plan(cast, **values)
    assert field in refused.value.error_dict


def test_a_body_of_another_partnership_is_refused(cast) -> None:
    with pytest.raises(ValidationError, match="another partnership"):
        plan(cast, body=make.BodyFactory(partnership=cast.south))


def test_a_meeting_whose_day_nobody_knows(cast) -> None:
    period = {"first_day": date(2021, 4, 1), "last_day": date(2021, 5, 31), "only_period": True}
    meeting = plan(cast, **period)
    page = browser(cast, "liaison").get(f"/meetings/{meeting.pk}/")
    assert "between 1 April 2021 and 31 May 2021" in words(page.content)
    planning.hold(meeting, by=cast.account("liaison"), presences={})
    listed = words(browser(cast, "partner").get("/meetings/").content)
    assert "1 Apr 2021 – 31 May 2021" in listed


def test_the_database_holds_what_actions_refuse(cast) -> None:
    meeting = plan(cast)
    rows = Meeting.objects.filter(pk=meeting.pk)
    for wrong in (
        {"ends_at": meeting.starts_at},
        {"stage": Stage.CANCELLED},
        {"stage": Stage.MOVED, "reason": "illness"},
        {"moved_to": meeting},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    rows.update(stage=Stage.HELD)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(stage=Stage.INVITED)


def test_only_a_plan_that_nobody_knows_is_discarded(cast, evening) -> None:
    keeper = cast.account("chair")
    planning.discard(evening(), by=keeper)
    assert not Meeting.objects.exists() and not Letter.objects.exists()
    meeting = evening(send=True)
    with pytest.raises(PermissionDenied):
        planning.discard(meeting, by=keeper)
    new = planning.move(
        meeting, by=keeper, reason="illness", **DAY | {"first_day": date(2099, 4, 2)}
    )
    with pytest.raises(PermissionDenied):
        planning.discard(new, by=keeper)


def test_another_day_for_the_invited_is_a_move(cast, evening) -> None:
    meeting, keeper = evening(send=True), cast.account("liaison")
    other = date(2099, 3, 12)
    with pytest.raises(ValidationError, match="move the meeting"):
        planning.edit(meeting, by=keeper, first_day=other)
    with pytest.raises(ValidationError, match="another day"):
        planning.move(meeting, by=keeper, reason="illness", **DAY)
    with pytest.raises(ValidationError, match="past"):
        planning.move(meeting, by=keeper, reason="illness", **DAY | {"first_day": date(2020, 1, 1)})
    with pytest.raises(ValidationError, match="say why"):
        planning.move(meeting, by=keeper, reason="other", **DAY | {"first_day": other})
    meeting.refresh_from_db()
    assert meeting.stage == Stage.INVITED and Meeting.objects.count() == 1


def test_what_is_over_stays_as_it_was(cast, evening) -> None:
    meeting, keeper = evening(send=True), cast.account("liaison")
    planning.cancel(meeting, by=keeper, reason="illness")
    for act in (
        lambda: planning.edit(meeting, by=keeper, **DAY),
        lambda: planning.cancel(meeting, by=keeper, reason="illness"),
        lambda: planning.move(meeting, by=keeper, reason="illness", **DAY),
        lambda: planning.hold(meeting, by=keeper, presences={}),
        lambda: inviting.send(meeting, by=keeper),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_nothing_is_noted_of_a_meeting_to_come(cast, evening) -> None:
    with pytest.raises(PermissionDenied, match="not begun"):
        planning.hold(evening(), by=cast.account("liaison"), presences={})


def test_a_past_meeting_is_recorded_without_a_letter(cast) -> None:
    meeting = plan(cast, first_day=date(2025, 4, 10))
    keeper = cast.account("liaison")
    people = [cast.people["chair"], cast.people["partner"]]
    attendees = inviting.add(meeting, by=keeper, people=people)
    with pytest.raises(PermissionDenied, match="begun"):
        inviting.send(meeting, by=keeper)
    presences = {attendees[0].pk: Presence.PRESENT, attendees[1].pk: Presence.EXCUSED}
    planning.hold(meeting, by=keeper, presences=presences)
    planning.hold(meeting, by=keeper, presences={attendees[1].pk: Presence.PRESENT})
    kept = set(Attendee.objects.values_list("presence", flat=True))
    assert kept == {Presence.PRESENT} and not Letter.objects.exists()


def test_nobody_is_on_the_list_twice(cast, evening) -> None:
    meeting, keeper = evening(), cast.account("liaison")
    again = [cast.people["partner"]]
    guest = inviting.Guest("Gast Beispiel", "gast@example.org", "Andere")
    with pytest.raises(ValidationError, match="not on the list yet"):
        inviting.add(meeting, by=keeper, people=again, guests=[guest])
    new = inviting.Guest("Neu", "", "")
    assert len(inviting.add(meeting, by=keeper, people=again, guests=[new, new])) == 1
    many = [inviting.Guest(f"Gast {n}") for n in range(500)]
    with pytest.raises(ValidationError, match="500"):
        inviting.add(meeting, by=keeper, guests=many)


def test_without_people_nothing_is_sent(cast) -> None:
    with pytest.raises(PermissionDenied, match="Choose first"):
        inviting.send(plan(cast), by=cast.account("liaison"))


def test_who_is_taken_off_before_the_letters_leaves_no_trace(cast, evening) -> None:
    meeting, keeper = evening(), cast.account("liaison")
    guest = meeting.attendees.get(name="Gast Beispiel")
    inviting.remove(guest, by=keeper)
    assert not Attendee.objects.filter(pk=guest.pk).exists() and not Letter.objects.exists()


def test_for_whom_somebody_comes(cast) -> None:
    body = make.BodyFactory(partnership=cast.north, name="Gruppe")
    other = make.OrganisationFactory(name="Verein Anders e. V.")
    make.SeatFactory(body=body, person=cast.people["partner"], organisation=other)
    in_general = places_of(plan(cast), [cast.people["partner"].pk, cast.people["liaison"].pk])
    assert in_general[cast.people["partner"].pk] == (cast.association.pk, Side.CIVIL)
    assert in_general[cast.people["liaison"].pk] == (cast.police.pk, Side.AUTHORITY)
    seated = places_of(plan(cast, body=body), [cast.people["partner"].pk])
    assert seated[cast.people["partner"].pk] == (other.pk, Side.OTHER)


def test_who_is_offered(cast, evening) -> None:
    make.PersonFactory(family_name="Fremd")
    offered = [str(person) for person, _place in people_to_invite(evening())]
    assert offered == ["Liaison Beispiel"]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("; x@example.org", "Line 1"),
        ("Gast Eins\n\nGast; keine Adresse", "Line 3"),
        ("Gast; a@example.org; Ort; zu viel", "Line 1"),
        ("x" * 161, "too long"),
        ("\n".join(f"Gast {n}" for n in range(101)), "100 guests"),
    ],
)
def test_which_line_of_guests_is_wrong(cast, evening, lines: str, says: str) -> None:
    meeting, liaison = evening(), browser(cast, "liaison")
    path = f"/meetings/{meeting.pk}/people/"
    answer = liaison.post(path, {"guests": lines} | opened(liaison, path))
    assert says in words(answer.content) and meeting.attendees.count() == 3


def test_two_keepers_at_one_form(cast, evening) -> None:
    meeting = evening()
    path = f"/meetings/{meeting.pk}/edit/"
    liaison, chair = browser(cast, "liaison"), browser(cast, "chair")
    first, second = (
        typed(client, path, place=place) | opened(client, path)
        for client, place in ((liaison, "Rathaus"), (chair, "Moschee"))
    )
    assert liaison.post(path, first).status_code == 302
    stale = chair.post(path, second)
    assert "Somebody changed this" in words(stale.content)
    assert Meeting.objects.get().place == "Rathaus"


def test_administrators_change_what_a_format_usually_is(cast) -> None:
    format = MeetingFormat.objects.get(code="allies_6w")
    with pytest.raises(PermissionDenied):
        edit_format(format, by=cast.account("liaison"), name="Abendrunde")
    edit_format(format, by=cast.account("admin"), name="Abendrunde", minutes=180)
    format.refresh_from_db()
    assert (format.name, format.minutes) == ("Abendrunde", 180)
    assert MeetingFormat.objects.count() == 24


def test_what_waits_at_home(cast, evening) -> None:
    meeting = evening()
    liaison, partner = browser(cast, "liaison"), browser(cast, "partner")
    assert "Invitations not sent yet" not in words(liaison.get("/home/").content)
    with time_machine.travel(meeting.starts_at - timedelta(days=59)):
        home = browser(cast, "liaison").get("/home/")
        assert "Invitations not sent yet: Gesprächsabend" in words(home.content)
    liaison = browser(cast, "liaison")
    assert "Gesprächsabend" not in words(partner.get("/home/").content)
    inviting.send(meeting, by=cast.account("liaison"))
    assert "Do you come? Gesprächsabend" in words(partner.get("/home/").content)
    assert "Gesprächsabend" not in words(liaison.get("/home/").content)
    with time_machine.travel(meeting.ends_at + timedelta(hours=1)):
        liaison = browser(cast, "liaison")
        assert "Note who was there: Gesprächsabend" in words(liaison.get("/home/").content)


def test_the_year_counts_by_the_day_that_was_planned(cast) -> None:
    keeper = cast.account("liaison")
    held, off, moved = (
        plan(cast, first_day=date(2021, 12, day), after_incident=day == 1) for day in (1, 2, 13)
    )
    calm = plan(cast, first_day=date(2021, 12, 5))
    planning.hold(held, by=keeper, presences={})
    planning.hold(calm, by=keeper, presences={})
    planning.cancel(off, by=keeper, reason="pandemic")
    planning.move(
        moved,
        by=keeper,
        first_day=date(2022, 4, 19),
        from_time=time(10),
        until_time=time(16),
        reason="pandemic",
    )
    years = [Period(date(year, 1, 1), date(year, 12, 31)) for year in (2021, 2022)]
    with translation.override("en"):
        figures = {str(each.label): each.values for each in CHAPTER.count(cast.north.pk, years)}
    assert figures == {
        "Meetings that took place": (2, 0),
        "of these in calm times": (1, 0),
        "Meetings called off": (1, 0),
        "Meetings moved": (1, 0),
    }
    year = browser(cast, "partner").get(f"/partnerships/{cast.north.pk}/year/?year=2021")
    assert "Meetings called off" in words(year.content)


def test_members_see_it_on_the_overview_once_they_are_invited(cast, evening) -> None:
    meeting, path = evening(), f"/partnerships/{cast.north.pk}/"
    partner = browser(cast, "partner")
    assert "Gesprächsabend" not in words(partner.get(path).content)
    inviting.send(meeting, by=cast.account("liaison"))
    assert "Gesprächsabend" in words(partner.get(path).content)


def test_a_letter_to_print_is_in_the_language_of_whom_it_is_for(cast, evening) -> None:
    meeting = evening(guest="")
    guest = meeting.attendees.get(name="Gast Beispiel")
    page = browser(cast, "liaison").get(f"/meetings/{meeting.pk}/people/{guest.pk}/letter/")
    assert "Guten Tag Gast Beispiel" in words(page.content)


def test_whoever_has_no_address_has_a_letter_to_print_on_the_page(cast, evening) -> None:
    meeting = evening(guest="", send=True)
    guest = meeting.attendees.get(name="Gast Beispiel")
    path = f"/meetings/{meeting.pk}/people/{guest.pk}/letter/"
    assert path in browser(cast, "liaison").get(f"/meetings/{meeting.pk}/").content.decode()
    assert path not in browser(cast, "partner").get(f"/meetings/{meeting.pk}/").content.decode()


def test_the_new_day_of_a_plan_is_told_to_nobody_who_may_not_see_it(cast) -> None:
    meeting, keeper = plan(cast), cast.account("liaison")
    new = planning.move(
        meeting, by=keeper, reason="pandemic", **DAY | {"first_day": date(2099, 4, 2)}
    )
    link = f"/meetings/{new.pk}/"
    assert link in browser(cast, "liaison").get(f"/meetings/{meeting.pk}/").content.decode()
    page = browser(cast, "partner").get(f"/meetings/{meeting.pk}/").content.decode()
    assert "This meeting was moved to another day" in words(page) and link not in page
