"""`python -m tests.bench`: called by script/bench, which puts a database of its own behind it.

Exit code 1 when a limit is missed. Times alone are printed and never judged; ratios are, because they
say the same on a slow machine as on a fast one.
"""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PARTS = (
    "pages",
    "search",
    "feed",
    "imports",
    "exports",
    "paper",
    "compare",
    "sealing",
    "worker",
    "sealed",
    "start",
    "visitors",
    "complaints",
    "analyses",
)


def main() -> int:
    """1 when a limit is missed."""
    options = _options()
    set_up()
    from tests.bench import report

    results: dict[str, Any] = {}
    limits = []
    for name in options.only:
        report.say(f"measuring {name} …")
        found = results[name] = _measures(options)[name]()
        getattr(report, f"tell_{name}")(found)
        limits += found.limits()
    report.write(options.json, results, limits)
    report.tell_limits(limits)
    return 0 if all(limit.kept for limit in limits) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, rows and documents")
    parser.add_argument("--rows", type=int, help="rows of the large database")
    parser.add_argument("--rounds", type=int, help="rounds of the pages")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART",
                        help=f"of {', '.join(PARTS)}")  # fmt: skip
    parser.add_argument("--json", type=Path, default=ROOT / "var" / "bench.json")
    return parser.parse_args()


def _measures(options: argparse.Namespace) -> dict[str, Callable[[], Any]]:
    from tests.bench import (
        analyses,
        compare,
        complaints,
        exports,
        feed,
        imports,
        lossless,
        pages,
        paper,
        sealing,
        search,
        start,
        visitors,
    )

    quick = options.quick
    rows = options.rows or (20_000 if quick else 100_000)
    rounds = options.rounds or (30 if quick else 80)
    return {
        "pages": lambda: pages.measure(many=rows, rounds=rounds),
        "search": lambda: search.measure(many=rows, rounds=rounds),
        "feed": lambda: feed.measure(rounds=8 if quick else 25),
        "imports": lambda: imports.measure(1000 if quick else 5000),
        "exports": lambda: exports.measure(rows),
        "paper": lambda: paper.measure(pairs=8 if quick else 20),
        "sealing": lambda: sealing.measure(rounds=20 if quick else 60),
        "sealed": lambda: lossless.measure_sealed(30 if quick else 200),
        "compare": lambda: compare.measure(rounds=5 if quick else 15),
        "worker": lambda: lossless.measure(40 if quick else 200),
        "start": start.measure,
        "visitors": lambda: visitors.measure(rounds=3 if quick else 8),
        "analyses": lambda: analyses.measure(many=rows, rounds=rounds),
        "complaints": lambda: complaints.measure(rounds=3 if quick else 8),
    }


def set_up() -> None:
    """The demo's settings: no test switches, and no second factor in the way."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "HANDSCHLAG_DEMO": "1",
        "HANDSCHLAG_TESTING": "0",
        "LOG_LEVEL": "WARNING",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


if __name__ == "__main__":
    sys.exit(main())
