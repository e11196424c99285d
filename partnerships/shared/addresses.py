"""E-mail addresses: one spelling for each, so that two that look alike are alike and a letter reaches whom it names.

Stored and mailed is the form of the network (A-labels); shown is the form of people. Domains are read by IDNA
2008 without any mapping but small letters and composed signs: `straße` stays another name than `strasse`.
Sources: RFC 5890 to 5894, RFC 5321 4.5.3.1, RFC 5322 3.2.3. What is told about a fault names its place.
"""

import re
import unicodedata
from contextlib import suppress

import idna
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnerships.shared.lines import is_unseen, name_of, unseen_in

LONGEST, LONGEST_LOCAL = 254, 64  # octets of the whole, of what stands before the @
ATOM = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]")
LOCAL = re.compile(rf"{ATOM.pattern}+(?:\.{ATOM.pattern}+)*")
PLAIN_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def to_ascii(typed: object) -> str:
    """The address as it is stored and mailed. Raises: ValidationError with a sentence that says where it is wrong."""
    text = unicodedata.normalize("NFC", _trimmed(str(typed)))
    if places := [place for place in unseen_in(text) if place]:
        raise _hidden(text, places[0])
    local, at, domain = text.rpartition("@")
    if not at or not local or not domain or len(local) > LONGEST_LOCAL:
        raise _no_address()
    local = local.lower()
    if not LOCAL.fullmatch(local):
        raise _wrong_sign(text, _first_not(local, re.compile(rf"{ATOM.pattern}|\.")), 0)
    address = f"{local}@{_domain(text, domain)}"
    if len(address) > LONGEST:
        raise _no_address()
    return address


def kept_ascii(stored: object) -> str:
    """The same where it is an address; what is none stays as it is, for whoever reports it."""
    with suppress(ValidationError):
        return to_ascii(stored)
    return str(stored)


def check_address(value: object) -> None:
    """A validator of columns. Raises: ValidationError."""
    to_ascii(value)


def in_letters(address: str) -> str:
    """As people write it: the domain in its own script."""
    local, at, domain = address.rpartition("@")
    if "xn--" not in domain:
        return address
    try:
        return f"{local}{at}{idna.decode(domain)}"
    except (idna.IDNAError, UnicodeError):
        return address


def show_address(address: str) -> str:
    """As people write it; beside a domain of other letters its form of the network, which cannot be mistaken."""
    written = in_letters(address)
    return written if written == address else f"{written} ({address.rpartition('@')[2]})"


def _trimmed(text: str) -> str:
    """Gaps and invisible signs around it were pasted along and belong to nothing."""
    return text.strip("".join({char for char in text if char.isspace() or is_unseen(char)}))


def _domain(text: str, domain: str) -> str:
    start = len(text) - len(domain)
    lowered = unicodedata.normalize("NFC", domain.lower())
    labels = lowered.split(".")
    if lowered != "localhost" and (len(labels) < 2 or labels[-1].isdigit()):
        raise _no_address()
    encoded = []
    for label in labels:
        encoded.append(_label(text, label, start))
        start += len(label) + 1
    joined = ".".join(encoded)
    if len(joined) > LONGEST - 2:
        raise _no_address()
    return joined


def _label(text: str, label: str, start: int) -> str:
    """One part of the domain as the network knows it; `start` is where it begins in the text."""
    if label.isascii() and not label.startswith("xn--"):
        if not PLAIN_LABEL.fullmatch(label):
            raise _wrong_sign(text, _first_not(label, re.compile("[a-z0-9-]")), start)
        return label
    try:
        written = idna.ulabel(label) if label.isascii() else label
        made = idna.alabel(written).decode()
    except (idna.IDNAError, UnicodeError) as fault:
        place = re.search(r"position (\d+)", str(fault)) if not label.isascii() else None
        raise _wrong_sign(text, int(place[1]) - 1 if place else None, start) from None
    if label.isascii() and made != label:
        raise _no_address()
    return made


def _first_not(part: str, allowed: re.Pattern[str]) -> int | None:
    return next((at for at, char in enumerate(part) if not allowed.fullmatch(char)), None)


def _no_address() -> ValidationError:
    return ValidationError(_("Write an e-mail address such as name@example.org."), "invalid")


def _hidden(text: str, place: int) -> ValidationError:
    facts = {"place": place, "sign": name_of(text[place - 1])}
    return ValidationError(
        _(
            "At place %(place)d of the address stands a sign that cannot be seen (%(sign)s)."
            " Please type the address instead of pasting it."
        )
        % facts,
        "hidden",
    )


def _wrong_sign(text: str, at: int | None, start: int) -> ValidationError:
    """`at` counts from `start`; None where the fault lies in no single sign."""
    if at is None or start + at >= len(text):
        return _no_address()
    facts = {"place": start + at + 1, "sign": text[start + at]}
    return ValidationError(
        _("“%(sign)s” at place %(place)d cannot stand in an e-mail address.") % facts, "wrong_sign"
    )
