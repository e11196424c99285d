"""What stands together in a form: folds that open where they are used, and two days of which one counts. Source: issue 13, point 2."""

import pkgutil
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from importlib import import_module

import pytest
from django import forms

from partnerships.shared.pieces import EitherDay, Fold, in_english, long_list, pieces_of
from tests.journeys.forms import browser, typed, words

ROOMS = ("partnerships.agreements.forms", "partnerships.directory.forms")
LONG = 12  # choices that are known before the form is made


class PostForm(forms.Form):
    """Two words with their English twins, a list, two days."""

    either_day = EitherDay("since")
    pieces = (in_english("name_en", "text_en"), long_list("letters"), either_day)

    name = forms.CharField(label="Name")
    name_en = forms.CharField(label="Name in English", required=False, max_length=9)
    text = forms.CharField(required=False)
    text_en = forms.CharField(required=False)
    letters = forms.MultipleChoiceField(
        label="Letters",
        required=False,
        choices=[(each, each.upper()) for each in "abcd"],
        widget=forms.CheckboxSelectMultiple,
    )
    since = forms.DateField(label="Since", required=False)
    attested_on = forms.DateField(label="Attested on", required=False)

    def clean(self) -> dict[str, object]:
        super().clean()
        self.either_day.settle(self)
        return self.cleaned_data


