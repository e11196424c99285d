"""A date poll: its days, one a line; and what somebody says of each."""

import re
from collections.abc import Iterable
from datetime import date, time
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.actions.polls import MOST_DAYS, Slot
from meetings.forms.planning import Sent, TimeField
from meetings.in_words import slot_in_words
from meetings.models import MeetingFormat, Poll, PollDay, PollVoter, Vote
from partnerships.directory.models import Body, Partnership
from partnerships.shared.fields import DayField, LineField, ProseField, follow
from partnerships.shared.pieces import Fold, in_english

LINE = re.compile(r"(\S+)(?:\s+(\d{1,2}[:.]\d\d)\s*(?:-|–|bis|to)\s*(\d{1,2}[:.]\d\d))?$")
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
    from_time = TimeField(label=_("From"), initial=time(18))
    until_time = TimeField(label=_("Until"), initial=time(20))
    text = follow(Poll, "text", ProseField, required=False, widget=forms.Textarea({"rows": 3}))
    answer_until = follow(Poll, "answer_until", DayField)

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
        hours = values.get("from_time"), values.get("until_time")
        if not isinstance(hours[0], time) or not isinstance(hours[1], time) or "days" not in values:
            return values
        lines = [line.strip() for line in str(values["days"]).split("\n") if line.strip()]
        try:
            slots = [_slot(at, line, hours[0], hours[1]) for at, line in enumerate(lines, 1)]
            if len(slots) > MOST_DAYS:
                raise ValidationError(_("At most 60 days."))
            if len({slot[:2] for slot in slots}) < len(slots):
                raise ValidationError(_("One day stands there twice."))
        except ValidationError as error:
            self.add_error("days", error)
            return values
        self.slots = sorted(slots)
        return values

    @property
    def values(self) -> dict[str, object]:
        """As the action takes them, beside `slots`."""
        left_out = ("days", "from_time", "until_time")
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


def _slot(at: int, line: str, start: time, end: time) -> Slot:
    words = {"line": at}
    parts = LINE.match(line)
    if parts is None:
        raise ValidationError(
            _("Line %(line)s: write a day, and hours like 17:00-19:00."), params=words
        )
    try:
        slot = Slot(_day(parts[1]), _time(parts[2]) or start, _time(parts[3]) or end)
    except ValueError:
        raise ValidationError(
            _("Line %(line)s: this is no day or no time."), params=words
        ) from None
    if slot.until_time <= slot.from_time:
        raise ValidationError(
            _("Line %(line)s: the end must come after the beginning."), params=words
        )
    return slot


def _day(text: str) -> date:
    """As Germans write it, or in ISO form. Raises: ValueError."""
    german = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", text)
    return (
        date(int(german[3]), int(german[2]), int(german[1])) if german else date.fromisoformat(text)
    )


def _time(text: str | None) -> time | None:
    hour, _colon, minute = (text or "").replace(".", ":").partition(":")
    return time(int(hour), int(minute)) if text else None


class VoteForm(forms.Form):
    """A choice for each day; nothing is chosen beforehand. By the open link one says who one is."""

    name = follow(PollVoter, "name", LineField, required=True)

    def __init__(
        self, data: Sent = None, *, days: Iterable[PollDay], voter: PollVoter | None = None
    ) -> None:
        super().__init__(data)
        if voter is not None:
            del self.fields["name"]
        known = dict(voter.votes.values_list("day_id", "choice")) if voter else {}
        for day in days:
            self.fields[f"day_{day.pk}"] = forms.ChoiceField(
                label=slot_in_words(day),
                choices=CHOICES,
                required=False,
                widget=forms.RadioSelect,
                initial=known.get(day.pk),
            )

    @property
    def choices(self) -> dict[int, str]:
        """By number of the day."""
        return {
            int(name.removeprefix("day_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("day_") and value
        }
