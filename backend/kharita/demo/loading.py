"""The tables of a generated town into the tables of the product, by COPY.

Buildings and places come linked to their parcels, exactly as `territory.linking` would link them.
"""

import json
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from django.db import connection, models

from gis_data.demo_town import Town
from kharita.territory.models import (
    Building,
    Commune,
    District,
    Easement,
    LandCover,
    Parcel,
    ParcelLineage,
    ParcelOwner,
    Place,
    Reservation,
    Street,
    StreetNode,
    Zone,
    ZoneRule,
    ZoningPlan,
)
from kharita.territory.titles import slugs_of

COMMUNE = {"commune": "communes"}
ON_PARCEL = COMMUNE | {"parcel": "parcels"}
OF_PLAN = COMMUNE | {"plan": "zoning_plans"}


@dataclass(frozen=True)
class Target:
    """Where a table of the town goes; `points_to` names the table whose row a column holds."""

    name: str
    model: type[models.Model]
    points_to: dict[str, str] = field(default_factory=dict)


# Those that others point to come first.
TARGETS = (
    Target("communes", Commune),
    Target("districts", District, COMMUNE),
    Target("zoning_plans", ZoningPlan, COMMUNE),
    Target("zone_rules", ZoneRule, {"plan": "zoning_plans"}),
    Target("zones", Zone, OF_PLAN),
    Target("easements", Easement, COMMUNE),
    Target("reservations", Reservation, OF_PLAN),
    Target("street_nodes", StreetNode, COMMUNE),
    Target("streets", Street, COMMUNE | {"source": "street_nodes", "target": "street_nodes"}),
    Target("parcels", Parcel, COMMUNE),
    Target("parcel_lineage", ParcelLineage, {"parent": "parcels", "child": "parcels"}),
    Target("parcel_owners", ParcelOwner, {"parcel": "parcels"}),
    Target("buildings", Building, ON_PARCEL),
    Target("places", Place, ON_PARCEL),
    Target("land_cover", LandCover, COMMUNE),
)


def load(target: Target, town: Town, first_ids: dict[str, int]) -> int:
    """Copy one table; its first id is added to `first_ids`, from which references to it are computed."""
    frame = completed(target, town)
    first_ids[target.name] = _reserve_ids(target.model, len(frame))
    columns: dict[str, list[Any]] = {
        "id": list(range(first_ids[target.name], first_ids[target.name] + len(frame)))
    }
    for name in frame.columns:
        if name in target.points_to:
            columns[f"{name}_id"] = (
                frame[name].to_numpy(dtype=np.int64) + first_ids[target.points_to[name]]
            ).tolist()
        else:
            columns[name] = values_of(frame[name])
    _copy(target.model._meta.db_table, columns)
    return len(frame)


def completed(target: Target, town: Town) -> pd.DataFrame:
    """The town's table with the columns that the product adds."""
    frame: pd.DataFrame = town.tables()[target.name]
    if target.model is Commune:
        return frame.assign(is_public=True)
    if target.model is Parcel:
        return frame.assign(slug=slugs_of(frame["reference"]).to_pylist())
    return frame


def values_of(column: pd.Series) -> list[Any]:
    """The values of a column as PostgreSQL's client takes them; what is missing is None."""
    if isinstance(column, gpd.GeoSeries):
        srid = column.crs.to_epsg()
        shapes = shapely.set_srid(column.to_numpy(), srid)
        return list(shapely.to_wkb(shapes, hex=True, include_srid=True))
    missing = column.isna().to_numpy()
    values = column.astype(object).tolist()
    return [None if gone else _plain(value) for gone, value in zip(missing, values, strict=True)]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value.item() if isinstance(value, np.generic) else value


def _reserve_ids(model: type[models.Model], count: int) -> int:
    """The first of `count` ids taken from the table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [model._meta.db_table])
        (sequence,) = cursor.fetchone()
        cursor.execute("SELECT nextval(%s::regclass)", [sequence])
        (first,) = cursor.fetchone()
        cursor.execute("SELECT setval(%s::regclass, %s)", [sequence, first + max(count, 1) - 1])
    return int(first)


def _copy(table: str, columns: dict[str, list[Any]]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in zip(*columns.values(), strict=True):
            copy.write_row(row)
