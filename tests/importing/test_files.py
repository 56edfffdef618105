"""Files as they come: every format that is promised, and every way in which a file can be bad, by its
name."""

import json
import struct
import zipfile
from pathlib import Path

import geopandas
import pytest
import shapely

from kharita.core.errors import DomainError
from kharita.importing.encoding import guess_encoding
from kharita.importing.intake import opened
from kharita.importing.sources import describe
from kharita.territory.models import Parcel
from tests.importing.conftest import X, Y, frame, outcomes, plot

ROWS = [(f"{n}/40", plot(n)) for n in range(1, 5)]
MAPPING = {"fields": {"reference": "reference"}, "crs": "EPSG:26191"}


def zipped(path: Path, folder: Path) -> Path:
    archive = folder / "archive.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in sorted(path.parent.glob(f"{path.stem}.*")):
            packed.write(part, part.name)
    return archive


@pytest.mark.parametrize("name", ["p.gpkg", "p.geojson", "p.fgb", "p.shp", "p.geojsonl", "p.kml"])
def test_each_format_brings_the_same_parcels(write, bring, tmp_path, name):
    rows = frame(ROWS)
    if name.endswith((".geojson", ".geojsonl", ".kml")):
        rows = rows.to_crs(4326)
    options = {"driver": "KML"} if name.endswith(".kml") else {}
    if name.endswith(".geojsonl"):
        options = {"driver": "GeoJSONSeq"}
    if name.endswith(".kml"):
        rows = rows.rename(columns={"reference": "Name"})
    path = write(rows, name, **options)
    made = bring(zipped(path, tmp_path) if name.endswith(".shp") else path, apply=True)
    assert made.counts["added"] == 4
    assert set(Parcel.objects.values_list("reference", flat=True)) == {"1/40", "2/40", "3/40", "4/40"}
    assert Parcel.objects.get(reference="1/40").area_m2 == pytest.approx(400, abs=0.5)


def test_a_shapefile_of_arabic_texts_in_an_old_code_page(write, bring, tmp_path):
    rows = frame(
        [("1/40", "شارع محمد الخامس", plot(1)), ("2/40", "زنقة الزيتون", plot(2))], ("ref", "adresse_ar")
    )
    path = write(rows, "p.shp", encoding="cp1256")
    path.with_suffix(".cpg").unlink()
    made = bring(zipped(path, tmp_path), apply=True)
    assert made.source["encoding"] == "cp1256"
    assert Parcel.objects.get(reference="1/40").address_ar == "شارع محمد الخامس"


def test_a_shapefile_without_its_prj_is_placed_by_its_coordinates(write, bring, tmp_path):
    path = write(frame(ROWS), "p.shp")
    path.with_suffix(".prj").unlink()
    made = bring(zipped(path, tmp_path))
    assert made.source["remarks"] == ["missing-prj"]
    assert made.source["crs"]["code"] == "EPSG:26191"
    assert made.source["crs"]["reason"] == {"code": "crs-silent", "values": {"code": "EPSG:26191"}}
    assert made.counts["added"] == 4


def test_a_drawing_of_closed_lines(tmp_path, bring):
    corners = list(plot(1).exterior.coords)[:4]
    lines = ["0", "SECTION", "2", "ENTITIES", "0", "LWPOLYLINE", "8", "PARCELLES", "100", "AcDbEntity",
             "100", "AcDbPolyline", "90", "4", "70", "1"]  # fmt: skip
    for x, y in corners:
        lines += ["10", str(x), "20", str(y)]
    path = tmp_path / "plan.dxf"
    path.write_text("\n".join([*lines, "0", "ENDSEC", "0", "EOF", ""]))
    mapping = {"fields": {"reference": {"columns": ["Layer", "EntityHandle"]}}, "crs": "EPSG:26191"}
    made = bring(path, mapping=mapping, apply=True)
    assert made.counts["added"] == 1
    assert Parcel.objects.get().area_m2 == pytest.approx(400)


def test_a_table_of_corners(tmp_path, bring):
    lines = ["Titre;Borne;X;Y"]
    for reference, shape in ROWS[:2]:
        corners = list(shape.exterior.coords)[:4]
        lines += [f"{reference};{n};{x};{y}".replace(".", ",") for n, (x, y) in enumerate(corners, 1)]
    path = tmp_path / "bornes.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    mapping = {"fields": {"reference": "Titre"}, "crs": "EPSG:26191",
               "coordinates": {"x": "X", "y": "Y", "of": "Titre", "order": "Borne"}}  # fmt: skip
    made = bring(path, mapping=mapping, apply=True)
    assert (made.counts["read"], made.counts["added"]) == (2, 2)
    assert Parcel.objects.get(reference="2/40").area_m2 == pytest.approx(400)


