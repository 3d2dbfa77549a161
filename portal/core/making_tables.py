"""Many tables in one step of a migration.

Django draws every related model anew for each model that a migration adds, and almost
everything here is related to pages and accounts: a new town would wait for that alone.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel, RemoveIndex
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState

_OF_NEW_TABLES: Final = (AddConstraint, AddField, AddIndex)
_OF_OLD_TABLES: Final = (AddIndex, RemoveIndex)


class Together(Operation):
    """The same as its operations one after the other, with the models drawn once.

    New tables are made as they are at the end, so that what is added to them needs nothing more.
    Of old tables only indexes may be changed: fields are copied from one model to the next.
    Raises ValueError for anything else.
    """

    category = OperationCategory.MIXED
    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations
        self._made = {one.name_lower for one in operations if isinstance(one, CreateModel)}
        for one in operations:
            of_new = getattr(one, "model_name_lower", "") in self._made
            if not isinstance(one, (CreateModel, *(_OF_NEW_TABLES if of_new else _OF_OLD_TABLES))):
                raise ValueError(f"Not to be done together with others: {one.describe()}")

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [], {"operations": self.operations})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # Without them nothing is drawn now; whoever asks for the models next draws all of them.
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in self._of_the_database():
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in reversed([*self._of_the_database()]):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)

    @property
    def migration_name_fragment(self) -> str:
        return "_".join(filter(None, (operation.migration_name_fragment for operation in self.operations)))

    def _of_the_database(self) -> Iterator[Operation]:
        return (one for one in self.operations if getattr(one, "model_name_lower", "") not in self._made)
