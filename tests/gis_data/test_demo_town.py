"""The generated town: the same each time, a true partition, a usable street graph, a consistent cadastre."""

import hashlib
from collections import Counter
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from gis_data.demo_town import Town, generate
from gis_data.demo_town.__main__ import write

PARCELS = 600


@pytest.fixture(scope="module")
def town() -> Town:
    return generate(PARCELS)


@pytest.fixture(scope="module")
def current(town: Town) -> pd.DataFrame:
    return town.parcels[town.parcels["valid_to"].isna()]


def fingerprint(town: Town) -> str:
    """A hash over every value of every table, geometries as their bytes."""
    digest = hashlib.sha256()
    for name, frame in town.tables().items():
        digest.update(name.encode())
        for column in frame.columns:
            values = frame[column].to_numpy()
            if frame[column].dtype == "geometry":
                values = shapely.to_wkb(values)
            digest.update(repr([str(value) for value in values]).encode())
    return digest.hexdigest()


def test_the_same_seed_makes_the_same_town_and_another_seed_another(town: Town) -> None:
    assert fingerprint(generate(PARCELS)) == fingerprint(town)
    assert fingerprint(generate(PARCELS, seed=2)) != fingerprint(town)


@pytest.mark.parametrize("parcels", [300, 500, 1_111, pytest.param(5_000, marks=pytest.mark.slow)])
def test_a_town_of_any_size_has_exactly_that_many_current_parcels(parcels: int) -> None:
    made = generate(parcels, seed=parcels)
    assert made.parcels["valid_to"].isna().sum() == parcels
    assert set(made.parcels["commune"]) == {0, 1}


def test_fewer_parcels_than_make_a_town_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 300"):
        generate(100)


def test_it_lies_where_berkane_is_in_the_official_crs(town: Town) -> None:
    assert town.parcels.crs.to_epsg() == 26191
    west, south, east, north = town.communes.to_crs(4326).total_bounds
    assert west < -2.32 < east
    assert south < 34.92 < north


def test_every_geometry_is_valid_and_not_empty(town: Town) -> None:
    for name, frame in town.tables().items():
        if hasattr(frame, "geometry"):
            shapes = frame.geometry.to_numpy()
            assert shapely.is_valid(shapes).all(), name
            assert not shapely.is_empty(shapes).any(), name


def test_parcels_do_not_overlap_and_share_their_boundaries_vertex_by_vertex(current: pd.DataFrame) -> None:
    shapes = shapely.get_parts(current.geometry.to_numpy())
    assert len(shapes) == PARCELS
    left, right = shapely.STRtree(shapes).query(shapes, predicate="overlaps")
    assert shapely.area(shapely.intersection(shapes[left], shapes[right])).sum() < 1e-6
    assert shapely.coverage_is_valid(shapes)


def test_there_are_no_sliver_parcels(current: pd.DataFrame) -> None:
    shapes = current.geometry.to_numpy()
    assert shapely.area(shapes).min() > 20
    assert (2 * shapely.area(shapes) / shapely.length(shapes)).min() > 1.8


def test_nearly_every_parcel_in_town_reaches_a_street(town: Town, current: pd.DataFrame) -> None:
    near = shapely.buffer(town.streets.geometry.to_numpy(), town.streets["width_m"].to_numpy() / 2 + 1.0)
    reached = np.unique(shapely.STRtree(near).query(current.geometry.to_numpy(), predicate="intersects")[0])
    in_town = current[~current["address"].str.startswith("Douar")]
    assert np.isin(in_town.index, reached).mean() > 0.97


def test_each_street_runs_from_its_source_to_its_target(town: Town) -> None:
    nodes = town.street_nodes.geometry.to_numpy()
    for end, column in ((0, "source"), (-1, "target")):
        points = shapely.get_point(town.streets.geometry.to_numpy(), end)
        assert shapely.equals(points, nodes[town.streets[column].to_numpy()]).all()


def test_streets_meet_only_at_nodes(town: Town) -> None:
    lines = town.streets.geometry.to_numpy()
    left, right = shapely.STRtree(lines).query(lines, predicate="crosses")
    assert len(left) <= 0.01 * len(lines)


def test_one_can_drive_from_nearly_everywhere_to_everywhere(town: Town) -> None:
    home = list(range(len(town.street_nodes)))

    def root(node: int) -> int:
        while home[node] != node:
            home[node] = home[home[node]]
            node = home[node]
        return node

    for source, target in zip(town.streets["source"], town.streets["target"], strict=True):
        home[root(source)] = root(target)
    sizes = Counter(root(node) for node in range(len(home)))
    assert max(sizes.values()) > 0.97 * len(home)


