"""Reading a file of any of our formats: what it is, and its rows as Arrow batches in bounded memory."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from django.conf import settings

from kharita.importing.encoding import detect_encoding, in_utf8
from kharita.importing.faults import BadFile
from kharita.importing.gdal import gdal
from kharita.importing.intake import Opened
from kharita.importing.messages import told

BATCH_ROWS = 10_000
SAMPLE_ROWS = 1_000
GEOMETRY = "__geometry"
ROW = "__row"


@dataclass
class Column:
    name: str
    kind: str
    samples: list[str] = field(default_factory=list)


@dataclass
class Source:
    """What a file holds, before anyone says what it means. `bbox` is in the file's own coordinates."""

    driver: str
    layer: str | None
    layers: list[str]
    features: int
    geometry_types: dict[str, int]
    columns: list[Column]
    encoding: str
    declared_crs: str | None
    bbox: list[float] | None
    remarks: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def describe(
    file: Opened, *, layer: str | None = None, encoding: str | None = None
) -> tuple[Source, pa.Table]:
    """What `file` holds and a sample of its first rows (geometry as WKB in the column `GEOMETRY`)."""
    read_as = encoding or detect_encoding(file)
    file = in_utf8(file, read_as)
    layers = _layers(file)
    chosen = layer if layer in layers else layers[0]
    info = _info(file, chosen, read_as)
    if info["features"] > settings.KHARITA.import_rows_max:
        raise BadFile(
            told("too-many-rows", rows=info["features"], limit=settings.KHARITA.import_rows_max),
            code="too-many-rows",
        )
    sample = _sample(file, chosen, read_as)
    if not sample.num_rows:
        raise BadFile(told("no-rows"), code="empty-file")
    geometries = shapely.from_wkb(sample[GEOMETRY].to_numpy(zero_copy_only=False), on_invalid="ignore")
    source = Source(
        driver=file.driver,
        layer=chosen,
        layers=layers,
        features=int(info["features"]),
        geometry_types=_types(geometries),
        columns=[_column(sample, name) for name in sample.column_names if not name.startswith("__")],
        encoding=read_as,
        declared_crs=_declared_crs(file, info),
        bbox=_bbox(info, geometries),
        remarks=_missing_parts(file),
    )
    return source, sample


def batches(
    file: Opened, *, layer: str | None, encoding: str | None, columns: list[str] | None
) -> Iterator[pa.RecordBatch]:
    """All rows, `BATCH_ROWS` at a time: the `columns` (None: all) as they are, WKB in `GEOMETRY`, and the
    number of each row (from 1) in `ROW`."""
    row = 1
    file = in_utf8(file, encoding)
    try:
        with gdal().open_arrow(
            file.dataset,
            layer=layer,
            columns=columns,
            encoding=_passed_encoding(file, encoding),
            batch_size=BATCH_ROWS,
            use_pyarrow=True,
            **_open_options(file),
        ) as (meta, reader):
            name = meta["geometry_name"] or "wkb_geometry"
            for batch in reader:
                yield _prepared(batch, name, row)
                row += batch.num_rows
    except (RuntimeError, pa.ArrowException, OSError) as error:
        raise _unreadable(row, error) from error


def _prepared(batch: pa.RecordBatch, geometry_name: str, first_row: int) -> pa.RecordBatch:
    try:
        batch.validate(full=True)  # GDAL hands texts on without a look; Arrow then trusts them
    except pa.ArrowInvalid as error:
        raise BadFile(told("wrong-encoding", encoding="UTF-8"), code="wrong-encoding") from error
    names = ["\0" if name == geometry_name else name for name in batch.schema.names]
    if "\0" in names:
        geometry = batch.column(names.index("\0"))
        kept = [index for index, name in enumerate(names) if name != "\0"]
    else:
        geometry = pa.nulls(batch.num_rows, pa.binary())
        kept = list(range(len(names)))
    rows = pa.array(np.arange(first_row, first_row + batch.num_rows, dtype=np.int32))
    return pa.RecordBatch.from_arrays(
        [*(batch.column(index) for index in kept), geometry, rows], [*(names[i] for i in kept), GEOMETRY, ROW]
    )


