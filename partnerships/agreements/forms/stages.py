"""What may be typed when an agreement is led on, and when it is printed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.shared.fields import DayField, LineField
from partnerships.shared.languages import ContentLanguage


class PaperForm(forms.Form):
    """When and where it was signed on paper."""

    signed_on = DayField(label=_("Signed on"))
    place = LineField(label=_("Place"), max_length=120, required=False)
    effective_on = DayField(
        label=_("In force from"), required=False, help_text=_("Leave empty for the day of signing.")
    )
    until_on = DayField(
        label=_("In force until"),
        required=False,
        help_text=_("Leave empty for the end of the agreed term, or for no end."),
    )

    def clean(self) -> dict[str, Any]:
        """It does not end before it begins, and not before it was signed."""
        cleaned = super().clean()
        until = cleaned.get("until_on")
        begins = [day for name in ("signed_on", "effective_on") if (day := cleaned.get(name))]
        if until and begins and until < max(begins):
            self.add_error("until_on", _("The end must not be before the beginning."))
        return cleaned


class DocumentForm(forms.Form):
    """In which language the PDF is wanted."""

    language = forms.ChoiceField(label=_("Language"), choices=ContentLanguage)
