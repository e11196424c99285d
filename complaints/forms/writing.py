"""Whoever writes for somebody else says first for whom: the language, and how it came."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.forms.consent import NO, YES
from complaints.forms.mailbox import LONGEST_MESSAGE, clean_code
from complaints.forms.office import Sent
from complaints.languages import CHOICES
from complaints.models import Channel, GivenBy, Office
from complaints.models.complaints import BY_STAFF
from partnerships.directory.models import Organisation
from partnerships.shared.fields import DayField, LineField, ProseField


class WriteForForm(forms.Form):
    """For a person who came to a partner."""

    organisation = forms.ChoiceField(label=_("Your organisation"))
    language = forms.ChoiceField(
        label=_("Language of the person"),
        choices=CHOICES,
        help_text=_("The form, the sheet with the code and the mailbox are in this language."),
    )

    def __init__(self, data: Sent = None, *, organisations: Sequence[Organisation]) -> None:
        super().__init__(data)
        field = cast(forms.ChoiceField, self.fields["organisation"])
        field.choices = [(str(each.pk), str(each)) for each in organisations]
        if len(organisations) < 2:
            del self.fields["organisation"]


class EnterForm(forms.Form):
    """For a letter, a call or a visit."""

    office = forms.ChoiceField(label=_("Complaints office"))
    channel = forms.ChoiceField(
        label=pgettext_lazy("a complaint", "How it came"), widget=forms.RadioSelect
    )
    came_on = DayField(label=pgettext_lazy("a complaint", "On which day it came"))
    language = forms.ChoiceField(
        label=_("Language of the person"),
        choices=CHOICES,
        help_text=_("The form, the sheet with the code and the mailbox are in this language."),
    )

    def __init__(self, data: Sent = None, *, offices: Sequence[Office]) -> None:
        super().__init__(data, initial={"came_on": timezone.localdate()})
        channel = cast(forms.ChoiceField, self.fields["channel"])
        channel.choices = [(each, capfirst(str(Channel(each).label))) for each in BY_STAFF]
        field = cast(forms.ChoiceField, self.fields["office"])
        field.choices = [(str(each.pk), str(each)) for each in offices]
        if len(offices) < 2:
            del self.fields["office"]

    def clean_came_on(self) -> date:
        """Raises: ValidationError for a day to come."""
        day: date = self.cleaned_data["came_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day


class OrganisationCodeForm(forms.Form):
    """The code of the organisation; digits of every script, with any gaps."""

    code = LineField(label=_("Code of your organisation"), max_length=120, help_text=_("24 digits"))

    def __init__(self, data: Sent = None) -> None:
        super().__init__(data)
        self.fields["code"].widget.attrs |= {"autocomplete": "off", "inputmode": "numeric"}

    def clean_code(self) -> str:
        """As it was given. Raises: ValidationError."""
        return clean_code(self.cleaned_data["code"])


class LaterConsentForm(forms.Form):
    """Noted by the helper, after it was written: the person agrees now."""

    given = forms.ChoiceField(
        label=pgettext_lazy("consent", "How the person said it"),
        choices=[
            (each.value, each.label) for each in GivenBy if each.value != GivenBy.MAILBOX.value
        ],
        widget=forms.RadioSelect,
    )


class LaterNamedConsentForm(LaterConsentForm):
    """Where there is a name."""

    named = forms.ChoiceField(
        label=_("May the office know the name?"),
        choices=[(YES, pgettext_lazy("consent", "Yes")), (NO, pgettext_lazy("consent", "No"))],
        widget=forms.RadioSelect,
    )


class HelperMessageForm(forms.Form):
    """What a helper writes beside the person."""

    text = ProseField(
        label=_("Text"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("At most 10,000 characters."),
    )
