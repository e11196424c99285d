"""What the tools of poppler and qpdf say about a PDF on disk."""

import re
import subprocess
from pathlib import Path

from PIL import Image

INK = 0.001  # an empty page of ours, with its running words and a pale watermark, has less


def facts(file: Path) -> dict[str, str]:
    """The lines of pdfinfo, for example `Tagged` and `Pages`."""
    return dict(re.findall(r"^([^:\n]+):\s*(.*)$", _said("pdfinfo", file), flags=re.MULTILINE))


def complaints(file: Path) -> str:
    """What `qpdf --check` objects to; empty for a sound file."""
    done = subprocess.run(
        ["qpdf", "--check", file], check=False, capture_output=True, encoding="utf-8"
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def words_by_page(file: Path) -> list[str]:
    """The text of each page as it is painted; a slanted watermark comes letter by letter."""
    return _said("pdftotext", "-raw", file, "-").split("\f")[:-1]


def pictures(file: Path) -> list[Path]:
    """Each page drawn beside the file."""
    _said("pdftoppm", "-r", "40", "-gray", "-png", file, file.with_suffix(""))
    return sorted(file.parent.glob(f"{file.stem}-*.png"))


def ink(picture: Path) -> float:
    """The dark share of a page."""
    with Image.open(picture) as page:
        counts = page.convert("L").histogram()
    return sum(counts[:128]) / sum(counts)


def _said(*command: object) -> str:
    return subprocess.run(
        [str(word) for word in command], check=True, capture_output=True, encoding="utf-8"
    ).stdout
