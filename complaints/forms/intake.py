"""The steps of the form: one thing a page, few fields that must be filled."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints.answers import Ground, Kind, PassOn, Police, Wanted, Way
from complaints.forms.consent import ConsentForm
from complaints.forms.digits import read_digits
from complaints.forms.files import FilesForm
from complaints.models import Office
from partnerships.shared.fields import AddressField, DayField, LineField, ProseField, TelephoneField

LONGEST_STORY = 20_000  # characters
LONGEST_WISH = 3_000


class AskedForm(forms.Form):
    """A step. What is missing is asked for in words that fit a conversation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            is_chosen = isinstance(field, forms.ChoiceField)
            missing = (
                _("Please choose an answer.") if is_chosen else _("Please write something here.")
            )
            field.error_messages["required"] = missing


class WayForm(AskedForm):
    """What it is, and with or without a name."""

    kind = forms.ChoiceField(
        label=_("What do you want to do?"), choices=Kind, widget=forms.RadioSelect
    )
    way = forms.ChoiceField(
        label=_("With your name or without?"),
        help_text=_("Without your name, you read our answer with a number and a code."),
        choices=Way,
        widget=forms.RadioSelect,
    )


class PlaceForm(AskedForm):
    """Which police, when, where; and whether another body may get it."""

    office = forms.ChoiceField(label=_("Which office shall read it?"), widget=forms.RadioSelect)
    police = forms.ChoiceField(label=_("Who was it?"), choices=Police, widget=forms.RadioSelect)
    day = DayField(
        label=_("On which day?"),
        required=False,
        help_text=_("Recordings of cameras are often deleted after a few days. Do not wait long."),
    )
    hour = LineField(
        label=_("At about what time?"),
        required=False,
        max_length=60,
        help_text=_("For example: around 5 in the evening."),
    )
    place = LineField(
        label=_("Where?"),
        required=False,
        max_length=200,
        help_text=_("A street, a square, a station."),
    )
    pass_on = forms.ChoiceField(
        label=_("If another office is responsible: may we pass it on?"),
        choices=PassOn,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Where one office alone receives, nobody is asked which."""
        super().__init__(*args, **kwargs)
        self._offices = list(Office.objects.receiving())
        offices = [(str(each.pk), str(each)) for each in self._offices]
        cast(forms.ChoiceField, self.fields["office"]).choices = offices
        if len(offices) < 2:
            del self.fields["office"]

    def find_office(self, chosen: str) -> Office | None:
        """The one that was chosen; where there is one alone, nobody was asked."""
        fitting = (each for each in self._offices if not chosen or str(each.pk) == chosen)
        return next(fitting, None)

    def clean_day(self) -> date | None:
        """Raises: ValidationError for a day to come."""
        day: date | None = self.cleaned_data["day"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day


class StoryForm(AskedForm):
    """What happened, and what the person wants."""

    story = ProseField(
        label=_("What do you want to tell us?"),
        max_length=LONGEST_STORY,
        widget=forms.Textarea({"rows": 10}),
        help_text=_(
            "Write in your language. Write only what you want us to know. At most 20,000 characters."
        ),
    )
    wish = ProseField(
        label=_("What do you wish for?"),
        required=False,
        max_length=LONGEST_WISH,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("For example: an apology, an explanation, a talk. At most 3,000 characters."),
    )


class MoreForm(AskedForm):
    """Felt discrimination and who else saw it: nothing here must be said."""

    grounds = forms.MultipleChoiceField(
        label=_("Do you think that you were treated worse than others? Why?"),
        required=False,
        choices=Ground,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You need not answer. Tick only what you want us to know."),
    )
    witnesses = ProseField(
        label=_("Did somebody else see it?"),
        required=False,
        max_length=LONGEST_WISH,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("You need not write names. At most 3,000 characters."),
    )


class ContactForm(AskedForm):
    """Who complains with a name, and how to reach them; whether somebody shall be prosecuted."""

    name = LineField(label=_("Your name"), max_length=120)
    email = AddressField(label=_("Your e-mail address"), required=False)
    phone = TelephoneField(label=_("Your telephone number"), required=False)
    address = ProseField(
        label=_("Your postal address"),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )
    prosecution = forms.ChoiceField(
        label=_("I want prosecution"),
        choices=Wanted,
        widget=forms.RadioSelect,
        help_text=_("With “yes” the office tells you how to request it, and until when."),
    )

    def clean(self) -> dict[str, object]:
        """Raises: ValidationError without any way to reach the person."""
        values = super().clean() or {}
        ways = ("email", "phone", "address")
        if not any(values.get(way) for way in ways) and not set(ways) & set(self.errors):
            raise ValidationError(
                _("Write how we can reach you: by e-mail, by telephone or by post.")
            )
        return values


class ReceiptForm(AskedForm):
    """Somebody goes on only when the code is kept."""

    last_group = LineField(
        label=_("Type the last four digits of your code, or tick the box"),
        required=False,
        max_length=40,
    )
    printed = forms.BooleanField(label=_("I have printed it or written it down"), required=False)

    def says_kept(self, code: str) -> bool:
        """Whether the code that was shown is kept; else the form says what is missing."""
        if not self.is_valid():
            return False
        typed = read_digits(self.cleaned_data["last_group"])
        if self.cleaned_data["printed"] or typed[-4:] == code[-4:]:
            return True
        self.add_error(
            "last_group",
            _("These are not the last four digits of your code.")
            if typed
            else _("Keep the code first: type its last four digits, or tick that you have it."),
        )
        return False


Steps = Mapping[str, type[forms.Form]]
STEPS: Steps = {
    "way": WayForm,
    "place": PlaceForm,
    "story": StoryForm,
    "files": FilesForm,
    "more": MoreForm,
    "contact": ContactForm,
    "consent": ConsentForm,
}
TITLES: Mapping[str, Promise] = {
    "way": _("How do you want to write?"),
    "place": _("Who, when and where?"),
    "story": _("Your words"),
    "files": _("Photos and documents"),
    "more": _("More, if you like"),
    "contact": _("How we reach you"),
    "consent": _("Who may read it?"),
    "check": _("Check and send"),
}

_OFFICE_ASKS = _("Read by the office. It asks those concerned what happened, without your name.")
_OFFICE_ALONE = _("Read by the office alone.")
_NAME = _("Read by the office alone. Before it tells anybody, it asks you.")
# Who will see it, field by field; stands in the summary.
SEEN_BY: Mapping[str, Promise] = {
    "kind": _OFFICE_ASKS,
    "way": _OFFICE_ALONE,
    "office": _OFFICE_ALONE,
    "police": _OFFICE_ASKS,
    "day": _OFFICE_ASKS,
    "hour": _OFFICE_ASKS,
    "place": _OFFICE_ASKS,
    "pass_on": _OFFICE_ALONE,
    "story": _OFFICE_ASKS,
    "wish": _OFFICE_ALONE,
    "file": _OFFICE_ALONE,
    "grounds": _OFFICE_ALONE,
    "witnesses": _OFFICE_ALONE,
    "name": _NAME,
    "email": _NAME,
    "phone": _NAME,
    "address": _NAME,
    "prosecution": _OFFICE_ALONE,
    "forwarding": _OFFICE_ALONE,
    "named": _OFFICE_ALONE,
    "given": _OFFICE_ALONE,
}
HELPERS_FIRST = _("Read by your helpers. By the office only when it is sent.")
HELPERS_ALONE = _("Read by your helpers alone.")
