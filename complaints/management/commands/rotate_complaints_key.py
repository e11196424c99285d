"""`manage.py rotate_complaints_key NUMBER`: all complaints of an office under its newest key, while the site serves."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from complaints.actions.rotating import Rotated, rotate
from complaints.management.offices import find_office
from complaints.models import seen_by_house
from complaints.sealed_rows import path_of


class Command(BaseCommand):
    """Stopped, it goes on with what is left when it is called again. Runs where the former keys' files are."""

    help = "Wraps all complaints of an office (number of its authority) anew to its newest key."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The authority."""
        parser.add_argument("authority", type=int, help="number of the organisation")

    def handle(self, *args: object, **options: Any) -> None:
        """Says how many are left after each step, and at the end which files may go. Raises: CommandError while any is left."""
        office = find_office(options["authority"])
        if office.newest_key() is None:
            raise CommandError("The office has no key.")
        with seen_by_house():
            rotated = rotate(office, tell=self._tell)
        if rotated.left:
            raise CommandError(_what_is_left(rotated))
        self.stdout.write(f"Nothing is left: the newest key opens every complaint of {office}.")
        for key in rotated.emptied:
            self._tell_of_file(str(path_of(key)), is_there=path_of(key).is_file())

    def _tell(self, left: int) -> None:
        self.stdout.write(f"{left} complaints left")
        self.stdout.flush()

    def _tell_of_file(self, path: str, *, is_there: bool) -> None:
        where = path if is_there else f"{path} (not here)"
        self.stdout.write(
            f"Opens nothing any more: {where}. Keep it, and its two halves, as long as there are backups from"
            " before today; then destroy it."
        )


def _what_is_left(rotated: Rotated) -> str:
    missing = ", ".join(str(path_of(key)) for key in rotated.missing)
    why = (
        f"Bring back these files of former keys, and call me again: {missing}"
        if missing
        else "Call me again; what is still left then does not open with its key."
    )
    return f"{rotated.left} complaints are left. {why}"
