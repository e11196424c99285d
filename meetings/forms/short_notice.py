"""A meeting called because of an incident, where an agreement says how soon."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.forms.planning import MeetingForm, Sent, TimeField
from meetings.in_words import point_in_words
from meetings.local_times import ZONE, moment_of
from meetings.short_notice import latest_start, propose_start
from partnerships.directory.models import Partnership
from partnerships.shared.fields import DayField
from partnerships.shared.short_notice import ShortNotice

LASTS = timedelta(hours=2)


class ShortNoticeForm(MeetingForm):
    """Asks when it happened, which nobody keeps, and proposes a time within the hours that are agreed."""

    incident_day = DayField(label=_("Day of the incident"))
    incident_time = TimeField(
        label=_("Time of the incident"),
        help_text=_("The agreed hours are counted from here. It is not kept."),
    )
    field_order = ["incident_day", "incident_time", *MeetingForm.field_order]

    def __init__(
        self,
        data: Sent = None,
        *,
        partnership: Partnership,
        agreed: ShortNotice,
        incident: datetime,
    ) -> None:
        super().__init__(data, partnership=partnership)
        self.agreed = agreed
        self.incident = incident.replace(second=0, microsecond=0).astimezone(UTC)
        self.initial = {**self.initial, **self._proposed()}

    def _proposed(self) -> dict[str, object]:
        start = propose_start(timezone.now(), self.latest)
        berlin = ZoneInfo(ZONE)
        since, first, last = (
            moment.astimezone(berlin) for moment in (self.incident, start, start + LASTS)
        )
        return {
            "incident_day": since.date(),
            "incident_time": since.time(),
            "first_day": first.date(),
            "from_time": first.time(),
            "last_day": last.date() if last.date() != first.date() else None,
            "until_time": last.time(),
        }

    def clean(self) -> dict[str, object]:
        """The moment of the incident: one that has been, and that clocks have shown."""
        cleaned = super().clean() or self.cleaned_data
        if {"incident_day", "incident_time"} <= cleaned.keys():
            try:
                self.incident = moment_of(cleaned["incident_day"], cleaned["incident_time"])
            except ValidationError as error:
                self.add_error("incident_time", error)
            if self.incident > timezone.now():
                self.add_error("incident_day", _("This moment is still to come."))
        return cleaned

    @property
    def latest(self) -> datetime:
        """When it must have begun, counted from what was typed, in UTC."""
        return latest_start(self.incident, self.agreed)

    @property
    def latest_in_words(self) -> str:
        """By the clocks of Berlin."""
        return point_in_words(self.latest)

    @property
    def is_late(self) -> bool:
        """Does it begin after the agreed hours? For a valid form; of a time that no clock shows nothing is said."""
        values = self.cleaned_data
        try:
            start = moment_of(values["first_day"], values["from_time"])
        except ValidationError:
            return False
        return bool(values["after_incident"]) and start > self.latest

    @property
    def details(self) -> dict[str, object]:
        """What is kept of it."""
        asked = ("incident_day", "incident_time")
        return {name: value for name, value in super().details.items() if name not in asked}
