"""Which past day one wants to see."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.spans import PastDayField


class DayForm(forms.Form):
    """A day that has been; nothing asked means today."""

    day = PastDayField(label=_("Day"), required=False)
