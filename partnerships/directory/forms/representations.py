"""What may be typed about somebody who stands for an organisation."""

from datetime import date

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.data import Data, Initial
from partnerships.directory.forms.named import PersonField
from partnerships.directory.forms.offered import offer_names
from partnerships.directory.models import Account, Person, Representation, RepresentationRole
from partnerships.shared.fields import AddressField, DayField, LineField, ProseField, follow
from partnerships.shared.pieces import EitherDay
from partnerships.shared.printed_name import PrintedNameField, only_where_needed
from partnerships.shared.versions import VersionedForm

NOTE = 4000


class StandingForm(forms.Form):
    """Role, function, and the right to sign."""

    role = follow(
        Representation,
        "role",
        forms.ChoiceField,
        choices=RepresentationRole,
        initial=RepresentationRole.REPRESENTATIVE,
        widget=forms.RadioSelect,
        help_text=_("Lead representatives say who stands for the organisation."),
    )
    function = follow(
        Representation, "function", LineField, required=False, help_text=_("For example: chair.")
    )
    may_sign = forms.BooleanField(label=_("May sign agreements"), required=False)
    signs_since = follow(
        Representation,
        "signs_since",
        DayField,
        required=False,
        help_text=_("Leave empty: from the beginning."),
    )

    def clean(self) -> dict[str, object]:
        """Who may not sign has no day from which on they sign."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("signs_since") and not cleaned.get("may_sign"):
            self.add_error("signs_since", _("Tick “May sign agreements”, or leave this empty."))
        return cleaned


class SomebodyForm(forms.Form):
    """Somebody who is entered already, or somebody new."""

    person = PersonField(
        label=_("Somebody who is entered already"),
        required=False,
        help_text=_("Given name and family name."),
    )
    given_name = LineField(label=_("or somebody new: given name"), max_length=80, required=False)
    family_name = LineField(label=_("Family name"), max_length=80, required=False)
    printed_name = PrintedNameField()
    email = follow(Person, "email", AddressField, required=False)

    def __init__(self, data: Data = None, *, initial: Initial = None, by: Account) -> None:
        super().__init__(data, initial=initial)
        self.seen = PersonField.visible_to(by)
        offer_names(self, "person", self.seen)
        only_where_needed(self, "given_name", "family_name")

    def clean(self) -> dict[str, object]:
        """Exactly one of the two; an address that somebody one sees has is that person's."""
        cleaned = super().clean() or self.cleaned_data
        known, new = cleaned.get("person"), cleaned.get("family_name")
        if known and new:
            self.add_error("family_name", _("Name one person: entered already, or new."))
        elif not known and not new and not self.errors:
            self.add_error("person", _("Say who it is."))
        elif new and (address := cleaned.get("email")):
            self._refuse_known(address)
        return cleaned

    def _refuse_known(self, address: str) -> None:
        there = self.seen.filter(email__iexact=address).first()
        if there is not None:
            message = _("%(name)s has this address and is entered already: name them above.")
            self.add_error("email", message % {"name": there})

    @property
    def newcomer(self) -> dict[str, str]:
        """Name and address of somebody new, as enter_person takes them."""
        names = ("given_name", "family_name", "printed_name", "email")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class InvitedForm(SomebodyForm):
    """Somebody, and whether the letter that opens an account goes at once."""

    invite = forms.BooleanField(
        label=_("Invite the person to open an account"),
        required=False,
        help_text=_("A letter with a link goes to the address. It is valid for 14 days."),
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=settings.LANGUAGES,
        initial=settings.LANGUAGE_CODE,
        required=False,
    )

    def clean(self) -> dict[str, object]:
        """A letter needs an address, and somebody who has no account."""
        super().clean()
        cleaned = self.cleaned_data
        if not cleaned.get("invite"):
            return cleaned
        known = cleaned.get("person")
        if known and known.account_id:
            self.add_error("invite", _("This person has an account already."))
        elif not self.address and "email" not in self.errors:
            self.add_error("email", _("An invitation needs an e-mail address."))
        return cleaned

    @property
    def address(self) -> str:
        """Where the letter goes: as typed, or as entered before."""
        known = self.cleaned_data.get("person")
        return self.cleaned_data.get("email") or (known.email if known else "")


