"""What a web process does not load: the tools of the worker, a fifth of its memory. Source: the bench's 200 MB."""

import subprocess
import sys

HEAVY = {"fontTools", "pikepdf", "pyhanko", "weasyprint"}
LOADED = """
import sys
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_the_web_process_leaves_heavy_tools_to_the_worker() -> None:
    said = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    assert "partnerships" in said.stdout
    assert HEAVY & set(said.stdout.split()) == set()