def test_current_references_are_unique_in_their_commune_and_titles_parse(current: pd.DataFrame) -> None:
    assert not current.duplicated(["commune", "reference"]).any()
    titled = current.loc[current["tenure"] == "titled", "reference"]
    assert titled.str.fullmatch(r"\d{1,7}/40").all()
    requested = current.loc[current["tenure"] == "requisition", "reference"]
    assert requested.str.fullmatch(r"R \d{1,7}/40").all()


def test_the_shares_of_every_parcel_sum_to_one(town: Town) -> None:
    shares: dict[int, Fraction] = {}
    for owner in town.parcel_owners.itertuples():
        share = Fraction(int(owner.share_numerator), int(owner.share_denominator))
        shares[owner.parcel] = shares.get(owner.parcel, Fraction(0)) + share
    assert set(shares) == set(town.parcels.index)
    assert set(shares.values()) == {Fraction(1)}


def test_declared_areas_are_mostly_within_two_percent_and_some_are_well_off() -> None:
    large = generate(1_500)
    known = large.parcels[large.parcels["valid_to"].isna() & large.parcels["declared_area_m2"].notna()]
    off = (known["declared_area_m2"] / known.geometry.area - 1).abs()
    assert 0.95 < (off < 0.03).mean() < 1.0
    assert (off > 0.045).sum() > 0


def test_parcels_lie_in_the_commune_they_belong_to(town: Town, current: pd.DataFrame) -> None:
    boundary = town.communes["boundary"].to_numpy()[current["commune"].to_numpy()]
    assert shapely.contains(boundary, shapely.point_on_surface(current.geometry.to_numpy())).all()
    first, second = town.communes["boundary"]
    assert first.intersection(second).area < 0.01


def test_the_area_of_the_parcels_is_what_streets_and_water_leave_of_the_communes(
    town: Town, current: pd.DataFrame
) -> None:
    share = current.geometry.area.sum() / town.communes["boundary"].area.sum()
    assert 0.6 < share < 0.92


def test_retired_parents_cover_their_children_and_end_when_these_begin(town: Town) -> None:
    assert set(town.parcel_lineage["kind"]) == {"split", "merge"}
    for link in town.parcel_lineage.itertuples():
        parent, child = town.parcels.loc[link.parent], town.parcels.loc[link.child]
        assert parent["valid_to"] == child["valid_from"] == link.at
        small, large = sorted((parent.geometry, child.geometry), key=lambda shape: shape.area)
        assert small.difference(large).area < 1.0


def test_buildings_stand_on_their_parcels(town: Town) -> None:
    ground = town.parcels.geometry.to_numpy()[town.buildings["parcel"].to_numpy()]
    outside = shapely.area(shapely.difference(town.buildings.geometry.to_numpy(), ground))
    assert outside.max() < 1.0
    assert (town.buildings["height_m"] > 2).all()


def test_zones_cover_the_built_town_and_every_code_has_its_rule(town: Town) -> None:
    rules = set(zip(town.zone_rules["plan"], town.zone_rules["code"], strict=True))
    assert set(zip(town.zones["plan"], town.zones["code"], strict=True)) <= rules
    in_force = shapely.union_all(town.zones[town.zones["plan"] < 2].geometry.to_numpy())
    assert town.communes["boundary"].union_all().difference(in_force).area < 1.0
    assert town.zoning_plans["state"].tolist() == ["in_force", "in_force", "draft"]


def test_it_has_what_a_map_of_a_town_shows(town: Town) -> None:
    assert {"oued", "park", "orchard", "cemetery", "square"} <= set(town.land_cover["kind"])
    assert {"town_hall", "hospital", "stadium", "market", "school"} <= set(town.places["kind"])
    assert {"flood", "power_line", "cemetery"} <= set(town.easements["kind"])
    assert {"primary", "secondary", "residential", "alley"} <= set(town.streets["grade"])
    assert {"admin_annex", "neighbourhood"} == set(town.districts["kind"])
    assert (town.streets["name_ar"] != "").all()


def test_the_geopackage_opens_with_another_library(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "town.gpkg"
    write(town, path)
    layers = {name for name, _kind in pyogrio.list_layers(path)}
    assert {"parcels", "streets", "buildings", "zones", "communes"} <= layers
    parcels = pyogrio.read_info(path, layer="parcels")
    assert parcels["features"] == len(town.parcels)
    assert parcels["crs"] == "EPSG:26191"
