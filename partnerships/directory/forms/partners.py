"""A partner: admitted, corrected, with another standing, leaving."""

from typing import Any, cast

from django import forms
from django.db.models import Choices
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.beginnings import BeginningForm
from partnerships.directory.forms.data import Data
from partnerships.directory.forms.named import OrganisationField
from partnerships.directory.models import Account, Entry, Partner, Partnership, Side, Standing
from partnerships.shared.fields import DayField, LineField, follow
from partnerships.shared.past_days import PastDayField
from partnerships.shared.pieces import EitherDay


def choices_of(kind: type[Choices]) -> list[tuple[str, str]]:
    """Value and label of each choice; labels begin with a capital letter."""
    return [(value, capfirst(label)) for value, label in kind.choices]


class PlaceForm(BeginningForm):
    """Which place a partner has, and who decided it."""

    side = follow(
        Partner, "side", forms.ChoiceField, choices=choices_of(Side), widget=forms.RadioSelect
    )
    entry = follow(
        Partner, "entry", forms.ChoiceField, choices=choices_of(Entry), widget=forms.RadioSelect
    )
    standing = follow(
        Partner,
        "standing",
        forms.ChoiceField,
        choices=choices_of(Standing),
        widget=forms.RadioSelect,
        initial=Standing.FULL,
    )
    decision = LineField(
        label=_("Decision"),
        max_length=250,
        required=False,
        help_text=_("Who decided it, and where it is written."),
    )
    decided_on = follow(Partner, "decided_on", PastDayField, required=False)


class AdmitForm(PlaceForm):
    """An organisation becomes a partner."""

    organisation = OrganisationField(
        label=_("Organisation"),
        help_text=_("Type its name and choose it. It must have been entered before."),
    )
    field_order = ["organisation", "side", "entry", "standing"]

    def __init__(
        self, data: Data = None, *, account: Account, partnership: Partnership, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.initial.setdefault("entry", Entry.JOINED)
        there = Partner.objects.current().filter(partnership=partnership)
        field = cast(OrganisationField, self.fields["organisation"])
        rows = OrganisationField.visible_to(account)
        field.among(rows)
        outside = rows.exclude(pk__in=there.values("organisation"))
        field.widget.offered = outside.order_by("sort_key", "id")[:200]


class CorrectForm(PlaceForm):
    """What was entered wrongly. The standing stands here until it first changed."""

    until_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Empty: it is still a partner."),
    )
    leaving_decision = LineField(label=_("Decision on leaving"), max_length=250, required=False)
    leaving_decided_on = PastDayField(label=_("Leaving decided on"), required=False)
    field_order = ["side", "entry", "standing", "since", "attested_on", "until_on"]

    @classmethod
    def prefill(cls, partner: Partner, data: Data = None) -> "CorrectForm":
        """The form as the row stands."""
        form = cls(data)
        form.initial = {name: getattr(partner, name) for name in form.fields}
        if partner.standing_changes.exists():
            del form.fields["standing"]
        if not partner.until_on and not partner.ended_at:
            del form.fields["leaving_decision"], form.fields["leaving_decided_on"]
        return form


class StandingForm(forms.Form):
    """Another standing, from a day on or attested on one."""

    either_day = EitherDay("on_day", question=_("From when?"))
    pieces = (either_day,)

    standing = forms.ChoiceField(
        label=_("New standing"), choices=choices_of(Standing), widget=forms.RadioSelect
    )
    on_day = PastDayField(label=_("From"), required=False)
    attested_on = follow(
        Partner,
        "attested_on",
        PastDayField,
        required=False,
        help_text=_("If you do not know since when: a day on which it was certainly so."),
    )
    decision = LineField(label=_("Decision"), max_length=250, required=False)
    decided_on = follow(Partner, "decided_on", PastDayField, required=False)

    def __init__(self, data: Data = None, *, partner: Partner) -> None:
        super().__init__(data, initial={"before": partner.standing})
        field = cast(forms.ChoiceField, self.fields["standing"])
        field.choices = [pair for pair in choices_of(Standing) if pair[0] != partner.standing]

    def clean(self) -> dict[str, object]:
        """One of the two days is needed."""
        super().clean()
        self.either_day.settle(self)
        return self.cleaned_data


class LeaveForm(forms.Form):
    """The last day, who decided it, and what becomes of the seats."""

    until_on = DayField(
        label=_("Last day as a partner"),
        help_text=_("This day is included. A day to come is fine: until then nothing changes."),
    )
    leaving_decision = LineField(label=_("Decision"), max_length=250, required=False)
    leaving_decided_on = PastDayField(label=_("Decided on"), required=False)
    end_seats = forms.BooleanField(
        label=_("Its seats in the bodies end on the same day"), required=False, initial=True
    )

    def __init__(self, data: Data = None, *, has_seats: bool) -> None:
        super().__init__(data)
        if not has_seats:
            del self.fields["end_seats"]
