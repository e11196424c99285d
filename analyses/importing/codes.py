"""Codes for source, information and handling: those of Europol, and how the British 3x5x2 is translated. Source: DOMAIN 5.5."""

import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analyses.kinds import Category, Handling, Information, Schema, Source
from partnerships.shared.tables_in.choices import plain, read_choice

FIRST = re.compile(r"\s*([A-Za-z]?[0-9]?)(?![A-Za-z0-9])")


class Codes(models.TextChoices):
    """In which codes the columns of a file speak."""

    EUROPOL = "europol", gettext_lazy("A, B, C, X · 1 to 4 · H0 to H3")
    UK = "uk", gettext_lazy("British 3x5x2: 1 to 3 · A to E · P, C")


UK_SOURCE = {"2": Source.X, "3": Source.C}  # 1 is A or B, as its person says
UK_INFORMATION = {
    "A": Information.TWO,
    "B": Information.THREE,
    "C": Information.FOUR,
    "D": Information.FOUR,
}
UK_HANDLING = {"P": Handling.H0, "C": Handling.H3}
SUSPECTED_FALSE = "E"
FACTS = {
    plain(word): is_assessment
    for words, is_assessment in (
        (("fact", "facts", "tatsache", "fakt", "f", "t"), False),
        (("assessment", "opinion", "bewertung", "einschätzung", "a", "b", "e"), True),
    )
    for word in words
}
YES = {plain(word) for word in ("ja", "j", "yes", "y", "x", "1", "true", "wahr")}
NO = {plain(word) for word in ("nein", "n", "no", "0", "false", "falsch", "-")} | {""}
SCHEMAS = {
    plain(word): schema
    for schema, words in (
        (Schema.PERSON, ("natürliche person", "personen")),
        (Schema.COMPANY, ("unternehmen", "firma", "firmen", "organisation", "juristische person")),
        (Schema.VEHICLE, ("fahrzeug", "kfz", "pkw", "auto", "fahrzeuge", "car")),
        (Schema.ADDRESS, ("adresse", "anschrift", "ort", "objekt")),
        (Schema.PHONE, ("telefon", "rufnummer", "telefonnummer", "handy")),
        (Schema.ACCOUNT, ("konto", "bankkonto", "iban", "account")),
        (Schema.EVENT, ("ereignis", "vorfall", "tat")),
        (Schema.DOCUMENT, ("dokument", "akte", "vorgang", "urkunde")),
    )
    for word in words
}
CATEGORIES = {
    plain(word): category
    for category, words in (
        (
            Category.SUSPECT,
            (
                "verdächtig",
                "verdächtiger",
                "verdächtige",
                "beschuldigter",
                "beschuldigte",
                "tatverdächtiger",
            ),
        ),
        (Category.CONVICTED, ("verurteilt", "verurteilter", "verurteilte")),
        (Category.VICTIM, ("opfer", "geschädigter", "geschädigte", "victim")),
        (Category.WITNESS, ("zeuge", "zeugin")),
        (Category.INFORMANT, ("hinweisgeber", "hinweisgeberin", "informantin")),
        (Category.CONTACT, ("kontaktperson", "begleitperson", "contact")),
        (Category.OTHER_PARTY, ("sonstige", "beteiligter", "beteiligte")),
        (Category.UNDETERMINED, ("unbestimmt", "ungeklärt", "offen")),
    )
    for word in words
}


def read_fact(text: str) -> bool:
    """Whether it is an assessment. Raises: ValidationError."""
    try:
        return FACTS[plain(text)]
    except KeyError:
        raise ValidationError(_("Write “fact” or “assessment”.")) from None


def read_yes(text: str) -> bool:
    """Raises: ValidationError."""
    word = plain(text)
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValidationError(_("Write “yes” or “no”."))


def read_schema(text: str) -> str:
    """What the line is about. Raises: ValidationError."""
    return read_choice(Schema, text, others=SCHEMAS)


def read_category(text: str) -> str:
    """Whom it is about. Raises: ValidationError."""
    return read_choice(Category, text, others=CATEGORIES)


def _code(text: str) -> str:
    """The code with which a cell begins: "1 – Reliable" is 1."""
    match = FIRST.match(text)
    return match[1].upper() if match else ""


def _among(allowed: type[models.TextChoices]) -> Callable[[str], str]:
    def read(text: str) -> str:
        code = _code(text)
        if code not in allowed.values:
            raise ValidationError(_not_allowed(allowed.values))
        return code

    return read


def _not_allowed(allowed: list[str]) -> str:
    return _("This code is not known. Allowed are: %(allowed)s.") % {"allowed": ", ".join(allowed)}


def _translated(table: dict[str, str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        code = _code(text)
        if code == SUSPECTED_FALSE and SUSPECTED_FALSE not in table and "D" in table:
            raise ValidationError(
                _("Assessment E means suspected to be false. Such a line is not taken.")
            )
        if code not in table:
            raise ValidationError(_not_allowed(list(table)))
        return str(table[code])

    return read


def readers(codes: str, reliable_is: str) -> tuple[Callable[[str], str], ...]:
    """How cells for source, information and handling are read. `reliable_is`: A or B, for the British source 1."""
    if codes == Codes.UK:
        source = {"1": Source(reliable_is or Source.B), **UK_SOURCE}
        return (
            _translated({k: str(v) for k, v in source.items()}),
            _translated({k: str(v) for k, v in UK_INFORMATION.items()}),
            _translated({k: str(v) for k, v in UK_HANDLING.items()}),
        )
    return _among(Source), _among(Information), _among(Handling)
