"""A date is found by people without account: asked by letter, answered by link, decided into a meeting."""

import re
from datetime import date, time, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from meetings.actions import polls
from meetings.actions.inviting import Guest
from meetings.actions.polls import Slot
from meetings.in_words import slot_in_words
from meetings.links import make_poll_link
from meetings.models import Meeting, MeetingFormat, Poll, PollLink, PollVoter
from meetings.stages import PollStage, Stage
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from tests.journeys.forms import NASTY, assert_plain, browser, opened, typed, words

pytestmark = pytest.mark.django_db
FIRST = date(2099, 3, 5)


@pytest.fixture
def poll(cast) -> Poll:
    """Three Thursdays, nobody is asked yet."""
    return polls.make(
        cast.north,
        by=cast.account("liaison"),
        title="Runder Tisch",
        format=MeetingFormat.objects.get(code="ag_dialog"),
        answer_until=date(2099, 2, 1),
        slots=[Slot(FIRST + timedelta(weeks=n), time(18), time(20)) for n in range(3)],
    )


def ask(cast, poll: Poll) -> None:
    guests = [Guest("Gast Eins", "eins@example.org"), Guest("Gast Zwei", "zwei@example.org")]
    polls.ask(poll, by=cast.account("liaison"), people=[cast.people["partner"]], guests=guests)


def link_in(letter) -> str:
    text = letter.get_body(("plain",)).get_content()
    return re.search(r"(/meetings/poll/answer/\S+)", text)[1]


def votes(poll: Poll, *choices: str) -> dict[str, str]:
    return {f"day_{day.pk}": choice for day, choice in zip(poll.days.all(), choices, strict=False)}


def test_three_people_without_account_find_a_day_that_becomes_a_meeting(cast, delivered) -> None:
    liaison = browser(cast, "liaison")
    path = f"/meetings/partnership/{cast.north.pk}/poll/"
    days = "5.3.2099\n12.03.2099 17:00-19:00\n2099-03-19"
    values = typed(
        liaison, path, title="Runder Tisch", days=days, answer_until="2099-02-01",
        format=MeetingFormat.objects.get(code="ag_dialog").pk,
    ) | opened(liaison, path)  # fmt: skip
    made = liaison.post(path, values)
    poll = Poll.objects.get()
    assert made["Location"] == f"/meetings/poll/{poll.pk}/ask/"
    assert [(str(day.day), f"{day.from_time:%H:%M}") for day in poll.days.all()] == [
        ("2099-03-05", "18:00"), ("2099-03-12", "17:00"), ("2099-03-19", "18:00"),
    ]  # fmt: skip
    guests = "\n".join(f"Gast {n}; gast{n}@example.org" for n in (1, 2, 3))
    asked = typed(liaison, made["Location"], guests=guests) | opened(liaison, made["Location"])
    assert liaison.post(made["Location"], asked | {"people": []}).status_code == 302
    letters = delivered()
    for n, choices in (
        (1, ("yes", "no", "yes")),
        (2, ("maybe", "yes", "yes")),
        (3, ("no", "no", "maybe")),
    ):
        own = link_in(letters[f"gast{n}@example.org"])
        page = Client().get(own)
        assert page.status_code == 200 and "Donnerstag, 5. März 2099" in words(page.content)
        assert Client().post(own, votes(poll, *choices)).status_code == 302
    said = words(liaison.get(f"/meetings/poll/{poll.pk}/").content)
    assert "3 people have answered" in said and said.count("suits most") == 1
    assert "2 yes, 1 if need be" in said
    last = poll.days.last()
    path = f"/meetings/poll/{poll.pk}/days/{last.pk}/choose/"
    assert "Meet on Thursday, 19 March 2099" in words(liaison.get(path).content)
    liaison.post(path, opened(liaison, path))
    meeting = Meeting.objects.get()
    assert (meeting.first_day, meeting.stage) == (date(2099, 3, 19), Stage.PLANNED)
    assert {each.called for each in meeting.attendees.all()} == {"Gast 1", "Gast 2", "Gast 3"}
    over = Client().get(link_in(letters["gast1@example.org"]))
    assert over.status_code == 200 and "Diese Umfrage ist beendet" in words(over.content)


