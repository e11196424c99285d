"""Whom to invite: people of the partnership by a tick, others by a line."""

from collections.abc import Iterable
from typing import TypedDict, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meetings.actions.inviting import Guest
from meetings.forms.planning import Sent
from partnerships.directory.models import Person
from partnerships.shared.addresses import to_ascii
from partnerships.shared.fields import ProseField

MOST_LINES = 100
LONGEST_NAME, LONGEST_ORGANISATION = 160, 200


class Chosen(TypedDict):
    """Whom to put on the list."""

    people: list[Person]
    guests: list[Guest]


class PeopleForm(forms.Form):
    """People who take part in the partnership, with whom they stand for; guests one a line."""

    people = forms.MultipleChoiceField(
        label=_("People of the partnership"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    guests = ProseField(
        label=_("Guests"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "One guest a line: name; e-mail address; organisation. Address and organisation may be left out: without an"
            " address you print the letter. At most 100 lines."
        ),
    )

    def __init__(
        self, data: Sent = None, *, people: Iterable[tuple[Person, str]], ticked: Iterable[int] = ()
    ) -> None:
        super().__init__(data, initial={"people": [str(pk) for pk in ticked]})
        self.by_number = {str(person.pk): person for person, _from in people}
        field = cast(forms.MultipleChoiceField, self.fields["people"])
        field.choices = [
            (str(person.pk), f"{person} ({place})" if place else str(person))
            for person, place in people
        ]
        if not self.by_number:
            del self.fields["people"]

    def clean_people(self) -> list[Person]:
        """The rows that were ticked."""
        return [self.by_number[pk] for pk in self.cleaned_data["people"]]

    def clean_guests(self) -> list[Guest]:
        """One guest a line; which line is wrong is said."""
        lines = self.cleaned_data["guests"].split("\n")
        numbered = [(at, line) for at, line in enumerate(lines, 1) if line.strip()]
        if len(numbered) > MOST_LINES:
            raise ValidationError(_("At most 100 guests at once."))
        return [_read(at, line) for at, line in numbered]

    @property
    def values(self) -> Chosen:
        """As the action takes them."""
        return {
            "people": self.cleaned_data.get("people", []),
            "guests": self.cleaned_data["guests"],
        }


def _read(at: int, line: str) -> Guest:
    name, address, organisation, *more = [" ".join(part.split()) for part in f"{line};;".split(";")]
    words = {"line": at}
    if any(more) or not name:
        raise ValidationError(
            _("Line %(line)s: write name; e-mail address; organisation."), params=words
        )
    if len(name) > LONGEST_NAME or len(organisation) > LONGEST_ORGANISATION:
        raise ValidationError(_("Line %(line)s is too long."), params=words)
    try:
        return Guest(name, to_ascii(address) if address else "", organisation)
    except ValidationError as error:
        text = _("Line %(line)s: %(fault)s")
        raise ValidationError(text, params=words | {"fault": " ".join(error.messages)}) from None
