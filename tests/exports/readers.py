"""Each format read by another library than the one that wrote it: id → columns, and "shape" as shapely's."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ezdxf
import geopandas
import openpyxl
import pyogrio
import shapely
from django.contrib.gis.gdal import DataSource

from kharita.exports.drawing import APPLICATION

Rows = dict[int, dict[str, Any]]


def read(form: str, path: Path, layer: str, names: dict[str, str] | None = None) -> Rows:
    return READERS[form](path, layer, names or {})


def _frame(frame: Any, names: dict[str, str]) -> Rows:
    back = {short: name for name, short in names.items()}
    rows = {}
    for record in frame.to_dict("records"):
        shape = record.pop("geometry")
        row = {back.get(key, key): _plain(value) for key, value in record.items() if key != "bbox"}
        rows[int(row.pop("id"))] = {**row, "shape": shape}
    return rows


def _plain(value: Any) -> Any:
    if value is None or value != value:  # NaN is how frames say that there is nothing
        return None
    return value.item() if hasattr(value, "item") else value


def _gdal(path: Path, layer: str, names: dict[str, str]) -> Rows:
    return _frame(pyogrio.read_dataframe(path), names)


def _zipped(path: Path, layer: str, names: dict[str, str]) -> Rows:
    data = next(name for name in zipfile.ZipFile(path).namelist() if name.endswith((".shp", ".fgb", ".kml")))
    if data.endswith(".kml"):
        return _system_gdal(path, layer)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(path.parent / "unpacked")
    return _frame(pyogrio.read_dataframe(path.parent / "unpacked" / data), names)


def _system_gdal(path: Path, layer: str) -> Rows:
    """By Debian's own, older GDAL."""
    rows = {}
    for feature in DataSource(f"/vsizip/{path}/{layer}.kml")[0]:
        row = {name: feature.get(name) for name in feature.fields}
        rows[int(row.pop("id"))] = {**row, "shape": shapely.from_wkb(bytes(feature.geom.wkb))}
    return rows


def _json_rows(features: list[dict[str, Any]]) -> Rows:
    return {f["id"]: {**f["properties"], "shape": shapely.geometry.shape(f["geometry"])} for f in features}


def _geojson(path: Path, layer: str, names: dict[str, str]) -> Rows:
    return _json_rows(json.loads(_member(path, ".geojson"))["features"])


def _geojsonseq(path: Path, layer: str, names: dict[str, str]) -> Rows:
    texts = _member(path, ".geojsons").split("\x1e")
    assert texts[0] == ""
    return _json_rows([json.loads(text) for text in texts[1:]])


def _member(path: Path, suffix: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(next(n for n in archive.namelist() if n.endswith(suffix))).decode("utf-8-sig")


def _csv(path: Path, layer: str, names: dict[str, str]) -> Rows:
    rows = {}
    for record in csv.DictReader(io.StringIO(_member(path, ".csv"), newline="")):
        shape = shapely.from_wkt(record.pop("WKT"))
        inside = shapely.Point(float(record.pop("longitude")), float(record.pop("latitude")))
        rows[int(record.pop("id"))] = {**record, "shape": shape, "inside": inside}
    return rows


def _parquet(path: Path, layer: str, names: dict[str, str]) -> Rows:
    return _frame(geopandas.read_parquet(path), names)


def _xlsx(path: Path, layer: str, names: dict[str, str]) -> Rows:
    """The titles of the first line stand for the columns in their order."""
    sheet = openpyxl.load_workbook(path)[layer]
    _titles, *lines = sheet.iter_rows(values_only=True)
    rows = {}
    for line in lines:
        row_id, *values, longitude, latitude, wkt = line
        rows[row_id] = {
            **dict(zip(names, values, strict=True)),
            "shape": shapely.from_wkt(wkt),
            "inside": shapely.Point(longitude, latitude),
        }
    return rows


def _dxf(path: Path, layer: str, names: dict[str, str]) -> Rows:
    document = ezdxf.read(io.StringIO(_member(path, ".dxf")))
    assert not document.audit().errors
    rows: Rows = {}
    for entity in document.modelspace():
        if entity.dxftype() == "TEXT":
            continue
        row = _extended(entity)
        known = rows.setdefault(int(row.pop("id")), {**row, "parts": []})
        known["parts"].append(_outline(entity))
    for row in rows.values():
        row["shape"] = _assembled(row.pop("parts"))
    return rows


def _extended(entity: Any) -> dict[str, str]:
    row: dict[str, str] = {}
    name = ""
    for code, value in entity.get_xdata(APPLICATION):
        if code == 1002 and value == "{":
            name = ""
        elif code == 1000 and not name:
            name, row[value] = value, ""
        elif code == 1000:
            row[name] += value
    return row


def _outline(entity: Any) -> Any:
    if entity.dxftype() == "POINT":
        return shapely.Point(entity.dxf.location.x, entity.dxf.location.y)
    points = [(x, y) for x, y, *_rest in entity.get_points()]
    return shapely.Polygon(points) if entity.closed else shapely.LineString(points)


def _assembled(parts: list[Any]) -> Any:
    """Rings within another are its holes."""
    shape = parts[0]
    for part in parts[1:]:
        shape = shape.difference(part) if part.within(shape) else shape.union(part)
    return shape


READERS: dict[str, Callable[[Path, str, dict[str, str]], Rows]] = {
    "gpkg": _gdal,
    "geojson": _geojson,
    "geojsonseq": _geojsonseq,
    "shp": _zipped,
    "fgb": _zipped,
    "kml": _zipped,
    "csv": _csv,
    "xlsx": _xlsx,
    "parquet": _parquet,
    "dxf": _dxf,
}
