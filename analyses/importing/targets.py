"""What a column of a file can mean: a property of what a record is about, or something about the record itself."""

from collections.abc import Iterable, Sequence
from functools import cache

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from analyses.kinds import Schema
from analyses.properties import PROPERTIES, Property
from partnerships.shared.tables_in.choices import LANGUAGES, plain

KEY, SCHEMA, CATEGORY, FACT = "@key", "@schema", "@category", "@fact"
SOURCE, INFORMATION, HANDLING, HANDLING_TEXT = "@source", "@information", "@handling", "@text"
MINOR, PROTECTION = "@minor", "@protection"
ABOUT = {
    KEY: gettext_lazy("own mark"),
    SCHEMA: gettext_lazy("what it is"),
    CATEGORY: gettext_lazy("category of the person"),
    FACT: gettext_lazy("fact or assessment"),
    SOURCE: pgettext_lazy("a record", "source"),
    INFORMATION: gettext_lazy("information"),
    HANDLING: gettext_lazy("handling code"),
    HANDLING_TEXT: gettext_lazy("other limits"),
    MINOR: gettext_lazy("minor"),
    PROTECTION: gettext_lazy("needs special protection"),
}
# Properties that name what a record is about: a column of names serves whatever the line is about.
NAMING = {
    Schema.PERSON: "lastName",
    Schema.COMPANY: "name",
    Schema.EVENT: "name",
    Schema.DOCUMENT: "title",
}
# Headings that people write, beside the labels.
HEADINGS = {
    "Person.lastName": "nachname, name, zuname, familienname, surname, last name",
    "Person.firstName": "vorname, vornamen, rufname, first name",
    "Person.birthDate": "geburtsdatum, geb, geb am, geboren, geboren am, born, date of birth",
    "Person.birthPlace": "geburtsort, geb in",
    "Person.alias": "alias, aliasname, spitzname, auch genannt",
    "Person.address": "anschrift, wohnanschrift, wohnadresse, adresse",
    "Person.phone": "telefon, telefonnummer, handy, mobil, mobilnummer, rufnummer, tel",
    "Person.email": "e-mail, email, mail, mailadresse",
    "Person.idNumber": "ausweisnummer, passnummer, ausweis, führerscheinnummer",
    "Company.name": "firma, unternehmen, firmenname, company",
    "Company.registrationNumber": "hrb, handelsregisternummer, registernummer",
    "Company.vatCode": "ust-id, ust-idnr, umsatzsteuer-id",
    "Company.legalForm": "rechtsform",
    "Company.sector": "branche, gewerbe",
    "Vehicle.registrationNumber": "kennzeichen, kfz, kfz-kennzeichen, amtliches kennzeichen, plate",
    "Vehicle.vin": "fin, fahrgestellnummer, fahrzeugidentnummer, vin",
    "Vehicle.type": "fahrzeugart",
    "Vehicle.model": "fahrzeug, marke, modell, hersteller und modell, fahrzeugtyp",
    "Address.street": "straße, strasse, straße und hausnummer, street",
    "Address.postalCode": "plz, postleitzahl, postcode",
    "Address.city": "ort, stadt, wohnort, city",
    "Address.country": "land, staat, country",
    "BankAccount.iban": "iban, kontoverbindung",
    "BankAccount.bankName": "bank, kreditinstitut",
    "BankAccount.accountNumber": "konto, kontonummer",
    "Event.name": "ereignis, vorfall, tat, delikt",
    "Event.date": "tattag, tatzeit, ereignisdatum",
    "Event.location": "tatort, ereignisort",
    "Document.fileNumber": "aktenzeichen, vorgangsnummer, az",
    KEY: "id, nr, lfd nr, laufende nummer, nummer, kennung",
    SCHEMA: "art, typ, objekt, objektart",
    CATEGORY: "kategorie, personenkategorie, rolle",
    SOURCE: "quelle, quellenbewertung, source evaluation",
    INFORMATION: "informationsbewertung, intelligence assessment",
    HANDLING: "handhabung, handling, verwendung",
    MINOR: "minderjährig",
    PROTECTION: "schutzbedürftig",
}


def target_of(schema: str, each: Property) -> str:
    """The code of a property as a column's meaning."""
    return f"{schema}.{each.name}"


@cache
def properties() -> dict[str, tuple[str, Property]]:
    """Schema and property by target."""
    return {
        target_of(schema, each): (str(schema), each)
        for schema, every in PROPERTIES.items()
        for each in every
    }


def choices() -> list[tuple[str, str | list[tuple[str, str]]]]:
    """For a field: nothing, what is about the record, the properties of each schema."""
    about = [(code, capfirst(str(label))) for code, label in ABOUT.items()]
    groups: list[tuple[str, str | list[tuple[str, str]]]] = [
        ("", _("leave out")),
        (_("about the record"), about),
    ]
    for schema, every in PROPERTIES.items():
        name = capfirst(str(Schema(schema).label))
        groups.append((name, [(target_of(schema, e), f"{name}: {str(e.label)}") for e in every]))
    return groups


def label_of(target: str) -> str:
    """What a column means, in words."""
    if target in ABOUT:
        return capfirst(str(ABOUT[target]))
    schema, each = properties()[target]
    return f"{capfirst(str(Schema(schema).label))}: {each.label}"


@cache
def _known() -> dict[str, str]:
    """Targets by plain headings; what stands first wins, words of people before labels."""
    known: dict[str, str] = {}
    for target, words in HEADINGS.items():
        for word in words.split(", "):
            known.setdefault(plain(word), target)
    for language in LANGUAGES:
        with override(language):
            for target, (_schema, each) in properties().items():
                known.setdefault(plain(str(each.label)), target)
            for target, label in ABOUT.items():
                known.setdefault(plain(str(label)), target)
    return known


def recognise(headings: Iterable[Sequence[str]]) -> list[str]:
    """A proposal for each column, of the words that stand above it, the lowest first; each target once."""
    found: list[str] = []
    for words in headings:
        meant = next((t for word in reversed(words) if (t := _known().get(plain(word)))), "")
        found.append("" if meant in found else meant)
    return found
