"""What may be typed about a ceremony."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.forms.base import Cleaned, Sent
from partnerships.agreements.models import Ceremony
from partnerships.agreements.models.limits import NOTE_LIMIT
from partnerships.shared.fields import DayField, LineField, ProseField, follow
from partnerships.shared.versions import VersionedForm


class CeremonyForm(VersionedForm):
    """Day, time, place, guests and programme."""

    day = DayField(label=_("Day"))
    time = forms.TimeField(label=_("Time of day"))
    place = follow(Ceremony, "place", LineField)
    guests = follow(
        Ceremony,
        "guests",
        ProseField,
        required=False,
        help_text=_("One guest a line. At most 4,000 characters."),
    )
    note = ProseField(
        label=_("Programme"),
        required=False,
        max_length=NOTE_LIMIT,
        help_text=_("One item a line. At most 4,000 characters."),
    )

    @classmethod
    def fill(cls, ceremony: Ceremony | None, data: Sent = None) -> "CeremonyForm":
        """The form as it is planned, or an empty one."""
        if ceremony is None:
            return cls(data, initial={"version": 0})
        local = timezone.localtime(ceremony.at)
        names = ("place", "guests", "note", "version")
        kept = {name: getattr(ceremony, name) for name in names}
        return cls(data, initial={"day": local.date(), "time": local.time(), **kept})

    @property
    def values(self) -> Cleaned:
        """As the action takes them; day and time are of our time zone."""
        names = ("place", "guests", "note", "version")
        at = datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"])
        return {
            "at": timezone.make_aware(at),
            **{name: self.cleaned_data[name] for name in names},
        }
