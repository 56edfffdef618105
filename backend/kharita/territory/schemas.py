"""What the territory's routes take and answer."""

from datetime import datetime
from typing import Any

from ninja import Field, Schema

from kharita.territory.search import LIMIT_MAX, QUERY_LENGTH_MAX


class NamesOut(Schema):
    """A name in each language; "" where there is none."""

    ar: str
    fr: str
    en: str


Box = tuple[float, float, float, float]
Centre = tuple[float, float]


class CommuneOut(Schema):
    """`serves`: whether the reader works for it. `parcels` counts those of the present cadastre."""

    id: int
    code: str
    name: NamesOut
    population: int | None
    bbox: Box | None
    center: Centre | None
    serves: bool
    parcels: int


class SearchIn(Schema):
    """`commune` is preferred, not required."""

    q: str = Field("", max_length=QUERY_LENGTH_MAX)
    commune: int | None = None
    limit: int = Field(10, ge=1, le=LIMIT_MAX)


class PointIn(Schema):
    """A point in WGS84."""

    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)


class HitOut(Schema):
    kind: str
    id: int | None
    title: NamesOut
    subtitle: NamesOut
    bbox: Box | None
    center: Centre | None
    slug: str | None
    commune_id: int | None


class SearchOut(Schema):
    items: list[HitOut]
    took_ms: float


class ParcelKeyOut(Schema):
    slug: str
    id: int
    reference: str
    commune_id: int


class CommuneNameOut(Schema):
    id: int
    code: str
    name: NamesOut


class DistrictOut(Schema):
    kind: str
    name: NamesOut


class ParcelOut(Schema):
    """`tenure`, `address` and `declared_area_m2` are the desk's: None for everyone else."""

    id: int
    slug: str
    reference: str
    commune: CommuneNameOut
    tenure: str | None
    address: NamesOut | None
    area_m2: float
    declared_area_m2: float | None
    valid_from: datetime
    valid_to: datetime | None
    geometry: dict[str, Any]
    bbox: Box
    center: Centre
    districts: list[DistrictOut]


class EntryOut(Schema):
    """`value` is a text in the reader's language, a number, an ISO date or null; `level` colours it."""

    id: str
    label: str
    value: str | float | int | bool | None
    unit: str
    level: str


class TableColumnOut(Schema):
    id: str
    title: str


class TableOut(Schema):
    """Rows by column id; a row about another parcel adds its `slug`, `commune_id` and `version`."""

    columns: list[TableColumnOut]
    rows: list[dict[str, Any]]


class FacetOut(Schema):
    id: str
    title: str
    entries: list[EntryOut]
    table: TableOut | None
    notes: list[str]
    shapes: list[dict[str, Any]]


class LinksOut(Schema):
    page: str
    print: str
    html: str
    geojson: str


class DossierOut(Schema):
    parcel: ParcelOut
    facets: list[FacetOut]
    links: LinksOut
