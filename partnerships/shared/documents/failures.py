"""Why a document cannot be made, and the words for it; apart from render.py, which takes WeasyPrint's two seconds to load."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FAULTS = {
    "cannot_be_drawn": _("cannot be drawn"),
    "too_long": _("took too long"),
    "worker_lost": _("worker stopped"),
    "seal_missing": _("no certificate for the seal"),
    "seal_unreadable": _("certificate or key cannot be read"),
    "seal_not_a_pair": _("certificate and key do not belong together"),
    "seal_expired": _("certificate has expired"),
    "seal_not_yet": _("certificate is not valid yet"),
    "seal_purpose": _("certificate is not made for signing"),
    "no_time_stamp": _("time-stamp service does not answer"),
}
OTHER_FAULT = _("fault of the program")

ADVICE = {
    "cannot_be_drawn": _(
        "The text of this document cannot be set as a PDF. Look for very large tables or unusual characters in it, "
        "change them, and try again."
    ),
    "too_long": _(
        "The document is so long that making it took more time than we allow. Shorten it, or try again when less is "
        "going on."
    ),
    "worker_lost": _(
        "The program that makes documents stopped several times while it made this one. Nothing is lost: try again."
    ),
    "no_time_stamp": _(
        "The service that proves the time of sealing does not answer. Nothing is lost: try again later."
    ),
}
SEAL_ADVICE = _(
    "The document is drawn, but our seal cannot be put on it at the moment: something is wrong with its certificate. "
    "Nothing is lost; administrators see the reason and can have it made again."
)
OTHER_ADVICE = _(
    "The fault is ours, not yours. Nothing is lost: try again, and tell your administrator if it happens once more."
)


class RenderFailed(Exception):
    """The document cannot be made as it stands; trying again will not help."""


def name_fault(error_code: str) -> str | Promise:
    """The fault in a few words, for administrators."""
    return FAULTS.get(error_code, OTHER_FAULT)


def advise(error_code: str) -> str | Promise:
    """What happened and what can be done, for the one who asked for the document."""
    other = SEAL_ADVICE if error_code.startswith("seal_") else OTHER_ADVICE
    return ADVICE.get(error_code, other)
