"""Meetings: what is publicly known of those that were held, called off, moved; those to come are invented."""

from datetime import date, time, timedelta

from django.utils import timezone

from config.demo.accounts import account
from config.demo.facts import Facts, Value
from config.demo.registry import Loaded
from meetings.actions import answering, inviting, planning
from meetings.models import Attendee, Meeting, MeetingFormat, Presence, Reply
from meetings.people import people_to_invite
from partnerships.directory.models import Account, Partnership

DETAILS = (
    "title", "title_en", "place", "directions", "note", "has_meal", "relation_only", "after_incident", "only_period",
)  # fmt: skip
EVENING = (time(18), time(20))


def load(name: str, facts: Facts, loaded: Loaded) -> None:
    """`[[meetings]]` of a partnership, in their order; `in_days` counts from the day of the load, to the Thursday after."""
    partnership = loaded.partnerships[name]
    for values in facts.get("meetings", ()):
        by = account(values.get("by", "admin"))
        _follow(_plan(partnership, values, by=by), values, by=by)


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
    people = [person for person, _place in people_to_invite(meeting)][: values.get("people", 0)]
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
