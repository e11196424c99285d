"""Two runs of the suite see the same generated inputs."""

import os
import subprocess
import sys
from pathlib import Path

from tests.services import ROOT

SHOWN = """
import os
from hypothesis import given, strategies as st

@given(st.text(), st.integers())
def test_shows(text, number):
    with open(os.environ["SEEN"], "a") as file:
        file.write(repr((text, number)))
"""


def seen(folder: Path, name: str) -> str:
    """What a generated test of this suite is given."""
    test = ROOT / "tests" / "house" / "generated_for_a_moment.py"
    test.write_text(SHOWN)
    try:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            "0",
            "-p",
            "no:cacheprovider",
            str(test),
        ]
        subprocess.run(
            command,
            check=True,
            cwd=ROOT,
            env=_alone() | {"SEEN": str(folder / name)},
            capture_output=True,
        )
    finally:
        test.unlink()
    return (folder / name).read_text()


def _alone() -> dict[str, str]:
    """The environment without the marks of a parallel run, whose process this is not."""
    return {name: value for name, value in os.environ.items() if "PYTEST" not in name}


def test_generated_tests_are_given_the_same(tmp_path: Path) -> None:
    assert seen(tmp_path, "one") == seen(tmp_path, "two") != ""
