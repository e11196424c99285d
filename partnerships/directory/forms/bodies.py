"""A body and its seats."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.beginnings import BeginningForm
from partnerships.directory.forms.data import Data
from partnerships.directory.forms.named import OrganisationField, PersonField
from partnerships.directory.forms.offered import offer_names
from partnerships.directory.forms.partners import choices_of
from partnerships.directory.models import Account, Body, BodyKind, Seat
from partnerships.shared.fields import DayField, LineField, ProseField, follow
from partnerships.shared.past_days import PastDayField
from partnerships.shared.pieces import EitherDay, in_english


class BodyForm(forms.Form):
    """A committee, an office, a group."""

    either_day = EitherDay("founded_on", question=_("Set up when?"))
    pieces = (in_english("name_en", "purpose_en"), either_day)

    kind = follow(Body, "kind", forms.ChoiceField, choices=choices_of(BodyKind))
    name = follow(Body, "name", LineField)
    name_en = follow(Body, "name_en", LineField, required=False)
    purpose = follow(
        Body, "purpose", ProseField, required=False, widget=forms.Textarea({"rows": 4})
    )
    purpose_en = follow(
        Body, "purpose_en", ProseField, required=False, widget=forms.Textarea({"rows": 4})
    )
    place = follow(Body, "place", LineField, required=False)
    meetings_per_year = forms.IntegerField(
        label=_("Meetings a year"), required=False, min_value=1, max_value=366
    )
    founded_on = PastDayField(label=_("Set up on"), required=False)
    attested_on = follow(
        Body,
        "attested_on",
        PastDayField,
        required=False,
        help_text=_("If you do not know since when: a day on which it was certainly so."),
    )
    closed_on = follow(
        Body,
        "closed_on",
        PastDayField,
        required=False,
        help_text=_("Empty: the body is open again."),
    )

    @classmethod
    def prefill(cls, body: Body | None, data: Data = None) -> "BodyForm":
        """The form as the body stands, or an empty one. An open body is closed on a page of its own."""
        form = cls(data)
        if body is not None:
            form.initial = {name: getattr(body, name) for name in form.fields}
        if body is None or body.closed_on is None:
            del form.fields["closed_on"]
        return form

    def clean(self) -> dict[str, object]:
        """One of the two days is needed, so that a past day stays right."""
        super().clean()
        self.either_day.settle(self)
        return self.cleaned_data


class CloseForm(forms.Form):
    """The last day of a body that is closed."""

    closed_on = PastDayField(label=_("Last day"))


class _HolderForm(forms.Form):
    """Who sits there: both lines may stay empty."""

    person = PersonField(
        label=_("Person"), required=False, help_text=_("Leave empty for a vacant seat.")
    )
    organisation = OrganisationField(
        label=_("For the organisation"),
        required=False,
        help_text=_("It need not be a partner. Leave empty for a seat that belongs to nobody."),
    )

    def choose_among(self, account: Account) -> None:
        """Lets the fields offer the people and organisations that the account sees."""
        offer_names(self, "person", PersonField.visible_to(account))
        offer_names(self, "organisation", OrganisationField.visible_to(account))


class SeatForm(BeginningForm):
    """What a seat is called, and whether it has a vote."""

    pieces = (*BeginningForm.pieces, in_english("label_en"))

    label = follow(
        Seat, "label", LineField, help_text=_("For example: chair, deputy chair, adviser.")
    )
    label_en = follow(Seat, "label_en", LineField, required=False)
    voting = forms.TypedChoiceField(
        label=_("Vote"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("Voting")), ("no", _("Advisory"))],
        widget=forms.RadioSelect,
        initial="yes",
        help_text=_(
            "Whoever has a voting seat in the joint management or the steering committee can keep the data of"
            " this partnership."
        ),
    )


class AddSeatForm(_HolderForm, SeatForm):
    """A new seat, with whoever takes it."""

    field_order = ["label", "label_en", "voting", "person", "organisation"]

    def __init__(self, data: Data = None, *, account: Account) -> None:
        super().__init__(data)
        self.choose_among(account)


class CorrectSeatForm(SeatForm):
    """What was entered wrongly; somebody new is entered on the page for filling it."""

    until_on = DayField(label=_("Last day"), required=False)
    field_order = ["label", "label_en", "voting"]

    @classmethod
    def prefill(cls, seat: Seat, data: Data = None) -> "CorrectSeatForm":
        """The form as the seat stands."""
        form = cls(data)
        form.initial = {name: getattr(seat, name) for name in form.fields}
        form.initial["voting"] = "yes" if seat.voting else "no"
        return form


class FillForm(_HolderForm):
    """From which day on who sits there."""

    since = PastDayField(label=_("From"))
    field_order = ["person", "organisation", "since"]

    def __init__(self, data: Data = None, *, account: Account, seat: Seat) -> None:
        super().__init__(data, initial={"organisation": seat.organisation})
        self.choose_among(account)


class EndSeatForm(forms.Form):
    """The last day of a seat."""

    until_on = DayField(label=_("Last day"))
