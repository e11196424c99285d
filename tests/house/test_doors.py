"""Every address x everybody x GET and POST: doors.txt says who gets what."""

import logging
import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from partnerships.shared.audit.models import AuditEvent
from tests.cast import NAMES
from tests.house.addresses import addresses, path_of
from tests.house.scene import Scene, set_up

TABLE = Path(__file__).with_name("doors.txt")
SIGN_IN = "/accounts/login/"
REFUSED = {"in", "403", "404", "405"}

# Whoever is not signed in may open these, and no other.
PUBLIC = set(
    [
        "root",
        "front",
        "healthz",
        "readyz",
        "figures",
        "sealing:choose_language",
        "sealing:code",
        "sealing:verify",
        "sealing:send_file",
        "sealing:check",
        "sealing:progress",
        "directory:invitation",
        "directory:enter_by_openid",
        "directory:openid_callback",
        "directory:language",
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",
        "account_email_verification_sent",
        "account_reset_password",
        "account_confirm_login_code",
        "account_confirm_email",
        "account_reset_password_from_key_done",
        "account_reset_password_from_key",
        "account_reset_password_done",
        "account_request_login_code",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "admin:login",
    ]
)


def rows() -> list[tuple[str, str, str, list[str]]]:
    """Address, what it names, method, and the answers in the order of the table's head."""
    lines = [line.split() for line in TABLE.read_text().splitlines()]
    kept = [words for words in lines if words and not words[0].startswith("#")]
    return [(name, what, method, answers) for name, what, method, *answers in kept[1:]]


def head() -> list[str]:
    """The names of the columns."""
    first = next(line for line in TABLE.read_text().splitlines() if line and line[0] != "#")
    return first.split()[3:]


def test_the_table_has_a_column_for_everybody() -> None:
    assert head() == [name[:5] for name in NAMES]
    assert {len(answers) for *_rest, answers in rows()} == {len(NAMES)}


def test_every_address_has_a_row_for_get_and_post() -> None:
    known = defaultdict(set)
    for name, _what, method, _answers in rows():
        known[name].add(method)
    ours = {found.name for found in addresses() if not found.name.startswith("admin:")}
    assert {name for name in ours if known[name] != {"GET", "POST"}} == set()
    assert set(known) - ours == set()


def test_no_address_stands_twice() -> None:
    routes = [found.route for found in addresses()]
    assert sorted({route for route in routes if routes.count(route) > 1}) == []


def test_only_the_public_list_is_open() -> None:
    assert {found.name for found in addresses() if not found.locked} == PUBLIC


@pytest.fixture
def scene(cast) -> Scene:
    return set_up(cast)


@pytest.fixture
def without_log():
    """Thousands of refusals are meant here: nobody reads their log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def answer(client: Client, method: str, path: str) -> str:
    """The status, with `in` for the way to the sign-in."""
    response = getattr(client, method.lower())(path, {"sent": "1"} if method == "POST" else {})
    if response.streaming:
        b"".join(response.streaming_content)  # closes the file
    if response.status_code == 302 and response["Location"].startswith(SIGN_IN):
        return "in"
    if settings.SESSION_COOKIE_NAME in client.cookies and "no-store" not in response.get(
        "Cache-Control", ""
    ):
        return f"{response.status_code} and a copy may be kept"
    return str(response.status_code)


def undone(client: Client, cookies, method: str, path: str) -> tuple[str, int]:
    """The answer, and how many events it wrote; afterwards everything is as before."""
    client.cookies = cookies.copy()
    with transaction.atomic():
        before = AuditEvent.objects.count()
        given = answer(client, method, path), AuditEvent.objects.count() - before
        transaction.set_rollback(True)
    return given


@pytest.mark.parametrize("name", NAMES)
def test_doors(scene, without_log, name) -> None:
    client = scene.cast.client(name)
    cookies, column, wrong = client.cookies.copy(), NAMES.index(name), []
    for address, what, method, answers in rows():
        path = path_of(scene, address, what)
        given, events = undone(client, cookies, method, path)
        wrong += [f"{address} {what} {method}: {given}"] if given != answers[column] else []
        if given in REFUSED and events:
            wrong.append(f"{address} {what} {method} was refused and wrote {events} events")
    assert wrong == []


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
    routes = [found.route for found in addresses() if found.name.startswith("admin:")]
    plain = [re.sub(r"\^?\(\?P<(\w+)>[^)]*\)", r"<\1>", route).strip("^$") for route in routes]
    fill = lambda match: ADMIN_ARGUMENTS[match[1]]  # noqa: E731
    return ["/" + re.sub(r"<(?:\w+:)?(\w+)>", fill, route).rstrip("$") for route in plain]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", [name for name in NAMES if name != "admin"])
def test_the_tables_are_for_administrators(cast, without_log, name, method) -> None:
    client = cast.client(name)
    cookies = client.cookies.copy()
    given = {path: undone(client, cookies, method, path)[0] for path in admin_paths()}
    open_doors = {path: got for path, got in given.items() if got not in ("in", "302", "403")}
    assert open_doors == {}


def test_administrators_look_and_change_nothing(cast, without_log) -> None:
    client = cast.client("admin")
    cookies = client.cookies.copy()
    for path in admin_paths():
        room, table, *rest = [*path.split("/")[2:-1], "", ""]
        if room in OURS and table and rest[0] == "":
            assert undone(client, cookies, "GET", path)[0] == "200", path
        elif table and room in TABLES:
            allowed = {"302"} if rest[0] == "999999999" else set()  # no such row: back to the list
            assert undone(client, cookies, "GET", path)[0] in allowed | {"403"}, path
            assert undone(client, cookies, "POST", path)[0] in allowed | {"403"}, path


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
