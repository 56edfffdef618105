"""What the catalogue answers to programs and to its own pages."""

from datetime import datetime
from typing import Literal

from ninja import Schema


class LicenceOut(Schema):
    id: str
    title: str
    terms: str
    url: str
    attribution: bool


class PublisherOut(Schema):
    name: str
    url: str
    email: str


class DatasetColumnOut(Schema):
    name: str
    title: str
    kind: Literal["integer", "number", "boolean", "date", "datetime", "string"]


class DatasetCrsOut(Schema):
    code: str
    title: str


class RhythmOut(Schema):
    code: str
    title: str


class DatasetFileOut(Schema):
    format: str
    title: str
    purpose: str
    href: str
    media_type: str


class DatasetServiceOut(Schema):
    kind: str
    title: str
    href: str


class DatasetOut(Schema):
    """One layer; `has_more_columns` says that others are shown columns which you are not."""

    id: str
    title: str
    description: str
    group: str
    group_title: str
    keywords: list[str]
    kind: str
    rows: int
    bounds: tuple[float, float, float, float] | None
    revision: int
    changed_at: datetime | None
    rhythm: RhythmOut
    licence: LicenceOut
    crs: DatasetCrsOut
    columns: list[DatasetColumnOut]
    has_more_columns: bool
    zooms: tuple[int, int]
    downloads: list[DatasetFileOut]
    services: list[DatasetServiceOut]


class CatalogueOut(Schema):
    title: str
    description: str
    root: str
    publisher: PublisherOut
    licence: LicenceOut
    datasets: list[DatasetOut]
