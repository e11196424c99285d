"""What the fonts on this machine can draw, read from the font files. `script/glyphs` prints it."""

import subprocess
import sys
from collections.abc import Iterable, Iterator

from fontTools.ttLib import TTFont

# As in static/print.css. Bold and italic cuts of a family draw the same characters.
FAMILIES = (
    "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Ethiopic", "Noto Sans Armenian",
    "Noto Sans Georgian", "Noto Sans Devanagari", "Noto Sans Tamil", "Noto Sans Symbols",
    "Noto Sans Symbols2", "Noto Sans Math",
)  # fmt: skip


def drawn() -> set[int]:
    """Code points for which one of the families has a glyph."""
    return {point for family in FAMILIES for point in _points(_file(family))}


def _points(file: str) -> set[int]:
    with TTFont(file, lazy=True) as font:
        return set(font.getBestCmap())


def ranges(points: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run without a gap."""
    run: list[int] = []
    for point in sorted(points):
        if run and point > run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(point)
    if run:
        yield run[0], run[-1]


def _file(family: str) -> str:
    """Raises: LookupError where fontconfig would take another family in its place."""
    found = subprocess.run(
        ["fc-match", "--format=%{family[0]}\n%{file}", f"{family}:style=Regular"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    name, file = found.split("\n")
    if name != family:
        raise LookupError(f"{family} is not installed")
    return file


if __name__ == "__main__":
    for first, last in ranges(drawn()):
        sys.stdout.write(f"{first:X}-{last:X}\n")