class Folds(HTMLParser):
    """By its line: whether a fold stands open, and the names of the fields in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, tuple[bool, set[str]]] = {}
        self.line: list[str] | None = None
        self.names: set[str] | None = None
        self.is_open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "details" and "app-fold" in (given.get("class") or ""):
            self.is_open, self.names, self.line = "open" in given, set(), []
        elif self.names is not None and given.get("name"):
            self.names.add(str(given["name"]))

    def handle_data(self, data: str) -> None:
        if self.line is not None:
            self.line.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "summary" and self.line is not None and self.names is not None:
            line = " ".join("".join(self.line).split()).replace(" :", ":")
            self.found[line], self.line = (self.is_open, self.names), None
        elif tag == "details":
            self.names = None


def folds(form: forms.Form) -> dict[str, tuple[bool, set[str]]]:
    return Folds(str(form)).found


def test_folds_are_closed_where_nothing_is_in_them() -> None:
    assert folds(PostForm()) == {
        "In English (not filled in)": (False, {"name_en", "text_en"}),
        "Letters: nothing chosen": (False, {"letters"}),
    }


def test_what_is_written_stands_open_and_what_is_chosen_stands_on_the_line() -> None:
    form = PostForm(initial={"text_en": "Words", "letters": ["b", "d"]})
    assert folds(form) == {
        "In English": (True, {"name_en", "text_en"}),
        "Letters: B, D": (False, {"letters"}),
    }


@pytest.mark.parametrize(
    ("sent", "line"),
    [({"name_en": "far too long"}, "In English"), ({"letters": ["z"]}, "Letters: nothing chosen")],
)
def test_what_is_wrong_stands_open(sent, line) -> None:
    form = PostForm({"name": "N", "since": "2024-01-01"} | sent)
    assert not form.is_valid()
    assert {name: is_open for name, (is_open, _names) in folds(form).items()}[line] is True


def test_fields_keep_their_order_and_each_stands_there_once() -> None:
    html = str(PostForm())
    names = ("name", "text", "name_en", "text_en", "letters", "since", "attested_on")
    places = [html.index(f' name="{name}"') for name in names]
    assert places == sorted(places)
    assert all(html.count(f' name="{name}"') == 1 for name in names if name != "letters")


def test_neither_of_the_two_days_is_called_optional() -> None:
    days = str(PostForm()).partition("Since when?")[2]
    assert "optional" not in days


KNOWN, ATTESTED = {"since": "2024-01-01"}, {"attested_on": "2024-02-02"}


@pytest.mark.parametrize(
    ("sent", "days"),
    [
        (KNOWN, ("2024-01-01", None)),
        (ATTESTED, (None, "2024-02-02")),
        (KNOWN | ATTESTED, ("2024-01-01", None)),
        (KNOWN | ATTESTED | {"since_or_attested_on": "attested_on"}, (None, "2024-02-02")),
        (ATTESTED | {"since": "x", "since_or_attested_on": "attested_on"}, (None, "2024-02-02")),
        (KNOWN | {"since_or_attested_on": "x"}, ("2024-01-01", None)),
    ],
)
def test_only_the_chosen_day_counts(sent, days) -> None:
    form = PostForm({"name": "N"} | sent)
    assert form.is_valid(), form.errors
    expected = tuple(day and date.fromisoformat(day) for day in days)
    assert (form.cleaned_data["since"], form.cleaned_data["attested_on"]) == expected


@pytest.mark.parametrize("chosen", ["since", "attested_on"])
def test_the_chosen_day_is_needed(chosen) -> None:
    other = {"since": ATTESTED, "attested_on": KNOWN}[chosen]
    form = PostForm({"name": "N", "since_or_attested_on": chosen} | other)
    assert list(form.errors) == [chosen]


def test_a_form_that_comes_back_keeps_the_choice() -> None:
    form = PostForm(ATTESTED | KNOWN | {"since_or_attested_on": "attested_on"})
    assert list(form.errors) == ["name"]
    assert 'id="id_attested_on_chosen" checked' in str(form)
    assert 'id="id_since_chosen" checked' not in str(form)


def every_form() -> Iterator[type[forms.Form]]:
    for room in ROOMS:
        package = import_module(room)
        for module in pkgutil.iter_modules(package.__path__, f"{room}."):
            for each in vars(import_module(module.name)).values():
                if isinstance(each, type) and issubclass(each, forms.Form):
                    yield each


def test_every_english_twin_and_every_long_list_of_the_house_is_folded() -> None:
    seen, open_ones = 0, []
    for form in set(every_form()):
        folded = {name for each in pieces_of(form) if isinstance(each, Fold) for name in each.names}
        for name, field in form.base_fields.items():
            is_list = isinstance(field.widget, forms.CheckboxSelectMultiple)
            has_many = is_list and not field.required and "languages" in name
            if name.endswith("_en") or has_many or (is_list and len(field.choices) >= LONG):
                seen += 1
                if name not in folded or field.required:
                    open_ones.append(f"{form.__name__}.{name}")
    assert open_ones == []
    assert seen > 15, "twins and lists were found"


def test_a_form_of_the_house(cast) -> None:
    client = browser(cast, "liaison", "de")
    page = client.get("/people/enter/").content.decode()
    assert Folds(page).found == {"Sprachen: nichts gewählt": (False, {"languages"})}
    sent = typed(client, "/people/enter/", languages=["ar", "tr"])
    back = client.post("/people/enter/", sent | {"family_name": ""}).content.decode()
    assert "Sprachen: Arabisch, Türkisch" in words(back).replace(" :", ":")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (KNOWN | ATTESTED, ("2024-01-01", "2024-02-02")),
        ({"since": "2024-01-05"} | ATTESTED, ("2024-01-05", "2024-02-02")),
        (KNOWN | ATTESTED | {"since_or_attested_on": "attested_on"}, (None, "2024-02-02")),
        (KNOWN | {"attested_on": "2024-03-03"}, ("2024-01-01", None)),
        (KNOWN | {"attested_on": "x"}, ("2024-01-01", None)),
    ],
)
def test_an_attested_day_beside_a_known_one_outlives_another_change(
    sent: dict[str, str], kept: tuple[str | None, str | None]
) -> None:
    stored = {name: date.fromisoformat(day) for name, day in (KNOWN | ATTESTED).items()}
    form = PostForm({"name": "N"} | sent, initial=stored)
    assert form.is_valid(), form.errors
    days = tuple(form.cleaned_data[name] for name in ("since", "attested_on"))
    assert tuple(day and day.isoformat() for day in days) == kept
