"""Cambridge, Massachusetts: 13,159 parcels with the faults that real files have.

The tests tell one story and run in order: the city comes in, comes again, changes, and is taken back.
"""

from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely

from tests.real.conftest import DATA, SURROUNDINGS, City

pytestmark = pytest.mark.slow

OUTCOMES = ("unchanged", "added", "changed", "moved", "split", "merged", "refused")
# Rows without a usable lot number, and rows that share one with another lot.
WITHOUT_REFERENCE, AMBIGUOUS, REPEATED = 79, 14, 1
INVALID = {
    "35-100", "267A-250", "90-169", "134-1", "265C-25", "100-62", "274-1G", "--MD", "265A-39", "105-133",
    "177-80", "199-175", "242B-57", "174-97", "267.2-261", "190-38", "192-54", "184-49", "1A-91", "94-155",
    "---", "266-39", "258-54", "90-170",
}  # fmt: skip


def accounted(counts: dict[str, Any]) -> int:
    return sum(counts[name] for name in OUTCOMES)


@pytest.fixture(scope="module")
def frame() -> geopandas.GeoDataFrame:
    return geopandas.read_file(DATA / "parcels_fy2013.topojson").set_crs(4326, allow_override=True)


def test_every_row_of_the_city_is_accounted_for(city: City, first: dict[str, Any]) -> None:
    counts = first["counts"]
    assert counts["read"] == 13_159 == accounted(counts)
    assert counts["refused"] == WITHOUT_REFERENCE + AMBIGUOUS + REPEATED
    assert counts["added"] == 13_159 - counts["refused"]
    assert city.rows("SELECT count(*) FROM territory_parcel") == [(counts["added"],)]
    reasons = {item["reason"]: item["count"] for item in first["reasons"]}
    assert reasons["missing-key"] == WITHOUT_REFERENCE
    assert (reasons["duplicate-key"], reasons["repeated-row"]) == (AMBIGUOUS, REPEATED)


def test_the_24_invalid_geometries_are_named_with_their_place(first: dict[str, Any]) -> None:
    named = [row for row in first["rows"] if row["repair"]]
    assert {row["reference"] for row in named} == INVALID
    assert len(named) == 24 == first["counts"]["invalid"]
    assert sum(row["class"] != "refused" for row in named) == first["counts"]["repaired"] == 21
    assert all(row["point"] and "m²" in row["repair"] for row in named)


def test_the_assessor_table_is_joined_and_accounted_for(city: City, first: dict[str, Any]) -> None:
    table = first["counts"]["table"]
    assert table["read"] == table["keys"] + table["several"] + table["without_key"] == 27_424
    assert table["keys"] == table["matched"] + table["unmatched"]
    [(address, area)] = city.rows(
        "SELECT address, declared_area_m2 FROM territory_parcel WHERE reference = '7-18'"
    )
    assert address == "219 MONSIGNOR OBRIEN HWY"
    assert area == pytest.approx(1038.8, abs=0.1)  # 11,182 square feet


@pytest.mark.parametrize(
    ("file", "table", "read"),
    [
        ("zoning_districts", "territory_zone", 261),
        ("zoning_overlay", "territory_easement", 53),
        ("street_centerlines", "territory_street", 2_643),
    ],
)
def test_what_surrounds_the_parcels_comes_too(
    city: City, surroundings: dict[str, dict[str, Any]], file: str, table: str, read: int
) -> None:
    counts = surroundings[file]
    assert counts["read"] == read == accounted(counts)
    target, mapping = SURROUNDINGS[file]
    # Streets are cut where others meet them: several pieces with one key.
    records = "count(DISTINCT source_key)" if target == "streets" else "count(*)"
    assert city.rows(f"SELECT {records} FROM {table}") == [(counts["added"],)]
    before = city.checksum()
    again = city.bring(DATA / f"{file}.geojson", target, mapping)["counts"]
    assert (again["unchanged"], again["added"], again["retired"]) == (counts["added"], 0, 0)
    assert city.checksum() == before


def test_the_streets_are_a_connected_graph(city: City) -> None:
    [(without, nodes)] = city.rows(
        "SELECT count(*) FILTER (WHERE source_id IS NULL OR target_id IS NULL), "
        "(SELECT count(*) FROM territory_streetnode) FROM territory_street"
    )
    assert without == 0
    assert 1_000 < nodes < 2_643


