"""The columns that an import knows, and the headings people give them in German and English."""

from functools import cache
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from partnerships.shared.tables_in import Row, Table, UnreadableTable
from partnerships.shared.tables_in.choices import LANGUAGES, plain

FIRST_ROWS = 10  # a title may stand above the headings


class Column(NamedTuple):
    """`names` are headings beside the label in both languages; `example` stands in the sample file."""

    slug: str
    label: str | Promise
    names: str
    hint: str | Promise
    example: str | Promise
    membership: bool = False


COLUMNS = [
    Column(
        "name",
        gettext_lazy("Name"),
        "organisation, organization, verein, bezeichnung, name der organisation, name des vereins",
        gettext_lazy("Needed in every row. At most 200 characters."),
        "Beispielverein Nordstadt e. V.",
    ),
    Column(
        "kind",
        gettext_lazy("Kind"),
        "art, type, art der organisation, organisationsart, typ, kategorie",
        gettext_lazy("One of the kinds listed below. Needed for new organisations."),
        gettext_lazy("migrant organisation"),
    ),
    Column(
        "legal_form",
        gettext_lazy("Legal form"),
        "rechtsform, form",
        gettext_lazy("For example e. V. or gGmbH."),
        "e. V.",
    ),
    Column(
        "place",
        gettext_lazy("Place"),
        "ort, city, town, stadt, sitz, wohnort, gemeinde",
        gettext_lazy("Town in which it has its seat. Tells organisations of one name apart."),
        "Dortmund",
    ),
    Column(
        "areas",
        gettext_lazy("Areas"),
        "gebiete, area, districts, district, gebiet, stadtteile, stadtteil, bezirk, bezirke",
        gettext_lazy("Districts where it is at work, separated by commas."),
        "Nordstadt, Eving",
    ),
    Column(
        "languages",
        gettext_lazy("Languages"),
        "sprachen, language, sprache",
        gettext_lazy("Names or codes, separated by commas."),
        gettext_lazy("German, Turkish"),
    ),
    Column(
        "email",
        gettext_lazy("E-mail address"),
        "email, mail, e-mail-adresse, mailadresse",
        gettext_lazy("One address of the organisation."),
        "kontakt@verein.example",
    ),
    Column(
        "phone",
        gettext_lazy("Telephone"),
        "telefon, phone, phone number, tel, telefonnummer, fon",
        gettext_lazy("Digits, spaces and + ( ) / - ."),
        "+49 231 000000",
    ),
    Column(
        "website",
        gettext_lazy("Website"),
        "web, homepage, url, internet, internetseite, webseite, internetadresse",
        gettext_lazy("With or without https://"),
        "https://verein.example",
    ),
    Column(
        "parent",
        gettext_lazy("Part of"),
        "parent, parent organisation, teil von, gehört zu, übergeordnet, übergeordnete organisation, dachorganisation",
        gettext_lazy(
            "Name of an organisation that is entered already, such as the authority of a unit."
        ),
        "",
    ),
    Column(
        "hosted_by",
        gettext_lazy("Reached through"),
        "hosted by, host, c/o, über, erreichbar über, ansässig bei, träger",
        gettext_lazy("Name of an organisation that is entered already and takes its post."),
        "",
    ),
    Column(
        "side",
        gettext_lazy("Side"),
        "seite",
        gettext_lazy("authority, civil society or other"),
        gettext_lazy("civil society"),
        True,
    ),
    Column(
        "entry",
        gettext_lazy("Entered as"),
        "entry, beitritt, beitrittsart, beigetreten als",
        gettext_lazy("founding partner or joined later"),
        gettext_lazy("joined later"),
        True,
    ),
    Column(
        "standing",
        gettext_lazy("Standing"),
        "beteiligung",
        gettext_lazy("full partner, advisory partner or observer"),
        gettext_lazy("full partner"),
        True,
    ),
    Column(
        "since",
        gettext_lazy("Since"),
        "seit, partner since, member since, joined on, partner seit, mitglied seit, beigetreten am",
        gettext_lazy("Day of joining: 31.12.2021 or 2021-12-31."),
        "01.03.2024",
        True,
    ),
    Column(
        "attested_on",
        gettext_lazy("Attested on"),
        "attested, belegt, belegt am",
        gettext_lazy("Where the day of joining is unknown: a day on which it was a partner."),
        "",
        True,
    ),
    Column(
        "contact_name",
        gettext_lazy("Contact person"),
        "ansprechperson, ansprechpartner, ansprechpartnerin, ansprechpartner/in, kontaktperson, vertreten durch,"
        " name der kontaktperson, name der ansprechperson",
        gettext_lazy(
            "Given name and family name. The person is named as contact and gets neither an account nor a right."
        ),
        "Amina Beispiel",
    ),
    Column(
        "contact_given_name",
        gettext_lazy("Given name of the contact person"),
        "vorname, vorname der kontaktperson, vorname ansprechperson, first name, given name",
        gettext_lazy("Where given and family name have columns of their own."),
        "",
    ),
    Column(
        "contact_family_name",
        gettext_lazy("Family name of the contact person"),
        "nachname, familienname, nachname der kontaktperson, nachname ansprechperson, last name, family name, surname",
        gettext_lazy("Where given and family name have columns of their own."),
        "",
    ),
    Column(
        "contact_function",
        gettext_lazy("Function of the contact person"),
        "funktion, funktion der kontaktperson, funktion ansprechperson, function",
        gettext_lazy("For example chair. It says what the person does, and gives no right."),
        gettext_lazy("chairperson"),
    ),
    Column(
        "contact_email",
        gettext_lazy("E-mail address of the contact person"),
        "e-mail der ansprechperson, e-mail ansprechperson, e-mail ansprechpartner, e-mail kontaktperson, e-mail kontakt,"
        " e-mail der kontaktperson, contact e-mail, contact email",
        gettext_lazy("Nothing is sent there."),
        "amina@verein.example",
    ),
    Column(
        "contact_phone",
        gettext_lazy("Telephone of the contact person"),
        "telefon der ansprechperson, telefon ansprechperson, telefon ansprechpartner, telefon kontaktperson, telefon"
        " kontakt, telefon der kontaktperson, contact phone, contact telephone",
        gettext_lazy("Digits, spaces and + ( ) / - ."),
        "",
    ),
]
CONTACT = (
    "contact_name", "contact_given_name", "contact_family_name", "contact_function", "contact_email", "contact_phone",
)  # fmt: skip
BY_SLUG = {column.slug: column for column in COLUMNS}


