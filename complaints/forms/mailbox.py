"""Number and code of a mailbox, and what is written in it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from complaints.answers import Again, HowFar
from complaints.forms.digits import read_digits
from complaints.forms.intake import AskedForm
from complaints.store.secret import Mistyped, read_secret
from partnerships.shared.fields import AddressField, LineField, ProseField

LONGEST_MESSAGE = 10_000  # characters
LONGEST_FEEDBACK = 2_000
DIGITS = 9


class OpenForm(forms.Form):
    """Digits of every script, with any gaps."""

    number = LineField(
        label=_("Your number"), max_length=60, help_text=_("9 digits, for example 123 456 789")
    )
    code = LineField(label=_("Your code"), max_length=120, help_text=_("24 digits"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django's
        for name in self.fields:
            self.fields[name].widget.attrs |= {
                "autocomplete": "off",
                "inputmode": "numeric",
                "dir": "ltr",
            }

    def clean_number(self) -> str:
        """As it is stored. Raises: ValidationError."""
        digits = read_digits(self.cleaned_data["number"])
        if len(digits) != DIGITS:
            raise ValidationError(_("The number has 9 digits."))
        return digits

    def clean_code(self) -> str:
        """As it was given. Raises: ValidationError where digits are missing, too many or mistyped."""
        return clean_code(self.cleaned_data["code"])


def clean_code(typed: str) -> str:
    """As it was given. Raises: ValidationError where digits are missing, too many or mistyped."""
    try:
        return read_secret(typed)
    except Mistyped as mistyped:
        words = {
            "too_short": _("There are digits missing: the code has 24."),
            "too_long": _("There are too many digits: the code has 24."),
            "not_digits": _("The code has digits only."),
        }
        other = _("A digit of the code is wrong. Please compare it once more.")
        raise ValidationError(words.get(mistyped.why, other)) from None


class NudgeForm(forms.Form):
    """Where a letter without content goes."""

    email = AddressField(label=_("Your e-mail address"))


class WriteForm(forms.Form):
    """A message of the person to the office."""

    text = ProseField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Write in your language. At most 10,000 characters."),
    )


class ObjectForm(forms.Form):
    """Whom the person does not want, and why; as `text`, which is kept where the mailbox closes meanwhile."""

    text = ProseField(
        label=_("Who should not work on it, and why?"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("A name or what you know of the person. At most 10,000 characters."),
    )


class WhyForm(forms.Form):
    """Why it is taken back; nobody has to say."""

    why = ProseField(
        label=_("Why? You need not say."),
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea({"rows": 4}),
    )


class FeedbackForm(AskedForm):
    """Three short questions and a few words; who begins answers all three, so that each is read of at least five."""

    understood = forms.TypedChoiceField(
        label=_("Did you understand our answer well?"),
        choices=HowFar,
        coerce=int,
        widget=forms.RadioSelect,
    )
    taken_seriously = forms.TypedChoiceField(
        label=_("Were you taken seriously?"),
        choices=HowFar,
        coerce=int,
        widget=forms.RadioSelect,
    )
    again = forms.ChoiceField(
        label=_("Would you write to us again?"), choices=Again, widget=forms.RadioSelect
    )
    text = ProseField(
        label=_("Do you want to say more?"),
        required=False,
        max_length=LONGEST_FEEDBACK,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("No names please. At most 2,000 characters."),
    )
