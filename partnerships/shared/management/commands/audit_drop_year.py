"""`manage.py audit_drop_year 2019`: the archivist drops a closed, sealed year; its seals stay as the anchor."""

from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from partnerships.shared.audit.figures import year_of


class Command(BaseCommand):
    """Signs in as the archivist, whose address neither the site nor the worker knows."""

    help = "Delete the events of one closed year (needs DATABASE_ARCHIVIST_URL)."

    def add_arguments(self, parser: CommandParser) -> None:
        """The year, and a repetition of it instead of a question."""
        parser.add_argument("year", type=int)
        parser.add_argument("--confirm", type=int, required=True, help="the year once more")

    def handle(self, *args: object, **options: Any) -> None:
        """Raises: CommandError for an open year, a slip of the pen or a missing sign-in."""
        year = options["year"]
        if year != options["confirm"] or year >= year_of(timezone.now()):
            raise CommandError("Name one closed year, twice.")
        if not settings.ARCHIVIST_URL:
            raise CommandError(
                "Set DATABASE_ARCHIVIST_URL: only the archivist may drop a closed year."
            )
        with psycopg.connect(settings.ARCHIVIST_URL, options="-c timezone=UTC") as connection:
            gone = connection.execute(
                "DELETE FROM audit_auditevent WHERE date_part('year', at AT TIME ZONE 'UTC') = %s",
                [year],
            ).rowcount
        self.stdout.write(f"{gone} events of {year} dropped; their seals stay.")