def test_nothing_is_chosen_beforehand_and_an_answer_can_be_changed(cast, poll, delivered) -> None:
    ask(cast, poll)
    own = link_in(delivered()["eins@example.org"])
    form = Client().get(own).context["form"]
    assert [bound.value() for bound in form] == [None, None, None]
    empty = Client().post(own, {})
    assert empty.status_code == 200 and PollVoter.objects.get(name="Gast Eins").answered_at is None
    Client().post(own, votes(poll, "yes", "no", "no"))
    Client().post(own, votes(poll, "no"))
    voter = PollVoter.objects.get(name="Gast Eins")
    assert list(voter.votes.values_list("choice", flat=True)) == ["no"]


def test_one_link_for_all_has_a_cap_and_each_answer_its_own_link(cast, poll) -> None:
    page = browser(cast, "liaison").post(f"/meetings/poll/{poll.pk}/link/")
    path = "/meetings/poll/open/" + words(page.content).split("/meetings/poll/open/")[1].split()[0]
    answer = Client().post(path, {"name": NASTY[:150]} | votes(poll, "yes"))
    own = answer["Location"]
    assert answer.status_code == 302 and own.startswith("/meetings/poll/answer/")
    assert_plain(Client().get(own).content)
    assert_plain(browser(cast, "liaison").get(f"/meetings/poll/{poll.pk}/").content)
    again = Client().post(path, {"name": NASTY[:150]} | votes(poll, "yes"))
    assert again.status_code == 302 and PollVoter.objects.count() == 1, "sent twice it is one"
    assert "name" in Client().post(path, votes(poll, "yes")).context["form"].errors
    Poll.objects.update(most_open=1)
    full = Client().post(path, {"name": "Zu spät"} | votes(poll, "yes"))
    assert full.status_code == 200 and PollVoter.objects.count() == 1
    browser(cast, "liaison").post(f"/meetings/poll/{poll.pk}/link/")
    assert Client().get(path).status_code == 410


def test_links_are_kept_nowhere_and_end(cast, poll, delivered) -> None:
    ask(cast, poll)
    own = link_in(delivered()["eins@example.org"])
    token = own.rstrip("/").rpartition("/")[2]
    assert token not in str(list(PollLink.objects.values())) and PollLink.objects.count() == 3
    voter = PollVoter.objects.get(name="Gast Eins")
    polls.remove(voter, by=cast.account("liaison"))
    assert Client().get(own).status_code == 410
    assert Client().get("/meetings/poll/answer/unknown/").status_code == 410


def test_only_who_has_not_answered_is_reminded(cast, poll, delivered) -> None:
    ask(cast, poll)
    letters = delivered()
    Client().post(link_in(letters["eins@example.org"]), votes(poll, "yes"))
    with time_machine.travel("2099-01-30 09:00+00:00"):
        assert polls.remind() == 2
        assert set(delivered()) == {"zwei@example.org", "partner@example.org"}
    first = link_in(letters["zwei@example.org"])
    assert Client().get(first).status_code == 200, "the letter before holds as well"


def test_signed_in_one_answers_from_home_and_nobody_for_somebody_else(cast, poll) -> None:
    ask(cast, poll)
    partner = browser(cast, "partner")
    assert "When can you come? Runder Tisch" in words(partner.get("/home/").content)
    path = f"/meetings/poll/{poll.pk}/answer/"
    values = typed(partner, path, **votes(poll, "no", "yes")) | opened(partner, path)
    assert partner.post(path, values).status_code == 302
    assert "When can you come?" not in words(partner.get("/home/").content)
    event = AuditEvent.objects.filter(what="meetings.poll_answered").latest("pk")
    assert event.by_id == cast.account("partner").pk
    voter = PollVoter.objects.get(person=cast.people["partner"])
    assert list(voter.votes.order_by("day__day").values_list("choice", flat=True)) == ["no", "yes"]
    for name in ("liaison", "outsider"):
        assert browser(cast, name).get(path).status_code == 404
        with pytest.raises(PermissionDenied):
            polls.answer_signed_in(voter, {poll.days.first().pk: "yes"}, by=cast.account(name))


def test_nobody_is_asked_twice(cast, poll) -> None:
    ask(cast, poll)
    with pytest.raises(ValidationError):
        ask(cast, poll)
    assert Letter.objects.filter(kind="meetings/poll").count() == 3


