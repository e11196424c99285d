"""At the start: would a document be sealed now?"""

from django.conf import settings
from django.core.checks import CheckMessage, register
from django.core.checks import Warning as Caution
from django.utils import timezone

from partnerships.shared.sealing import failures
from partnerships.shared.sealing.certificates import (
    check_fit,
    roots_of_seals,
    roots_of_signatures,
    seal_key,
)
from partnerships.shared.sealing.failures import CannotSeal

HINTS = {
    failures.NO_CERTIFICATE: "Set SEAL_CERTIFICATE and SEAL_KEY (docs/operations.md, The seal).",
    failures.UNREADABLE: "A file of SEAL_… cannot be read, or the passphrase is wrong.",
    failures.NOT_A_PAIR: "SEAL_KEY is not the key of SEAL_CERTIFICATE.",
    failures.EXPIRED: "The certificate has expired: renew it.",
    failures.NOT_YET: "The certificate is not valid yet: is the clock right?",
    failures.WRONG_PURPOSE: "The certificate is not made for signing documents.",
}


def sealing_fault() -> str:
    """The code of what is in the way, blank when documents would be sealed now.

    The test certificate is not looked at: it is made when it is first used.
    """
    if settings.SEAL_TEST and not settings.SEAL_CERTIFICATE:
        return ""
    try:
        check_fit(seal_key(), timezone.now())
        roots_of_seals()
        roots_of_signatures()
    except CannotSeal as fault:
        return fault.code
    return ""


@register
def check_seal(app_configs: object = None, **_options: object) -> list[CheckMessage]:
    """A warning and no error: everything but sealed documents works on."""
    code = sealing_fault()
    message = "Documents cannot be sealed."
    return [Caution(message, hint=HINTS[code], id=f"sealing.{code}")] if code else []
