"""May I share this? Asked by GET, so that an answer can be kept as a bookmark."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from analyses.forms.bases import SECRECIES
from analyses.kinds import AuthorityKind, Beyond, Category, Initiative, Task
from analyses.sharing import Question

HOLDERS = [
    *AuthorityKind.choices,
    (Beyond.OPEN_SOURCE.value, Beyond.OPEN_SOURCE.label),
]
NEEDERS = [
    *AuthorityKind.choices,
    (Beyond.PRIVATE.value, Beyond.PRIVATE.label),
    (Beyond.ABROAD.value, Beyond.ABROAD.label),
]
CHOOSE = ("", _("Please choose"))


class AskForm(forms.Form):
    """Six questions."""

    holder = forms.ChoiceField(label=_("Who holds it?"), choices=[CHOOSE, *HOLDERS])
    needer = forms.ChoiceField(label=_("Who needs it?"), choices=[CHOOSE, *NEEDERS])
    task = forms.ChoiceField(
        label=_("For which task of who needs it?"), choices=[CHOOSE, *Task.choices]
    )
    category = forms.ChoiceField(label=_("Whom is it about?"), choices=[CHOOSE, *Category.choices])
    initiative = forms.ChoiceField(
        label=_("Who begins?"), choices=Initiative.choices, widget=forms.RadioSelect
    )
    secrecy = forms.MultipleChoiceField(
        label=_("Is there a special secrecy?"),
        choices=SECRECIES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Tick nothing where there is none. Several may hold at once."),
    )
    is_released = forms.BooleanField(
        label=_("The public prosecutor has released it, and that is on record."),
        required=False,
    )

    def question(self, day: date) -> Question:
        """What was asked, of a valid form."""
        values: dict[str, Any] = dict(self.cleaned_data)
        return Question(secrecies=frozenset(values.pop("secrecy")), day=day, **values)
