"""`python -m tests.conformance FOLDER`: called by script/conformance, with a database of its own behind it."""

import sys
from pathlib import Path

import django


def main(folder: Path) -> None:
    """Write a paper of every kind into the folder. Raises: SystemExit when a kind has none."""
    django.setup()
    from django.core.management import call_command

    from tests.conformance import samples

    if missing := samples.without_facts():
        sys.exit(
            f"These kinds have no papers in tests/conformance/samples.py: {', '.join(missing)}"
        )
    call_command("migrate", verbosity=0, interactive=False)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in samples.papers():
        (folder / f"{name}.pdf").write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
