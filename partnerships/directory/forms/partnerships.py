"""A partnership: its founding, and what is said of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.data import Data
from partnerships.directory.forms.named import OrganisationField
from partnerships.directory.forms.offered import offer_names
from partnerships.directory.models import Account, Organisation, Partnership
from partnerships.shared.fields import LineField, ProseField, follow
from partnerships.shared.marked.typed import PrintedLineField
from partnerships.shared.past_days import PastDayField
from partnerships.shared.pieces import in_english

FIELDS = (
    "name", "name_en", "purpose", "purpose_en", "founded_on", "region", "population", "source_note",
)  # fmt: skip


class PartnershipForm(forms.Form):
    """Name, purpose, region and source of a partnership."""

    pieces = (in_english("name_en", "purpose_en"),)

    name = follow(Partnership, "name", PrintedLineField)
    name_en = follow(Partnership, "name_en", PrintedLineField, required=False)
    purpose = follow(
        Partnership,
        "purpose",
        ProseField,
        required=False,
        help_text=_("Two or three sentences that everybody understands."),
        widget=forms.Textarea({"rows": 4}),
    )
    purpose_en = follow(
        Partnership, "purpose_en", ProseField, required=False, widget=forms.Textarea({"rows": 4})
    )
    founded_on = follow(Partnership, "founded_on", PastDayField, required=False)
    region = follow(Partnership, "region", LineField, required=False)
    population = forms.IntegerField(
        label=_("People living there, about"),
        required=False,
        min_value=1,
        max_value=2_000_000_000,
    )
    source_note = follow(Partnership, "source_note", LineField, required=False)

    @classmethod
    def prefill(cls, partnership: Partnership, data: Data = None) -> "PartnershipForm":
        """The form as the partnership stands."""
        return cls(data, initial={name: getattr(partnership, name) for name in FIELDS})


class FoundForm(PartnershipForm):
    """A new partnership, and the authority that founds it: it is the first partner."""

    founder = OrganisationField(
        label=_("Founding authority"),
        help_text=_("It becomes the first founding partner. You admit the others afterwards."),
    )
    field_order = ["founder"]

    def __init__(self, data: Data = None, *, account: Account) -> None:
        super().__init__(data)
        organisations = OrganisationField.visible_to(account)
        if not account.is_administrator():
            own = [o for role, o, _p in account.access.grants if role == "liaison" and o]
            organisations = Organisation.objects.filter(pk__in=own).present()
            if len(own) == 1:
                self.initial["founder"] = organisations.first()
        offer_names(self, "founder", organisations)
