"""A series: how often, how many meetings, where in turn."""

from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings import cadence
from meetings.actions.series import MOST
from meetings.forms.planning import Sent, TimeField
from meetings.models import MeetingFormat, Series
from partnerships.directory.models import Body, Partnership
from partnerships.shared.fields import DayField, LineField, ProseField, follow
from partnerships.shared.pieces import Fold, in_english


class SeriesForm(forms.Form):
    """Everything that its meetings have in common."""

    pieces = (
        in_english("title_en"),
        Fold(("on_holidays", "points"), _("Holidays, and points of each agenda")),
    )

    title = follow(Series, "title", LineField)
    title_en = follow(Series, "title_en", LineField, required=False)
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
    every = forms.ChoiceField(label=_("How often"), choices=cadence.CHOICES, initial="W6")
    first_day = follow(
        Series, "first_day", DayField, help_text=_("The others are on the same day of the week.")
    )
    from_time = TimeField(label=_("From"))
    until_time = TimeField(label=_("Until"))
    number = forms.IntegerField(
        label=_("How many meetings to plan now"), min_value=1, max_value=MOST, initial=4
    )
    places = follow(
        Series,
        "places",
        ProseField,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One a line. With several, they take turns."),
    )
    has_meal = forms.BooleanField(label=_("With a meal"), required=False)
    on_holidays = forms.ChoiceField(
        label=_("If a date is a public holiday"), choices=cadence.ON_HOLIDAYS, initial=cadence.LATER
    )
    points = follow(
        Series,
        "points",
        ProseField,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One a line, such as: News from both sides."),
    )

    def __init__(self, data: Sent = None, *, partnership: Partnership) -> None:
        super().__init__(data)
        formats = MeetingFormat.objects.filter(in_use=True)
        bodies = Body.objects.filter(partnership=partnership, closed_on__isnull=True)
        cast(forms.ModelChoiceField, self.fields["format"]).queryset = formats
        cast(forms.ModelChoiceField, self.fields["body"]).queryset = bodies

    def clean_first_day(self) -> object:
        """A series is for meetings to come."""
        day = self.cleaned_data["first_day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is past."))
        return day


class MoreForm(forms.Form):
    """How many more meetings of a series."""

    number = forms.IntegerField(
        label=_("How many meetings"), min_value=1, max_value=MOST, initial=4
    )
