"""Two hundred agreements of thirteen parties through one worker: `python -m tests.bench.worker [NUMBER]`.

Prints seconds, documents a second and the worker's memory; fails when one is lost or a child of
the worker grows beyond LIMIT.
"""

import os
import sys
import threading
import time

from tests import services  # noqa: F401  (starts PostgreSQL and Redis on import)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
LIMIT = 250_000_000  # bytes of one child of the worker, resident


class Memory(threading.Thread):
    """The largest resident size, in bytes, that any child of the worker has had."""

    def __init__(self, hands) -> None:
        super().__init__(daemon=True)
        self.hands, self.largest, self.over = hands, 0, threading.Event()

    def run(self) -> None:
        """Look ten times a second."""
        import psutil

        while not self.over.wait(0.1):
            for hand in self.hands():
                try:
                    self.largest = max(self.largest, hand.memory_info().rss)
                except psutil.NoSuchProcess:
                    continue


def measure(number: int, processes: int = 2) -> dict[str, float]:
    """Shape: documents, seconds, per_second, largest_child_mb, worker_cpu_seconds a document."""
    from tests.documents.scenes import agreement_of_thirteen, all_ready, assert_whole, requested
    from tests.worker import crew

    chair, agreement = _scene(agreement_of_thirteen)
    with crew(processes=processes) as found:
        hands = found.hands()
        memory = Memory(found.hands)
        memory.start()
        began = time.monotonic()
        pks = requested(agreement, number, by=chair)
        all_ready(pks, 60 + 10 * number)
        seconds = time.monotonic() - began
        cpu = sum(sum(hand.cpu_times()[:2]) for hand in hands)
        memory.over.set()
        assert_whole(pks)
    return {
        "documents": number,
        "seconds": round(seconds, 1),
        "per_second": round(number / seconds, 2),
        "largest_child_mb": round(memory.largest / 1e6),
        "worker_cpu_seconds": round(cpu / number, 2),
    }


def _scene(draw):
    """The chair's account and the agreement that `draw` makes."""
    from tests.cast import Cast
    from tests.factories import directory as make

    north = make.PartnershipFactory()
    police, association = (make.PartnerFactory(partnership=north).organisation for _ in range(2))
    chair = make.PersonFactory(account=make.AccountFactory())
    make.SeatFactory(body=make.BodyFactory(partnership=north), person=chair, organisation=police)
    cast = Cast(people={"chair": chair}, north=north, police=police, association=association)
    return cast.account("chair"), draw(cast)


def main() -> int:
    """0 when nothing was lost and memory stayed below the limit."""
    import django
    from django.test.utils import setup_databases, teardown_databases

    django.setup()
    from partnerships.shared.database_roles import as_owner

    with as_owner():
        made = setup_databases(verbosity=0, interactive=False)
    try:
        found = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    finally:
        with as_owner():
            teardown_databases(made, verbosity=0)
    print(found)  # noqa: T201
    return 0 if found["largest_child_mb"] * 1e6 < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