def test_topojson(tmp_path, bring):
    ring = [list(point) for point in frame([("1/40", plot(1))]).to_crs(4326).geometry[0].exterior.coords]
    topology = {
        "type": "Topology",
        "arcs": [ring],
        "objects": {"p": {"type": "GeometryCollection", "geometries": [
            {"type": "Polygon", "arcs": [[0]], "properties": {"ref": "1/40"}}]}},
    }  # fmt: skip
    path = tmp_path / "p.topojson"
    path.write_text(json.dumps(topology))
    assert bring(path, apply=True).counts["added"] == 1


def faults(made):
    return {row.reference: row.reason for row in made.rows.filter(outcome="refused")}


def test_rows_that_cannot_be_taken_are_named_one_by_one(write, bring):
    flat = shapely.Polygon([(X, Y), (X + 10, Y), (X + 20, Y)])
    rows = [
        ("1/40", plot(1)),
        ("2/40", None),
        ("3/40", shapely.Polygon()),
        ("4/40", shapely.Point(X, Y)),
        ("5/40", flat),
        ("6/40", shapely.affinity.translate(plot(0), 50_000)),
        ("7/40", plot(2)),
        ("7/40", plot(3)),
        ("8/40", plot(4)),
        ("8/40", plot(4)),
        ("", plot(5)),
    ]
    made = bring(write(frame(rows), "mixed.geojson"), mapping=MAPPING)
    assert made.counts["read"] == 11
    assert faults(made) == {
        ""
        "2/40": "missing-geometry", "3/40": "empty-geometry", "4/40": "wrong-geometry-type",
        "5/40": "zero-area",
        "6/40": "outside-commune", "7/40": "duplicate-key", "8/40": "repeated-row", "": "missing-key",
    }  # fmt: skip
    assert outcomes(made)["1/40"] == "added"
    assert made.rows.filter(reason="duplicate-key").count() == 2


def test_a_number_that_is_none_refuses_its_row_and_says_where(write, bring):
    rows = [("1/40", "12 a 3", plot(1)), ("2/40", "1 250,5", plot(2))]
    made = bring(write(frame(rows, ("reference", "superficie"))), apply=True)
    refused = made.rows.get(outcome="refused")
    assert (refused.reason, refused.detail["value"]) == ("not-a-number", "12 a 3")
    assert Parcel.objects.get().declared_area_m2 == 1250.5


def bad(bring, path, **options):
    with pytest.raises(DomainError) as refusal:
        bring(path, **options)
    return refusal.value.code, str(refusal.value.detail)


def test_the_wrong_crs_is_named_with_the_right_one(write, bring):
    data = frame(ROWS).set_crs(4326, allow_override=True)
    code, told = bad(bring, write(data, "wrong.gpkg"), mapping={**MAPPING, "crs": "EPSG:4326"})
    assert code == "wrong-crs"
    assert "EPSG:4326" in told
    assert "EPSG:26191" in told
    code, told = bad(bring, write(frame(ROWS), "zone.gpkg"), mapping={**MAPPING, "crs": "EPSG:32630"})
    assert code == "wrong-crs"
    assert " km " in told


def test_swapped_axes_are_named(write, bring):
    swapped = [(ref, shapely.transform(shape, lambda x, y: (y, x), interleaved=False)) for ref, shape in ROWS]
    path = write(frame(swapped), "swapped.gpkg")
    assert bad(bring, path, mapping=MAPPING)[0] == "swapped-axes"
    assert bring(path, mapping={**MAPPING, "swap_axes": True}).counts["added"] == 4


def test_a_file_of_elsewhere_is_refused_as_a_whole(write, bring):
    away = [(ref, shapely.affinity.translate(shape, -300_000)) for ref, shape in ROWS]
    assert bad(bring, write(frame(away), "away.gpkg"), mapping=MAPPING)[0] == "wrong-crs"
    assert not Parcel.objects.exists()


def make_truncated(folder: Path) -> Path:
    path = folder / "cut.geojson"
    frame(ROWS).to_file(path)
    path.write_bytes(path.read_bytes()[:-150])
    return path


def make_zip(folder: Path, members: dict[str, bytes]) -> Path:
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path


