"""What is read back from each file is what the door gives: ids, columns, Arabic, shapes, systems."""

import hashlib
import io
import json
import re
import sqlite3
import zipfile
from typing import Any

import ezdxf
import openpyxl
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from pyproj import CRS, Transformer

from kharita.exports.formats import FORMATS
from kharita.exports.gdal_formats import shapefile_names
from kharita.exports.wanted import Wanted, open_wanted
from tests.exports.conftest import ARABIC, HOSTILE, Take, door_rows, opened_as
from tests.exports.readers import read
from tests.factories import CENTRE, make_parcel

LAYERS = ("parcels", "streets", "places")
FREE = [form.id for form in FORMATS.values() if form.crs == "any"]
METRE_IN_DEGREES = 1e-5


def _names(form: str, layer: str, user: Any) -> dict[str, str]:
    """What the reader has to know: the shapefile's short names, or the order of the columns."""
    if form == "shp":
        return shapefile_names(open_wanted(Wanted(layer, form), user).reading())
    return {name: name for name in opened_as(layer, user).fields}


def _srid(form: str) -> int:
    return 4326 if FORMATS[form].crs == "degrees" else 26191


def _same(form: str, read_back: Any, truth: Any) -> bool:
    if truth in (None, ""):
        return read_back in (None, "", 0)
    if isinstance(truth, bool):
        return str(read_back).lower() in (str(truth).lower(), str(int(truth)))
    if isinstance(truth, float):
        return float(read_back) == pytest.approx(truth, rel=1e-9)
    if isinstance(truth, int):
        return int(read_back) == truth
    if form == "csv":
        return str(read_back) == (f"'{truth}" if truth[0] in "=+-@\t\r" else truth)
    if form in ("kml", "dxf", "xlsx"):  # they hold no control characters, a drawing no line ends
        truth = truth.replace("\u0007", "")
        return " ".join(str(read_back).split()) == " ".join(truth.split())
    return str(read_back) == truth


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("form", list(FORMATS))
def test_a_file_says_what_the_door_says(town, officer, take: Take, form: str, layer: str) -> None:
    path, written = take(layer, form, user=officer)
    truth = door_rows(layer, officer, _srid(form))
    found = read(form, path, layer, _names(form, layer, officer))
    assert set(found) == set(truth)
    assert written.rows == len(truth)
    reach = METRE_IN_DEGREES / 50 if _srid(form) == 4326 else 0.002
    for row_id, row in truth.items():
        shape = shapely.from_wkb(row.pop("wkb"))
        assert found[row_id]["shape"].hausdorff_distance(shape) < reach, (row_id, found[row_id]["shape"])
        wrong = {name: (found[row_id].get(name), value) for name, value in row.items()
                 if not _same(form, found[row_id].get(name), value)}  # fmt: skip
        assert not wrong


@pytest.mark.parametrize("form", FREE)
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32630", "EPSG:26192", "ESRI:54009"])
def test_every_system_comes_with_east_before_north(town, officer, take: Take, form: str, crs: str) -> None:
    path, _written = take("places", form, user=officer, crs=crs)
    found = read(form, path, "places", _names(form, "places", officer))
    transformer = Transformer.from_crs(26191, crs, always_xy=True)
    for row_id, row in door_rows("places", officer).items():
        point = shapely.from_wkb(row["wkb"])
        x, y = transformer.transform(point.x, point.y)
        reach = 20 * METRE_IN_DEGREES if crs == "EPSG:4326" else 20
        assert found[row_id]["shape"].distance(shapely.Point(x, y)) < reach


def test_files_tell_their_system(town, take: Take) -> None:
    for form in ("gpkg", "fgb", "shp"):
        path, _written = take("parcels", form, crs="EPSG:32630")
        if path.suffix == ".zip":
            zipfile.ZipFile(path).extractall(path.parent)
        inside = path.parent / f"parcels.{form}"
        assert CRS(pyogrio.read_info(inside)["crs"]).equals(CRS.from_epsg(32630), ignore_axis_order=True)


