"""The test database is made by its owner; tests run as the site's role."""

import pytest
from django.core.cache import cache
from django.test import override_settings
from django.test.utils import teardown_databases
from django.utils import translation
from hypothesis import settings as generated

from partnerships.shared.database_roles import as_owner
from partnerships.shared.row_policies import EVERYTHING, sight
from tests import databases, kept
from tests.cast import Cast, cast, demo
from tests.house.scene import Scene, set_up
from tests.kept import pytest_collection_modifyitems, pytest_fixture_setup

# Everybody's.
__all__ = ["cast", "demo", "pytest_collection_modifyitems", "pytest_fixture_setup"]


@kept.kept(after="cast")
def house_scene(cast: Cast) -> Scene:
    """One row at least of each thing that an address shows, in each state that matters: made once for all files that want it."""
    return set_up(cast)


# The same inputs in every run: what was green stays green until the code changes, and no file of this machine plays a part.
generated.register_profile("house", derandomize=True, database=None, deadline=None)
generated.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """Hashing is meant to be slow; the tests need it only to be right."""
    with override_settings(PASSWORD_HASHERS=["tests.passwords.Quick"]):
        yield


@pytest.fixture(autouse=True)
def open_gates():
    """The rate limits that the last test ran into do not stop this one."""
    cache.clear()


@pytest.fixture(autouse=True)
def in_english():
    """A request of the last test left its language behind; what is said outside of requests is English."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def all_in_sight(request):
    """A test looks at every row, as the house's own work does; pages, letters and to-dos set their own sight inside.

    With the mark `without_sight` a test begins where a process of the site begins: with none.
    """
    marked = request.node.get_closest_marker
    asks = marked("django_db") or {"db", "transactional_db"} & set(request.fixturenames)
    if not asks or marked("without_sight"):
        yield
        return
    request.getfixturevalue("_django_db_helper")
    with sight(EVERYTHING):
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_blocker, django_db_modify_db_settings, django_db_createdb
):
    """Create and destroy as the owner."""
    with django_db_blocker.unblock():
        config = databases.make(anew=django_db_createdb)
    yield
    with django_db_blocker.unblock():
        kept.forget()
        with as_owner():
            teardown_databases(config, verbosity=0)
