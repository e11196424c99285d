"""A process of its own: makes a file of so many rows and prints its bytes and the peak memory in MB."""

import resource
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from partnerships.shared.lists import csv_file, xlsx_file

HEADS = ["Organisation", "Art", "Seite", "Beigetreten als", "Beteiligung", "Seit"]


def chunks(number: int):
    """Rows as the list of partners makes them, a thousand at once."""
    for start in range(0, number, 1000):
        yield [
            [
                f"Verein {n:06d} e. V.",
                "Stadt",
                "Behörde",
                "Gründungspartner",
                "voll",
                date(2022, 9, 7),
            ]
            for n in range(start, start + 1000)
        ]


def peak_megabytes() -> int:
    """The most that this process held. Linux counts in ru_maxrss what the parent held at the start; VmHWM does not."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024**2  # bytes on macOS


def main() -> None:
    """Writes nothing to disk but the temporary file of the spreadsheet."""
    kind, number = sys.argv[1], int(sys.argv[2])
    made = (
        csv_file.csv_of(HEADS, chunks(number), "de")
        if kind == "csv"
        else xlsx_file.xlsx_of("Partner", HEADS, chunks(number))
    )
    size = sum(len(piece) for piece in made)
    peak = peak_megabytes()
    sys.stdout.write(f"{size} {peak}\n")


if __name__ == "__main__":
    main()
