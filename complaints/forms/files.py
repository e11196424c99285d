"""The step for photos and documents: several at once, each named where it is not taken."""

from collections.abc import Mapping

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif,application/pdf"
NAME = "file"  # of the field

_CLOSED = _("We cannot open it. A photo of it helps as well.")
_ANEW = _("Please choose it again.")
# By the codes of foreign.refused.Refused and those of visit_files.
REASONS: Mapping[str, Promise] = {
    "too_large": _("It is larger than 25 MB."),
    "too_many": _("There is no more room: at most 20 files, 100 MB together."),
    "unknown_kind": _("It is no photo and no PDF."),
    "empty": _("It is empty."),
    "infected": _("The virus scanner warns of it."),
    "full": _("We cannot take files at the moment. You can send your text without them."),
    "busy": _ANEW,
    "gone": _ANEW,
}


def reason(code: str) -> Promise:
    """Why a file was not taken."""
    return REASONS.get(code, _CLOSED)


class ManyFiles(forms.FileInput):
    """Lets several be chosen."""

    allow_multiple_selected = True


class FilesForm(forms.Form):
    """For the page alone: what is chosen is taken in one by one (complaints.visit_files), and nothing must be chosen."""

    file = forms.FileField(
        label=_("Choose photos or PDF files"),
        required=False,
        widget=ManyFiles({"accept": ACCEPTED}),
        help_text=_("JPEG, PNG, WebP, HEIC or PDF. At most 20 files, each up to 25 MB."),
    )
