"""Names under which people save what they download: the words of a title, in every script, and nothing else."""

from django.utils.text import slugify

LONGEST = (
    80  # characters before the ending; some file systems take 255 bytes, and a letter may be four
)


def file_name(title: str, ending: str, *marks: object) -> str:
    """For example `vereinbarung-über-besuche-de.pdf`; `marks` stand behind the title. A title without letters gives `file`."""
    words = slugify(title, allow_unicode=True)[:LONGEST].strip("-_") or "file"
    return "-".join([words, *map(str, marks)]) + f".{ending}"
