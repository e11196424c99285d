"""Meetings: what is publicly known of those that were held, called off, moved; those to come are invented."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from django.utils import timezone

from config.demo.accounts import account
from config.demo.facts import Facts, Value
from config.demo.registry import Loaded
from meetings.actions import (
    action_items,
    agenda,
    answering,
    closures,
    inviting,
    minutes,
    planning,
    polls,
    series,
)
from meetings.models import AgendaItem, Attendee, Meeting, MeetingFormat, Presence, Reply, Vote
from meetings.people import people_to_ask, people_to_invite
from meetings.rules.minutes import speaks_for
from partnerships.directory.models import Account, Organisation, Partnership, Person

DETAILS = (
    "title", "title_en", "place", "directions", "note", "has_meal", "relation_only", "after_incident", "only_period",
)  # fmt: skip
EVENING = (time(18), time(20))
VOTES = (Vote.YES, Vote.NO, Vote.YES, Vote.MAYBE, Vote.YES)


def load(name: str, facts: Facts, loaded: Loaded) -> None:
    """`[[meetings]]`, `[[series]]` and `[[polls]]` of a partnership, in their order; `in_days` counts from the day of the load, to the Thursday after."""
    partnership = loaded.partnerships[name]
    for values in facts.get("meetings", ()):
        by = account(values.get("by", "admin"))
        _follow(_plan(partnership, values, by=by), values, by=by)
    for values in facts.get("series", ()):
        _begin(partnership, values)
    for values in facts.get("polls", ()):
        _ask(partnership, values)


def enter_holidays(spans: Iterable[Facts]) -> None:
    """`[[holidays]]`: school holidays, for all partnerships."""
    for values in spans:
        closures.enter_closure(by=account("admin"), **values)


def _ask(partnership: Partnership, values: Facts) -> None:
    """A date is looked for: the first days from `in_days` on, a week apart; some guests have answered."""
    by, first = account(values.get("by", "admin")), _day(values)
    start, end = values.get("hours", EVENING)
    poll = polls.make(
        partnership,
        by=by,
        title=values["title"],
        title_en=values.get("title_en", ""),
        text=values.get("text", ""),
        format=MeetingFormat.objects.get(code=values["format"]),
        answer_until=timezone.localdate() + timedelta(days=10),
        slots=[polls.Slot(first + timedelta(weeks=n), start, end) for n in range(4)],
    )
    people = [person for person, _place in people_to_ask(poll)][: values["people"]]
    guests = [inviting.Guest(*line) for line in values.get("guests", ())]
    voters = polls.ask(poll, by=by, people=people, guests=guests)
    days = list(poll.days.values_list("pk", flat=True))
    for place, voter in enumerate(voter for voter in voters if not voter.account):
        says = [VOTES[(place + number) % len(VOTES)] for number in range(len(days))]
        polls.answer(voter, dict(zip(days, says, strict=True)))


def _begin(partnership: Partnership, values: Facts) -> None:
    """A rhythm, with its next meetings only planned."""
    start, end = values.get("hours", EVENING)
    kept = ("title", "title_en", "every", "number", "places", "points", "has_meal")
    series.begin(
        partnership,
        by=account(values.get("by", "admin")),
        format=MeetingFormat.objects.get(code=values["format"]),
        body=partnership.bodies.filter(name=values.get("body", "")).first(),
        first_day=_day(values),
        from_time=start,
        until_time=end,
        **{name: values[name] for name in kept if name in values},
    )


def _plan(partnership: Partnership, values: Facts, *, by: Account) -> Meeting:
    day = _day(values)
    start, end = values.get("hours", EVENING)
    return planning.plan(
        partnership,
        by=by,
        format=MeetingFormat.objects.get(code=values["format"]),
        body=partnership.bodies.filter(name=values.get("body", "")).first(),
        first_day=day,
        last_day=values.get("last_day", day),
        from_time=start,
        until_time=end,
        answer_until=day - timedelta(days=3) if "in_days" in values else None,
        **{name: values[name] for name in DETAILS if name in values},
    )


def _day(values: Facts) -> date:
    if "in_days" in values:
        day = timezone.localdate() + timedelta(days=values["in_days"])
        to_thursday = (3 - day.weekday()) % 7 if values["in_days"] > 0 else 0
        return day + timedelta(days=to_thursday)
    known: date = values["day"]
    return known


def _follow(meeting: Meeting, values: Facts, *, by: Account) -> None:
    """Whom it is for, and what became of it."""
    people = _people(meeting, values)
    guests = [inviting.Guest(*line) for line in values.get("guests", ())]
    if people or guests:
        inviting.add(meeting, by=by, people=people, guests=guests)
    became = values.get("became", "")
    if became in ("invited", "waiting"):
        _invite(meeting, values, by=by)
    elif became == "held":
        planning.hold(meeting, by=by, presences=_presences(meeting))
    elif became == "cancelled":
        planning.cancel(meeting, by=by, reason=values["reason"])
    elif became == "moved":
        start, end = values.get("hours", EVENING)
        planning.move(
            meeting,
            by=by,
            first_day=values["new_day"],
            last_day=values.get("new_last_day"),
            from_time=start,
            until_time=end,
            reason=values["reason"],
        )
    for point in values.get("points", ()):
        _speak_about(meeting, point, keeper=by)
    if "minutes" in values:
        _write(meeting, values, keeper=by)


def _people(meeting: Meeting, values: Facts) -> list[Person]:
    """The first of the partnership, or those of some accounts."""
    offered = [person for person, _place in people_to_invite(meeting)]
    if "accounts" in values:
        numbers = {account(name).pk for name in values["accounts"]}
        return [person for person in offered if person.account_id in numbers]
    first: int = values.get("people", 0)
    return offered[:first]


def _speak_about(meeting: Meeting, point: Facts, *, keeper: Account) -> None:
    """A point of the agenda, and what became of the proposal."""
    details = ("title", "text", "minutes", "presenter")
    item = agenda.propose(
        meeting.partnership,
        by=account(point["by"]) if "by" in point else keeper,
        meeting=meeting,
        **{name: point[name] for name in details if name in point},
    )
    if "verb" in point:
        reason = point.get("reason", "")
        agenda.decide(item, meeting, by=keeper, verb=point["verb"], reason=reason)
    if "discussion" in point:
        minutes.write_entry(
            item, by=keeper, discussion=point["discussion"], decision=point.get("decision", "")
        )
    for task in point.get("tasks", ()):
        _agree(meeting, item, task, keeper=keeper)


def _agree(meeting: Meeting, item: AgendaItem, task: Facts, *, keeper: Account) -> None:
    """Who does what, by days from today; some of it is done."""
    action = action_items.agree(
        meeting,
        by=keeper,
        title=task["title"],
        person=account(task["who"]).person,
        due_on=timezone.localdate() + timedelta(days=task["in_days"]),
        item=item,
    )
    if "result" in task:
        action_items.finish(action, by=keeper, result=task["result"])


def _write(meeting: Meeting, values: Facts, *, keeper: Account) -> None:
    """The minutes as far as they have come; who has agreed, and who dissents."""
    if note := values.get("minutes_note"):
        minutes.write_note(meeting, by=keeper, note=note)
    if values["minutes"] == "draft":
        return
    minutes.share(meeting, by=keeper)
    for answer in values.get("answers", ()):
        by = account(answer["by"])
        place = min(speaks_for(by, Meeting.objects.get(pk=meeting.pk)))
        dissent = answer.get("dissent", "")
        minutes.answer(
            meeting, Organisation.objects.get(pk=place), by=by, agrees=not dissent, dissent=dissent
        )
    for comment in values.get("comments", ()):
        minutes.comment(meeting, by=account(comment["by"]), text=comment["text"])
    if values["minutes"] == "closed":
        minutes.close(meeting, by=keeper)


def _invite(meeting: Meeting, values: Facts, *, by: Account) -> None:
    """Some have answered already; the accounts of the README still have to."""
    inviting.send(meeting, by=by)
    answers: list[Value] = [Reply.COMING, Reply.NOT_COMING, Reply.COMING]
    others = Attendee.objects.filter(meeting=meeting, person__account__isnull=True).order_by("pk")
    for place, attendee in enumerate(others):
        reply = answers[place % len(answers)]
        comes = reply == Reply.COMING
        answering.reply_by_link(
            attendee,
            reply=reply,
            substitute="",
            eats=comes if meeting.has_meal else None,
            diet="vegetarisch" if comes and meeting.has_meal and place % 2 else "",
            interpreter="ar" if comes and place == 0 else "",
            access_needs="stufenloser Weg" if comes and place == 2 else "",
            travel="",
        )


def _presences(meeting: Meeting) -> dict[int, str]:
    """Most were there, the last two excused themselves."""
    numbers = list(meeting.attendees.order_by("pk").values_list("pk", flat=True))
    there = len(numbers) - 2 if len(numbers) > 4 else len(numbers)
    return {
        pk: Presence.PRESENT if place < there else Presence.EXCUSED
        for place, pk in enumerate(numbers)
    }
