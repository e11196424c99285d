"""What officers write to the person, and translations."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.files import ACCEPTED, ManyFiles, reason
from complaints.forms.mailbox import LONGEST_MESSAGE
from complaints.languages import FIRST, name_of
from complaints.models import Outcome
from complaints.visit_files import NotTaken
from partnerships.shared.fields import ProseField

Sent = Mapping[str, Any] | None  # what a browser sent, if it did


class SayForm(forms.Form):
    """A text that the person reads in the mailbox, the language it is in, and files with it.

    `not_taken`: of the files that were sent; the form is refused and names each.
    """

    text = ProseField(
        label=_("Text"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("At most 10,000 characters."),
    )
    language = forms.ChoiceField(label=_("Language of this text"))

    file = forms.FileField(
        label=_("Photos or PDF files"),
        required=False,
        widget=ManyFiles({"accept": ACCEPTED}),
        help_text=_(
            "At most 20, each up to 25 MB. Author, device, place and time are removed, as from the person's own."
        ),
    )

    def __init__(
        self, data: Sent = None, *, languages: list[str], not_taken: Sequence[NotTaken] = ()
    ) -> None:
        super().__init__(data)
        self._not_taken = not_taken
        offered = dict.fromkeys(languages)
        language = cast(forms.ChoiceField, self.fields["language"])
        language.choices = [(code, name_of(code)) for code in offered]

    def clean_file(self) -> None:
        """Raises: ValidationError with each file that was not taken, and why."""
        if self._not_taken:
            lines = [f"{each['name']}: {reason(each['why'])}" for each in self._not_taken]
            raise forms.ValidationError(
                lines + [str(_("Nothing was sent. Choose all files again."))]
            )


class ObjectionForm(SayForm):
    """Right or not, and why; the person reads the text in the mailbox. No files."""

    file = None  # type: ignore[assignment]  # left out, as Django does it
    outcome = forms.ChoiceField(
        label=_("Is the objection right?"),
        choices=[
            (Outcome.UPHELD, _("Yes: somebody else works on it from now on")),
            (Outcome.REJECTED, _("No: whoever works on it goes on")),
        ],
        widget=forms.RadioSelect,
    )
    is_another = forms.BooleanField(label=_("I am not the one it is about"))
    field_order = ("outcome", "text", "language", "is_another")


class TranslationForm(forms.Form):
    """A person's translation of one message, or the machine's which a person has checked."""

    text = ProseField(
        max_length=20_000,
        widget=forms.Textarea({"rows": 12}),
        help_text=_(
            "It stands beside the original with your name. Decisions rest on a checked translation."
        ),
    )

    def __init__(
        self, data: Sent = None, *, into: str, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["text"].label = (
            _("In German")
            if into == FIRST
            else _("Translation: %(language)s") % {"language": name_of(into)}
        )
