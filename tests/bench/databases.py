"""Two databases beside each other, so that few and many rows are measured in the same round."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from partnerships.shared.database_roles import as_owner

ALIAS = "default"


def migrate() -> None:
    """The database of the settings, which stays empty: copies are made of it."""
    call_command("migrate", verbosity=0, interactive=False)


def fresh(name: str) -> BaseDatabaseWrapper:
    """A copy of the settings' database with this name, as the site's role sees it."""
    names = {"copy": sql.Identifier(name)}
    names["original"] = sql.Identifier(connections[ALIAS].settings_dict["NAME"])
    with as_owner() as owner, owner.cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {copy}").format(**names))
        cursor.execute(sql.SQL("CREATE DATABASE {copy} TEMPLATE {original}").format(**names))
    return opened(name)


def opened(name: str) -> BaseDatabaseWrapper:
    """A connection to a copy that is there already."""
    made = connections.create_connection(ALIAS)
    made.settings_dict = {**connections[ALIAS].settings_dict, "NAME": name}
    return made


@contextmanager
def using(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """The application works with this connection meanwhile; it stays open afterwards."""
    before = connections[ALIAS]
    connections[ALIAS] = connection
    try:
        yield
    finally:
        connections[ALIAS] = before
