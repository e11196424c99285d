"""A stale tab of any form with long text gets back what it typed, and beside it what stands there now.

Source: issue 13, point 2. Every form of the table of addresses that edits (it carries a version) and has a text area.
"""

import re
from typing import Any

from django import forms
from django.db import transaction
from django.test import Client

from partnerships.directory.models import Goal
from tests.house.addresses import path_of
from tests.house.scene import Scene
from tests.journeys.forms import browser, typed, words
from tests.step.test_every_form import LEFT_OUT, SHOWN, TYPED, _carried, _close, _meant, _own

FIRST, SECOND = "Wortlaut aus dem ersten Fenster.", "Wortlaut aus dem zweiten Fenster."
# They make something new each time: the version is that of what was read, and nothing is overwritten.
NEW = {
    *("agreements:add_clause", "agreements:propose", "agreements:propose_clause"),
    "directory:enter_organisation",
}
# Fields of numbers and addresses, one a line, take no words.
OTHERS = {
    "p_phone": ("+492311234567", "+492317654321"),
    "p_email": ("erste@example.org", "zweite@example.org"),
}
FEWEST = 10  # forms with long text that edit, under all names


def test_a_stale_save_shows_both_texts(scene: Scene) -> None:
    """As whoever is the first to whom the table of addresses shows the form."""
    tried, wrong = set(), []
    for name, shown in SHOWN.items():
        client = scene.cast.client(name)
        for address, what in shown:
            if address in {*LEFT_OUT, *NEW}:
                continue
            path = path_of(scene, address, what)
            with transaction.atomic():
                page = client.get(path)
                texts = _texts(page)
                _close(page)
                transaction.set_rollback(True)
            for field in texts:
                tried.add(f"{address} {field}")
                faults = _faults(client, path, field, TYPED.get(address, {}))
                wrong += [f"{address} {field}: {fault}" for fault in faults]
    assert not wrong, "\n".join(wrong)
    assert len(tried) >= FEWEST, tried


def test_a_long_text_stands_beside_the_one_that_was_typed(scene: Scene) -> None:
    goal = Goal.objects.create(partnership=scene.cast.north, kind="aim", title="Alt", text="Alt.")
    path, client = f"/goals/{goal.pk}/edit/", browser(scene.cast, "liaison")
    first, second = (typed(client, path, text=text) for text in (FIRST, SECOND))
    client.post(path, first)
    said = words(client.post(path, second).content)
    assert re.search(rf"Stored now\s*{FIRST}\s*What you typed\s*{SECOND}", said)


def _texts(page: Any) -> list[str]:
    form = _own(page).get("form")
    if not form or "version" not in form.fields:
        return []
    return [n for n, field in form.fields.items() if isinstance(field.widget, forms.Textarea)]


def _faults(client: Client, path: str, field: str, values: dict[str, object]) -> list[str]:
    texts = OTHERS.get(field, (FIRST, SECOND))
    with transaction.atomic():
        tabs = [_own(client.get(path)) for _ in range(2)]
        first, second = (
            _carried(tab) | _meant(values, tab["form"]) | {field: text}
            for tab, text in zip(tabs, texts, strict=True)
        )
        saved = client.post(path, first)
        if saved.status_code != 302:
            faults = [f"first: {saved.status_code} {saved.context['form'].errors}"]
        else:
            stale = client.post(path, second)
            said = words(stale.content)
            faults = [f"second: {stale.status_code}"] if stale.status_code != 200 else []
            faults += [f"not shown: {text}" for text in texts if text not in said]
        transaction.set_rollback(True)
    return faults