def test_a_csv_for_excel_begins_with_its_mark(town, take: Take) -> None:
    path, _written = take("parcels", "csv", bom=True)
    with zipfile.ZipFile(path) as archive:
        assert archive.read("parcels.csv").startswith(b"\xef\xbb\xbfid,")
    path, _written = take("parcels", "csv")
    with zipfile.ZipFile(path) as archive:
        assert archive.read("parcels.csv").startswith(b"id,")


def test_no_cell_of_a_spreadsheet_is_a_formula(town, officer, take: Take) -> None:
    path, _written = take("parcels", "xlsx", user=officer)
    cells = [cell for line in openpyxl.load_workbook(path)["parcels"].iter_rows(min_row=2) for cell in line]
    dangerous = [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@"]
    assert {cell.value for cell in dangerous} >= set(HOSTILE[:4])
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in dangerous)


def test_shapefile_names_are_short_single_and_always_the_same(town, officer) -> None:
    names = _names("shp", "parcels", officer)
    assert names == _names("shp", "parcels", officer)
    assert all(len(short) <= 10 for short in names.values())
    assert len(set(names.values())) == len(names)
    assert names["declared_area_m2"] == "declared_a"


def test_a_shapefile_is_complete_and_tells_its_names(town, officer, take: Take) -> None:
    path, _written = take("parcels", "shp", user=officer)
    with zipfile.ZipFile(path) as archive:
        assert {name.partition(".")[2] for name in archive.namelist() if name.startswith("parcels")} == {
            "shp", "shx", "dbf", "prj", "cpg",
        }  # fmt: skip
        assert archive.read("parcels.cpg") == b"UTF-8"
        assert "declared_a (declared_area_m2)" in archive.read("README.en.txt").decode()


def test_a_readme_in_three_languages_comes_with_every_file(town, officer, take: Take) -> None:
    for form in FORMATS.values():
        path, written = take("parcels", form.id, user=officer, filter="area_m2 > 1")
        texts = _readmes(form.id, path)
        assert set(texts) == {"ar", "fr", "en"}, form.id
        assert "area_m2 > 1" in texts["en"]
        assert "contenance déclarée" in texts["fr"]
        assert "المساحة المصرّح بها" in texts["ar"]
        assert re.search(rf"Rows: {written.rows}\b", texts["en"]), form.id
        assert str(written.revision) in texts["en"]


def _readmes(form: str, path: Any) -> dict[str, str]:
    if form == "gpkg":
        with sqlite3.connect(path) as file:
            rows = file.execute(
                "SELECT md_standard_uri, metadata FROM gpkg_metadata WHERE mime_type='text/plain'"
            )
            return {uri.rpartition("#")[2]: text for uri, text in rows}
    if form == "parquet":
        metadata = pq.read_metadata(path).metadata
        return {
            key.decode()[-2:]: value.decode() for key, value in metadata.items() if key.startswith(b"README.")
        }
    if form == "xlsx":
        text = "\n".join(
            str(cell.value or "") for (cell,) in openpyxl.load_workbook(path)["README"].iter_rows()
        )
        return {"ar": text, "fr": text, "en": text}
    with zipfile.ZipFile(path) as archive:
        return {
            name.split(".")[1]: archive.read(name).decode("utf-8-sig")
            for name in archive.namelist()
            if name.startswith("README.")
        }


def test_a_readme_names_the_checksum_of_what_it_comes_with(town, take: Take) -> None:
    path, _written = take("parcels", "csv")
    with zipfile.ZipFile(path) as archive:
        data = archive.read("parcels.csv")
        assert hashlib.sha256(data).hexdigest() in archive.read("README.en.txt").decode()


def test_a_geopackage_tells_its_titles_and_extensions(town, officer, take: Take) -> None:
    path, _written = take("parcels", "gpkg", user=officer)
    with sqlite3.connect(path) as file:
        titles = dict(
            file.execute("SELECT column_name, title FROM gpkg_data_columns WHERE table_name='parcels'")
        )
        declared = {name for (name,) in file.execute("SELECT extension_name FROM gpkg_extensions")}
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not file.execute("PRAGMA foreign_key_check").fetchall()
    assert titles["declared_area_m2"] == "declared area"
    assert {"gpkg_metadata", "gpkg_schema"} <= declared


