"""A code, or a file; whatever is wrong with a file is part of the answer, not an error of the form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.shared.fields import CodeField
from partnerships.shared.sealing import codes


class CodeForm(forms.Form):
    """As it stands on the paper, however it is typed."""

    code = CodeField(
        label=_("Code on the paper"),
        max_length=codes.LONGEST,
        help_text=_("Seven groups of four. Capitals, spaces and hyphens do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class FileForm(forms.Form):
    """The PDF itself."""

    file = forms.FileField(
        label=_("PDF file"),
        allow_empty_file=True,
        help_text=_("Up to 25 MB. We check it and delete it at once."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )
