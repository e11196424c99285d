"""What data protection asks and finds; what whoever read there says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from analyses.models import Sample, SampleAnswer
from partnerships.shared.fields import LineField, ProseField, follow


class AskForm(forms.Form):
    """A question to whoever read there."""

    question = follow(
        Sample,
        "question",
        LineField,
        help_text=_("No names, and nothing of what stands in the case."),
    )


class ExplainForm(forms.Form):
    """Why somebody read there."""

    explanation = follow(
        Sample,
        "explanation",
        ProseField,
        help_text=_("What you needed it for. No names, and nothing of what stands in the case."),
    )


class AnswerForm(forms.Form):
    """What data protection finds."""

    answer = forms.ChoiceField(
        label=_("What you find"), choices=SampleAnswer.choices, widget=forms.RadioSelect
    )
    note = follow(Sample, "note", LineField, required=False)

    def clean(self) -> dict[str, object]:
        """Raises: ValidationError for "not lawful" without a word why."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == SampleAnswer.UNLAWFUL and not cleaned.get("note"):
            self.add_error("note", _("Say in a few words why it was not lawful."))
        return cleaned