class Headed(NamedTuple):
    """A table whose headings are understood: `slugs` a cell ("" for unknown ones), rows without the headings.

    `hidden` are headings that the file does not show, by their place.
    """

    slugs: list[str]
    ignored: list[str]
    rows: list[Row]
    hidden: dict[int, str]


@cache
def _known() -> dict[str, str]:
    """Slugs of columns by the headings that mean them."""
    slugs = {plain(column.slug): column.slug for column in COLUMNS}
    for column in COLUMNS:
        slugs |= {plain(name): column.slug for name in column.names.split(", ") if name}
        for language in LANGUAGES:
            with override(language):
                slugs[plain(str(column.label))] = column.slug
    return slugs


def find_headings(table: Table) -> Headed:
    """Find the row of headings among the first ones. Raises: UnreadableTable."""
    for place, row in enumerate(table.rows[:FIRST_ROWS]):
        slugs = _slugs(row)
        if "name" in slugs and (place == 0 or len(row.cells) > 1):
            place, row, slugs = _second_line(table.rows, place, slugs)
            _refuse_doubles(slugs)
            pairs = list(zip(row.cells, slugs, strict=True))
            ignored = [cell for cell, slug in pairs if cell and not slug]
            hidden = {n: row.cells[n] for n in table.hidden_columns if n < len(slugs) and slugs[n]}
            return Headed(slugs, ignored, table.rows[place + 1 :], hidden)
    raise UnreadableTable(
        _(
            "There is no column “Name”. The first row must hold the headings, for example: Name, Kind, Place,"
            " E-mail address."
        )
    )


def _slugs(row: Row) -> list[str]:
    known = _known()
    return [known.get(plain(cell), "") for cell in row.cells]


def _second_line(rows: list[Row], place: int, slugs: list[str]) -> tuple[int, Row, list[str]]:
    """Headings over two lines, where cells are merged: the second one says more."""
    if place + 1 < len(rows) and rows[place + 1].spread:
        below = _slugs(rows[place + 1])
        if "name" in below and sum(map(bool, below)) > sum(map(bool, slugs)):
            return place + 1, rows[place + 1], below
    return place, rows[place], slugs


def _refuse_doubles(slugs: list[str]) -> None:
    for slug in slugs:
        if slug and slugs.count(slug) > 1:
            raise UnreadableTable(
                _("Two columns mean “%(column)s”. Please leave one of them out.")
                % {"column": BY_SLUG[slug].label}
            )
