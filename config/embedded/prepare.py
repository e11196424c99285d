"""A child of the start, signed in as the owner: migrate, make the test seal, then load the demo.

Both in one process, because loading Django takes longer than either.
"""

import os
import sys

import django
from django.conf import settings
from django.core.management import CommandError, call_command

from config.embedded.terminal import step

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    try:
        with step("Tables"):
            call_command("migrate", interactive=False, verbosity=0)
            call_command("repeat_deletions", verbosity=0)
        if settings.DEMO:
            from partnerships.shared.sealing.certificates import roots_of_seals

            roots_of_seals()
            with step("Demo"):
                call_command("load_demo", verbosity=0)
    except CommandError as error:
        sys.exit(str(error))
