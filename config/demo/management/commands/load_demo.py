"""`manage.py load_demo`: fill an empty database of a demo installation."""

import gc

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo.presence import holds_strangers, is_loaded


class Command(BaseCommand):
    """Does nothing when the demo is there already."""

    help = "Load the demo: real partnerships, invented people."
    requires_system_checks: list[str] = []  # it runs at every start

    def handle(self, *args: object, **options: object) -> None:
        """Raises: CommandError outside the demo, and in a database that real people use."""
        if not settings.DEMO:
            raise CommandError("This installation is no demo. Set HANDSCHLAG_DEMO=1 to load one.")
        if holds_strangers():
            raise CommandError(
                "This database holds people who are not of the demo. "
                "Start the demo with an empty database (another HANDSCHLAG_VAR), or set HANDSCHLAG_DEMO=0."
            )
        if is_loaded():
            return
        from config.demo.load import load  # it brings the PDF library along: two seconds

        gc.freeze()  # what stands in memory by now stays: ten thousand statements would look it through again and again
        load()
        if options["verbosity"]:
            self.stdout.write("The demo is loaded.")
