"""`python -m tests.conformance FOLDER`: called by script/conformance, with the database of the tests behind it."""

import os
import sys
from pathlib import Path

import django

from tests import services  # noqa: F401  (starts PostgreSQL and Redis on import)


def main(folder: Path) -> None:
    """Write a paper of every kind into the folder. Raises: SystemExit when a kind has none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from partnerships.shared.row_policies import EVERYTHING, sight
    from tests import databases
    from tests.conformance import samples

    if missing := samples.without_facts():
        sys.exit(
            f"These kinds have no papers in tests/conformance/samples.py: {', '.join(missing)}"
        )
    databases.make()  # from the dump that the tests keep, where they ran before
    folder.mkdir(parents=True, exist_ok=True)
    with sight(EVERYTHING):
        for name, data in samples.papers():
            (folder / f"{name}.pdf").write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
