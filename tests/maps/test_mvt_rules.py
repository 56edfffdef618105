"""Every tile that we emit is valid by the specification; the rules are tried on public fixtures."""

import json
from pathlib import Path

import mapbox_vector_tile
import pyogrio
import pytest
from django.test import Client

from kharita.maps import blocks
from kharita.maps.door import layers_open_to
from kharita.maps.grid import Tile
from tests.contract.world import World, make_world
from tests.factories import CENTRE, SIDE
from tests.maps.conftest import address, body_of, tile_over
from tests.maps.mvt_rules import faults_of

FIXTURES = (
    Path(__file__).resolve().parents[3] / "shared" / "data" / "conformance" / "mvt-fixtures" / "fixtures"
)
STRICTER = {
    "016": "a feature of no known kind: readers may pass it over, so that we send none",
    "057": "counts far more points than it has: a trial for readers",
}
"""Fixtures that the specification lets readers take, and that we would not send."""
MIDDLE_ZOOMS = {14, 15}
"""Where blocks end and parcels begin; beside them each layer's first and last zoom, and the one beyond it."""


@pytest.mark.skipif(not FIXTURES.exists(), reason="the public MVT fixtures (shared/data) are not here")
def test_the_rules_agree_with_the_public_fixtures() -> None:
    told = {
        folder.name: (
            json.loads((folder / "info.json").read_text())["validity"]["v2"],
            not faults_of((folder / "tile.mvt").read_bytes()),
        )
        for folder in sorted(FIXTURES.iterdir())
    }
    assert len(told) >= 74
    assert {name for name, (valid, passed) in told.items() if valid != passed} == STRICTER.keys()


@pytest.fixture
def world(db: None) -> World:
    made = make_world()
    blocks.rebuild()
    return made


def tiles_around(zoom: int) -> set[Tile]:
    """The tiles over both furnished places, and those that their outlines cross into."""
    steps = (-60.0, 90.0)
    return {
        tile_over(zoom, CENTRE[0] + east + dx, CENTRE[1] + dy)
        for east in (0.0, SIDE)
        for dx in steps
        for dy in steps
    }


@pytest.mark.slow
@pytest.mark.parametrize("person", ["nobody", "superuser"])
def test_every_tile_of_every_layer_is_valid_and_read_alike_by_two_libraries(
    world: World, person: str, tmp_path: Path
) -> None:
    browser = Client()
    if world.people[person] is not None:
        browser.force_login(world.people[person], backend="django.contrib.auth.backends.ModelBackend")
    drawn = set()
    for layer in layers_open_to(world.people[person]):
        zooms = {*layer.zooms, layer.zooms[1] + 1} | MIDDLE_ZOOMS
        for tile in sorted({tile for zoom in zooms for tile in tiles_around(zoom)}, key=str):
            body = body_of(browser.get(address(layer.id, tile)))
            assert faults_of(body) == [], (layer.id, tile)
            if body:
                drawn.add(layer.id)
            if body and person == "superuser":
                _compare(body, tile, tmp_path / "tile.mvt")
    assert drawn == {layer.id for layer in layers_open_to(world.people[person])}


def _compare(body: bytes, tile: Tile, path: Path) -> None:
    """What mapbox-vector-tile and GDAL's driver (as QGIS reads it) find in a tile."""
    path.write_bytes(body)
    one = mapbox_vector_tile.decode(body)
    assert {name for name, _kind in pyogrio.list_layers(path)} == set(one)
    for name, found in one.items():
        frame = pyogrio.read_dataframe(path, layer=name, X=tile.x, Y=tile.y, Z=tile.z, CLIP="NO")
        assert len(frame) == len(found["features"]), (name, tile)
        ids = [feature["id"] for feature in found["features"] if "id" in feature]
        assert [int(number) for number in frame.get("mvt_id", [])] == ids
        for column in {key for feature in found["features"] for key in feature["properties"]}:
            theirs = [None if value != value else value for value in frame[column]]
            ours = [feature["properties"].get(column) for feature in found["features"]]
            assert theirs == pytest.approx(ours) if _is_number(ours) else theirs == ours, (name, column)


def _is_number(values: list[object]) -> bool:
    return all(isinstance(value, int | float) for value in values)
