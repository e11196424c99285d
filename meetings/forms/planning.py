"""When and where a meeting is, and why it is called off or moved."""

from collections.abc import Mapping
from typing import cast

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models import CancelReason, Meeting, MeetingFormat
from partnerships.directory.models import Body, Partnership
from partnerships.shared.fields import DayField, LineField, ProseField, follow
from partnerships.shared.pieces import Fold, in_english

Sent = Mapping[str, object] | None  # what a browser sent, or None for a form that is only shown


class TimeField(forms.TimeField):
    """A time of day, in hours and minutes."""

    widget = forms.TimeInput({"type": "time"}, format="%H:%M")
    input_formats = ("%H:%M", "%H:%M:%S", "%H.%M")


class WhenForm(forms.Form):
    """A day with its hours; the last day only where it is another one."""

    pieces: tuple[Fold, ...] = (Fold(("last_day",), _("It lasts several days or over midnight")),)

    first_day = follow(Meeting, "first_day", DayField)
    from_time = TimeField(label=_("From"))
    until_time = TimeField(label=_("Until"))
    last_day = follow(Meeting, "last_day", DayField, required=False)
    answer_until = follow(
        Meeting,
        "answer_until",
        DayField,
        required=False,
        help_text=_("Whoever has not answered is reminded three days before."),
    )


class MeetingForm(WhenForm):
    """Everything about a meeting but the people."""

    pieces = (
        in_english("title_en"),
        Fold(
            ("last_day", "only_period"),
            _("It lasts several days or over midnight"),
        ),
        Fold(("directions", "online_url"), _("How to get there, or take part online")),
    )

    title = follow(Meeting, "title", LineField)
    title_en = follow(Meeting, "title_en", LineField, required=False)
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
    only_period = forms.BooleanField(
        label=_("Only the period is known"),
        required=False,
        help_text=_("For a past meeting of which nobody knows the day: it was on one of these."),
    )
    place = follow(Meeting, "place", LineField, required=False)
    directions = follow(
        Meeting,
        "directions",
        ProseField,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Entrance, stops, step-free way, whom to call on the spot."),
    )
    online_url = forms.URLField(
        label=_("Link for taking part online"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    has_meal = forms.BooleanField(label=_("With a meal"), required=False)
    relation_only = forms.BooleanField(
        label=_("To get to know each other"),
        required=False,
        help_text=_("Without agenda and without tasks: only who was there is noted."),
    )
    after_incident = forms.BooleanField(
        label=_("Called because of an incident"),
        required=False,
        help_text=_("Meetings in calm times are counted apart."),
    )
    note = follow(Meeting, "note", ProseField, required=False, widget=forms.Textarea({"rows": 4}))
    field_order = [
        "title", "title_en", "format", "body", "first_day", "from_time", "until_time", "last_day", "only_period",
        "place", "directions", "online_url", "note", "answer_until", "has_meal", "relation_only",
        "after_incident",
    ]  # fmt: skip

    def __init__(
        self, data: Sent = None, *, partnership: Partnership, meeting: Meeting | None = None
    ) -> None:
        super().__init__(data)
        formats = MeetingFormat.objects.filter(in_use=True)
        bodies = Body.objects.filter(partnership=partnership, closed_on__isnull=True)
        if meeting is not None:
            formats |= MeetingFormat.objects.filter(pk=meeting.format_id)
            bodies |= Body.objects.filter(pk=meeting.body_id or 0)
            self.initial = {name: getattr(meeting, name) for name in self.fields}
            if meeting.last_day == meeting.first_day:
                self.initial["last_day"] = None
        cast(forms.ModelChoiceField, self.fields["format"]).queryset = formats
        cast(forms.ModelChoiceField, self.fields["body"]).queryset = bodies

    @property
    def details(self) -> dict[str, object]:
        """What is kept of it."""
        return self.cleaned_data


class ReasonForm(forms.Form):
    """Why it does not take place as planned."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[(value, capfirst(label)) for value, label in CancelReason.choices],
        widget=forms.RadioSelect,
    )
    reason_text = follow(
        Meeting,
        "reason_text",
        LineField,
        required=False,
        help_text=_("All who are invited read it. No names, no illnesses of single people."),
    )


class CancelForm(ReasonForm):
    """It does not take place."""


class MoveForm(WhenForm, ReasonForm):
    """It takes place on another day."""

    field_order = [
        "first_day", "from_time", "until_time", "last_day", "answer_until", "reason", "reason_text",
    ]  # fmt: skip

    def __init__(self, data: Sent = None, *, meeting: Meeting) -> None:
        super().__init__(data)
        self.initial = {"from_time": meeting.from_time, "until_time": meeting.until_time}

    def clean_first_day(self) -> object:
        """People can only be invited for a day to come."""
        day = self.cleaned_data["first_day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is past."))
        return day
