"""`manage.py analyses_log_verify`: is the log of analyses what it was when it was sealed?"""

from django.core.management.base import BaseCommand, CommandError

from analyses.actions.log_chain import check_log
from analyses.models import seen_by_house


class Command(BaseCommand):
    """Prints the finding, and keeps it for data protection; exit code 1 when something does not hold."""

    help = "Check the chain of seals over the log of analyses."

    def handle(self, *args: object, **options: object) -> None:
        """Raises: CommandError with the numbers of the seals and the years that do not hold."""
        with seen_by_house():
            walk = check_log()
        self.stdout.write(
            f"{walk.seals} seals over {walk.events} entries, {walk.unsealed} entries not sealed yet, "
            f"{walk.dropped} seals of dropped years."
        )
        if not walk.holds:
            raise CommandError(
                f"Altered or incomplete: seals {walk.wrong or '-'}; broken links at {walk.broken_links or '-'};"
                f" closed years {walk.wrong_anchors or '-'}"
            )