def test_geoparquet_keeps_to_its_specification(town, officer, take: Take) -> None:
    """GeoParquet 1.1.0: the rules of its JSON schema, and what it says of the bbox column."""
    path, _written = take("parcels", "parquet", user=officer)
    file = pq.ParquetFile(path)
    geo = json.loads(file.metadata.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert set(geo) == {"version", "primary_column", "columns"}
    column = geo["columns"][geo["primary_column"]]
    assert set(column) <= {
        "encoding",
        "geometry_types",
        "crs",
        "edges",
        "orientation",
        "bbox",
        "epoch",
        "covering",
    }
    assert column["encoding"] == "WKB"
    assert column["geometry_types"] == ["MultiPolygon"]
    assert column["crs"]["$schema"].startswith("https://proj.org/schemas/")
    assert CRS.from_json_dict(column["crs"]).to_epsg() == 26191
    assert column["covering"]["bbox"] == {e: ["bbox", e] for e in ("xmin", "ymin", "xmax", "ymax")}
    table = file.read()
    shapes = shapely.from_wkb(table["geometry"].to_pylist())
    boxes = [tuple(box.values()) for box in table["bbox"].to_pylist()]
    assert boxes == [pytest.approx(shape.bounds) for shape in shapes]
    assert column["bbox"] == pytest.approx(list(shapely.total_bounds(shapes)))


@pytest.mark.parametrize("features", [1, 2, 16, 17, 300])
def test_a_flatgeobuf_gives_any_part_by_its_index(commune, take: Take, features: int) -> None:
    """Read by GDAL, which trusts the index: what it names is what a look at every shape finds."""
    x, y = CENTRE
    for number in range(features):
        make_parcel(commune, f"{number + 1}/40", xy=(x + 37 * (number * 7 % 20), y + 41 * (number * 11 % 17)))
    path, _written = take("parcels", "fgb")
    zipfile.ZipFile(path).extractall(path.parent)
    file = path.parent / "parcels.fgb"
    assert pyogrio.read_info(file)["features"] == features
    assert pyogrio.read_info(file)["capabilities"]["fast_spatial_filter"]
    everything = pyogrio.read_dataframe(file)
    for box in [
        shapely.box(x + a, y + b, x + a + 60, y + b + 45) for a in (0, 111, 700) for b in (0, 80, 640)
    ]:
        found = pyogrio.read_dataframe(file, bbox=box.bounds)
        assert set(found["id"]) == set(everything[everything.intersects(box)]["id"])


def test_a_layer_without_rows_is_a_file_without_rows(commune, take: Take) -> None:
    for form in ("gpkg", "fgb", "parquet", "csv"):
        path, written = take("parcels", form)
        assert written.rows == 0
        assert read(form, path, "parcels", {}) == {}, form


def test_a_drawing_has_classes_as_layers_and_labels(town, officer, take: Take) -> None:
    path, _written = take("parcels", "dxf", user=officer)
    with zipfile.ZipFile(path) as archive:
        document = ezdxf.read(io.StringIO(archive.read("parcels.dxf").decode()))
    kinds = {(entity.dxf.layer, entity.dxftype()) for entity in document.modelspace()}
    assert ("parcels_titled", "LWPOLYLINE") in kinds
    assert ("parcels_labels", "TEXT") in kinds
    texts = {entity.dxf.text for entity in document.modelspace().query("TEXT")}
    assert "100/40" in texts
    assert document.header["$INSUNITS"] == 6


def test_arabic_reaches_every_format(town, officer, take: Take) -> None:
    for form in FORMATS:
        path, _written = take("streets", form, user=officer)
        rows = read(form, path, "streets", _names(form, "streets", officer))
        assert {row["name_ar"] for row in rows.values()} == {ARABIC}, form
