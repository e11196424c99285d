"""Minutes and agendas on paper.

What the sealed PDF of minutes says is frozen when they are closed; of confidential points it says only that there was one.
The PDF of an agenda is made for one reader, with the points that they see.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meetings.in_words import count_in_words, moment_in_words
from meetings.models import (
    ActionItem,
    AgendaItem,
    AgendaPrint,
    Attendee,
    Meeting,
    Minutes,
    Presence,
    SeatVote,
)
from meetings.models.agenda import begins_of
from meetings.models.redactions import Why
from meetings.models.votes import Ballot
from meetings.rules.minutes import waits_for
from meetings.stages import RedactionStage
from partnerships.directory.models import Account, Side
from partnerships.shared.languages import ContentLanguage
from partnerships.shared.on_paper import line_on_paper, on_paper
from partnerships.shared.parts.figures import day_text
from partnerships.shared.sealing.listed import Listed, ListedParty

KIND = "meetings.minutes"
AGENDA = "meetings.agenda"
MOST_TASKS = 300
Facts = dict[str, object]


def readable_by(account: Account) -> Q:
    """Documents of closed minutes that the account may fetch: of meetings it sees."""
    return Q(minutes__meeting__in=Meeting.objects.visible_to(account))


def title_of(minutes: Minutes) -> str:
    """The title of the paper."""
    return _("Minutes: %(title)s") % {"title": minutes.meeting.title_in()}


def collect(minutes: Minutes) -> Facts:
    """Everything is text, ready to print: who was there, what was said and decided, who does what, who agreed."""
    meeting = minutes.meeting
    return {
        "title": line_on_paper(meeting.title_in()),
        "partnership": line_on_paper(meeting.partnership.name_in()),
        "when": moment_in_words(meeting),
        "place": line_on_paper(meeting.place),
        "body": line_on_paper(meeting.body.name_in()) if meeting.body else "",
        "modified": timezone.now().replace(microsecond=0).isoformat(),
        "attendance": _attendance(meeting),
        "note": minutes.note,
        "items": [
            _item(item)
            for item in meeting.agenda_items.on_agenda()
            .select_related("entry")
            .prefetch_related("votes__organisation")
        ],
        "actions": [_action(action) for action in _open_actions(meeting)],
        "answers": _answers(minutes),
        "redactions": _redactions(minutes),
        "page": reverse("meetings:minutes", args=[meeting.pk]),
    }


def _attendance(meeting: Meeting) -> list[dict[str, object]]:
    """By side: names with whom they stood for, and how they took part."""
    rows = meeting.attendees.invited().select_related("person", "organisation").order_by("pk")
    there = [each for each in rows if each.presence != Presence.UNKNOWN]
    return [
        {"side": capfirst(str(side.label)), "people": [_person(each) for each in people]}
        for side in Side
        if (people := [each for each in there if each.side == side])
    ]


def _person(attendee: Attendee) -> dict[str, str]:
    person = attendee.person
    name = on_paper(str(person), person.printed_name) if person else on_paper(attendee.name)
    return {
        "name": name,
        "place": on_paper(attendee.comes_from) if attendee.comes_from else "",
        "presence": str(Presence(attendee.presence).label),
    }


def _item(item: AgendaItem) -> dict[str, object]:
    if item.confidential:
        return {"title": _place(item), "discussion": "", "decision": ""}
    entry = getattr(item, "entry", None)
    votes = list(item.votes.all())
    return {
        "title": item.title,
        "presenter": line_on_paper(item.presenter) if item.presenter else "",
        "discussion": entry.discussion if entry else "",
        "decision": entry.decision if entry else "",
        "count": count_in_words(votes),
        "votes": [_vote(vote) for vote in votes],
    }


def _vote(vote: SeatVote) -> dict[str, str]:
    place = vote.organisation
    return {
        "seat": line_on_paper(vote.label),
        "place": on_paper(place.name, place.printed_name) if place else "",
        "ballot": str(Ballot(vote.ballot).label),
        "reason": vote.reason,
    }


def _open_actions(meeting: Meeting) -> Iterable[ActionItem]:
    return (
        meeting.action_items.exclude(item__confidential=True)
        .select_related("person", "organisation")
        .order_by("pk")
    )


def _action(action: ActionItem) -> dict[str, str]:
    person, place = action.person, action.organisation
    who = [
        on_paper(str(person), person.printed_name) if person else "",
        on_paper(place.name, place.printed_name) if place else "",
    ]
    return {
        "title": action.title,
        "who": ", ".join(name for name in who if name),
        "due": day_text(action.due_on),
    }


def _answers(minutes: Minutes) -> list[dict[str, str]]:
    """What each organisation that was there says; of those that said nothing just that."""
    rows = minutes.answers.select_related("organisation").order_by("organisation__sort_key", "pk")
    given = [
        {
            "organisation": on_paper(row.organisation.name, row.organisation.printed_name),
            "answer": _("agrees") if row.agrees else _("sees something differently"),
            "dissent": row.dissent,
        }
        for row in rows
    ]
    silent = [
        {
            "organisation": on_paper(place.name, place.printed_name),
            "answer": _("gave no answer"),
            "dissent": "",
        }
        for place in waits_for(minutes)
    ]
    return given + silent


def _redactions(minutes: Minutes) -> list[dict[str, str]]:
    """What both sides took out since: when, where, why, and the sum of the paper that said it."""
    rows = minutes.redactions.filter(stage=RedactionStage.AGREED).select_related("item")
    return [
        {
            "day": day_text(timezone.localdate(row.decided_at)),
            "where": _place(row.item) if row.item else _("What else is to be kept"),
            "why": str(Why(row.why).label),
            "replaced": row.replaced,
        }
        for row in rows
    ]


def _place(item: AgendaItem) -> str:
    return _("A confidential point") if item.confidential else item.title


def list_publicly(minutes: Minutes) -> Listed:
    """What whoever holds the code may know: which organisations were there, and the day."""
    meeting = minutes.meeting
    return Listed(
        title={each.value: meeting.title_in(each.value) for each in ContentLanguage},
        parties=[ListedParty(answer["organisation"]) for answer in _answers(minutes)],
        day=meeting.first_day,
    )


def agendas_readable_by(account: Account) -> Q:
    """Printed agendas that the account may fetch: of meetings it sees, as long as it sees all points that stand in them."""
    hidden = AgendaItem.objects.exclude(pk__in=AgendaItem.objects.visible_to(account).values("pk"))
    prints = AgendaPrint.objects.filter(meeting__in=Meeting.objects.visible_to(account))
    return Q(agenda_print__in=prints.exclude(items__in=hidden))


def title_of_agenda(meeting: Meeting) -> str:
    """The title of the paper."""
    return _("Agenda: %(title)s") % {"title": meeting.title_in()}


def points_for(meeting: Meeting, account: Account) -> list[AgendaItem]:
    """What stands on the agenda, as far as the account sees it."""
    rows = AgendaItem.objects.visible_to(account).on_agenda().filter(meeting=meeting)
    return list(rows.select_related("organisation").prefetch_related("files"))


def collect_agenda(meeting: Meeting, items: Sequence[AgendaItem], *, by: Account) -> Facts:
    """Everything is text, ready to print: points with their hours, and what is open from earlier meetings."""
    last = Meeting.objects.visible_to(by).last_before(meeting)
    tasks = ActionItem.objects.visible_to(by).left_before(meeting)
    tasks = tasks.exclude(item__confidential=True).select_related("person", "organisation")
    return {
        "title": line_on_paper(meeting.title_in()),
        "partnership": line_on_paper(meeting.partnership.name_in()),
        "when": moment_in_words(meeting),
        "place": line_on_paper(meeting.place) if meeting.place else "",
        "body": line_on_paper(meeting.body.name_in()) if meeting.body else "",
        "modified": timezone.now().replace(microsecond=0).isoformat(),
        "language": get_language() or "de",
        "personal": any(item.confidential for item in items),
        "last": line_on_paper(last.title_in()) if last else "",
        "last_day": day_text(last.first_day) if last else "",
        "items": [
            _point(item) | {"begins": f"{begins:%H:%M}" if begins else ""}
            for item, begins in zip(items, begins_of(meeting, items), strict=True)
        ],
        "actions": [_action(action) for action in tasks[:MOST_TASKS]],
    }


def _point(item: AgendaItem) -> dict[str, object]:
    length = ngettext("%(number)s minute", "%(number)s minutes", item.minutes or 0)
    place = item.organisation
    return {
        "title": line_on_paper(item.title),
        "text": "\n".join(line_on_paper(line) if line else "" for line in item.text.split("\n")),
        "length": length % {"number": item.minutes} if item.minutes else "",
        "presenter": line_on_paper(item.presenter) if item.presenter else "",
        "organisation": on_paper(place.name, place.printed_name) if place else "",
        "confidential": item.confidential,
        "papers": ", ".join(line_on_paper(file.name) for file in item.files.all()),
    }
