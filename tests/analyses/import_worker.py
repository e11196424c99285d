"""A worker's process of its own for one hint, and what it needs: nothing of the test's memory is in it."""

import re
import time
from pathlib import Path


def megabytes(which: str) -> float:
    """`VmRSS`: what this process has now; `VmHWM`: the most it ever had. `getrusage` would count its parent, too."""
    status = Path("/proc/self/status").read_text()
    found = re.search(rf"{which}:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1024


def work_measured(database: str, pk: int, by_id: int, answers) -> None:
    """Puts growth in megabytes, seconds."""
    import django

    django.setup()
    from django.db import connections

    connections["default"].settings_dict["NAME"] = database
    from analyses import tasks

    before, began = megabytes("VmRSS"), time.monotonic()
    tasks.work_on_import.apply(args=(pk, by_id), throw=True)
    answers.put((megabytes("VmHWM") - before, time.monotonic() - began))
