"""A partnership: its founding, and what is said of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.named import OrganisationField
from partnerships.directory.forms.spans import PastDayField
from partnerships.directory.models import Organisation, Partnership
from partnerships.shared.fields import LineField, ProseField, follow
from partnerships.shared.marked.typed import PrintedLineField

FIELDS = (
    "name", "name_en", "purpose", "purpose_en", "founded_on", "region", "population", "source_note",
)  # fmt: skip


class PartnershipForm(forms.Form):
    """What is said of a partnership."""

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
    def of(cls, partnership: Partnership, data: Any = None) -> "PartnershipForm":
        """The form as the partnership stands."""
        return cls(data, initial={name: getattr(partnership, name) for name in FIELDS})


class FoundForm(PartnershipForm):
    """A new partnership, and the authority that founds it: it is the first partner."""

    founder = OrganisationField(
        label=_("Founding authority"),
        help_text=_("It becomes the first founding partner. You admit the others afterwards."),
    )
    field_order = ["founder"]

    def __init__(self, data: Any = None, *, account: Any) -> None:
        super().__init__(data)
        seen = OrganisationField.visible_to(account)
        if not account.is_administrator():
            own = [o for role, o, _p in account.access.grants if role == "liaison" and o]
            seen = Organisation.objects.filter(pk__in=own).present()
            if len(own) == 1:
                self.initial["founder"] = seen.first()
        self.fields["founder"].among(seen)  # type: ignore[attr-defined]
