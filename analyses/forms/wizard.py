"""May I share this? Asked by GET, so that an answer can be kept as a bookmark."""

from datetime import date
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
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


class LightSelect(forms.Select):
    """Drawn without a template for each of its options: the page holds more than a hundred."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """As Django's select."""
        chosen = self.format_value(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (code, SELECTED if str(code) in chosen else "", label)
                for code, label in self.choices
            ),
        )
        given = flatatt({**self.build_attrs(self.attrs, attrs), "name": name})
        return format_html("<select{}>{}</select>", given, options)


SELECTED = mark_safe(" selected")
CHOOSE = ("", _("Please choose"))


class AskForm(forms.Form):
    """Six questions."""

    holder = forms.ChoiceField(
        label=_("Who holds it?"), choices=[CHOOSE, *HOLDERS], widget=LightSelect
    )
    needer = forms.ChoiceField(
        label=_("Who needs it?"), choices=[CHOOSE, *NEEDERS], widget=LightSelect
    )
    task = forms.ChoiceField(
        label=_("For which task of who needs it?"),
        choices=[CHOOSE, *Task.choices],
        widget=LightSelect,
    )
    category = forms.ChoiceField(
        label=_("Whom is it about?"), choices=[CHOOSE, *Category.choices], widget=LightSelect
    )
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
