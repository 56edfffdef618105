"""What can be imported: one `ImportTarget` for each kind of record, declared by the floor that owns it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from kharita.core.errors import Text
from kharita.core.layers import GeometryKind

FieldKind = Literal["text", "number", "integer", "choice", "boolean", "fraction", "date"]
# "place": a point or a polygon that says where the record belongs, where the file has one; not kept itself.
TargetGeometry = GeometryKind | Literal["place"]


@dataclass(frozen=True)
class TargetField:
    """A field of a target. `column` is the database's; `synonyms` the names under which files have it."""

    id: str
    title: Text
    kind: FieldKind = "text"
    required: bool = False
    choices: tuple[tuple[str, Text], ...] = ()
    default: Any = None
    limit: int | None = None
    help: Text = ""
    synonyms: tuple[str, ...] = ()
    # What the values of a choice are called in files, by canonical value.
    value_synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def sql_type(self) -> str:
        return {"number": "float8", "integer": "integer", "boolean": "boolean", "date": "date"}.get(
            self.kind, "text"
        )


@dataclass(frozen=True)
class ImportTarget:
    """A kind of record that files can bring.

    `key` is the field by which a record is found again ("source_key": a column named by the mapping, else
    the field `named_by`, else the geometry itself; several fields: all of them together). `compare` writes
    the account of all staged rows, `apply` carries it out; both work on the whole set
    (`importing.stage.Work`). `prepare` runs before either.
    """

    id: str
    title: Text
    description: Text
    geometry: TargetGeometry | None
    model: type[Any]
    fields: tuple[TargetField, ...]
    compare: Callable[[Any], None]
    apply: Callable[[Any], None]
    key: str | tuple[str, ...] = "source_key"
    named_by: str = ""
    # Which records count as present, in SQL (`p`), with this import's constants to bind.
    present: str = "p.commune_id = %(commune)s"
    # Runs before comparing and before applying: finds (`create`: makes) what the records refer to.
    prepare: Callable[[Any, bool], None] | None = None
    needs_plan: bool = False

    @property
    def key_column(self) -> str:
        """The column of the table in which the key stands ("" where several fields make it up)."""
        return self.key if isinstance(self.key, str) else ""

    def field(self, field_id: str) -> TargetField | None:
        return next((field for field in self.fields if field.id == field_id), None)


class TargetRegistry:
    """The declared targets, in the order in which they are offered."""

    def __init__(self) -> None:
        self._targets: dict[str, ImportTarget] = {}

    def register(self, *targets: ImportTarget) -> None:
        for target in targets:
            if target.id in self._targets:
                raise ValueError(f"two import targets are called {target.id}")
            self._targets[target.id] = target

    def get(self, target_id: str) -> ImportTarget | None:
        return self._targets.get(target_id)

    def all(self) -> tuple[ImportTarget, ...]:
        return tuple(self._targets.values())


import_targets = TargetRegistry()
