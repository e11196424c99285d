"""`manage.py analyses_log_drop 2027`: the archivist drops what may go of a closed year; its seals and its anchor stay."""

from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from analyses.actions.log_chain import check_log, years_to_drop
from analyses.actions.logging import note
from analyses.models import Operation, seen_by_house

SEE_ALL = "SELECT set_config('handschlag.analyses', 'all', false)"
DROP = """
    DELETE FROM analyses_logentry WHERE date_part('year', at AT TIME ZONE 'UTC') = %(year)s AND id IN (
        SELECT e.entry_id FROM analyses_sealedentry e JOIN analyses_logseal s ON s.id = e.seal_id
        WHERE s.year = %(year)s AND s.kept_through < date_part('year', audit_now() AT TIME ZONE 'UTC'))
"""


class Command(BaseCommand):
    """Checks the log first, and signs in as the archivist, whose address neither the site nor the worker knows."""

    help = "Delete the entries of one closed year of the log of analyses whose term is over (needs DATABASE_ARCHIVIST_URL)."

    def add_arguments(self, parser: CommandParser) -> None:
        """The year, and a repetition of it instead of a question."""
        parser.add_argument("year", type=int)
        parser.add_argument("--confirm", type=int, required=True, help="the year once more")

    def handle(self, *args: object, **options: Any) -> None:
        """Raises: CommandError for a year that must stay, a slip of the pen, a missing sign-in, or a log that does not hold."""
        year = options["year"]
        if not settings.ARCHIVIST_URL:
            raise CommandError(
                "Set DATABASE_ARCHIVIST_URL: only the archivist may drop a closed year."
            )
        with seen_by_house():
            if year != options["confirm"] or year not in years_to_drop():
                raise CommandError("Name one closed year whose term is over, twice.")
            if not check_log().holds:
                raise CommandError(
                    "The log does not hold. Nothing is dropped before that is cleared up."
                )
        with psycopg.connect(settings.ARCHIVIST_URL, options="-c timezone=UTC") as connection:
            connection.execute(SEE_ALL)
            gone = connection.execute(DROP, {"year": year}).rowcount
        note(Operation.ERASE, "log.dropped", by=None, about=("log_year", year), rows=gone)
        self.stdout.write(f"{gone} entries of {year} dropped; their seals and the anchor stay.")
