"""Whoever belongs to another partnership learns nothing of ours. Source: DESIGN section 5, promise 3."""

import re

import pytest

from tests.house.scene import set_up

OURS = ("Nord", "North", "Beispiel, Partner", "Nordvertrag", "Vorhaben Nord")
LISTS = [
    "/home/",
    "/me/",
    "/partnerships/",
    "/partnerships/?q=Nord",
    "/organisations/",
    "/organisations/?q=Nord",
    "/organisations/?kind=police",
    "/agreements/",
    "/agreements/?q=Nordvertrag",
    "/agreements/?stage=in_force",
    "/documents/",
]
NOT_OURS = ("outsider", "former", "complaints", "approver", "analyst", "customs", "dpo")


def page(client, path: str) -> str:
    """The words of a page, without the search that was typed, also in links, and the token against foreign forms."""
    response = client.get(path)
    assert response.status_code == 200
    return re.sub(
        r"<input[^>]*>|(?<=[?;&])q=[^&\"]*|(?<=query=)[^&\"]*", "", response.content.decode()
    )


@pytest.mark.parametrize("name", NOT_OURS)
def test_nothing_of_ours_in_lists_search_and_home(scene, name) -> None:
    client, found = scene.cast.client(name), []
    for path in LISTS:
        shown = page(client, path)
        found += [(path, word) for word in OURS if word in shown]
    assert found == []


def test_pages_do_not_change_when_others_add_things(cast) -> None:
    before = {path: page(cast.client("outsider"), path) for path in LISTS}
    north_only(set_up(cast, talked=False))
    for path in LISTS:
        assert page(cast.client("outsider"), path) == before[path], path


def north_only(scene) -> None:
    """Takes South's rows of the scene away again."""
    from partnerships.agreements.models import Agreement
    from partnerships.directory.models import Grant, Role

    south = Agreement.objects.filter(partnership=scene.cast.south)
    for agreement in south:
        agreement.clauses.all().delete()
        agreement.parties.all().delete()
    south.delete()
    Grant.objects.filter(role=Role.HELPER).delete()  # somebody of South helps people
    scene.of("task", "south").delete()
    scene.of("series", "south").delete()
    scene.of("poll", "south").delete()
    scene.of("redaction", "south").delete()
    scene.of("meeting", "south").minutes.delete()
    scene.of("meeting", "south").agenda_items.all().delete()
    scene.of("meeting", "south").delete()
    scene.of("body", "south").seats.all().delete()
    scene.of("project", "south").commitments.all().delete()
    for kind in ("body", "project"):
        scene.of(kind, "south").delete()
