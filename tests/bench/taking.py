"""One list taken away as a spreadsheet, in a process of its own: `python -m tests.bench.taking DATABASE SESSION PATH`.

Prints a dictionary: seconds, first (until the first byte), megabytes (of the file), rows, rest, peak (resident, megabytes).
"""

import re
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from typing import IO

import psutil

OFTEN = 0.02  # seconds between two looks


class Memory(threading.Thread):
    """The largest resident size of this process, in bytes; getrusage would tell that of the one that began it."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.process, self.over = psutil.Process(), threading.Event()
        self.rest = self.largest = self.process.memory_info().rss

    def run(self) -> None:
        """Look until it is over."""
        while not self.over.wait(OFTEN):
            self.largest = max(self.largest, self.process.memory_info().rss)


def measure(name: str, session: str, path: str) -> dict[str, float]:
    """The page is drawn first: a worker that took away nothing yet has done that much."""
    from tests.bench.databases import opened
    from tests.bench.visits import Visitor

    visitor = Visitor(opened(name), session)
    visitor.get(path)
    memory = Memory()
    memory.start()
    with tempfile.TemporaryFile() as file:
        began = time.perf_counter()
        first = _taken(visitor.pieces(f"{path}?export=xlsx"), file)
        seconds = time.perf_counter() - began
        memory.over.set()
        return {
            "seconds": round(seconds, 1),
            "first": round(first - began, 1),
            "megabytes": round(file.tell() / 1e6, 1),
            "rows": _rows(file),
            "rest": round(memory.rest / 1e6),
            "peak": round(memory.largest / 1e6),
        }


def _taken(pieces: Iterator[bytes], file: IO[bytes]) -> float:
    """When the first piece came."""
    file.write(next(pieces))
    first = time.perf_counter()
    for piece in pieces:
        file.write(piece)
    return first


def _rows(file: IO[bytes]) -> int:
    """Rows of the sheet without its heading."""
    with zipfile.ZipFile(file) as book, book.open("xl/worksheets/sheet1.xml") as sheet:
        text = iter(lambda: sheet.read(1 << 20), b"")
        found, tail = 0, b""
        for piece in text:
            found += len(re.findall(rb"<row\b", tail + piece))
            tail = piece[-4:]
            found -= len(re.findall(rb"<row\b", tail))
        return found - 1


def main() -> None:
    """Settings as in the bench's own process."""
    from tests.bench.__main__ import set_up

    set_up()
    print(measure(*sys.argv[1:]))  # noqa: T201


if __name__ == "__main__":
    main()
