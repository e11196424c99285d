"""`manage.py try_complaints_recovery NUMBER`: do both halves give the newest key of an office? Nothing is written but that."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from complaints.actions.readiness import note_recovery
from complaints.management.halves import find_key, read_private
from complaints.management.offices import find_office


class Command(BaseCommand):
    """What it notes counts once the data protection officer has confirmed it."""

    help = "Tries whether the two halves give the newest key of an office (number of its authority), and notes it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The authority, both keepers, where the record of it lies; files instead of typing."""
        parser.add_argument("authority", type=int, help="number of the organisation")
        parser.add_argument(
            "--keepers", nargs=2, required=True, metavar="NAME", help="who kept them"
        )
        parser.add_argument("--reference", required=True, help="where the record of it is found")
        parser.add_argument("--files", nargs=2, metavar="FILE", help="the halves, a file each")

    def handle(self, *args: object, **options: Any) -> None:
        """Raises: CommandError where the halves do not give the newest key."""
        office = find_office(options["authority"])
        key = find_key(office, read_private(options["files"]))
        if key.retired_at is not None:
            raise CommandError("The halves give a former key. Take those of the newest one.")
        one, other = options["keepers"]
        try:
            note_recovery(key, keepers=(one, other), reference=options["reference"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(
            "Both halves give the key. It is noted, and counts once the data protection officer has confirmed it."
        )
