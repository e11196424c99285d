"""Who is invited: one person, or many at once."""

import re

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from partnerships.directory.actions.invitations import Entry
from partnerships.directory.forms.data import Data
from partnerships.directory.forms.offered import offer_rows
from partnerships.directory.models import Invitation, Person, RepresentationRole
from partnerships.directory.rules.invitations import MOST_AN_HOUR
from partnerships.shared.addresses import show_address, to_ascii
from partnerships.shared.fields import AddressField, ProseField, follow
from partnerships.shared.lines import clean_line

LINE = re.compile(r"^(?P<name>[^<>]*?)[\s,;]*<?(?P<email>[^\s<>,;]+@[^\s<>,;]+)>?[\s,;]*$")


class InviteForm(forms.Form):
    """To which address the invitation goes, and in which language."""

    email = follow(Invitation, "email", AddressField)
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=settings.LANGUAGES, initial="de"
    )

    @classmethod
    def prefill(cls, person: Person, data: Data = None) -> "InviteForm":
        """To the address of the entry; only where it has none, one is typed."""
        form = cls(data, initial={"email": person.email})
        if person.email:
            form.fields["email"].disabled = True
            form.fields["email"].help_text = _("It is changed in the entry of the person.")
        return form


class PeopleChoice(forms.ModelMultipleChoiceField):
    """People as checkboxes, with the address that the letter goes to."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Person) -> str:
        """Name and address of a person who can be chosen."""
        return f"{obj}, {show_address(obj.email)}"


class InviteManyForm(forms.Form):
    """People of an organisation without account, and new ones, a line each."""

    people = PeopleChoice(
        label=_("Without an account so far"), queryset=Person.objects.none(), required=False
    )
    lines = ProseField(
        label=_("Somebody new"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One person a line: Given name Family name, name@example.org"),
    )
    role = forms.ChoiceField(
        label=_("Those who are new become"),
        choices=[c for c in RepresentationRole.choices if c[0] != RepresentationRole.LEAD],
        initial=RepresentationRole.REPRESENTATIVE,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=settings.LANGUAGES, initial="de"
    )

    def __init__(
        self, data: Data = None, *, people: QuerySet[Person], seen: QuerySet[Person]
    ) -> None:
        super().__init__(data)
        self.seen = seen
        offer_rows(self, "people", people)
        if not people.exists():
            del self.fields["people"]

    def clean_lines(self) -> list[Entry]:
        """Each line a person. Raises: ValidationError that names the lines which are none."""
        lines = self.cleaned_data["lines"].split("\n")
        numbered = [(number, line.strip()) for number, line in enumerate(lines, start=1)]
        entries: dict[str, Entry] = {}
        wrong: list[str] = []
        for number, line in filter(lambda one: one[1], numbered):
            try:
                entry = _entry(line)
                if entry.email in entries:
                    raise ValidationError(_("This address stands there twice."))
                entries[entry.email] = entry
            except ValidationError as error:
                details = {"number": number, "why": error.messages[0]}
                wrong.append(now("Line %(number)d: %(why)s") % details)
        wrong += self._known(entries)
        if wrong:
            raise ValidationError(wrong[:20])
        return list(entries.values())

    def _known(self, entries: dict[str, Entry]) -> list[str]:
        """Sentences about people one sees: nothing is said about anybody else."""
        there = self.seen.annotate(address=Lower("email")).filter(address__in=list(entries))
        sentence = now(
            "%(name)s is entered already: choose them above, or add them to the organisation first."
        )
        return [sentence % {"name": person} for person in there[:20]]

    def clean(self) -> dict[str, object]:
        """Somebody, and not more than can be posted in an hour."""
        cleaned = super().clean() or self.cleaned_data
        number = len(cleaned.get("people") or ()) + len(cleaned.get("lines") or ())
        if not number and not self.errors:
            raise ValidationError(_("Choose somebody, or write who is to be invited."))
        if number > MOST_AN_HOUR:
            raise ValidationError(
                _("At most %(most)d people can be invited at once.") % {"most": MOST_AN_HOUR}
            )
        return cleaned


def _entry(line: str) -> Entry:
    match = LINE.match(line)
    if match is None:
        raise ValidationError(_("There is no e-mail address."))
    email = to_ascii(match["email"])
    given, _space, family = clean_line(match["name"]).strip('"').rpartition(" ")
    family = family or email.partition("@")[0]
    if max(len(given), len(family)) > 80 or len(email) > 254:
        raise ValidationError(_("This is too long."))
    return Entry(given, family, email)
