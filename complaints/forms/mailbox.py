"""Number and code of a mailbox, and what is written in it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from complaints.store.secret import Mistyped, read_secret
from partnerships.shared.fields import AddressField, LineField, ProseField

LONGEST_MESSAGE = 10_000  # characters
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
        try:
            return read_secret(self.cleaned_data["code"])
        except Mistyped as mistyped:
            words = {
                "too_short": _("There are digits missing: the code has 24."),
                "too_long": _("There are too many digits: the code has 24."),
                "not_digits": _("The code has digits only."),
            }
            other = _("A digit of the code is wrong. Please compare it once more.")
            raise ValidationError(words.get(mistyped.why, other)) from None


def read_digits(typed: str) -> str:
    """The decimal digits of whatever script, as ASCII; everything else is left out."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())


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
