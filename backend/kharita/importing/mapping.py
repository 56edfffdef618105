"""The mapping: how the columns of a file become the fields of a target. The same in YAML and in JSON."""

from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from kharita.importing.faults import BadMapping
from kharita.importing.messages import told

# As in `garbling.REENCODINGS`.
Reencoding = Literal["utf-8 read as cp1252", "utf-8 read as cp1256", "cp1256 read as cp1252"]
# The column that `Labels` make.
LABEL = "label"
Aggregate = Literal["first", "last", "sum", "min", "max", "count", "list"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class FieldRule(_Strict):
    """Where a field's value comes from: a column, several joined, or one value for all rows.

    `values` translates what stands in the file; `default` takes the place of what is empty or not listed.
    `scale` brings a number into the field's unit (square feet into square metres: 0.09290304).
    """

    column: str | None = None
    columns: list[str] = Field(default_factory=list)
    separator: str = "-"
    values: dict[str, str] = Field(default_factory=dict)
    default: str | None = None
    value: str | None = None
    scale: float = Field(default=1.0, gt=0)

    @model_validator(mode="before")
    @classmethod
    def _from_shorthand(cls, given: Any) -> Any:
        return {"column": given} if isinstance(given, str) else given

    @model_validator(mode="after")
    def _says_one_thing(self) -> "FieldRule":
        if sum((self.column is not None, bool(self.columns), self.value is not None)) != 1:
            raise ValueError("give one of: column, columns, value")
        return self

    @property
    def sources(self) -> list[str]:
        """The columns of the file that it reads."""
        return self.columns or ([self.column] if self.column is not None else [])


class TableJoin(_Strict):
    """A table without geometry, joined by key; its columns are then called `table.<name>`.

    Where several rows have one key, `aggregate` says column by column what becomes of them (default: first).
    """

    key: str
    column: str
    # The sheet or layer of the table's file; without it the first.
    layer: str | None = None
    aggregate: dict[str, Aggregate] = Field(default_factory=dict)


class Coordinates(_Strict):
    """Where a table keeps its coordinates: x and y columns, WKT, or `corners`: one row for each corner of an
    outline, rows of one `of` value following one another or ordered by `order`."""

    x: str | None = None
    y: str | None = None
    wkt: str | None = None
    of: str | None = None
    order: str | None = None


class Labels(_Strict):
    """Texts of a drawing that name the outlines around them; the column is then called `label`.

    `layers` are the drawing's layers whose texts count, `outlines` those whose closed lines are the records
    (none named: all).
    """

    layers: list[str] = Field(min_length=1)
    outlines: list[str] = Field(default_factory=list)
    layer_column: str = "Layer"
    text_column: str = "Text"


class Options(_Strict):
    repair: bool = True
    move_tolerance_m: float = Field(default=0.05, ge=0, le=100)
    retire_missing: bool = False
    duplicates: Literal["refuse", "first"] = "refuse"
    # What some files write where they have no reference.
    no_reference: list[str] = Field(default_factory=list)
    # How far the ends of streets may lie apart and still meet.
    snap_m: float = Field(default=0.5, ge=0, le=50)
    # How far a place may lie from the parcel that it is taken for, where it lies in none.
    near_m: float = Field(default=10, ge=0, le=200)


class Plan(_Strict):
    """The planning document that zones and reservations belong to; made when the commune has none so
    named."""

    name_fr: str = ""
    name_ar: str = ""
    name_en: str = ""
    kind: str = "development_plan"
    state: str = "in_force"
    approved_on: str | None = None
    legal_ref: str = ""


class Mapping(_Strict):
    layer: str | None = None
    crs: str | None = None
    swap_axes: bool = False
    encoding: str | None = None
    # Columns whose texts were garbled before they came, and how (`garbling.REENCODINGS`).
    reencode: dict[str, Reencoding] = Field(default_factory=dict)
    fields: dict[str, FieldRule] = Field(default_factory=dict)
    # Further columns to keep with each record: by name, or "all" that no field uses.
    attributes: list[str] | Literal["all"] = Field(default_factory=list)
    # The column by which the next import finds the record again (targets without a reference of their own).
    key: str | None = None
    table: TableJoin | None = None
    coordinates: Coordinates | None = None
    labels: Labels | None = None
    plan: Plan | None = None
    options: Options = Field(default_factory=Options)


def parse_mapping(given: Any) -> Mapping:
    """A mapping from JSON or YAML data; `BadMapping` names each fault."""
    try:
        return Mapping.model_validate(given)
    except ValidationError as error:
        faults = [
            {"field": ".".join(str(part) for part in fault["loc"]), "detail": fault["msg"]}
            for fault in error.errors(include_url=False)
        ]
        listed = "; ".join(f"{fault['field']}: {fault['detail']}" for fault in faults)
        raise BadMapping(listed, faults=faults) from error


def parse_mapping_file(text: bytes) -> Mapping:
    """A mapping from a YAML file."""
    try:
        given = yaml.safe_load(text.decode("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadMapping(told("mapping-not-yaml", error=str(error).splitlines()[0])) from error
    if not isinstance(given, dict):
        raise BadMapping(told("mapping-empty"))
    return parse_mapping(given)
