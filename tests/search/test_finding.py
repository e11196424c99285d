"""What people type, and what they find. Source: issue 13, must show 2."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from partnerships.agreements.models import Agreement, Party
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.search.finding import ALONE, SHOWN, find
from tests.cast import Cast
from tests.factories import directory as make
from tests.kept import kept
from tests.search.scene import Town, build


@kept(after="cast")
def town(cast: Cast) -> Town:
    return build(cast)


def titles(town: Town, who: str, typed: str, *, similar: bool = False) -> dict[str, list[str]]:
    """Titles of hits by kind."""
    found = find(town.cast.account(who), typed)[1 if similar else 0]
    return {group.kind.slug: [hit.title for hit in group.hits] for group in found}


FOUND = [
    ("Yildiz", {"people": ["Zeynep Yıldız"]}),
    ("yıldız zeynep", {"people": ["Zeynep Yıldız"]}),
    ("Yildiz Planerladen", {"people": ["Zeynep Yıldız"]}),
    ("planer yil", {"people": ["Zeynep Yıldız"]}),
    ("Delalic", {"people": ["Emina Delalić-Wirtz"]}),
    ("wirtz", {"people": ["Emina Delalić-Wirtz"]}),
    ("Delalic Polizei", {"people": ["Emina Delalić-Wirtz"]}),
    ("محمد", {"people": ["محمد الأحمد"]}),
    ("الاحمد", {"people": ["محمد الأحمد"]}),
    ("Koeln Muelheim", {"organisations": ["Planerladen Köln-Mülheim e. V."],
                        "people": ["Jürgen Hoffmann", "Zeynep Yıldız", "محمد الأحمد"]}),
    ("KÖLN", {"organisations": ["Planerladen Köln-Mülheim e. V."],
              "people": ["Jürgen Hoffmann", "Zeynep Yıldız", "محمد الأحمد"]}),
    ("0221 556677", {"organisations": ["Planerladen Köln-Mülheim e. V."]}),
    ("+49 221 556", {"organisations": ["Planerladen Köln-Mülheim e. V."]}),
    ("0171 444 55 66", {"organisations": ["Planerladen Köln-Mülheim e. V."]}),
    ("01512345678", {"people": ["Zeynep Yıldız"]}),
    ("0231/1324711", {"people": ["Emina Delalić-Wirtz"]}),
    ("gegenseitige besuche", {"agreements": ["Vereinbarung über gegenseitige Besuche"]}),
    ("vertraulichkeit gespräch", {"clauses": ["Schutz der Beteiligten"]}),
    ("schutz beteiligter", {"clauses": ["Schutz der Beteiligten"]}),
    ("confidential", {"clauses": ["Protection"]}),
    ("North", {"partnerships": ["Nord"]}),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "expected"), FOUND)
def test_what_liaison_staff_find(town: Town, typed: str, expected: dict[str, list[str]]) -> None:
    with translation.override("de"):
        assert titles(town, "liaison", typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Yildis", {"people": ["Zeynep Yıldız"]}),
        ("Hofmann", {"people": ["Jürgen Hoffmann"]}),
        ("Hofmann Planerladn", {"people": ["Jürgen Hoffmann"]}),
        ("Planerlden", {"organisations": ["Planerladen Köln-Mülheim e. V."]}),
        ("gegenseitge Besuche", {"agreements": ["Vereinbarung über gegenseitige Besuche"]}),
    ],
)
def test_a_slip_is_forgiven_where_little_was_found(
    town: Town, typed: str, expected: dict[str, list[str]]
) -> None:
    with translation.override("de"):
        assert titles(town, "liaison", typed) == {}
        assert titles(town, "liaison", typed, similar=True) == expected


def test_nothing_similar_beside_plenty(town: Town) -> None:
    for number in range(6):
        person = make.PersonFactory(family_name="Hofmann", given_name=f"Nr {number}")
        make.RepresentationFactory(person=person, organisation=town.north)
    found, similar = find(town.cast.account("liaison"), "Hofmann")
    assert [group.more for group in found] == [True]
    assert [len(group.hits) for group in found] == [SHOWN]
    assert similar == []


def test_one_kind_alone_shows_more_of_it(town: Town) -> None:
    for number in range(ALONE + 5):
        person = make.PersonFactory(family_name="Hofmann", given_name=f"Nr {number}")
        make.RepresentationFactory(person=person, organisation=town.north)
    (group,), _similar = find(town.cast.account("liaison"), "hofm", only="people")
    assert (len(group.hits), group.more) == (ALONE, True)


def test_whole_words_come_before_beginnings(town: Town) -> None:
    for name in ("Yilmaz", "Yil"):
        person = make.PersonFactory(family_name=name, given_name="A")
        make.RepresentationFactory(person=person, organisation=town.north)
    assert titles(town, "liaison", "Yil")["people"] == ["A Yil", "A Yilmaz", "Zeynep Yıldız"]


def test_an_organisation_is_found_by_its_place_but_not_its_people(town: Town) -> None:
    type(town.north).objects.filter(pk=town.north.pk).update(place="Wuppertal")
    assert titles(town, "liaison", "wuppertal") == {
        "organisations": ["Planerladen Köln-Mülheim e. V."]
    }


@pytest.mark.parametrize("typed", ["", "   ", "-", "'", "…", "\u200b"])
def test_signs_without_a_letter_find_nothing(town: Town, typed: str) -> None:
    assert find(town.cast.account("liaison"), typed) == ([], [])


def test_one_letter_is_a_beginning(town: Town) -> None:
    assert "Zeynep Yıldız" in titles(town, "liaison", "y")["people"]


def test_a_field_of_a_clause_leaves_a_gap(town: Town) -> None:
    text = town.agreement.clauses.get().texts.get(language="de")
    text.body = "Sie gilt {{term_months}}, gerechnet vom Beginn."
    text.save()
    page = town.cast.client("liaison").get("/search/", {"q": "gerechnet"}).content.decode()
    assert "Sie gilt …, <mark>gerechnet</mark> vom Beginn." in page


def test_nothing_typed_asks_nothing(town: Town) -> None:
    account = town.cast.account("liaison")
    with CaptureQueriesContext(connection) as context:
        assert find(account, "") == ([], [])
    assert len(context) == 0


def test_a_telephone_number_that_was_found_stands_in_the_log(town: Town) -> None:
    account = town.cast.account("liaison")
    noted = AuditEvent.objects.filter(what="directory.people_read", by=account)
    find(account, "Yildiz")
    assert not noted.exists(), "names are no protected data"
    find(account, "0151 2345678")
    assert noted.count() == 1


def test_who_has_more_than_a_thousand_agreements_finds_each(town: Town) -> None:
    stands = town.cast.people["partner"].representations.get().organisation
    values = {"partnership": town.cast.north, "drafted_by": town.cast.account("liaison")}
    made = Agreement.objects.bulk_create(
        Agreement(title=f"Absprache Nummer {number}", **values) for number in range(1001)
    )
    Party.objects.bulk_create(
        Party(agreement=each, organisation=stands, name=stands.name, side="civil") for each in made
    )
    assert titles(town, "partner", "Absprache Nummer 777") == {
        "agreements": ["Absprache Nummer 777"]
    }