def _layers(file: Opened) -> list[str]:
    try:
        layers = [str(name) for name, _type in gdal().list_layers(file.dataset)]
    except RuntimeError as error:
        raise _unreadable(0, error) from error
    if not layers:
        raise BadFile(told("no-layer"), code="empty-file")
    return layers


def _info(file: Opened, layer: str, encoding: str) -> dict[str, Any]:
    try:
        info: dict[str, Any] = gdal().read_info(
            file.dataset,
            layer=layer,
            encoding=_passed_encoding(file, encoding),
            force_feature_count=True,
            force_total_bounds=True,
            **_open_options(file),
        )
    except RuntimeError as error:
        raise _unreadable(0, error) from error
    return info


def _sample(file: Opened, layer: str, encoding: str) -> pa.Table:
    try:
        meta, table = gdal().read_arrow(
            file.dataset,
            layer=layer,
            encoding=_passed_encoding(file, encoding),
            max_features=SAMPLE_ROWS,
            **_open_options(file),
        )
    except (RuntimeError, pa.ArrowException, OSError) as error:
        raise _unreadable(0, error) from error
    batch = table.combine_chunks().to_batches()
    if not batch:
        return pa.table({GEOMETRY: pa.nulls(0, pa.binary())})
    return pa.Table.from_batches([_prepared(batch[0], meta["geometry_name"] or "wkb_geometry", 1)])


def _passed_encoding(file: Opened, encoding: str | None) -> str | None:
    return encoding if file.driver == "ESRI Shapefile" else None


def _open_options(file: Opened) -> dict[str, str]:
    if file.driver == "CSV":
        return {"AUTODETECT_TYPE": "NO", "EMPTY_STRING_AS_NULL": "YES"}
    if file.driver == "XLSX":
        return {"HEADERS": "FORCE"}
    if file.driver == "DXF":
        return {"CLOSED_LINE_AS_POLYGON": "YES"}
    return {}


def _declared_crs(file: Opened, info: dict[str, Any]) -> str | None:
    """What the file says of its CRS. (GeoJSON and TopoJSON without a word are in degrees: RFC 7946.)"""
    if info["crs"]:
        return str(info["crs"])
    return "EPSG:4326" if file.driver in ("GeoJSON", "GeoJSONSeq", "TopoJSON", "KML") else None


def _missing_parts(file: Opened) -> list[str]:
    if file.driver != "ESRI Shapefile":
        return []
    return [f"missing-{part[1:]}" for part in (".prj", ".dbf", ".shx") if part not in file.parts]


def _types(geometries: Any) -> dict[str, int]:
    names: dict[str, int] = {}
    for geometry in geometries:
        name = "None" if geometry is None else geometry.geom_type
        names[name] = names.get(name, 0) + 1
    return names


def _bbox(info: dict[str, Any], geometries: Any) -> list[float] | None:
    bounds = info.get("total_bounds")
    if bounds is None or not np.isfinite(bounds).all():
        bounds = shapely.total_bounds(geometries)
    return [float(value) for value in bounds] if np.isfinite(bounds).all() else None


def _column(sample: pa.Table, name: str) -> Column:
    values = sample[name]
    kind = (
        "integer" if pa.types.is_integer(values.type)
        else "number" if pa.types.is_floating(values.type)
        else "date" if pa.types.is_temporal(values.type)
        else "text"
    )  # fmt: skip
    samples: list[str] = []
    for value in values:
        text = "" if value.as_py() is None else str(value.as_py()).strip()
        if text and text not in samples:
            samples.append(text[:60])
        if len(samples) == 5:
            break
    return Column(name, kind, samples)


def _unreadable(row: int, error: Exception) -> BadFile:
    reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    if row > 1:
        return BadFile(
            told("breaks-off", row=row - 1, reason=reason),
            code="truncated",
            row=row - 1,
        )
    return BadFile(
        told("unreadable", reason=reason),
        code="truncated",
    )
