"""After a form one is where one was: at the row that was changed or made, where the page lists several. Source: issue 13, point 2."""

from django.db import transaction

from tests.house.addresses import path_of
from tests.house.scene import Scene
from tests.step.test_every_form import LEFT_OUT, SHOWN, TYPED, _carried, _close, _meant, _own

# What they change or make stands on the page that they lead to, among others of its kind.
LISTED = {
    *("agreements:add_clause", "agreements:edit_clause", "agreements:party"),
    *("agreements:comment_on_clause", "agreements:edit_comment", "agreements:add_file"),
    *("directory:set_goal", "directory:edit_goal", "directory:set_organisation_goal"),
    *("directory:add_seat", "directory:fill_seat", "directory:correct_seat"),
    *("directory:add_contact_point", "directory:edit_contact_point"),
    *("directory:note_contact", "directory:correct_contact"),
    *("directory:note_figure", "directory:edit_figure", "directory:answer_commitment"),
    "directory:edit_representation",
}


def test_every_form_leads_to_what_it_changed(scene: Scene) -> None:
    """An address with a place in it leads to one that is there; those of LISTED have one."""
    wrong, placed = [], set()
    for name, shown in SHOWN.items():
        client = scene.cast.client(name)
        for address, what in shown:
            if address in LEFT_OUT:
                continue
            path = path_of(scene, address, what)
            with transaction.atomic():
                page = client.get(path)
                context = _own(page)
                if "step" in context:
                    sent = _carried(context) | _meant(TYPED.get(address, {}), context.get("form"))
                    way, _hash, place = client.post(path, sent)["Location"].partition("#")
                    if place:
                        placed.add(address)
                        if f'id="{place}"' not in client.get(way, follow=True).content.decode():
                            wrong.append(f"{address} {what}: {way} has no {place}")
                _close(page)
                transaction.set_rollback(True)
    assert wrong == []
    assert LISTED - placed == set()
