"""`python -m tests.house`: called by script/addresses. Prints rows for the table of addresses, for review.

Without arguments for each address that has none; with a name for that one, and with samples of it for those.
"""

import argparse
import sys


def main() -> int:
    """1 when an address has no row yet."""
    parser = argparse.ArgumentParser(prog="script/addresses", description=__doc__)
    parser.add_argument("address", nargs="?", help="for example agreements:move_clause")
    parser.add_argument(
        "sample", nargs="*", help="for example draft/down, a row of tests/house/scene.py"
    )
    options = parser.parse_args()
    import tests.services  # noqa: F401  starts the servers, whose variables the settings read

    _set_up()
    from tests.house.proposals import unknown
    from tests.house.table import table

    names = [options.address] if options.address else unknown(table())
    _print_rows(names, options.sample)
    return 1 if names and not options.address else 0


def _set_up() -> None:
    import logging
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    logging.disable(logging.CRITICAL)


def _print_rows(names: list[str], samples: list[str]) -> None:
    from django.db import transaction
    from django.test.utils import (
        override_settings,
        setup_databases,
        setup_test_environment,
        teardown_databases,
    )

    from partnerships.shared.database_roles import as_owner
    from partnerships.shared.row_policies import EVERYTHING, sight

    if not names:
        sys.stdout.write("Every address has its row.\n")
        return
    setup_test_environment()
    with as_owner():
        config = setup_databases(verbosity=0, interactive=False)
    with override_settings(DEMO=True), transaction.atomic(), sight(EVERYTHING):
        _propose(names, samples)
        transaction.set_rollback(True)
    with as_owner():
        teardown_databases(config, verbosity=0)


def _propose(names: list[str], samples: list[str]) -> None:
    from tests.cast import make_cast
    from tests.house.proposals import propose
    from tests.house.scene import set_up
    from tests.house.table import table, written

    scene = set_up(make_cast())
    for name in names:
        for row in propose(scene, table(), name, samples):
            sys.stdout.write(written(row) + "\n")


if __name__ == "__main__":
    sys.exit(main())
