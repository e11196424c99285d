"""`flush`, signed in as the owner: the site's role may not truncate (tests use it)."""

from typing import Any

from django.core.management.commands import flush

from partnerships.shared.database_roles import as_owner


class Command(flush.Command):
    """Django's command with the owner's sign-in."""

    def handle(self, **options: Any) -> None:
        """Flush as the owner."""
        with as_owner(options["database"]):
            super().handle(**options)
