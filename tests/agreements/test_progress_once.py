"""How far the signing is, is read from the database once a page, and once more under the lock of a signature."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.agreements.models import Signature
from tests.agreements.signing_scene import PASSWORD

REFUSALS = 'FROM "agreements_refusal"'  # read once for each look at the progress


def counted(step) -> tuple[int, int]:
    """How many queries a step takes, and how often it reads the progress of the round."""
    with CaptureQueriesContext(connection) as queries:
        answer = step()
    assert answer.status_code in (200, 302), answer.status_code
    asked = [query["sql"] for query in queries]
    return len(asked), sum(sql.startswith("SELECT") and REFUSALS in sql for sql in asked)


@pytest.fixture
def steps(signing) -> dict:
    """What somebody does on the way to a signature, by name."""
    signing.ready()
    client, path = signing.client("mayor"), signing.path("mayor")
    keeper, tab = signing.client("liaison"), f"/agreements/{signing.agreement.pk}/signatures/"
    digest = signing.agreement.rounds.open().get().digest
    typed = {"digest": digest, "means": "password"}
    record = signing.path("deputy", door="record")
    return {
        "tab": lambda: client.get(tab),
        "page": lambda: client.get(path),
        "passkey": lambda: client.get(signing.path("mayor", end="passkey/")),
        "code": lambda: client.post(f"{path}code/"),
        "wrong": lambda: client.post(path, typed | {"password": "nonsense"}),
        "sign": lambda: client.post(path, typed | {"password": PASSWORD}),
        "refuse": lambda: signing.client("chairwoman").get(
            signing.path("chairwoman", door="refuse")
        ),
        "record": lambda: keeper.get(record),
    }


def test_once_a_page(steps) -> None:
    figures = {name: counted(step) for name, step in steps.items()}
    assert Signature.objects.count() == 1
    assert {name: times for name, (_queries, times) in figures.items()} == {
        "tab": 1, "page": 1, "passkey": 1, "code": 2, "wrong": 1, "sign": 2, "refuse": 1, "record": 1,
    }  # fmt: skip
