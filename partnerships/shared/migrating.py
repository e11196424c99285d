"""Many changes of tables in one operation: Django draws all models anew for each operation, and draws them once here."""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Its parts meet the state before all of them and the state after all of them.

    So no part may undo or change again what another one did; a table made here is made with everything that later
    parts add to it. Not taken back.
    """

    reversible = False

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """All of them, with no models drawn in between."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Makes each operation, in their order."""
        made: set[str] = set()
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                made.add(operation.name_lower)
            elif _is_part_of(operation, made):
                continue
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """One line for `migrate --plan`."""
        return f"{len(self.operations)} changes together"


def _is_part_of(operation: Operation, made: set[str]) -> bool:
    """What was made with its table already."""
    return (
        isinstance(operation, AddField | AddConstraint | AddIndex)
        and operation.model_name_lower in made
    )
