"""A date poll: its days, one a line; what somebody says of each, and which further ones they propose."""

import re
from collections.abc import Iterable
from datetime import date, time
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.actions.polls import MOST_DAYS, Slot
from meetings.forms.planning import Sent, TimeField
from meetings.in_words import slot_in_words
from meetings.models import MeetingFormat, Poll, PollDay, PollVoter, Vote
from meetings.rules.polls import can_propose
from partnerships.directory.models import Body, Partnership
from partnerships.shared.fields import DayField, LineField, ProseField, follow
from partnerships.shared.pieces import Fold, Headed, Piece, in_english

LINE = re.compile(r"(\S+)(?:\s+(\d{1,2}[:.]\d\d)\s*(?:-|–|bis|to)\s*(\d{1,2}[:.]\d\d))?$")
Hours = tuple[time | None, time | None]
CHOICES = [(Vote.YES, _("Yes")), (Vote.MAYBE, _("If need be")), (Vote.NO, _("No"))]


class PollForm(forms.Form):
    """What is planned, and when it could be."""

    pieces = (in_english("title_en"), Fold(("text",), _("Words to those who are asked")))

    title = follow(Poll, "title", LineField)
    title_en = follow(Poll, "title_en", LineField, required=False)
    format = forms.ModelChoiceField(
        label=pgettext_lazy("a meeting", "Format"),
        queryset=MeetingFormat.objects.none(),
        empty_label=None,
    )
    body = forms.ModelChoiceField(
        label=_("Body"),
        queryset=Body.objects.none(),
        required=False,
        empty_label=_("the whole partnership"),
    )
    days = ProseField(
        label=_("Days to choose from"),
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "One a line, such as 12.3.2027 or 12.3.2027 17:00-19:00. Without hours those below count. At most 60."
        ),
    )
    from_time = TimeField(
        label=_("From"),
        initial=time(18),
        required=False,
        help_text=_("Leave both hours empty to ask about whole days."),
    )
    until_time = TimeField(label=_("Until"), initial=time(20), required=False)
    text = follow(Poll, "text", ProseField, required=False, widget=forms.Textarea({"rows": 3}))
    answer_until = follow(Poll, "answer_until", DayField)
    may_propose = forms.BooleanField(
        label=_("Those who answer may propose further days"),
        required=False,
        help_text=_("Each at most 5, all together at most 60. You can strike any of them."),
    )

    def __init__(self, data: Sent = None, *, partnership: Partnership) -> None:
        super().__init__(data)
        cast(forms.ModelChoiceField, self.fields["format"]).queryset = MeetingFormat.objects.filter(
            in_use=True
        )
        cast(forms.ModelChoiceField, self.fields["body"]).queryset = Body.objects.filter(
            partnership=partnership, closed_on__isnull=True
        )

    slots: list[Slot]

    def clean(self) -> dict[str, object]:
        """Reads the days with the hours that count for them."""
        values = super().clean() or {}
        if not {"from_time", "until_time", "days"} <= values.keys():
            return values
        hours = cast(Hours, (values["from_time"], values["until_time"]))
        if check_both(self, "from_time", "until_time"):
            return values
        lines = [line.strip() for line in str(values["days"]).split("\n") if line.strip()]
        try:
            slots = [_slot(at, line, hours) for at, line in enumerate(lines, 1)]
            if len(slots) > MOST_DAYS:
                raise ValidationError(_("At most 60 days."))
            if len({slot[:2] for slot in slots}) < len(slots):
                raise ValidationError(_("One day stands there twice."))
        except ValidationError as error:
            self.add_error("days", error)
            return values
        self.slots = sorted(slots, key=lambda slot: (slot.day, slot.from_time or time.max))
        return values

    @property
    def values(self) -> dict[str, object]:
        """As the action takes them, beside `slots`."""
        left_out = ("days", "from_time", "until_time")
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


def check_both(form: forms.Form, start: str, end: str) -> bool:
    """Notes at the field that is empty where only one of two hours is said; whether that is so."""
    missing = [name for name in (start, end) if form.cleaned_data.get(name) is None]
    if len(missing) != 1:
        return False
    form.add_error(missing[0], _("Say both hours, or none for the whole day."))
    return True


def _slot(at: int, line: str, hours: Hours) -> Slot:
    words = {"line": at}
    parts = LINE.match(line)
    if parts is None:
        raise ValidationError(
            _("Line %(line)s: write a day, and hours like 17:00-19:00."), params=words
        )
    try:
        slot = Slot(_day(parts[1]), *((_time(parts[2]), _time(parts[3])) if parts[2] else hours))
    except ValueError:
        raise ValidationError(
            _("Line %(line)s: this is no day or no time."), params=words
        ) from None
    if _runs_backwards(slot):
        raise ValidationError(
            _("Line %(line)s: the end must come after the beginning."), params=words
        )
    return slot


