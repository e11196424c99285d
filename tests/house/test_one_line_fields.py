"""What is typed into one line comes out as it looks, wherever it is typed: one function, held everywhere."""

import pkgutil
import unicodedata
from importlib import import_module
from io import StringIO

import pytest
from django import forms
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import models
from django.forms import modelform_factory
from hypothesis import given
from hypothesis import strategies as st

from partnerships.directory.importing.cells import read_cell
from partnerships.directory.models import Organisation, Person
from partnerships.shared.columns import Line
from partnerships.shared.fields import TelephoneField
from partnerships.shared.lines import (
    clean_code,
    clean_line,
    clean_telephone,
    is_unseen,
    unseen_in,
)
from partnerships.shared.lists.filters import SearchField
from partnerships.shared.lists.models import SavedView

UNSEEN = (
    *("\u00ad", "\u034f", "\u061c", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u180e", "\u200b"),
    *("\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u2060", "\u2064", "\u2066"),
    *("\u2069", "\u206a", "\u2800", "\u3164", "\ufe00", "\ufe0f", "\ufeff", "\uffa0", "\ufff9"),
    *("\ufffc", "\U000e0001", "\U000e0041", "\U000e007f", "\U000e0100", "\U0001d173", "\x00"),
    *("\x07", "\x1b", "\x7f", "\x9b", "\ud800", "\ufdd0", "\uffff", "\U0001bca0"),
)
GAPS = (
    *("\t", "\n", "\r\n", "\x0b", "\x0c", "\x85", "\u00a0", "\u1680", "\u2000", "\u2003", "\u2007"),
    *("\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "  \u00a0 "),
)
KEPT = [
    "می\u200cخواهم",  # Persian: without the gap of no width it is another word
    "علی\u200cرضا",
    "क्\u200dष",  # Devanagari: a half letter
    "ශ්\u200dරී",  # Sinhala
    "ر\u200d\u06cc",
    "അവന്\u200d",  # Malayalam as it was written before 2008
    "র\u200d্য",
    "葛\U000e0100城",  # the form of the sign that stands in a Japanese register
    "ᠮᠣᠩᠭ\u180bᠣᠯ",
    "O’Brien-Ångström",
    "Đặng Thị Hồng",
    "محمد",
    "שָׁלוֹם",
    "Verein „Über Brücken“ – e. V.",
    "☎ 0231",
    "❤",
    "\u0600123",  # a sign of number, drawn
]
CHANGED = [
    ("e\u0301", "é"),
    ("\u200c Ali \u200d", "Ali"),
    ("A\u200cB", "AB"),  # no script that joins
    ("ab\u200dc", "abc"),
    ("می\u200c", "می"),  # nothing after it to be kept apart from
    ("می\u200c\u200cخواهم", "میخواهم"),  # two of them: neither stands between letters
    ("❤\ufe0f Herz", "❤ Herz"),
    ("A\ufe0f", "A"),
    ("葛\ufe0f", "葛"),
    ("\u202eevil\u202c", "evil"),
    ("a\u034f\u0301", "á"),
    ("\u3164", ""),
    ("\u2800 \u200b\u00ad", ""),
    ("\u0301", ""),
    ("\ufe0f\ufe0f", ""),
    ("", ""),
    ("A\u00a0B\u2003C", "A B C"),
]


@pytest.mark.parametrize("char", UNSEEN, ids=lambda char: f"U+{ord(char):04X}")
def test_what_nobody_sees_goes(char) -> None:
    assert clean_line(f"Mi{char}na{char} {char}Aslani{char}") == "Mina Aslani"
    assert clean_line(char * 3) == clean_line(f" {char} ") == ""


@pytest.mark.parametrize("gap", GAPS, ids=ascii)
def test_every_gap_is_one_space(gap) -> None:
    assert clean_line(f"{gap}Mina{gap}Aslani{gap}") == "Mina Aslani"
    assert clean_line(gap) == ""


@pytest.mark.parametrize("text", KEPT)
def test_what_shapes_letters_stays(text) -> None:
    assert clean_line(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(("typed", "kept"), CHANGED)
def test_cleaned(typed, kept) -> None:
    assert clean_line(typed) == kept


HOSTILE = st.text(
    alphabet=st.sampled_from(
        [*"aé1-\u0301 مخकी葛ᠮ", "\u094d", *UNSEEN, "\u00a0", "\n", "\u2028", "\u3000"]
    )
)


@given(st.one_of(st.text(), HOSTILE))
def test_twice_is_once(typed) -> None:
    once = clean_line(typed)
    assert clean_line(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip() and "  " not in once
    assert unseen_in(once) == []
    assert not once or any(not is_unseen(c) and not c.isspace() for c in once)


@given(st.text(alphabet=st.sampled_from("abc äöß-.'مخकी葛")))
def test_what_can_be_seen_is_never_lost(typed) -> None:
    kept = unicodedata.normalize("NFC", typed).split()
    assert clean_line(typed) in ("", " ".join(kept))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0231\u20111234", "0231-1234"),
        ("0231 \u2013 12 34", "0231 - 12 34"),
        ("0231\u221212\u201434", "0231-12-34"),
        ("\u202a+49 231 1234\u202c", "+49 231 1234"),  # as Windows copies a number
        ("+49\u00a0231\u00a01234", "+49 231 1234"),
        ("\uff0b49\uff0d231", "+49-231"),
        ("۰۲۳۱ ۱۲۳۴", "0231 1234"),
        ("(0231) 12/34", "(0231) 12/34"),
        ("0231\u200b1234", "02311234"),
    ],
)
def test_a_telephone_number(typed, kept) -> None:
    assert clean_telephone(typed) == kept


@pytest.mark.parametrize(
    "pasted",
    [
        *("123456", "123 456", "123-456", "123\u00a0456", "\u200b123456\u200b", "123\u2011456"),
        *(
            "123\u2013456",
            " 123\u2007456\n",
            "１２３４５６",
            "۱۲۳۴۵۶",
            "1 2 3 4 5 6",
            "\u202a123456\u202c",
        ),
    ],
    ids=ascii,
)
def test_a_code_as_it_is_pasted(pasted) -> None:
    assert clean_code(pasted) == "123456"


# Columns that hold no line of somebody's words: codes, digests, keys that we make, and what is counted.
OURS = {
    "analyses.logentry.case_number", "analyses.logentry.object_type", "analyses.logentry.what", "analyses.logentry.zone",
    "analyses.case.number", "analyses.contribution.file_sha256", 
    "analyses.logentry.reason_text", "analyses.logentry.search_hash", "analyses.logentry.request_id",
    "analyses.loganchor.signature", "analyses.sample.what", "analyses.sample.case_number", "analyses.sample.reason_text",
    "complaints.complaint.number", "complaints.consent.version", "complaints.visit.id", "agreements.agreementfile.media_type", "agreements.party.side", "agreements.version.cause",
    # what a machine writes down of a file
    "analyses.importfault.column", "analyses.importfault.typed", "analyses.importfault.wrong", "analyses.importrun.ended_because",
    "directory.account.password", "lists.savedview.list", "lists.savedview.query",
    "meetings.attendee.interpreter", "meetings.meeting.zone", "meetings.series.zone", "meetings.series.rule",
    "analyses.enquiry.number", "analyses.enquiry.place", "analyses.enquirycount.place",
    "complaints.visitfile.visit", "complaints.trace.in_time", "complaints.trace.late", "meetings.poll.open_digest", "meetings.redaction.replaced", "meetings.agendafile.media_type",
}  # fmt: skip
MADE_BY_US = {
    "kind", "language", "key", "digest", "sha256", "code", "code_hash", "token", "token_hash", "holder",
    "error_code", "languages", "level", "certificate", "imprint", "previous_digest", "sort_key", "match_key",
}  # fmt: skip
ROOMS = ("partnerships", "meetings", "complaints", "analyses")


def columns() -> list[models.CharField]:
    """Every column of our tables that is typed into a line; tables of the history copy others."""
    found = []
    for model in apps.get_models():
        if model.__module__.startswith(ROOMS) and not model._meta.label.endswith("Event"):
            for field in model._meta.local_fields:
                inner = field.base_field if isinstance(field, ArrayField) else field
                mine = isinstance(inner, models.CharField) and not inner.choices
                if mine and not isinstance(inner, models.EmailField | models.URLField):
                    found.append((f"{model._meta.label_lower}.{field.name}", inner))
    return found


def test_every_column_that_is_typed_is_cleaned() -> None:
    plain = {label for label, field in columns() if not isinstance(field, Line)}
    assert {p for p in plain if p.split(".")[-1] not in MADE_BY_US} == OURS
    assert len(columns()) - len(plain) > 50


def forms_of_ours() -> set[type[forms.BaseForm]]:
    """Every form class that our code declares."""
    for room in ("partnerships.directory.forms", "partnerships.agreements.forms"):
        package = import_module(room)
        for _finder, name, _is_package in pkgutil.walk_packages(package.__path__, f"{room}."):
            import_module(name)
    found, open_ones = set(), [forms.BaseForm]
    while open_ones:
        below = open_ones.pop().__subclasses__()
        open_ones += below
        found |= {form for form in below if form.__module__.startswith(ROOMS)}
    return found


def test_every_line_of_a_form_is_cleaned() -> None:
    """A plain CharField is only for what nobody types: hidden fields and passwords."""
    plain = {
        f"{form.__module__}.{form.__qualname__}.{name}"
        for form in forms_of_ours()
        for name, field in form.base_fields.items()
        if type(field) is forms.CharField
        and not isinstance(field.widget, forms.HiddenInput | forms.PasswordInput)
    }
    assert {name for name in plain if ".gallery" not in name} == set()
    assert len(forms_of_ours()) > 60


HIDDEN = "\u200bVe\u00adrein\u00a0\u202eNord\ufe0f"


class TestEveryWayIn:
    """Past the forms too: what is stored is what one sees."""

    pytestmark = pytest.mark.django_db

    def test_a_row_made_in_code(self) -> None:
        made = Organisation.objects.create(name=HIDDEN, kind="other")
        assert made.name == "Verein Nord"
        assert made.sort_key == "verein nord"
        assert Organisation.objects.filter(name="Verein Nord").exists()

    def test_many_rows_at_once_and_an_update(self) -> None:
        Organisation.objects.bulk_create(
            [Organisation(name=HIDDEN, kind="other", sort_key="x", match_key="x")]
        )
        assert Organisation.objects.get().name == "Verein Nord"
        Organisation.objects.update(place=HIDDEN, phone="0231\u20111234")
        row = Organisation.objects.get()
        assert (row.place, row.phone) == ("Verein Nord", "0231-1234")

    def test_nothing_visible_is_nothing(self) -> None:
        with pytest.raises(ValidationError) as refused:
            Organisation(name="\u200b\u2800\u3164", kind="other").full_clean()
        assert "name" in refused.value.error_dict

    def test_the_forms_of_the_admin(self) -> None:
        form = modelform_factory(Organisation, fields=["name", "phone"])
        filled = form({"name": HIDDEN, "phone": "0231\u22121234"})
        assert filled.is_valid(), filled.errors
        assert filled.cleaned_data == {"name": "Verein Nord", "phone": "0231-1234"}
        assert not form({"name": "\u3164"}).is_valid()

    def test_a_spreadsheet(self) -> None:
        assert read_cell("name", HIDDEN) == "Verein Nord"
        assert read_cell("phone", "0231\u20111234\u00a0\u2013 5") == "0231-1234 - 5"
        assert read_cell("areas", "Nord\u200bstadt,\u00a0Eving") == ["Nordstadt", "Eving"]

    def test_a_command(self) -> None:
        call_command("invite_admin", "first@example.org", HIDDEN, stdout=StringIO())
        assert Person.objects.get().family_name == "Verein Nord"

    def test_a_search(self) -> None:
        assert SearchField(required=False).clean("\u200bNord\u00a0\u202estadt") == "Nord stadt"

    def test_a_saved_view(self) -> None:
        assert (
            SavedView(name="\u200bMeine\u00a0Sicht")
            ._meta.get_field("name")
            .clean("\u200bMeine\u00a0Sicht", None)
            == "Meine Sicht"
        )

    @pytest.mark.parametrize(
        "number", ["0231\u20111234", "0231 \u2212 1234", "+49\u00a0231\u2013123"]
    )
    def test_a_telephone_on_every_form(self, number) -> None:
        shown = [
            (form, name)
            for form in forms_of_ours()
            for name, field in form.base_fields.items()
            if name == "phone"
        ]
        assert len(shown) >= 4
        for form, name in shown:
            field = form.base_fields[name]
            assert isinstance(field, TelephoneField), form
            assert field.clean(number) == clean_telephone(number)
            with pytest.raises(ValidationError):
                field.clean("bitte abends")
