"""`manage.py draw_stages`: writes docs/stages/agreement.md from the table of moves."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from partnerships.agreements.stages import EDITABLE, LIFE, Stage

PLACE = Path("docs/stages/agreement.md")
HEAD = """# The life of an agreement

Written by `manage.py draw_stages` from `partnerships/agreements/stages.py`; a test compares them.
The same table is the rule in the application and the trigger in the database.

```mermaid
"""


def drawn() -> str:
    """The whole file: the diagram, and who moves from where to where as a table."""
    with override("en"):
        diagram = LIFE.diagram({stage.value: str(stage.label) for stage in Stage})
        rows = [
            f"| {move.verb} | {', '.join(str(Stage(s).label) for s in move.sources)} "
            f"| {Stage(move.target).label} |"
            for move in LIFE.moves
        ]
        frozen = ", ".join(str(stage.label) for stage in Stage if stage not in EDITABLE)
    table = "\n".join(["| Step | From | To |", "| --- | --- | --- |", *rows])
    return f"{HEAD}{diagram}```\n\n{table}\n\nThe text is frozen at these stages: {frozen}.\n"


class Command(BaseCommand):
    """Writes the file."""

    help = "Draw docs/stages/agreement.md from the table of moves."

    def handle(self, *args: object, **options: object) -> None:
        """Write it."""
        place = settings.ROOT / PLACE
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(drawn(), encoding="utf-8")
        self.stdout.write(f"{PLACE} written.")
