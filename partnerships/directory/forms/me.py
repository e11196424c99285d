"""What one changes about oneself, and asks to be corrected."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.data import Data
from partnerships.directory.forms.offered import offer_choices
from partnerships.directory.models import Correction, Person, ShownTo
from partnerships.shared.fields import LineField, ProseField, TelephoneField, follow
from partnerships.shared.pieces import long_list
from partnerships.shared.printed_name import PrintedNameField, only_where_needed
from partnerships.shared.spoken import spoken_choices

FIELDS = ("given_name", "family_name", "printed_name", "phone", "phone_shown_to", "languages")


class OwnEntryForm(forms.Form):
    """What one keeps about oneself: name, telephone, languages."""

    pieces = (long_list("languages"),)

    given_name = follow(Person, "given_name", LineField, required=False)
    family_name = LineField(label=_("Family name"), max_length=80)
    printed_name = PrintedNameField()
    phone = follow(Person, "phone", TelephoneField, required=False)
    phone_shown_to = forms.ChoiceField(
        label=_("Who sees my telephone number"), choices=ShownTo, widget=forms.RadioSelect
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages that I speak"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("So that others know in which language they can talk to you."),
    )

    @classmethod
    def prefill(cls, person: Person, data: Data = None) -> "OwnEntryForm":
        """With what stands there today."""
        form = cls(data, initial={name: getattr(person, name) for name in FIELDS})
        offer_choices(form, "languages", spoken_choices(also=person.languages))
        only_where_needed(form, "given_name", "family_name")
        return form


class CorrectionForm(forms.Form):
    """What is wrong, and what should stand there."""

    about = follow(Correction, "about", LineField, help_text=_("For example: my function"))
    wish = follow(Correction, "wish", ProseField, help_text=_("Up to 2,000 characters."))


class AnswerForm(forms.Form):
    """The answer to a request for correction: corrected or not, and why."""

    made = forms.ChoiceField(
        label=_("Decision"),
        choices=[("yes", _("It is corrected")), ("no", _("It is not corrected"))],
        widget=forms.RadioSelect,
    )
    answer = ProseField(
        label=_("Answer to the person"),
        max_length=2000,
        help_text=_(
            "Up to 2,000 characters. If it is not corrected, give the reason and say that they may complain "
            "to the data protection authority."
        ),
    )

    def clean(self) -> dict[str, object]:
        """Turns `made` from "yes" or "no" into a truth value."""
        values = super().clean() or {}
        if "made" in values:
            values["made"] = values["made"] == "yes"
        return values
