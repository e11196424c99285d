"""`manage.py load_legal_bases`: the starter entries of the catalogue, unreviewed."""

from django.core.management.base import BaseCommand

from analyses.actions.bases import load_legal_bases


class Command(BaseCommand):
    """May run again: what is in the catalogue stays as it is."""

    help = "Loads the starter entries of the catalogue of legal bases; nobody can choose one before it is reviewed."

    def handle(self, *args: object, **options: object) -> None:
        """Prints how many are new."""
        self.stdout.write(
            f"{load_legal_bases()} legal bases loaded, unreviewed. The legal service confirms each with an expiry date."
        )
