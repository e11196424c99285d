"""Nobody finds what they may not see. Source: DESIGN section 5, promise 3; issue 13, must show 2."""

import re
from collections.abc import Iterator

import pytest

from meetings.models import AgendaItem, Meeting, MinutesEntry
from partnerships.agreements.models import Agreement, ClauseText
from partnerships.directory.models import Organisation, Partnership, Person, Representation
from partnerships.directory.rules.people import phone_for
from partnerships.shared.documents.models import Document
from partnerships.shared.registry import search_kinds
from partnerships.shared.search.finding import find
from partnerships.shared.search.kinds import SearchKind
from tests.cast import NAMES
from tests.house.scene import Scene
from tests.kept import kept
from tests.search.scene import Town, build

SIGNED_IN = [name for name in NAMES if name != "anonymous"]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
TYPED = (
    "Nord", "Süd", "e", "Beispiel", "Test", "Planerladen", "Planwerkstatt", "Yildis", "Yildiz Planerladen",
    "Hofmann Verein", "Polizei", "Vereinbarung", "vertraulich", "confidential", "Schmitt Süd", "0151 2345678",
    "0151 2345999", "0151 8765432", "0221 556677", "Vereinbarng", "Partnerschaft", "Treffen", "Bürgerhaus", "Trefen",
)  # fmt: skip


@pytest.fixture
def scene(house_scene: Scene) -> Scene:
    return house_scene


@kept(after="house_scene")
def town(scene: Scene) -> Town:
    """Beside everything that the house's own scene has."""
    return build(scene.cast)


def visible(slug: str, account) -> set[int]:
    """Numbers of the rows that this person may see, asked of the house's own rules."""
    agreements = Agreement.objects.visible_to(account)
    rows = {
        "people": Person.objects.visible_to(account),
        "organisations": Organisation.objects.visible_to(account),
        "partnerships": Partnership.objects.visible_to(account),
        "agreements": agreements,
        "clauses": ClauseText.objects.filter(clause__agreement__in=agreements),
        "documents": Document.objects.visible_to(account),
        "meetings": Meeting.objects.visible_to(account),
        "minutes": MinutesEntry.objects.filter(
            item__in=AgendaItem.objects.visible_to(account), item__meeting__minutes__stage="closed"
        ),
    }
    return set(rows[slug].values_list("pk", flat=True))


def found(kind: SearchKind, account, typed: str) -> Iterator[int]:
    """Whatever any way of this kind gives."""
    for way in (kind.ways, kind.near, kind.numbers):
        for rows in way(account, typed) if way else ():
            yield from (row[0] for row in rows)


def test_every_kind_has_its_rule_here() -> None:
    assert {kind.slug for kind in search_kinds} == {
        "people", "organisations", "partnerships", "meetings", "minutes", "agreements", "clauses", "documents",
    }  # fmt: skip


@pytest.mark.parametrize("who", SIGNED_IN)
def test_nobody_finds_what_they_may_not_see(town: Town, who: str) -> None:
    account, some = town.cast.account(who), 0
    for kind in search_kinds:
        mine = visible(kind.slug, account)
        for typed in TYPED:
            ids = set(found(kind, account, typed))
            assert ids <= mine, (kind.slug, typed)
            some += len(ids)
    assert some or not account.access.partnership_ids, "the questions find something"


@pytest.mark.parametrize("who", ["liaison", "partner", "former", "outsider", "admin"])
def test_nobody_learns_whom_somebody_stands_for(town: Town, who: str) -> None:
    """Found by name and organisation only where one sees that representation today."""
    account = town.cast.account(who)
    (people,) = (kind for kind in search_kinds if kind.slug == "people")
    seen = Representation.objects.visible_to(account).current()
    pairs = set(seen.values_list("person_id", "organisation__name"))
    for person, name in Representation.objects.values_list(
        "person__family_name", "organisation__name"
    ):
        for typed in (name, f"{person} {name}"):
            for pk in found(people, account, typed):
                own = str(Person.objects.get(pk=pk))
                assert any(one == pk for one, _name in pairs) or own in typed, (typed, own)


@pytest.mark.parametrize("who", SIGNED_IN)
def test_numbers_are_found_by_those_who_may_know_them(town: Town, who: str) -> None:
    """The same people whom the rule tells the number, no more and no less."""
    account = town.cast.account(who)
    (people,) = (kind for kind in search_kinds if kind.slug == "people")
    mine = Person.objects.visible_to(account).present()
    for person in Person.objects.exclude(phone=""):
        by_number = {row[0] for rows in people.numbers(account, person.phone) for row in rows}
        may = mine.filter(pk=person.pk).exists() and bool(phone_for(account, person))
        assert (person.pk in by_number) is may, (who, person)


@pytest.mark.parametrize("who", SIGNED_IN)
def test_a_hit_leads_to_a_page(town: Town, who: str) -> None:
    client, account = town.cast.client(who), town.cast.account(who)
    groups = [
        group
        for typed in ("nord", "vereinbarung", "test", "zusammen")
        for group in find(account, typed)[0]
    ]
    for href in {hit.href.partition("#")[0] for group in groups for hit in group.hits}:
        assert client.get(href).status_code == 200, href


def test_the_page_says_nothing_of_others(town: Town) -> None:
    """Neither a title nor a number of what is not one's own: the page is the same as if it were not there."""
    client = town.cast.client("outsider")
    there, nowhere = (
        TOKEN.sub("", client.get("/search/", {"q": typed}).content.decode())
        for typed in ("Planerladen", "Planerladex")
    )
    assert "Köln" not in there
    assert there.replace("Planerladen", "…") == nowhere.replace("Planerladex", "…")


def test_complaints_and_analyses_lay_nothing_down() -> None:
    """Their contents are never searched. Source: DESIGN, the fire-wall."""
    assert not [
        kind.slug
        for kind in search_kinds
        if kind.ways.__module__.split(".")[0] in ("complaints", "analyses")
    ]
