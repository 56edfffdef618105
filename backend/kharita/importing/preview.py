"""The first rows of a file, as the present mapping reads them: to look at before the dry run."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import shapely
from django.conf import settings
from pyproj import Transformer

from kharita.core.geo import WGS84
from kharita.importing.coordinates import with_geometry
from kharita.importing.crs import transform_from
from kharita.importing.faults import BadMapping
from kharita.importing.garbling import reencoded
from kharita.importing.geometry import moved, read_wkb
from kharita.importing.intake import opened
from kharita.importing.labels import with_labels
from kharita.importing.mapping import Mapping, parse_mapping
from kharita.importing.models import Import
from kharita.importing.rows import map_fields
from kharita.importing.sources import GEOMETRY, batches, describe
from kharita.importing.targets import import_targets

ROWS = 50
FEATURES = 2_000


def preview_rows(source_import: Import, **reading: Any) -> dict[str, Any]:
    """The first rows with their columns as they are, and the mapped fields under `=field`; of another layer
    where `reading` names one."""
    batch, mapping = _first(source_import, **reading)
    shown = batch.slice(0, ROWS)
    names = [name for name in shown.schema.names if not name.startswith("__")]
    shapes = _in_degrees(shown, mapping, source_import)
    columns = {
        name: [None if v is None else str(v) for v in shown.column(name).to_pylist()] for name in names
    }
    target = import_targets.get(source_import.target)
    if target is not None and all(
        source in names for rule in mapping.fields.values() for source in rule.sources
    ):
        mapped = map_fields(shown, mapping, target).columns
        columns |= {f"={name}": column.to_pylist() for name, column in mapped.items()}
    rows = [
        {**{name: values[i] for name, values in columns.items()}, "__geometry": shapes[i]}
        for i in range(shown.num_rows)
    ]
    return {"columns": list(columns), "rows": rows}


def preview_geojson(source_import: Import, **reading: Any) -> dict[str, Any]:
    """Up to `FEATURES` features in WGS84, as the present mapping places them, or as it would with another
    `reading` (layer, crs, swap_axes)."""
    batch, mapping = _first(source_import, **reading)
    shown = batch.slice(0, FEATURES)
    shapes = _in_degrees(shown, mapping, source_import)
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "geometry": shape, "properties": {"row": index + 1}}
            for index, shape in enumerate(shapes)
            if shape is not None
        ],
    }


def _first(source_import: Import, **reading: Any) -> tuple[pa.RecordBatch, Mapping]:
    other = {name: value for name, value in reading.items() if value is not None}
    mapping = parse_mapping(source_import.mapping | other)
    with opened(Path(source_import.file.path)) as file:
        source, _sample = describe(file, layer=mapping.layer, encoding=mapping.encoding)
        rows = batches(file, layer=source.layer, encoding=source.encoding, columns=None)
        batch = reencoded(next(with_labels(with_geometry(rows, mapping), mapping)), mapping.reencode)
    return batch, mapping


def _in_degrees(
    batch: pa.RecordBatch, mapping: Mapping, source_import: Import
) -> list[dict[str, Any] | None]:
    geometries = read_wkb(batch.column(GEOMETRY).to_numpy(zero_copy_only=False)).geometries
    code = mapping.crs or source_import.source.get("declared_crs")
    if code is None:
        return [None] * len(geometries)
    try:
        transform = transform_from(code, swap_axes=mapping.swap_axes)
    except BadMapping:
        return [None] * len(geometries)
    official = geometries if transform is None else moved(geometries, transform)
    to_degrees = Transformer.from_crs(settings.KHARITA_SRID, WGS84, always_xy=True).transform
    degrees = moved(official, to_degrees)
    finite = [g is not None and all(map(_finite, shapely.bounds(g))) for g in degrees]
    texts = shapely.to_geojson(degrees)
    return [json.loads(text) if ok else None for text, ok in zip(texts, finite, strict=True)]


def _finite(value: float) -> bool:
    return abs(value) <= 180