def test_the_same_file_again_is_no_change(city: City, first: dict[str, Any]) -> None:
    before = city.checksum()
    again = city.parcels()["counts"]
    assert again["unchanged"] == first["counts"]["added"]
    assert again["read"] == accounted(again)
    assert not any(again[name] for name in ("added", "changed", "moved", "split", "merged", "retired"))
    assert city.checksum() == before


def altered(frame: geopandas.GeoDataFrame) -> tuple[geopandas.GeoDataFrame, dict[str, str]]:
    """A copy in which one thing of each kind was done, and what is expected of each reference."""
    single = ~frame.duplicated("ML", keep=False) & frame.ML.notna() & frame.geometry.is_valid
    single &= frame.geometry.geom_type == "Polygon"
    usual = frame[single & frame.ML.str.fullmatch(r"\d+-\d+")].sort_values("ML")
    usual = usual[usual.to_crs(26986).area.between(300, 900)]
    chosen = list(usual.index[::97][:5])
    first, second = neighbours(usual.drop(chosen))
    divided, moved, retired, doubled, crossed = chosen
    copy = frame.copy()
    parts = halves(copy.geometry[divided])
    old = copy.loc[divided].copy()
    copy.loc[divided, "geometry"] = parts[0]
    old["geometry"], old["ML"] = parts[1], "9001-1"
    merged = copy.loc[first].copy()
    merged["geometry"], merged["ML"] = copy.geometry[first].union(copy.geometry[second]), "9001-2"
    shifted = geopandas.GeoSeries([copy.geometry[moved]], crs=4326).to_crs(26986).translate(1.5, 0)
    copy.loc[moved, "geometry"] = shifted.to_crs(4326).iloc[0]
    twice = copy.loc[doubled].copy()
    twice["geometry"] = shapely.affinity.translate(twice.geometry, 0.0002, 0)
    west, south, east, north = copy.geometry[crossed].bounds
    bow_tie = shapely.Polygon([(west, south), (east, north), (east, south), (west, north)])
    expected = {
        copy.ML[divided]: "split", "9001-1": "split", "9001-2": "merged", copy.ML[moved]: "moved",
        copy.ML[retired]: "retired", copy.ML[doubled]: "refused", copy.ML[crossed]: "moved",
    }  # fmt: skip
    copy.loc[crossed, "geometry"] = bow_tie
    copy = copy.drop([first, second, retired])
    added = geopandas.GeoDataFrame([old, merged, twice], crs=4326)
    return geopandas.pd.concat([copy, added], ignore_index=True), expected


def neighbours(frame: geopandas.GeoDataFrame) -> tuple[Any, Any]:
    """Two parcels whose union is one polygon."""
    left, right = frame.sindex.query(frame.geometry, predicate="touches")
    for a, b in zip(left, right, strict=True):
        if a < b and frame.geometry.iloc[a].union(frame.geometry.iloc[b]).geom_type == "Polygon":
            return frame.index[a], frame.index[b]
    raise AssertionError("no two parcels touch")


def halves(polygon: shapely.Polygon) -> list[shapely.Polygon]:
    west, south, east, north = polygon.bounds
    middle = (west + east) / 2
    return [
        polygon.intersection(shapely.box(*box)).buffer(0)
        for box in ((west - 1, south - 1, middle, north + 1), (middle, south - 1, east + 1, north + 1))
    ]


def test_a_changed_copy_is_classified_exactly_and_undone_to_the_byte(
    city: City, first: dict[str, Any], frame: geopandas.GeoDataFrame, tmp_path: Path
) -> None:
    before = city.checksum()
    copy, expected = altered(frame)
    path = tmp_path / "changed.gpkg"
    copy.to_file(path)
    made = city.parcels(path)
    counts = made["counts"]
    usual = {"missing-key", "repeated-row"}
    found = {
        row["reference"]: row["class"]
        for row in made["rows"]
        if row["class"] not in ("unchanged", "changed") and row["reason"] not in usual
    }
    ambiguous = {row["reference"] for row in first["rows"] if row["reason"] == "duplicate-key"}
    assert {ref: what for ref, what in found.items() if ref not in ambiguous} == expected
    assert counts["read"] == len(copy) == accounted(counts)
    assert (counts["split"], counts["merged"], counts["moved"], counts["retired"]) == (2, 1, 2, 1)
    assert counts["refused"] == first["counts"]["refused"] + 2
    assert counts["invalid"] == 25
    assert counts["added"] == counts["changed"] == 0
    merged = next(row for row in made["rows"] if row["class"] == "merged")
    assert len(merged["parents"]) == 2
    assert city.checksum() != before
    city.undo(made["number"])
    assert city.checksum() == before
