"""`migrate`, signed in as the owner, and hardened afterwards."""

from typing import Any

from django.core.management.commands import migrate

from partnerships.shared.database_roles import as_owner, harden, prepare


class Command(migrate.Command):
    """Django's command with the owner's sign-in; the site's role may not change tables."""

    def handle(self, *args: object, **options: Any) -> None:
        """Prepare, migrate, harden."""
        with as_owner(options["database"]) as connection:
            prepare(connection)
            super().handle(*args, **options)
            harden(connection)
