"""A contact with an organisation."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.data import Data, Initial
from partnerships.directory.forms.offered import offer_rows
from partnerships.directory.models import Contact, ContactKind, Partnership
from partnerships.shared.fields import DayField, LineField, ProseField, follow


class ContactForm(forms.Form):
    """Where there is only one partnership, it is not asked for."""

    partnership = forms.ModelChoiceField(
        label=_("Partnership"), queryset=Partnership.objects.none(), empty_label=None
    )
    kind = follow(Contact, "kind", forms.ChoiceField, choices=ContactKind, widget=forms.RadioSelect)
    on_day = follow(Contact, "on_day", DayField)
    subject = follow(Contact, "subject", LineField)
    text = follow(
        Contact,
        "text",
        ProseField,
        required=False,
        help_text=_(
            "Up to 4,000 characters. The organisation reads this too. Nothing about anybody's belief, "
            "origin, health or politics."
        ),
    )

    def __init__(
        self,
        data: Data = None,
        *,
        initial: Initial = None,
        partnerships: list[Partnership],
    ) -> None:
        super().__init__(data, initial=initial)
        if len(partnerships) < 2:
            del self.fields["partnership"]
        else:
            rows = Partnership.objects.filter(pk__in=[row.pk for row in partnerships])
            offer_rows(self, "partnership", rows.order_by("sort_key", "id"))

    @classmethod
    def prefill(cls, contact: Contact, data: Data = None) -> "ContactForm":
        """With what was noted; the partnership stays and is not asked for."""
        initial = {name: getattr(contact, name) for name in ("kind", "on_day", "subject", "text")}
        return cls(data, initial=initial, partnerships=[])

    def clean_on_day(self) -> date:
        """Raises: ValidationError for a day to come: a contact has taken place."""
        day = self.cleaned_data["on_day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day
