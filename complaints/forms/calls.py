"""What somebody says who wants to be called: a number and a language; the rest may be left out."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from complaints.forms.intake import AskedForm
from complaints.languages import spoken_choices
from complaints.models import Office
from partnerships.shared.fields import LineField, TelephoneField

OTHER = "other"


class CallForm(AskedForm):
    """For whoever cannot write, or whose language is missing."""

    office = forms.ChoiceField(label=_("Which office shall call you?"), widget=forms.RadioSelect)
    phone = TelephoneField(label=_("Your telephone number"))
    language = forms.ChoiceField(label=_("Which language do you speak?"))
    other = LineField(
        label=_("It is not in the list?"),
        required=False,
        max_length=80,
        help_text=_("Write the name of your language here."),
    )
    times = LineField(
        label=_("When can we call you?"),
        required=False,
        max_length=120,
        help_text=_("For example: on weekdays, around 5 in the evening."),
    )
    name = LineField(
        label=_("Your name"),
        required=False,
        max_length=120,
        help_text=_("You need not say it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Where one office alone receives, nobody is asked which."""
        super().__init__(*args, **kwargs)
        language = cast(forms.ChoiceField, self.fields["language"])
        language.choices = [("", "—"), *spoken_choices(), (OTHER, _("Another language"))]
        offices = [(str(each.pk), str(each)) for each in Office.objects.receiving()]
        cast(forms.ChoiceField, self.fields["office"]).choices = offices
        if len(offices) < 2:
            del self.fields["office"]

    def clean(self) -> dict[str, object]:
        """Raises: ValidationError where it is another language, and not said which."""
        values = super().clean() or self.cleaned_data
        if (
            values.get("language") == OTHER
            and not values.get("other")
            and "other" not in self.errors
        ):
            raise ValidationError({"other": _("Write the name of your language here.")})
        return values
