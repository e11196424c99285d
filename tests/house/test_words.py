"""People's words instead of codes: in the copy of one's data, in the log, and in the tables of Django's admin.

Source: issue 13, point 6. One row at least of every table; in German.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from partnerships.directory.models import Account
from partnerships.shared.about import sections
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.facts import in_words, is_named
from partnerships.shared.letters.models import Letter
from tests.house.test_admin import SHOWN, list_of, marked, ours, scene  # noqa: F401
from tests.house.test_buttons import CODE, Page

ROOT = Path(settings.ROOT)
GERMAN = {"headers": {"Accept-Language": "de"}}
# What a browser or a file says of itself.
CODES_THEMSELVES = {"Browser", "Gelesen als"}


# Of a letter that is gone when it is posted, and of the paper.
SAYING = {"actions", "letters", "export"}
READ_BY_NOBODY = {"code", "title", "draft"}
TYPED = re.compile(r"Nordvertrag \w+")  # titles of the scene, as somebody typed them


def codes(text: str) -> list[str]:
    """Each with the words around it."""
    text = TYPED.sub("", text)
    return [text[max(0, at.start() - 40) : at.end() + 30] for at in CODE.finditer(text)]


def words_on(answer) -> str:
    """The words of a page's own part, without what stands there as a code or as somebody typed it."""
    return " ".join(" ".join(Page(answer.content.decode(), "/").words).split())


def spoken(value: object) -> Iterator[str]:
    """Every text of a value; moments, numbers and switches are written by whoever shows them."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield str(name)
            yield from spoken(one)
    elif isinstance(value, list):
        for one in value:
            yield from spoken(one)
    elif isinstance(value, str):
        yield value


def test_the_copy_of_ones_data_speaks_to_people(marked) -> None:  # noqa: F811
    wrong, tables = [], set()
    with translation.override("de"):
        for account in Account.objects.select_related("person"):
            for section in sections([row for row in (account.person, account) if row]):
                tables.add(section.label)
                for row in section.rows:
                    for label, value in row.items():
                        said = [label, *(spoken(value) if label not in CODES_THEMSELVES else ())]
                        wrong += [(section.label, label, one) for one in said if codes(one)]
    assert len(tables) > 15, "copies were made"
    assert not wrong, "\n".join(map(str, wrong))


def test_each_event_of_the_log_is_told_in_words(marked) -> None:  # noqa: F811
    client, wrong, told = marked.cast.client("dpo"), [], set()
    client.get("/log/", **GERMAN)
    for event in AuditEvent.objects.visible_to(marked.cast.account("dpo")).order_by("what", "pk"):
        if event.what in told:
            continue
        told.add(event.what)
        page = words_on(client.get(f"/log/{event.pk}/", **GERMAN))
        wrong += [(event.what, found) for found in codes(page)]
    assert len(told) >= 3, "events were read"
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"signature": 20}, {"Unterschrift": "Nr. 20"}),
        (
            {"verb": "consult", "from": "draft", "to": "under_consultation"},
            {"Schritt": "Abstimmung beginnen", "Vorher": "Entwurf", "Nachher": "in Abstimmung"},
        ),
        ({"kind": "police"}, {"Art": "Polizeibehörde"}),
        ({"up": True, "clause": None}, {"Nach oben verschoben": "ja"}),
        ({"until": "2026-03-05"}, {"Bis": "5. März 2026"}),
        ({"languages": ["de", "en"]}, {"Sprachen": "Deutsch, Englisch"}),
        ({"change": "passkey_added"}, {"Was geändert wurde": "ein Passkey wurde hinzugefügt"}),
        ({"what": "accession_declared"}, {"Anlass": "Beitritt erklärt"}),
        ({"parties": 3}, {"Zahl der Vertragsparteien": "3"}),
        ({"asked": ["role"], "filters": {"role": True}}, {"Eingegrenzt nach": "Rolle; Rolle: ja"}),
    ],
)
def test_facts_are_words(facts: dict, words: dict) -> None:
    with translation.override("de"):
        assert in_words(facts) == words


def keys_of_facts() -> set[str]:
    """Every name that an action or a letter gives to a fact, read from the code: `facts={"party": …}`."""
    files = [
        file
        for room in ("partnerships", "meetings")
        for file in (ROOT / room).rglob("*.py")
        if {"actions", "letters"} & places(file)
    ]
    trees = [ast.parse(file.read_text()) for file in files]
    dicts = [one for tree in trees for one in dicts_of_facts(tree)]
    keys = {key.value for one in dicts for key in one.keys if isinstance(key, ast.Constant)}
    return keys | {name for tree in trees for name in named_facts(tree)}


def named_facts(tree: ast.AST) -> Iterator[str]:
    """What is given by name to `acting(…)`, which makes facts of all but who acted, on what, inside of what."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "").lstrip("_") == "acting":
            yield from (
                each.arg
                for each in node.keywords
                if each.arg not in (None, "by", "target", "inside")
            )


