"""The test database is made by its owner; tests run as the site's role."""

import pytest
from django.core.cache import cache
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from hypothesis import settings as generated

from partnerships.shared.database_roles import as_owner
from tests.cast import cast

__all__ = ["cast"]  # the cast is everybody's


# The same inputs in every run: what was green stays green until the code changes, and no file of this machine plays a part.
generated.register_profile("house", derandomize=True, database=None, deadline=None)
generated.load_profile("house")


@pytest.fixture(autouse=True)
def open_gates():
    """The rate limits that the last test ran into do not stop this one."""
    cache.clear()


@pytest.fixture(autouse=True)
def in_english():
    """A request of the last test left its language behind; what is said outside of requests is English."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_blocker, django_db_modify_db_settings
):
    """Create and destroy as the owner."""
    with django_db_blocker.unblock(), as_owner():
        config = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock(), as_owner():
        teardown_databases(config, verbosity=0)
