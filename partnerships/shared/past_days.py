"""Days that have been, as they are asked for in forms."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.shared.fields import DayField


class PastDayField(DayField):
    """Today or earlier."""

    def to_python(self, value: Any) -> date | None:
        """Raises: ValidationError for a day to come."""
        day = super().to_python(value)
        if day and day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."), code="future")
        return day


class DayForm(forms.Form):
    """Which past day one wants to see; nothing asked means today."""

    day = PastDayField(label=_("Day"), required=False)