NAMING = ("person", "given_name", "family_name", "printed_name", "email", "invite", "language")


class BeginForm(InvitedForm, StandingForm):
    """Somebody begins, on a day or already, attested on one."""

    either_day = EitherDay("since")
    pieces = (either_day,)
    field_order = NAMING

    since = follow(Representation, "since", DayField, required=False)
    attested_on = DayField(
        label=_("Attested on"),
        required=False,
        help_text=_("If you do not know since when: a day on which it was certainly so."),
    )

    def clean(self) -> dict[str, object]:
        """One of both days; nothing is attested in times to come."""
        super().clean()
        cleaned = self.cleaned_data
        self.either_day.settle(self)
        attested = cleaned.get("attested_on")
        if attested and attested > timezone.localdate():
            self.add_error("attested_on", _("This day has not come yet."))
        return cleaned


STANDING = ("role", "function", "may_sign", "signs_since")


class EditForm(StandingForm, VersionedForm):
    """The days are corrected here, too; an end that was set can be moved or taken away."""

    either_day = EitherDay("since")
    pieces = (either_day,)
    since = follow(Representation, "since", DayField, required=False)
    attested_on = DayField(label=_("Attested on"), required=False)
    until_on = follow(
        Representation,
        "until_on",
        DayField,
        required=False,
        help_text=_("Leave empty: it goes on without an end."),
    )

    @classmethod
    def prefill(cls, row: Representation, data: Data = None) -> "EditForm":
        """As it stands; the end only where one was set."""
        names = (*STANDING, "since", "attested_on", "until_on", "version")
        form = cls(data, initial={name: getattr(row, name) for name in names})
        if row.until_on is None:
            del form.fields["until_on"]
        return form

    def clean(self) -> dict[str, object]:
        """A beginning is known or attested."""
        super().clean()
        self.either_day.settle(self)
        return self.cleaned_data


class HandoverForm(VersionedForm):
    """What whoever comes next should know."""

    handover_note = follow(
        Representation,
        "handover_note",
        ProseField,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "What whoever comes next should know. Up to 4,000 characters; only people who stand for this"
            " organisation read it."
        ),
    )


class ReplaceForm(HandoverForm, InvitedForm, StandingForm):
    """Who stands for the organisation instead of somebody else, from a day on."""

    field_order = NAMING

    since = DayField(
        label=_("From this day on"),
        help_text=_("The day before is the last day of the one who goes."),
    )

    @classmethod
    def prefill(cls, row: Representation, data: Data = None, *, by: Account) -> "ReplaceForm":
        """The one who comes gets what the other had."""
        names = ("role", "function", "may_sign", "version", "handover_note")
        initial = {name: getattr(row, name) for name in names}
        return cls(data, by=by, initial=initial | {"since": timezone.localdate()})


class EndForm(HandoverForm):
    """When a representation ends: at once, or at the end of a day."""

    when = forms.ChoiceField(
        label=_("When does it end?"),
        choices=[("now", _("now, at once")), ("day", _("at the end of a day"))],
        initial="now",
        widget=forms.RadioSelect,
    )
    last_day = DayField(label=_("Last day"), required=False)
    reason = LineField(
        label=_("Reason"),
        max_length=250,
        required=False,
        help_text=_("If you give one, it stands in the letter to the person."),
    )

    field_order = ("when", "last_day", "reason", "handover_note")

    @classmethod
    def prefill(cls, row: Representation, data: Data = None, *, own: bool = False) -> "EndForm":
        """Nobody writes a letter to themselves."""
        form = cls(data, initial={"version": row.version, "handover_note": row.handover_note})
        form.since = row.since or row.attested_on
        if own:
            del form.fields["reason"]
        return form

    since: date | None = None

    def clean(self) -> dict[str, object]:
        """The day is needed where it was chosen; it is not before the beginning."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("when") != "day":
            cleaned["last_day"] = None
            self.errors.pop("last_day", None)
            return cleaned
        day = cleaned.get("last_day")
        if not day and "last_day" not in self.errors:
            self.add_error("last_day", _("Say which day is the last one."))
        elif day and self.since and day < self.since:
            self.add_error("last_day", _("The end must not be before the beginning."))
        return cleaned
