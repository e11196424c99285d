"""So many sealed agreements through one worker that is killed again and again: `python -m tests.bench.sealed_worker [NUMBER]`.

Prints seconds and how many attempts it took; fails when one is lost, made twice or unknown to the page.
"""

import os
import sys
import time

from tests import services  # noqa: F401  (starts PostgreSQL and Redis on import)

SETTINGS = "tests.sealing.settings"
os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
KILLS = 6


def measure(number: int) -> dict[str, float]:
    """Shape: documents, seconds, attempts, kills."""
    from django.db.models import Sum

    from partnerships.shared.documents.models import Document
    from partnerships.shared.outbox import Status
    from tests.documents.scenes import all_ready
    from tests.sealing.many import assert_sealed, requested
    from tests.worker import crew, wait_until

    with crew(DJANGO_SETTINGS_MODULE=SETTINGS) as found:
        began = time.monotonic()
        pks = requested(number)
        done = Document.objects.filter(pk__in=pks, status=Status.DONE)
        for kill in range(1, KILLS + 1):
            share = number * kill // (KILLS + 1)
            wait_until(lambda share=share: done.count() >= share, "some are done", 60 + 10 * number)
            if kill % 3:
                found.kill_hands()
            else:
                found.kill_worker()
                found.start_worker()
        all_ready(pks, 60 + 10 * number)
        seconds = time.monotonic() - began
        assert_sealed(pks)
        attempts = Document.objects.filter(pk__in=pks).aggregate(n=Sum("attempts"))["n"]
    return {
        "documents": number,
        "seconds": round(seconds, 1),
        "attempts": attempts,
        "kills": KILLS,
    }


def main() -> int:
    """0 when nothing was lost."""
    import django
    from django.test.utils import setup_databases, teardown_databases

    django.setup()
    from partnerships.shared.database_roles import as_owner

    with as_owner():
        made = setup_databases(verbosity=0, interactive=False)
    try:
        print(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 200))  # noqa: T201
    finally:
        with as_owner():
            teardown_databases(made, verbosity=0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
