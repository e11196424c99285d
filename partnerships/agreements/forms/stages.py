"""What may be chosen when an agreement is printed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.shared.languages import ContentLanguage


class DocumentForm(forms.Form):
    """In which language the PDF is wanted."""

    language = forms.ChoiceField(label=_("Language"), choices=ContentLanguage)
