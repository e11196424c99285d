"""The letter that says in words what stands on an agenda, and what is new in it."""

from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.in_words import moment_in_words
from meetings.letters.invitations import find_attendee, may_receive
from meetings.models import AgendaItem, AgendaNotice, Attendee
from meetings.models.agenda import begins_of
from meetings.stages import Stage
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter


class PointInWords(NamedTuple):
    """A line of the letter: "18:00", "Streifen am Abend", "20 minutes, Ada Beispiel", "new", "map.pdf"."""

    begins: str
    title: str
    about: str
    news: str
    papers: str

    @property
    def line(self) -> str:
        """ "18:00 Streifen am Abend (20 minutes, Ada Beispiel) – new", as far as it is known."""
        about = f"({self.about})" if self.about else ""
        news = f"– {self.news}" if self.news else ""
        return " ".join(part for part in (self.begins, self.title, about, news) if part)


def _is_to_come(letter: Letter) -> bool:
    attendee = find_attendee(letter)
    meeting = attendee.meeting if attendee else None
    return meeting is not None and meeting.stage == Stage.INVITED and not meeting.has_begun


def _facts(letter: Letter) -> dict[str, object]:
    """As the agenda stands at this moment; beside it what the letter before did not say so."""
    attendee = find_attendee(letter)
    notice = AgendaNotice.objects.filter(pk=letter.facts.get("agendanotice")).first()
    if attendee is None:
        return {}
    meeting = attendee.meeting
    earlier = meeting.agenda_notices.filter(pk__lt=notice.pk).last() if notice else None
    before = dict(earlier.points) if earlier else None
    items = list(meeting.agenda_items.on_agenda().prefetch_related("files"))
    seen = _seen(attendee)
    facts: dict[str, object] = {
        "title": meeting.title_in(letter.language),
        "partnership": meeting.partnership.name_in(letter.language),
        "when": moment_in_words(meeting),
        "place": meeting.place,
        "again": before is not None,
        "points": [
            PointInWords(
                f"{begins:%H:%M}" if begins else "",
                item.title if item.pk in seen else _("A confidential point"),
                _about(item) if item.pk in seen else "",
                _news(item, before),
                ", ".join(file.name for file in item.files.all()) if item.pk in seen else "",
            )
            for item, begins in zip(items, begins_of(meeting, items), strict=True)
        ],
        "gone": _gone(items, before, seen),
    }
    if letter.recipient:
        facts["link"] = settings.SITE_URL + reverse("meetings:agenda", args=[meeting.pk])
    return facts


def _seen(attendee: Attendee) -> set[int]:
    """Points whose words this person may read. Whoever has no account reads none that are only for the invited."""
    rows = AgendaItem.objects.filter(partnership=attendee.meeting.partnership_id)
    if attendee.account:
        rows = rows.visible_to(attendee.account)
    else:
        rows = rows.filter(confidential=False)
    return set(rows.values_list("pk", flat=True))


def _about(item: AgendaItem) -> str:
    length = ngettext("%(number)s minute", "%(number)s minutes", item.minutes or 0)
    parts = (length % {"number": item.minutes} if item.minutes else "", item.presenter)
    return ", ".join(part for part in parts if part)


def _news(item: AgendaItem, before: dict[int, str] | None) -> str:
    if before is None or before.get(item.pk) == item.digest:
        return ""
    return _("changed") if item.pk in before else _("new")


def _gone(items: list[AgendaItem], before: dict[int, str] | None, seen: set[int]) -> list[str]:
    """Titles of what the letter before named and the agenda does not any more."""
    numbers = (before or {}).keys() & seen - {item.pk for item in items}
    return [item.title for item in AgendaItem.objects.filter(pk__in=numbers).order_by("pk")]


KINDS = (
    LetterKind(
        "meetings/agenda",
        gettext_lazy("Agenda of a meeting"),
        may_receive,
        _facts,
        still_holds=_is_to_come,
    ),
)
