"""Who was there."""

from collections.abc import Iterable

from django import forms
from django.utils.text import capfirst

from meetings.forms.planning import Sent
from meetings.models import Attendee, Presence, Reply

# What an answer lets one expect.
EXPECTED = {
    Reply.COMING: Presence.PRESENT,
    Reply.NOT_COMING: Presence.EXCUSED,
    Reply.SUBSTITUTE: Presence.SUBSTITUTE,
}
PRESENCES = [(value, capfirst(label)) for value, label in Presence.choices]


class HoldForm(forms.Form):
    """A choice for each invited person; what they answered stands ready."""

    def __init__(self, data: Sent = None, *, attendees: Iterable[Attendee]) -> None:
        super().__init__(data)
        for attendee in attendees:
            place = attendee.comes_from
            expected = EXPECTED.get(Reply(attendee.reply), Presence.UNKNOWN)
            known = attendee.presence != Presence.UNKNOWN
            self.fields[f"person_{attendee.pk}"] = forms.ChoiceField(
                label=f"{attendee.called} ({place})" if place else attendee.called,
                choices=PRESENCES,
                initial=attendee.presence if known else expected,
            )

    @property
    def presences(self) -> dict[int, str]:
        """By number of the attendee."""
        return {
            int(name.removeprefix("person_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("person_")
        }