@pytest.mark.parametrize("name", ["partner", "outsider", "former", "dpo"])
def test_who_may_not(cast, poll, name: str) -> None:
    by = cast.account(name)
    for act in (
        lambda: polls.ask(poll, by=by, guests=[Guest("Gast")]),
        lambda: polls.open_link(poll, by=by),
        lambda: polls.choose(poll, poll.days.first(), by=by),
        lambda: polls.drop(poll, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_dropped_or_late_nobody_answers(cast, poll) -> None:
    ask(cast, poll)
    voter = PollVoter.objects.get(name="Gast Eins")
    choices = {poll.days.first().pk: "yes"}
    with time_machine.travel("2099-02-02 09:00+00:00"), pytest.raises(PermissionDenied):
        polls.answer(voter, choices)
    polls.drop(poll, by=cast.account("chair"))
    for act in (
        lambda: polls.answer(voter, choices),
        lambda: polls.drop(poll, by=cast.account("chair")),
    ):
        with pytest.raises(PermissionDenied):
            act()
    with pytest.raises(IntegrityError), transaction.atomic():
        Poll.objects.update(stage=PollStage.OPEN)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("morgen", "Line 1"),
        ("5.3.2099\n31.2.2099", "Line 2"),
        ("5.3.2099 20:00-18:00", "Line 1: the end must come"),
        ("5.3.2099 25:00-26:00", "Line 1"),
        ("5.3.2099\n5.3.2099", "twice"),
        ("\n".join(f"{n % 28 + 1}.{n // 28 + 1}.2099" for n in range(61)), "At most 60"),
    ],
)  # fmt: skip
def test_days_that_cannot_be_read_are_refused_with_their_line(cast, days: str, said: str) -> None:
    liaison = browser(cast, "liaison")
    path = f"/meetings/partnership/{cast.north.pk}/poll/"
    values = typed(
        liaison, path, title="Runder Tisch", days=days, answer_until="2099-02-01",
        format=MeetingFormat.objects.first().pk,
    ) | opened(liaison, path)  # fmt: skip
    page = liaison.post(path, values)
    assert page.status_code == 200 and said in words(page.content) and not Poll.objects.exists()
    assert page.context["form"]["days"].value() == days


def test_sixty_days_are_one_page(cast, poll, delivered) -> None:
    slots = [Slot(FIRST + timedelta(days=n), time(9), time(10)) for n in range(60)]
    values = {"title": "Viele", "format": poll.format, "answer_until": date(2099, 2, 1)}
    many = polls.make(cast.north, by=cast.account("liaison"), slots=slots, **values)
    polls.ask(many, by=cast.account("liaison"), guests=[Guest("Gast", "viele@example.org")])
    own = link_in(delivered()["viele@example.org"])
    choices = {f"day_{day.pk}": "yes" for day in many.days.all()}
    assert Client().post(own, choices).status_code == 302
    assert browser(cast, "partner").get(f"/meetings/poll/{many.pk}/").status_code == 200
    assert browser(cast, "outsider").get(f"/meetings/poll/{many.pk}/").status_code == 404


def test_addresses_of_guests_and_links_go_after_90_days(cast, poll, delivered) -> None:
    ask(cast, poll)
    delivered()
    with time_machine.travel("2099-05-02 09:00+00:00"):
        assert polls.forget_guests() == 0 and PollLink.objects.count() == 3
    with time_machine.travel("2099-05-03 09:00+00:00"):
        assert polls.forget_guests() == 2 and not PollLink.objects.exists()
    assert set(PollVoter.objects.values_list("email", flat=True)) == {""}


def open_poll(cast, slots=None, **values) -> Poll:
    """Two whole days, and whoever answers may propose further ones."""
    return polls.make(
        cast.north,
        by=cast.account("liaison"),
        slots=slots or [Slot(FIRST), Slot(FIRST + timedelta(weeks=1))],
        **{
            "title": "Ausflug",
            "format": MeetingFormat.objects.get(code="ag_dialog"),
            "answer_until": date(2099, 2, 1),
            "may_propose": True,
            **values,
        },
    )


def link_for(poll: Poll, name: str) -> str:
    return f"/meetings/poll/answer/{make_poll_link(poll.voters.create(name=name))}/"


