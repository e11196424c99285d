"""The store stands by itself: it can be read, moved and tried without a database."""

import ast
import sys
from pathlib import Path

STORE = Path(__file__).parents[2] / "complaints" / "store"


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        if isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def test_it_needs_the_library_of_ciphers_and_nothing_of_the_house() -> None:
    files = sorted(STORE.glob("*.py"))
    assert len(files) > 6
    for path in files:
        for name in imported(path):
            first = name.split(".")[0]
            assert first in {*sys.stdlib_module_names, "cryptography"} or name.startswith(
                "complaints.store."
            )
