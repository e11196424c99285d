"""Six hundred invented records of five authorities about hired cars, with spelling variants; the same at every call.

Nobody, no company, plate, number or account of these exists: plates begin with XR (no district), telephone numbers are set aside for films
(0221 4710xxx), accounts lie at a bank code that no bank has. `truth` says which records are the same thing; it is for tests and is
never stored with a record.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from random import Random

from analyses.kinds import Category, Handling, Information, Schema, Source
from analyses.properties import Properties, caption_of

SEED = 16
TWICE = 0.1  # how often an authority holds a thing twice
POLICE, FEDERAL, CUSTOMS, TAX, CITY = "police", "federal", "customs", "tax", "city"
AUTHORITIES = (POLICE, FEDERAL, CUSTOMS, TAX, CITY)

GIVEN = (
    "Anke", "Bernd", "Carla", "Detlef", "Elke", "Frank", "Gudrun", "Holger", "Ines", "Jörg", "Karin", "Lothar", "Maren", "Norbert",
    "Petra", "Rolf", "Sabine", "Thorsten", "Ulrike", "Volker", "Wiebke", "Björn", "Käthe", "Götz",
)  # fmt: skip
FAMILY = (
    "Ahrenstett", "Bärwalder", "Cordsmann", "Dünenberg", "Eschhövel", "Fließbach", "Grünwege", "Haßloher", "Imkerding", "Jöllenkamp",
    "Kreutzfelden", "Lüttkemöller", "Mühlsteger", "Niehüser", "Ostermöhl", "Pfennigsdörfer", "Quastmeyer", "Röhrenthal",
    "Schüttenweg", "Tüffelmann", "Uhlenstroth", "Voßhagener", "Weißenkötter", "Zwölfender",
)  # fmt: skip
STREETS = (
    "Am Prüfstand", "Beispielstraße", "Schlüsselweg", "Garagenhof", "Kupplungsgasse", "Tachostraße", "Zündkerzenallee", "Pannenstreifen",
    "Reifenstraße", "Felgenweg", "Auspuffstraße", "Standspurweg",
)  # fmt: skip
PLACES = (("44999", "Ruhrmitte"), ("45998", "Ruhrmitte-Süd"), ("47997", "Hafenrand"))
FIRMS = (
    "Revierfahrt Autovermietung", "Kurzstrecke Mietwagen", "Gleisdreieck Fahrzeugverleih", "Hafenrand Leasing", "Nordring Autohaus",
    "Tachometer Handel", "Schlüsselbund Vermietung", "Umweg Logistik", "Standgas Fahrzeuge", "Halbgas Vermittlung",
)  # fmt: skip
FORMS = (
    ("GmbH", "Gesellschaft mit beschränkter Haftung"),
    ("UG", "UG (haftungsbeschränkt)"),
    ("KG", "Kommanditgesellschaft"),
)
MODELS = (
    "Limousine, dunkel",
    "Kombi, silber",
    "Transporter, weiß",
    "Sportwagen, grau",
    "Kleinwagen, rot",
)
DEEDS = (
    "Miete ohne Rückgabe",
    "Unfall mit Flucht",
    "Kontrolle an der Autobahn",
    "Rückgabe mit Schaden",
    "Fahrzeug abgestellt gefunden",
)
PAPERS = ("Mietvertrag", "Rückgabeprotokoll", "Rechnung", "Fahrzeugschein in Kopie")
UMLAUTS = (
    ("ä", "ae"),
    ("ö", "oe"),
    ("ü", "ue"),
    ("ß", "ss"),
    ("Ä", "Ae"),
    ("Ö", "Oe"),
    ("Ü", "Ue"),
)
LETTERS, DIGITS = "ABCDEFGHJKLMNPRSTUVWXYZ", "0123456789"
PEOPLE = (
    Category.SUSPECT,
    Category.WITNESS,
    Category.VICTIM,
    Category.CONTACT,
    Category.OTHER_PARTY,
)
# How many things of each kind there are, who may hold them, and how many hold one.
HELD: dict[str, tuple[int, tuple[str, ...], tuple[int, int]]] = {
    Schema.PERSON: (50, (POLICE, FEDERAL, TAX, CITY), (2, 3)),
    Schema.COMPANY: (25, (CUSTOMS, TAX, CITY, POLICE), (2, 4)),
    Schema.VEHICLE: (60, (POLICE, FEDERAL, CUSTOMS, CITY), (1, 3)),
    Schema.ADDRESS: (30, (CITY, TAX, POLICE), (1, 3)),
    Schema.PHONE: (35, (POLICE, FEDERAL, CUSTOMS), (1, 3)),
    Schema.ACCOUNT: (22, (TAX, CUSTOMS), (1, 2)),
    Schema.EVENT: (40, (POLICE, FEDERAL), (1, 2)),
    Schema.DOCUMENT: (12, (CITY, CUSTOMS), (1, 2)),
}  # fmt: skip


@dataclass(frozen=True)
class HiredCar:
    """One record of one authority. `truth`: what it is in truth, for example "Person-07"; records with the same are the same thing."""

    key: str
    authority: str
    truth: str
    schema: str
    properties: Properties = field(hash=False)
    caption: str
    category: str
    is_assessment: bool
    source: str
    information: str
    handling: str


def records(seed: int = SEED) -> list[HiredCar]:
    """About six hundred, in the order of the authorities; the same for the same seed."""
    chance = Random(seed)  # noqa: S311  nothing secret: invented rows
    found = [record for schema in HELD for record in _of_schema(schema, chance)]
    chance.shuffle(found)  # the order tells nothing
    found.sort(key=lambda record: AUTHORITIES.index(record.authority))
    marks = {authority: count(1) for authority in AUTHORITIES}
    return [replace(each, key=_mark(each, next(marks[each.authority]))) for each in found]


def _mark(record: HiredCar, number: int) -> str:
    """As an authority counts its own rows; it tells nothing of what is the same."""
    return f"{record.authority[:2].upper()}-{number:04d}"


def same_things(found: list[HiredCar]) -> dict[str, list[HiredCar]]:
    """The records by what they are in truth."""
    groups: dict[str, list[HiredCar]] = {}
    for record in found:
        groups.setdefault(record.truth, []).append(record)
    return groups


def _of_schema(schema: str, chance: Random) -> Iterator[HiredCar]:
    things, holders, (fewest, most) = HELD[schema]
    for number in range(things):
        truth = f"{schema}-{number:02d}"
        plain = MAKERS[schema](number, chance)
        category = PEOPLE[number % len(PEOPLE)] if schema == Schema.PERSON else Category.NO_PERSON
        held_by = chance.sample(holders, chance.randint(fewest, most))
        for place, authority in enumerate(held_by):
            # Each but the first spells it its own way.
            for turn in range(2 if chance.random() < TWICE else 1):
                properties = plain if place == turn == 0 else _vary(schema, plain, chance)
                yield HiredCar(
                    key="",
                    authority=authority,
                    truth=truth,
                    schema=schema,
                    properties=properties,
                    caption=caption_of(schema, properties),
                    category=category,
                    is_assessment=chance.random() < 0.15,
                    source=chance.choice((Source.A, Source.B, Source.B, Source.X)),
                    information=chance.choice(
                        (Information.ONE, Information.TWO, Information.THREE)
                    ),
                    handling=chance.choice((Handling.H1, Handling.H2))
                    if authority in (POLICE, FEDERAL)
                    else Handling.H0,
                )


def _person(number: int, chance: Random) -> Properties:
    born = date(1960, 1, 1) + timedelta(days=chance.randrange(15_000))
    return {
        "lastName": [FAMILY[number % len(FAMILY)]],
        "firstName": [GIVEN[(number * 5 + number // len(FAMILY)) % len(GIVEN)]],
        "birthDate": [born.isoformat()],
        "address": [_street(chance)],
        "phone": [_phone(number)],
    }


def _company(number: int, chance: Random) -> Properties:
    name, turn = FIRMS[number % len(FIRMS)], number // len(FIRMS)
    return {
        "name": [
            f"{name} {('', 'Ruhrmitte', 'Hafenrand')[turn]}".strip() + f" {FORMS[number % 3][0]}"
        ],
        "registrationNumber": [f"HRB {90_000 + number}"],
        "legalForm": [FORMS[number % 3][0]],
        "address": [_street(chance)],
        "phone": [_phone(300 + number)],
        "sector": ["Vermietung von Fahrzeugen"],
    }


def _vehicle(number: int, chance: Random) -> Properties:
    vin = "XXX" + "".join(chance.choice(LETTERS.replace("Q", "") + DIGITS) for _ in range(14))
    return {
        "registrationNumber": [_plate(number)],
        "vin": [vin],
        "model": [MODELS[number % len(MODELS)]],
        "type": ["Pkw"],
    }


def _address(number: int, chance: Random) -> Properties:
    code, place = PLACES[number % len(PLACES)]
    street = f"{STREETS[number % len(STREETS)]} {number + 1}"
    return {"street": [street], "postalCode": [code], "city": [place], "country": ["de"]}


def _telephone(number: int, chance: Random) -> Properties:
    return {"number": [_phone(500 + number)]}


def _account(number: int, chance: Random) -> Properties:
    return {"iban": [_iban(number)], "bankName": ["Beispielbank Ruhrmitte"]}


def _event(number: int, chance: Random) -> Properties:
    day = date(2026, 1, 1) + timedelta(days=chance.randrange(240))
    return {
        "name": [f"{DEEDS[number % len(DEEDS)]} ({_plate(number)})"],
        "date": [day.isoformat()],
        "location": [PLACES[number % len(PLACES)][1]],
    }


def _document(number: int, chance: Random) -> Properties:
    day = date(2026, 1, 1) + timedelta(days=chance.randrange(240))
    return {
        "title": [f"{PAPERS[number % len(PAPERS)]} {_plate(number)}"],
        "date": [day.isoformat()],
        "fileNumber": [f"MV {2026}/{number + 100}"],
    }


def _street(chance: Random) -> str:
    code, place = chance.choice(PLACES)
    return f"{chance.choice(STREETS)} {chance.randint(1, 90)}, {code} {place}"


def _phone(number: int) -> str:
    return f"+49 221 4710{number:03d}"


def _plate(number: int) -> str:
    return f"XR {LETTERS[number % 23]}{LETTERS[number * 7 % 23]} {1000 + number * 13}"


def _iban(number: int) -> str:
    """With its check digits; bank code 00000000."""
    account = f"{'0' * 8}{4_710_000_000 + number:010d}"
    check = 98 - int(f"{account}131400") % 97  # DE as 1314
    return f"DE{check:02d}{account}"


MAKERS: dict[str, Callable[[int, Random], Properties]] = {
    Schema.PERSON: _person,
    Schema.COMPANY: _company,
    Schema.VEHICLE: _vehicle,
    Schema.ADDRESS: _address,
    Schema.PHONE: _telephone,
    Schema.ACCOUNT: _account,
    Schema.EVENT: _event,
    Schema.DOCUMENT: _document,
}


def _vary(schema: str, plain: Properties, chance: Random) -> Properties:
    """As another clerk would have written it: one or two slips, and something left out."""
    varied = {name: list(values) for name, values in plain.items()}
    ways = WAYS[schema]
    for name, way in chance.sample(ways, min(len(ways), chance.randint(1, 2))):
        if name in varied:
            varied[name] = [way(value, chance) for value in varied[name]]
    spare = [name for name in varied if name in LEFT_OUT]
    if spare and chance.random() < 0.5:
        del varied[chance.choice(spare)]
    return varied


LEFT_OUT = {"birthDate", "address", "phone", "vin", "registrationNumber", "sector", "legalForm", "bankName", "location", "model"}  # fmt: skip


def _unfold(value: str, _chance: Random) -> str:
    """Ü as ue, ß as ss."""
    for letter, spelt in UMLAUTS:
        value = value.replace(letter, spelt)
    return value


def _flatten(value: str, _chance: Random) -> str:
    """Ü as u, as a keyboard without it writes."""
    return value.translate(str.maketrans("äöüÄÖÜß", "aouAOUs"))


def _swap(value: str, chance: Random) -> str:
    """Two neighbours change places."""
    place = chance.randrange(1, max(len(value) - 2, 2))
    return value[:place] + value[place + 1 : place + 2] + value[place] + value[place + 2 :]


def _double(value: str, chance: Random) -> str:
    """A letter twice."""
    place = chance.randrange(1, len(value))
    return value[:place] + value[place - 1].lower() + value[place:]


def _shout(value: str, _chance: Random) -> str:
    return value.upper()


def _initial(value: str, _chance: Random) -> str:
    return f"{value[0]}."


def _shorten(value: str, _chance: Random) -> str:
    """Straße as Str."""
    return value.replace("straße", "str.").replace("Straße", "Str.")


def _turn_day(value: str, _chance: Random) -> str:
    """Day and month changed places, where that is a day."""
    year, month, day = value.split("-")
    return f"{year}-{day}-{month}" if int(day) <= 12 else value


def _first_of_year(value: str, _chance: Random) -> str:
    """Only the year was known."""
    return f"{value[:4]}-01-01"


def _close_up(value: str, _chance: Random) -> str:
    return value.replace(" ", "")


def _hyphen(value: str, _chance: Random) -> str:
    return value.replace(" ", "-", 1)


def _national(value: str, _chance: Random) -> str:
    return value.replace("+49 221 ", "0221/")


def _double_zero(value: str, _chance: Random) -> str:
    return value.replace("+49 221 ", "0049221")


def _in_fours(value: str, _chance: Random) -> str:
    return " ".join(value[start : start + 4] for start in range(0, len(value), 4))


def _spell_form(value: str, _chance: Random) -> str:
    for short, long in FORMS:
        if value.endswith(f" {short}"):
            return f"{value.removesuffix(short)}{long}"
    return value


def _without_form(value: str, _chance: Random) -> str:
    for short, _long in FORMS:
        value = value.removesuffix(f" {short}")
    return value


Way = tuple[str, Callable[[str, Random], str]]
WAYS: dict[str, list[Way]] = {
    Schema.PERSON: [
        ("lastName", _unfold), ("lastName", _flatten), ("lastName", _swap), ("lastName", _double), ("lastName", _shout),
        ("firstName", _initial), ("firstName", _unfold), ("birthDate", _turn_day), ("birthDate", _first_of_year), ("phone", _national),
        ("address", _shorten),
    ],
    Schema.COMPANY: [
        ("name", _unfold), ("name", _spell_form), ("name", _without_form), ("name", _shout), ("name", _swap), ("address", _shorten),
        ("registrationNumber", _close_up),
    ],
    Schema.VEHICLE: [("registrationNumber", _close_up), ("registrationNumber", _hyphen), ("model", _unfold)],
    Schema.ADDRESS: [("street", _shorten), ("street", _unfold), ("street", _flatten), ("city", _shout)],
    Schema.PHONE: [("number", _national), ("number", _double_zero), ("number", _close_up)],
    Schema.ACCOUNT: [("iban", _in_fours), ("bankName", _shout)],
    Schema.EVENT: [("name", _unfold), ("name", _close_up), ("location", _shout)],
    Schema.DOCUMENT: [("title", _unfold), ("fileNumber", _close_up)],
}  # fmt: skip