def test_whole_days_are_asked_about_and_the_hours_said_when_one_is_chosen(cast) -> None:
    liaison = browser(cast, "liaison")
    path = f"/meetings/partnership/{cast.north.pk}/poll/"
    values = typed(
        liaison, path, title="Ausflug", days="5.3.2099\n5.3.2099 17:00-19:00\n9.7.2099",
        from_time="", until_time="", answer_until="2099-02-01", format=MeetingFormat.objects.first().pk,
    ) | opened(liaison, path)  # fmt: skip
    half = liaison.post(path, values | {"from_time": "18:00"})
    assert "Say both hours, or none" in words(half.content) and not Poll.objects.exists()
    liaison.post(path, values)
    poll = Poll.objects.get()
    assert [slot_in_words(day) for day in poll.days.all()] == [
        "Thursday, 5 March 2099, 17:00 to 19:00 CET",
        "Thursday, 5 March 2099",
        "Thursday, 9 July 2099",
    ]
    day = poll.days.last()
    path = f"/meetings/poll/{poll.pk}/days/{day.pk}/choose/"
    assert "Meet on Thursday, 9 July 2099?" in words(liaison.get(path).content)
    sent = opened(liaison, path)
    assert liaison.post(path, sent).status_code == 200, "the hours are missing"
    backwards = liaison.post(path, sent | {"from_time": "12:00", "until_time": "10:00"})
    assert "The end must come after the beginning" in words(backwards.content)
    assert not Meeting.objects.exists() and Poll.objects.get().stage == PollStage.OPEN
    liaison.post(path, sent | {"from_time": "10:00", "until_time": "12:00"})
    meeting = Meeting.objects.get()
    assert (meeting.first_day, meeting.from_time) == (date(2099, 7, 9), time(10))


def test_the_hours_of_a_day_that_has_some_stay(cast, poll) -> None:
    meeting = polls.choose(
        poll, poll.days.first(), by=cast.account("liaison"), from_time=time(3), until_time=time(4)
    )
    assert (meeting.from_time, meeting.until_time) == (time(18), time(20))


def test_summer_and_winter_have_their_clocks(cast) -> None:
    slots = [Slot(date(2099, month, 1), time(18), time(20)) for month in (1, 7)]
    said = [slot_in_words(day) for day in open_poll(cast, slots).days.all()]
    assert [each[-4:].strip() for each in said] == ["CET", "CEST"]


def test_who_answers_proposes_a_day_and_takes_it_back(cast) -> None:
    poll = open_poll(cast)
    own = link_for(poll, "Gast Eins")
    further = {"further_day": "2099-03-20", "further_from": "17:00", "further_until": "19:00"}
    assert Client().post(own, further).status_code == 302
    day = poll.days.get(proposed_by__name="Gast Eins")
    assert (day.day, day.from_time, day.votes.get().choice) == (
        date(2099, 3, 20), time(17), "yes",
    )  # fmt: skip
    Client().post(own, further)
    assert poll.days.count() == 3, "sent twice it is one"
    assert "Ihr Vorschlag" in words(Client().get(own).content)
    page = words(browser(cast, "liaison").get(f"/meetings/poll/{poll.pk}/").content)
    assert "Proposed by Gast Eins" in page
    Client().post(own, {"taken_back": [day.pk]})
    voter = poll.voters.get()
    assert poll.days.count() == 2 and voter.answered_at is None
    assert Client().post(own, {"taken_back": [day.pk]}).status_code == 302


def test_what_others_have_answered_is_not_taken_back(cast) -> None:
    poll = open_poll(cast)
    own, other = link_for(poll, "Gast Eins"), link_for(poll, "Gast Zwei")
    Client().post(own, {"further_day": "2099-03-20"})
    day = poll.days.get(proposed_by__isnull=False)
    page = Client().get(own)
    assert "taken_back" in page.context["form"].fields
    foreign = {"taken_back": [day.pk], f"day_{poll.days.first().pk}": "yes"}
    Client().post(other, foreign)
    assert poll.days.count() == 3, "nobody takes back what somebody else proposed"
    assert "taken_back" not in Client().get(other).context["form"].fields
    Client().post(other, {f"day_{day.pk}": "maybe"})
    assert "taken_back" not in Client().get(own).context["form"].fields
    voter = poll.voters.get(name="Gast Eins")
    with pytest.raises(ValidationError):
        polls.answer(voter, {}, taken_back=[day.pk])
    polls.remove(voter, by=cast.account("liaison"))
    assert poll.days.filter(pk=day.pk, proposed_by=None).exists(), "it has an answer: it stays"
    polls.remove(poll.voters.get(), by=cast.account("liaison"))


def test_taking_somebody_off_takes_the_days_that_only_they_spoke_of(cast) -> None:
    poll = open_poll(cast)
    Client().post(link_for(poll, "Gast Eins"), {"further_day": "2099-03-20"})
    polls.remove(poll.voters.get(), by=cast.account("liaison"))
    assert poll.days.count() == 2


