"""What may be typed when all have signed on paper, and when somebody confirms it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partnerships.agreements.forms.base import Cleaned, Files, Sent
from partnerships.agreements.models import PaperRecord, SigningRound
from partnerships.shared.fields import DayField, LineField, follow
from partnerships.shared.uploads import FileField

DIGEST = 64


class PaperForm(forms.Form):
    """When and where all have signed on paper, with the scan. `digest` is that of the text the page showed."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=DIGEST, min_length=DIGEST)
    signed_on = follow(
        PaperRecord, "signed_on", DayField, help_text=_("The day of the last signature.")
    )
    place = follow(PaperRecord, "place", LineField, required=False)
    scan = FileField(label=_("Scan with the signature of every party"))
    all_signed = forms.BooleanField()
    text_from_paper = forms.BooleanField(
        label=_(
            "It was signed before its text was entered here; the text was copied from the paper"
        ),
        required=False,
    )
    effective_on = follow(
        PaperRecord,
        "effective_on",
        DayField,
        required=False,
        help_text=_("Leave empty for the day of signing."),
    )
    until_on = follow(
        PaperRecord,
        "until_on",
        DayField,
        required=False,
        help_text=_("Leave empty for the end of the agreed term, or for no end."),
    )

    def __init__(
        self, data: Sent = None, files: Files = None, *, round: SigningRound, total: int
    ) -> None:
        super().__init__(data, files)
        self.fields["digest"].initial = round.digest
        self.fields["effective_on"].initial = round.effective_on
        self.fields["all_signed"].label = _shows_all(total)

    def clean(self) -> Cleaned:
        """It does not end before it begins, and not before it was signed."""
        cleaned = super().clean() or self.cleaned_data
        until = cleaned.get("until_on")
        begins = [day for name in ("signed_on", "effective_on") if (day := cleaned.get(name))]
        if until and begins and until < max(begins):
            self.add_error("until_on", _("The end must not be before the beginning."))
        cleaned.pop("all_signed", None)
        return cleaned


class ConfirmPaperForm(forms.Form):
    """Somebody of another organisation has looked at the scan."""

    all_signed = forms.BooleanField()

    def __init__(self, data: Sent = None, *, total: int) -> None:
        super().__init__(data)
        self.fields["all_signed"].label = _shows_all(total)


def _shows_all(total: int) -> str:
    """Label of the tick; the parties' names stand above the form."""
    label = ngettext(
        "The scan shows the signature of this %(number)d party",
        "The scan shows the signature of each of these %(number)d parties",
        total,
    )
    return label % {"number": total}
