"""`manage.py repeat_deletions`: after `migrate` and before the site opens, at every start."""

from typing import Any

from django.core.management.base import BaseCommand

from complaints.actions.forgetting import repeat_deletions
from complaints.models import seen_by_house


class Command(BaseCommand):
    """Where no old dump was restored there is nothing to do."""

    help = "Deletes again what an old dump brought back of complaints that were deleted since."

    def handle(self, *args: object, **options: Any) -> None:
        """Says how many."""
        with seen_by_house():
            repeated = repeat_deletions()
        if options["verbosity"]:
            self.stdout.write(
                f"deleted again: {repeated.deleted}; mailboxes closed, because their code was renewed: {repeated.closed}"
            )