def test_by_the_open_link_one_proposes_with_a_name(cast) -> None:
    poll = open_poll(cast)
    path = f"/meetings/poll/open/{polls.open_link(poll, by=cast.account('liaison'))}/"
    sent = {"name": NASTY[:150], "further_day": "2099-03-20"}
    own = Client().post(path, sent)["Location"]
    assert Client().post(path, sent).status_code == 302
    assert (poll.voters.count(), poll.days.count()) == (1, 3), "sent twice it is one"
    assert_plain(Client().get(own).content)
    assert_plain(browser(cast, "liaison").get(f"/meetings/poll/{poll.pk}/").content)
    path = f"/meetings/poll/{poll.pk}/days/{poll.days.last().pk}/remove/"
    assert_plain(browser(cast, "liaison").get(path).content)


def test_signed_in_one_proposes_as_well(cast) -> None:
    poll = open_poll(cast)
    polls.ask(poll, by=cast.account("liaison"), people=[cast.people["partner"]])
    partner, path = browser(cast, "partner"), f"/meetings/poll/{poll.pk}/answer/"
    values = typed(partner, path, further_day="2099-03-20") | opened(partner, path)
    assert partner.post(path, values).status_code == 302
    event = AuditEvent.objects.get(what="meetings.poll_day_proposed")
    assert event.by_id == cast.account("partner").pk
    own = poll.days.get(proposed_by__person=cast.people["partner"])
    values = typed(partner, path, taken_back=[own.pk]) | opened(partner, path)
    assert partner.post(path, values).status_code == 302
    assert poll.days.count() == 2


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"further_day": "2001-03-20"}, "vorbei"),
        ({"further_day": "2099-02-30"}, "gültig"),
        ({"further_day": "2099-03-20", "further_from": "18:00"}, "beide Uhrzeiten"),
        (
            {"further_day": "2099-03-20", "further_from": "18:00", "further_until": "17:00"},
            "Ende",
        ),
        ({"further_from": "18:00", "further_until": "20:00"}, "Tag, den Sie meinen"),
        ({"further_day": "<script>"}, "gültig"),
        ({"further_day": "2099-03-20", "taken_back": "x"}, ""),
    ],
)
def test_proposals_that_cannot_be_are_refused(cast, sent: dict[str, str], said: str) -> None:
    poll = open_poll(cast)
    page = Client().post(link_for(poll, "Gast Eins"), sent)
    assert page.status_code == 200 and said in words(page.content)
    assert poll.days.count() == 2 and poll.voters.get().answered_at is None


def test_proposals_have_their_caps(cast) -> None:
    poll = open_poll(cast, [Slot(FIRST + timedelta(days=n)) for n in range(54)])
    own = link_for(poll, "Gast Eins")
    for day in range(1, 7):
        last = Client().post(own, {"further_day": f"2099-05-{day + 20}"})
    assert poll.days.count() == 59 and "höchstens 5 Tage" in words(last.content)
    other = link_for(poll, "Gast Zwei")
    for day in (1, 2):
        last = Client().post(other, {"further_day": f"2099-06-0{day}"})
    assert poll.days.count() == 60 and "60 Tage" in words(last.content)


def test_where_it_is_not_wished_nobody_proposes(cast, poll) -> None:
    own = link_for(poll, "Gast Eins")
    assert "further_day" not in Client().get(own).context["form"].fields
    Client().post(own, votes(poll, "yes") | {"further_day": "2099-03-20"})
    assert poll.days.count() == 3
    with pytest.raises(PermissionDenied):
        polls.answer(poll.voters.get(), {}, proposal=Slot(date(2099, 3, 20)))


def test_a_day_is_struck_but_not_the_last_one(cast) -> None:
    poll = open_poll(cast)
    first, last = poll.days.all()
    for name in ("partner", "outsider"):
        with pytest.raises(PermissionDenied):
            polls.remove_day(first, by=cast.account(name))
    liaison, path = browser(cast, "liaison"), f"/meetings/poll/{poll.pk}/days/{first.pk}/remove/"
    assert liaison.post(path, opened(liaison, path)).status_code == 302
    assert list(poll.days.all()) == [last]
    with pytest.raises(PermissionDenied):
        polls.remove_day(last, by=cast.account("chair"))


def test_many_days_stand_under_their_months(cast) -> None:
    poll = open_poll(cast, [Slot(FIRST + timedelta(days=n)) for n in range(60)])
    page = Client().get(link_for(poll, "Gast Eins")).content.decode()
    assert page.count("app-form__heading") == 3 and "März 2099" in page
