"""`manage.py recover_complaints_key NUMBER`: the file of an office key, written back from its two halves."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from complaints.actions.offices import recover_key
from complaints.management.halves import find_key, read_private
from complaints.management.offices import find_office
from complaints.sealed_rows import path_of, private_of


class Command(BaseCommand):
    """Both keepers are at the machine; their halves are typed, or lie in two files, and stand in no list of processes."""

    help = "Writes the private key of an office (number of its authority) back from its two halves."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The authority; files instead of typing."""
        parser.add_argument("authority", type=int, help="number of the organisation")
        parser.add_argument("--files", nargs=2, metavar="FILE", help="the halves, a file each")

    def handle(self, *args: object, **options: Any) -> None:
        """Raises: CommandError where the halves do not fit, belong to no key of the office, or another file is in the way."""
        office = find_office(options["authority"])
        private = read_private(options["files"])
        key = find_key(office, private)
        if private_of(key) == private:
            self.stdout.write(f"{path_of(key)} is there already, and right.")
            return
        if path_of(key).exists():
            raise CommandError(f"{path_of(key)} holds something else. Move it away first.")
        recover_key(key, private)
        self.stdout.write(f"Written: {path_of(key)}. Seal both halves anew.")
