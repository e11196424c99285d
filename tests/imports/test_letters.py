"""Text files: the encoding is recognised, or somebody is asked; nothing is stored garbled, nothing unseen tells apart."""

import time

import pytest
from django.utils.translation import override

from partnerships.directory.importing.cells import READERS, read_cell
from partnerships.directory.importing.columns import plain
from partnerships.shared.sorting import match_key
from partnerships.shared.tables_in import encodings, read

GERMAN = "Name;Ort\r\nBürgerverein Mülheim;Köln\r\nGroße Brücke e. V.;Düren\r\n"
POLISH = "Name;Ort\r\nTowarzystwo Łódź;Bochum\r\nPřátelé;Köln\r\n"
TURKISH = "Name;Ort\r\nDortmund Işık Derneği;Dortmund\r\nŞehir Kültür;Köln\r\n"
FRENCH = "Name\nAmitié franco-allemande\nCafé Olé\n"
RUSSIAN = "Name\nОбщество дружбы\n"
UNSEEN = "\u00ad\u200b\u200e\u202a\u202c\u2060\ufeff"


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman", "cp850", "cp437",
     "cp1254", "cp1250", "iso8859_15"],
)  # fmt: skip
def test_german_letters_are_recognised_without_a_question(encoding, end) -> None:
    text = GERMAN.replace("\r\n", end)
    found = encodings.decode(text.encode(encoding))
    assert (found.text, found.doubtful) == (text, {})


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(POLISH, "cp1250"), (POLISH, "iso8859_2"), (POLISH, "cp852"), (POLISH, "mac_latin2"), (TURKISH, "cp1254"),
     (TURKISH, "cp857"), (TURKISH, "mac_turkish"), (FRENCH, "cp850"), (FRENCH, "mac_roman"), (FRENCH, "cp1252"),
     (RUSSIAN, "cp1251"), (RUSSIAN, "cp866"), (RUSSIAN, "koi8_r")],
)  # fmt: skip
def test_other_letters_are_right_or_offered(text, encoding) -> None:
    data = text.encode(encoding)
    found = encodings.decode(data)
    offered = [encodings.decoded(data, each) for each in found.doubtful]
    assert text in (offered or [found.text])


def test_what_was_saved_wrongly_before_is_offered_repaired() -> None:
    data = "Name;Ort\nKÃ¶ln e. V.;DÃ¼ren\nSchön;Köln\n".encode()
    found = read(data)
    assert found.doubtful == {"utf-8 twice": ["Köln", "Düren"], "utf-8": ["KÃ¶ln", "DÃ¼ren"]}
    repaired = [row.cells for row in read(data, encoding="utf-8 twice").rows]
    assert repaired == [["Name", "Ort"], ["Köln e. V.", "Düren"], ["Schön", "Köln"]]


def test_a_huge_word_costs_no_time() -> None:
    began = time.process_time()
    encodings.decode(b"x" * 2_000_000 + b"\xfc" * 2_000_000)
    assert time.process_time() - began < 5


TYPED = {
    "name": "Verein Eins", "legal_form": "e. V.", "place": "Bad Eins", "areas": "Nord, Süd", "languages": "Deutsch",
    "email": "kontakt@verein.example", "phone": "0231-1234", "website": "verein.example", "kind": "Stadt",
    "side": "andere", "entry": "founding", "standing": "full", "since": "31.12.2021", "attested_on": "2021-12-31",
    "parent": "Dachverein", "hosted_by": "Haus", "contact_name": "Amina Beispiel", "contact_given_name": "Amina",
    "contact_family_name": "Beispiel", "contact_function": "Vorsitz", "contact_email": "a@b.example",
    "contact_phone": "0231 12",
}  # fmt: skip


@pytest.mark.parametrize("slug", READERS)
def test_what_nobody_sees_makes_no_other_value(slug) -> None:
    typed = TYPED[slug]
    meant = read_cell(slug, typed)
    for char in UNSEEN:
        for inside in (char + typed, typed + char, typed[:2] + char + typed[2:]):
            assert read_cell(slug, inside) == meant, (slug, hex(ord(char)))
    for gap in "\u00a0\u202f\u2009":
        assert read_cell(slug, typed.replace(" ", gap)) == meant
    for hyphen in "\u2010\u2011\u2212":
        if slug not in ("email", "contact_email", "attested_on"):
            assert read_cell(slug, typed.replace("-", hyphen)) == meant


def test_names_and_headings_that_look_alike_are_alike() -> None:
    assert plain("E\u2011Mail\u200b") == plain("E-Mail")
    assert match_key("Ver\u00adein\u202fNord\u2011Süd") == match_key("Verein Nord-Süd")
    assert read_cell("name", "Nord\u2011Süd") == "Nord-Süd"