def places(file: Path) -> set[str]:
    """Folders and the name without its ending."""
    return {*file.parts, file.stem}


def dicts_of_facts(tree: ast.AST) -> Iterator[ast.Dict]:
    """What is given as `facts` to an event or a letter, on the spot or under that name before."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "facts":
            yield from (one for one in ast.walk(node.value) if isinstance(one, ast.Dict))
        elif isinstance(node, ast.Assign) and {"facts", "all_facts"} & {
            getattr(t, "id", "") for t in node.targets
        }:
            yield from (one for one in [node.value] if isinstance(one, ast.Dict))


def test_every_fact_of_an_action_has_a_name_for_people() -> None:
    keys = keys_of_facts() - READ_BY_NOBODY
    assert len(keys) > 30, "facts were found"
    assert sorted(key for key in keys if not is_named(key)) == []
    assert not is_named("under_consultation")


def test_a_file_of_a_list_says_columns_and_filters_as_its_page_does() -> None:
    facts = {"list": "log", "columns": ["what"], "filters": {"q": True, "kind": "directory.Seat"}}
    with translation.override("de"):
        said = in_words(facts)
    assert said["Spalten"] == "Was" and said["Liste"] == "Protokollierung"
    assert said["Eingegrenzt nach"] == "Person: ja, Betrifft: Sitz"


def test_fields_that_were_changed_are_named_as_on_their_page() -> None:
    with translation.override("de"):
        said = in_words({"fields": ["legal_form", "email"]}, "directory.Organisation")
    assert said == {"Felder": "Rechtsform, E-Mail-Adresse"}


def test_each_letter_knows_words_for_its_facts(marked) -> None:  # noqa: F811
    with translation.override("de"):
        for letter in Letter.objects.all():
            for name, said in in_words(letter.facts).items():
                assert not codes(name), name
                assert letter.facts.get("link") or not codes(said), said


def english_names() -> set[str]:
    """What tables and fields are called in English, of two words or more: no German sentence holds them by chance."""
    with translation.override("en"):
        said = {str(named._meta.verbose_name) for named in ours()}
        said |= {str(field.verbose_name) for model in ours() for field in model._meta.fields}
    return {name for name in said if " " in name}


def test_tables_of_the_administration_are_german_and_show_no_codes(scene) -> None:  # noqa: F811
    client, wrong, english = scene.cast.client("admin"), [], english_names()
    for model in set(ours()) & set(SHOWN):
        row = SHOWN[model].get_queryset(None).first()
        for path in (list_of(model), f"{list_of(model)}{row.pk}/change/"):
            answer = client.get(path, **GERMAN)
            assert answer.status_code == 200, path
            words = words_on(answer)
            wrong += [(path, found) for found in codes(words)]
            wrong += [(path, name) for name in english if re.search(rf"\b{name}\b", words, re.I)]
    assert not wrong, "\n".join(map(str, wrong))


def test_a_code_in_a_table_would_be_seen() -> None:
    assert codes("Unterschrift under_consultation") and not codes("Unterschrift 20")
    assert "asked on" in english_names()


FILES = {
    "/log/": "dpo",
    "/agreements/": "liaison",
    "/people/": "liaison",
    "/organisations/": "admin",
    "/partnerships/": "liaison",
    "/roles/": "admin",
}


@pytest.mark.parametrize(("path", "who"), FILES.items())
def test_a_list_as_a_file_speaks_to_people(marked, path: str, who: str) -> None:  # noqa: F811
    answer = marked.cast.client(who).get(path, {"export": "csv"}, **GERMAN)
    assert answer["Content-Type"].startswith("text/csv"), path
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.count("\n") > 1, "rows were written"
    assert codes(text) == []
