"""Every address x everybody x GET and POST: the table of addresses says who gets what."""

import logging
import re
from functools import partial

import pytest
from django.test import Client

from tests.cast import NAMES
from tests.house.addresses import addresses, path_of
from tests.house.table import METHODS, table
from tests.house.test_reading import is_read
from tests.house.walking import REFUSED, SIGN_IN, Visitor

# Nobody must be signed in, and yet these lead whoever is not to the sign-in.
OPEN_BY_NAME = {
    *("account_confirm_login_code", "admin:login", "mfa_authenticate", "mfa_login_webauthn"),
}


def test_the_table_has_a_column_for_everybody() -> None:
    assert table().people == list(NAMES)


def test_every_address_has_a_row() -> None:
    ours = {address.name for address in addresses() if not address.name.startswith("admin:")}
    assert ours - {row.address for row in table().rows} == set(), "script/addresses proposes rows"
    assert {row.address for row in table().rows} - ours == set()


def test_no_address_stands_twice() -> None:
    routes = [address.route for address in addresses()]
    assert sorted({route for route in routes if routes.count(route) > 1}) == []
    doors = [(door.address, door.sample) for door in table().doors()]
    assert sorted({door for door in doors if doors.count(door) > 1}) == []


def test_only_what_the_table_opens_to_everybody_is_open() -> None:
    """To whoever is not signed in: the last column says what they get."""
    shown = {door.address for door in table().doors() if door.answers["GET"][-1] != "in"}
    assert {address.name for address in addresses() if not address.locked} == shown | OPEN_BY_NAME


@pytest.fixture
def without_log():
    """Thousands of refusals are meant here: nobody reads their log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("method", METHODS)
def test_doors(scene, cast, without_log, method) -> None:
    """Once through the whole house at each door that opens, and at the first that does not; of the view for everybody else.

    Pages that open to others as well are opened by each of them in tests/house/test_reading.py, through the whole house.
    """
    wrong = []
    doors = [(door, path_of(scene, door.address, door.sample)) for door in table().doors()]
    walked: set[object] = set()
    for column, name in enumerate(NAMES):
        visitor = Visitor(cast, name)
        for door, path in doors:
            expected = door.answers[method][column]
            step = (name, expected) if expected in REFUSED else (door.address, door.sample)
            whole = step not in walked or not visitor.signed_in
            walked.add(step)
            if not whole and method == "GET" and is_read(door, column):
                continue
            if whole:
                given = visitor.through_the_house(method, path)
            else:
                given = visitor.of_the_view(method, path, undo=expected not in REFUSED)
            what = f"{name} {method} {door.address} {door.sample}: {given}"
            wrong += [f"{what}, not {expected}"] if given != expected else []
            if given in REFUSED and visitor.written:
                wrong.append(f"{what}, and wrote: {visitor.written}")
    assert wrong == [], "\n".join(wrong)


ADMIN_ARGUMENTS = {
    "object_id": "999999999",
    "content_type_id": "1",
    "app_label": "directory",
    "url": "nothing",
}
OURS = {"directory", "agreements", "documents", "sealing", "letters", "audit", "lists"}
TABLES = OURS | {"auth", "account", "mfa", "usersessions", "socialaccount"}


def admin_paths() -> list[str]:
    """A path for each pattern of Django's admin."""
    routes = [address.route for address in addresses() if address.name.startswith("admin:")]
    plain = [re.sub(r"\^?\(\?P<(\w+)>[^)]*\)", r"<\1>", route).strip("^$") for route in routes]
    fill = lambda match: ADMIN_ARGUMENTS[match[1]]  # noqa: E731
    return ["/" + re.sub(r"<(?:\w+:)?(\w+)>", fill, route).rstrip("$") for route in plain]


@pytest.mark.parametrize("method", METHODS)
def test_the_tables_are_for_administrators(cast, without_log, method) -> None:
    """The liaison officer and whoever is not signed in go through the whole house, the others ask the view."""
    opened = []
    for name in NAMES:
        visitor = Visitor(cast, name)
        whole = name in ("liaison", "anonymous")
        visit = visitor.through_the_house if whole else partial(visitor.of_the_view, undo=False)
        for path in admin_paths() if name != "admin" else ():
            given = visit(method, path)
            opened += [] if given in ("in", "302", "403") else [f"{name} {method} {path}: {given}"]
    assert opened == []


def test_administrators_look_and_change_nothing(cast, without_log) -> None:
    admin = Visitor(cast, "admin")
    for path in admin_paths():
        room, table_of, *rest = [*path.split("/")[2:-1], "", ""]
        if room in OURS and table_of and rest[0] == "":
            assert admin.through_the_house("GET", path) == "200", path
        elif table_of and room in TABLES:
            allowed = {"302"} if rest[0] == "999999999" else set()  # no such row: back to the list
            assert admin.of_the_view("GET", path) in allowed | {"403"}, path
            assert admin.of_the_view("POST", path) in allowed | {"403"}, path


def test_administrators_do_not_change_a_row_they_see(cast, without_log) -> None:
    client, grant = cast.client("admin"), cast.people["admin"].grants.get()
    row = f"/admin/directory/grant/{grant.pk}"
    assert client.get(f"{row}/change/").status_code == 200
    for deed in ("change", "delete"):
        assert client.post(f"{row}/{deed}/", {"role": "analyst", "post": "yes"}).status_code == 403
    assert cast.people["admin"].grants.get().role == "administrator"


def test_a_form_from_elsewhere_is_refused(cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.account("liaison"))
    assert client.post("/language/", {"language": "en"}).status_code == 403


def test_there_is_one_way_in(client, cast) -> None:
    account = cast.account("admin")
    account.set_password("a long password of nobody")
    account.save()
    typed = {"username": account.email, "password": "a long password of nobody"}
    assert client.post("/admin/login/", typed)["Location"].startswith(SIGN_IN)
    assert "_auth_user_id" not in client.session
