"""What the API of imports takes and gives."""

from datetime import datetime
from typing import Any

from ninja import Field, Schema

from kharita.importing.account import PAGE_MAX


class ImportsIn(Schema):
    commune: int | None = None
    page: int = Field(1, ge=1, le=100_000)


class RowsIn(Schema):
    outcome: str = Field("", alias="class", max_length=20)
    reason: str = Field("", max_length=40)
    page: int = Field(1, ge=1, le=1_000_000)
    size: int = Field(50, ge=1, le=PAGE_MAX)


class ReadingIn(Schema):
    """Another way to read the file than the present mapping's; what is not given stays."""

    layer: str | None = None
    crs: str | None = Field(None, max_length=100)
    swap_axes: bool | None = None


class ChoiceOut(Schema):
    value: str
    title: str


class TargetFieldOut(Schema):
    id: str
    title: str
    required: bool
    kind: str
    choices: list[ChoiceOut] | None
    help: str


class TargetOut(Schema):
    id: str
    title: str
    description: str
    geometry: str
    needs_key: bool
    needs_plan: bool
    fields: list[TargetFieldOut]


class FileOut(Schema):
    name: str
    size: int
    sha256: str
    layers: list[str]
    table: str | None = Field(description="The name of the second file, to be joined.")


class CrsOut(Schema):
    code: str | None
    name: str
    confidence: str
    reason: str
    swapped: bool = False


class CrsCandidateOut(Schema):
    code: str
    name: str


class ColumnOut(Schema):
    name: str
    kind: str
    samples: list[str]


class GarbledOut(Schema):
    """A column whose texts were garbled before they came; the mapping's `reencode` may mend it."""

    column: str
    reencoding: str
    share: float = Field(description="Of its texts that are not plain ASCII.")
    before: str
    after: str


class DrawingOut(Schema):
    """Layers of a drawing, with how many texts and closed outlines each has."""

    texts: dict[str, int]
    outlines: dict[str, int]


class SourceOut(Schema):
    driver: str
    layer: str | None
    crs: CrsOut | None
    crs_candidates: list[CrsCandidateOut]
    features: int
    geometry_types: dict[str, int]
    columns: list[ColumnOut]
    table_columns: list[ColumnOut] = Field(
        description="Of the second file; a rule names them `table.<name>`."
    )
    encoding: str
    garbled: list[GarbledOut]
    drawing: DrawingOut | None
    bbox: list[float] | None
    remarks: list[str]


class ProgressOut(Schema):
    step: str
    title: str
    done: int | None
    total: int | None


class TableCountsOut(Schema):
    read: int
    keys: int
    matched: int
    unmatched: int
    several: int
    without_key: int


class CountsOut(Schema):
    """`read` = unchanged + added + changed + moved + split + merged + refused; `retired` are no rows of the
    file, `repaired` and `invalid` count across the others."""

    read: int = 0
    unchanged: int = 0
    added: int = 0
    changed: int = 0
    moved: int = 0
    split: int = 0
    merged: int = 0
    retired: int = 0
    repaired: int = 0
    refused: int = 0
    invalid: int = 0
    cut: int = Field(0, description="Streets that are cut where others end on them.")
    references: int = Field(0, description="Parcels that the rows name; of past permits only.")
    references_by_title: int = Field(0, description="Of these, found in the cadastre by their reference.")
    references_by_place: int = Field(0, description="Not found, but the row's place lies on a parcel.")
    references_missed: int = Field(0, description="Neither.")
    table: TableCountsOut | None = None


class ProblemOut(Schema):
    type: str
    title: str
    status: int
    detail: str = ""


class PersonOut(Schema):
    id: int
    name: str


class CanOut(Schema):
    map: bool
    check: bool
    apply: bool
    undo: bool
    cancel: bool


class ImportOut(Schema):
    id: int
    number: str
    commune_id: int
    target: str
    state: str
    state_title: str
    file: FileOut
    source: SourceOut | None
    mapping: dict[str, Any]
    progress: ProgressOut | None
    counts: CountsOut | None
    error: ProblemOut | None
    created_by: PersonOut | None
    created_at: datetime
    checked_at: datetime | None
    applied_at: datetime | None
    undone_at: datetime | None
    can: CanOut


class ImportsOut(Schema):
    items: list[ImportOut]
    total: int


class RowOut(Schema):
    row: int | None
    class_: str = Field(serialization_alias="class", validation_alias="class")
    reference: str
    reason: str
    title: str
    detail: str
    repair: str
    parents: list[str]
    children: list[str]
    differences: dict[str, Any]
    geometry: dict[str, Any] | None
    point: list[float] | None


class ReasonOut(Schema):
    reason: str
    title: str
    count: int


class RowsOut(Schema):
    items: list[RowOut]
    total: int
    reasons: list[ReasonOut]


class PreviewOut(Schema):
    columns: list[str]
    rows: list[dict[str, Any]]