def _runs_backwards(slot: Slot) -> bool:
    hours = slot.from_time, slot.until_time
    return hours[0] is not None and hours[1] is not None and hours[1] <= hours[0]


def _day(text: str) -> date:
    """As Germans write it, or in ISO form. Raises: ValueError."""
    german = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", text)
    return (
        date(int(german[3]), int(german[2]), int(german[1])) if german else date.fromisoformat(text)
    )


def _time(text: str) -> time:
    hour, _colon, minute = text.replace(".", ":").partition(":")
    return time(int(hour), int(minute))


class HoursForm(forms.Form):
    """At which hours people meet on a day that was asked about as a whole."""

    from_time = TimeField(label=_("From"))
    until_time = TimeField(label=_("Until"))


class TakenBackField(forms.TypedMultipleChoiceField):
    """Numbers of days that the person proposed; what is gone already was sent twice."""

    def valid_value(self, value: object) -> bool:
        """Only the action knows which are there still."""
        return str(value).isdecimal() and len(str(value)) < 10


class VoteForm(forms.Form):
    """A choice for each day; nothing is chosen beforehand. By the open link one says who one is.

    Where the poll takes them: a further day, and those that one proposed before and nobody else has answered.
    """

    name = follow(PollVoter, "name", LineField, required=True)

    def __init__(
        self,
        data: Sent = None,
        *,
        poll: Poll,
        voter: PollVoter | None = None,
        own: Iterable[PollDay] = (),
    ) -> None:
        super().__init__(data)
        if voter is not None:
            del self.fields["name"]
        known = dict(voter.votes.values_list("day_id", "choice")) if voter else {}
        days = list(poll.days.all())
        for day in days:
            self.fields[f"day_{day.pk}"] = forms.ChoiceField(
                label=_label(day, voter),
                choices=CHOICES,
                required=False,
                widget=forms.RadioSelect,
                initial=known.get(day.pk),
            )
        self.pieces: tuple[Piece, ...] = _months(days)
        if can_propose(poll):
            self._offer_proposals(list(own))

    def _offer_proposals(self, own: list[PollDay]) -> None:
        self.fields["further_day"] = DayField(
            label=_("Day"), required=False, help_text=_("It counts as your yes to this day.")
        )
        self.fields["further_from"] = TimeField(
            label=_("From"), required=False, help_text=_("Without hours it is the whole day.")
        )
        self.fields["further_until"] = TimeField(label=_("Until"), required=False)
        further = ("further_day", "further_from", "further_until")
        self.pieces += (Fold(further, _("Propose a further day")),)
        if own or (self.is_bound and "taken_back" in self.data):  # gone already: sent twice
            self.fields["taken_back"] = TakenBackField(
                label=_("Take back what I proposed"),
                choices=[(str(day.pk), slot_in_words(day)) for day in own],
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, object]:
        """A further day has both hours or none."""
        values = super().clean() or {}
        day, start, end = (values.get(f"further_{part}") for part in ("day", "from", "until"))
        if day is None and (start or end) and "further_day" not in self.errors:
            self.add_error("further_day", _("Say which day you mean."))
        elif day is not None and not check_both(self, "further_from", "further_until"):
            slot = Slot(cast(date, day), *cast(Hours, (start, end)))
            if _runs_backwards(slot):
                self.add_error("further_until", _("The end must come after the beginning."))
            self.proposal = slot
        return values

    proposal: Slot | None = None

    @property
    def choices(self) -> dict[int, str]:
        """By number of the day."""
        return {
            int(name.removeprefix("day_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("day_") and value
        }

    @property
    def taken_back(self) -> list[int]:
        """Numbers of one's own proposals that are to go."""
        return self.cleaned_data.get("taken_back", [])


def _label(day: PollDay, voter: PollVoter | None) -> str:
    if day.proposed_by_id is None:
        return slot_in_words(day)
    own = voter is not None and day.proposed_by_id == voter.pk
    words = _("%(day)s – your proposal") if own else _("%(day)s – a proposal")
    return words % {"day": slot_in_words(day)}


def _months(days: Iterable[PollDay]) -> tuple[Piece, ...]:
    """Many days stand under their months."""
    months: dict[str, list[str]] = {}
    for day in days:
        months.setdefault(date_format(day.day, "YEAR_MONTH_FORMAT"), []).append(f"day_{day.pk}")
    return tuple(Headed(tuple(names), month) for month, names in months.items())
