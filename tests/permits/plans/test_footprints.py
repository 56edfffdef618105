"""A footprint from the files that people have, in whichever coordinates."""

import json
import zipfile
from pathlib import Path
from typing import Any

import geopandas
import pytest
from shapely import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from kharita.core.errors import DomainError
from kharita.permits.plans.footprints import Footprint, read_footprint
from kharita.territory.models import Commune
from tests.factories import CENTRE, make_parcel
from tests.permits.plans.drawings import EAST, NORTH, far_from, house, official

HOUSE = box(4, 4, 16, 24)


def read(path: Path, commune: Commune, parcel_ids: tuple[int, ...] = ()) -> Footprint:
    return read_footprint(path, commune=commune, parcel_ids=parcel_ids)


def written(
    folder: Path, *shapes: BaseGeometry, crs: Any = 26191, name: str = "emprise.geojson", **options: Any
) -> Path:
    path = folder / name
    frame = geopandas.GeoDataFrame({"n": range(len(shapes))}, geometry=list(shapes), crs=26191)
    (frame if crs is None else frame.to_crs(crs)).to_file(path, **options)
    return path


def zipped(folder: Path, stem: str) -> Path:
    archive = folder / f"{stem}.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for part in folder.glob(f"{stem}.*"):
            if part != archive:
                packed.write(part, part.name)
    return archive


def test_the_demo_place_is_the_tests_place() -> None:
    assert CENTRE == (EAST, NORTH)


@pytest.mark.parametrize("crs", [4326, 26191, 32630, 3857])
def test_geojson_in_degrees_and_geopackage_in_any_system(tmp_path: Path, commune: Commune, crs: int) -> None:
    name = "emprise.geojson" if crs == 4326 else "emprise.gpkg"
    found = read(written(tmp_path, official(HOUSE), crs=crs, name=name), commune)
    assert found.crs == f"EPSG:{crs}"
    assert far_from(found.geometry, official(HOUSE)) < 0.01
    assert found.remarks == ()


def test_a_zipped_shapefile(tmp_path: Path, commune: Commune) -> None:
    written(tmp_path, official(HOUSE), name="emprise.shp")
    found = read(zipped(tmp_path, "emprise"), commune)
    assert far_from(found.geometry, official(HOUSE)) < 0.001


def test_a_shapefile_that_does_not_say_its_system_is_read_where_it_lands(
    tmp_path: Path, commune: Commune
) -> None:
    written(tmp_path, official(HOUSE), name="emprise.shp")
    (tmp_path / "emprise.prj").unlink()
    found = read(zipped(tmp_path, "emprise"), commune)
    assert found.crs == "EPSG:26191"


def test_several_shapes_are_one_footprint_and_what_covers_no_ground_is_told(
    tmp_path: Path, commune: Commune
) -> None:
    parts = (box(0, 0, 6, 5), box(6, 0, 12, 5), LineString([(0, 0), (5, 5)]))
    path = written(tmp_path, *map(official, parts))
    found = read(path, commune)
    assert found.geometry.area == pytest.approx(60, abs=0.05)
    assert found.remarks == ("Shapes left out: 1 (Wrong type of geometry).",)


def test_a_bow_tie_is_mended_and_told(tmp_path: Path, commune: Commune) -> None:
    path = written(tmp_path, official(Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])))
    found = read(path, commune)
    assert found.geometry.area == pytest.approx(50, abs=0.05)
    assert found.remarks == ("Shapes mended: 1.",)


def test_a_dxf_plan_is_laid_upon_its_parcel(tmp_path: Path, commune: Commune) -> None:
    parcel = make_parcel(commune, geometry=None, side=20)
    found = read(house(tmp_path), commune, (parcel.pk,))
    assert found.plan is not None
    assert far_from(found.geometry, official(HOUSE)) < 0.001
    assert json.dumps(found.as_json())
    assert found.as_json()["plan"]["layers"] == {"EMPRISE": "footprint", "PARCELLE": "plot"}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.geojson", b"", "empty-file"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}', "empty-file"),
        ("a.pdf", b"%PDF-1.7", "unknown-format"),
        ("a.zip", b"PK\x03\x04 nonsense", "truncated"),
        ("a.csv", b"x,y\n1,2\n", "not-a-drawing"),
        ("a.geojson", b'{"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]]]}', "wrong-crs"),
        ("a.geojson", b'{"type": "Polygon", "coordinates": "none"}', "truncated"),
    ],
)
def test_hostile_files_are_refused_by_name(
    tmp_path: Path, commune: Commune, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DomainError) as refusal:
        read(path, commune)
    assert refusal.value.code == code


def test_a_map_of_the_town_is_no_footprint(tmp_path: Path, commune: Commune) -> None:
    shapes = [official(box(x, 0, x + 1, 1)) for x in range(0, 402, 2)]
    with pytest.raises(DomainError) as refusal:
        read(written(tmp_path, *shapes), commune)
    assert refusal.value.code == "too-many-rows"


def test_a_path_out_of_the_archive_is_refused(tmp_path: Path, commune: Commune) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("../../etc/emprise.geojson", "{}")
    with pytest.raises(DomainError) as refusal:
        read(archive, commune)
    assert refusal.value.code == "unsafe-archive"
