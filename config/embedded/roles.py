"""The database and its roles: one migrates, one serves the site, one drops closed audit years."""

from collections.abc import Mapping
from urllib.parse import quote

import psycopg
from psycopg import sql

from config.embedded.places import Places

DATABASE = "handschlag"
NEVER = "NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION"
RIGHTS = {
    "handschlag_owner": "CREATEDB",  # also makes the test databases
    "handschlag_site": "NOCREATEDB",
    "handschlag_archivist": "NOCREATEDB",
}


def ensure(connection: psycopg.Connection, passwords: Mapping[str, str]) -> None:
    """Make what is missing, and give every role the password that we know."""
    for role, rights in RIGHTS.items():
        if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
            connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
        # Hashed here, so that no password reaches the server's log.
        hashed = connection.pgconn.encrypt_password(
            passwords[role].encode(), role.encode(), b"scram-sha-256"
        )
        connection.execute(
            sql.SQL("ALTER ROLE {} LOGIN {} PASSWORD {}").format(
                sql.Identifier(role), sql.SQL(f"{NEVER} {rights}"), sql.Literal(hashed.decode())
            )
        )
    if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", DATABASE):
        connection.execute(f"CREATE DATABASE {DATABASE} OWNER handschlag_owner")


def url(places: Places, role: str, password: str) -> str:
    """The address of the database for `role`."""
    return (
        f"postgresql://{role}:{password}@{quote(str(places.postgres_sockets), safe='')}/{DATABASE}"
    )


def _exists(connection: psycopg.Connection, question: str, name: str) -> bool:
    return connection.execute(question, [name]).fetchone() is not None
