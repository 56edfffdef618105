"""What the API of the exports takes and gives."""

import uuid
from datetime import datetime
from typing import Literal

from ninja import Field, Schema

FILTER_MAX = 20_000
"""Characters; the language itself sets its own, smaller limit."""
FilterLang = Literal["cql2-text", "cql2-json"]


class SelectionIn(Schema):
    """Which rows: within `bbox` (west,south,east,north in degrees), that meet `filter` (CQL2)."""

    bbox: str = Field("", max_length=200)
    filter: str = Field("", max_length=FILTER_MAX)
    filter_lang: FilterLang = Field("cql2-text", alias="filter-lang")


class StreamIn(SelectionIn):
    """`columns`: comma-separated, all without; `bom`: a mark by which Excel reads CSV as UTF-8."""

    crs: str = Field("", max_length=120)
    columns: str = Field("", max_length=2_000)
    bom: bool = False


class NamedStreamIn(StreamIn):
    format: str = Field(max_length=20)


class ExportIn(Schema):
    """A file to be written: `crs` "" is the format's own, `columns` null are all, `bbox` in degrees."""

    layer: str = Field(max_length=60)
    format: str = Field(max_length=20)
    crs: str = Field("", max_length=120)
    bbox: tuple[float, float, float, float] | None = None
    filter: str = Field("", max_length=FILTER_MAX)
    filter_lang: FilterLang = "cql2-text"
    columns: list[str] | None = Field(None, max_length=200)
    bom: bool = False


class ExportError(Schema):
    code: str
    title: str
    detail: str


class ExportOut(Schema):
    id: uuid.UUID
    layer: str
    layer_title: str
    format: str
    format_title: str
    crs: str
    filter: str
    bbox: list[float] | None
    state: str
    state_title: str
    rows: int | None
    rows_written: int
    size: int | None
    sha256: str
    file_name: str
    file: str | None
    error: ExportError | None
    created_at: datetime
    finished_at: datetime | None
    expires_at: datetime


class FormatOut(Schema):
    id: str
    title: str
    purpose: str
    extension: str
    crs: Literal["any", "degrees", "projected"]
    streams: bool


class ExportCrsOut(Schema):
    code: str
    name: str
    is_geographic: bool


class OfferOut(Schema):
    """What can be chosen; `stream_rows_max`: up to so many rows a file is sent at once."""

    formats: list[FormatOut]
    crs: list[ExportCrsOut]
    stream_rows_max: int
    rows_max: int | None


class FieldOut(Schema):
    name: str
    title: str
    kind: str


class EstimateOut(Schema):
    rows: int
    fields: list[FieldOut]