def make_link(folder: Path) -> Path:
    path = folder / "link.zip"
    entry = zipfile.ZipInfo("p.geojson")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(entry, "/etc/passwd")
    return path


def plain(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


VRT = (
    b'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>'
    b"</OGRVRTDataSource>"
)
BAD_FILES = {
    "empty": (lambda f: plain(f, "a.geojson", b""), "empty-file"),
    "only blanks": (lambda f: plain(f, "a.csv", b" \n\n"), "empty-file"),
    "no "
    "features": (lambda f: plain(f, "a.geojson", b'{"type":"FeatureCollection","features":[]}'),
                    "empty-file"),
    "cut short": (make_truncated, "truncated"),
    "a cut archive": (lambda f: plain(f, "a.zip", b"PK\x03\x04" + b"\0" * 40), "truncated"),
    "not a map": (lambda f: plain(f, "a.gpkg", b"\x89PNG\r\n\x1a\n" + b"\0" * 99), "unknown-format"),
    "other JSON": (lambda f: plain(f, "a.json", b'{"name": "x"}'), "unknown-format"),
    "a pipeline of GDAL": (
        lambda f: plain(f, "a.json", b'{"type": "gdal_streamed_alg", "command_line": "x"}'),
        "unknown-format"),
    "a virtual source": (lambda f: plain(f, "a.geojson", VRT), "unknown-format"),
    "a virtual source as CSV": (lambda f: plain(f, "a.csv", VRT), "unknown-format"),
    "a DWG": (lambda f: plain(f, "a.dwg", b"AC1027" + b"\0" * 99), "unknown-format"),
    "another SQLite": (lambda f: plain(f, "a.gpkg", b"SQLite format 3\0" + b"\0" * 99), "unknown-format"),
    "a bomb": (lambda f: make_zip(f, {"a.geojson": b" " * 60_000_000}), "zip-bomb"),
    "too many files": (lambda f: make_zip(f, {f"{n}.csv": b"x" for n in range(300)}), "zip-bomb"),
    "a path out": (lambda f: make_zip(f, {"../a.geojson": b"{}"}), "unsafe-archive"),
    "a link": (make_link, "unsafe-archive"),
    "an archive within": (lambda f: make_zip(f, {"a.zip": b"PK"}), "nested-archive"),
    "nothing in it": (lambda f: make_zip(f, {"readme.txt": b"hello"}), "nothing-inside"),
    "two files": (lambda f: make_zip(f, {"a.geojson": b"{}", "b.geojson": b"{}"}), "several-files"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_refused_by_name(kind, bring, tmp_path):
    make, code = BAD_FILES[kind]
    found, told = bad(bring, make(tmp_path))
    assert found == code
    assert len(told) > 15
    assert not Parcel.objects.exists()


def test_an_entry_that_lies_about_its_size_is_a_bomb(tmp_path):
    path = make_zip(tmp_path, {"a.geojson": b"x" * 5000})
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 24 : central + 28] = struct.pack("<I", 10)
    path.write_bytes(bytes(data))
    with pytest.raises(DomainError) as refusal, opened(path):
        pass
    assert refusal.value.code in ("zip-bomb", "truncated")


def test_too_many_rows_are_refused_before_they_are_read(write, bring, settings):
    settings.KHARITA = settings.KHARITA.model_copy(update={"import_rows_max": 3})
    assert bad(bring, write(frame(ROWS)))[0] == "too-many-rows"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "cp1252"])
def test_encodings_are_told_apart(encoding):
    arabic = "رسم عقاري رقم بركان شارع الحسن الثاني"
    french = "Propriété située à Berkane, près de l'école, n° 12 – façade côté rue"
    text = french if encoding == "cp1252" else arabic
    assert guess_encoding(text.encode(encoding)) == encoding.upper().replace("CP", "cp")


def test_columns_are_described_with_samples(write):
    with opened(write(frame([("1/40", 12.5, plot(1))], ("ref", "sup")))) as file:
        source, _sample = describe(file)
    assert [(column.name, column.kind, column.samples) for column in source.columns] == [
        ("ref", "text", ["1/40"]),
        ("sup", "number", ["12.5"]),
    ]


def test_z_values_are_dropped_and_counted(write, bring):
    rows = geopandas.GeoDataFrame(
        {"reference": ["1/40"]}, geometry=[shapely.force_3d(plot(1), 12)], crs=26191
    )
    made = bring(write(rows), apply=True)
    assert (made.counts["flattened"], made.counts["added"]) == (1, 1)
