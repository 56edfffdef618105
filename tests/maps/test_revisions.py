"""How often rows changed, and where."""

import json
from random import Random

import psycopg
import pytest
from django.contrib.gis.geos import Point
from django.db import connection

from kharita.maps.cache import EncodedTile, TileCache
from kharita.maps.grid import HALF, Tile
from kharita.maps.models import Revision
from kharita.maps.revision_triggers import CHANNEL
from kharita.maps.revisions import compact, revision_of
from kharita.territory.models import Commune, Parcel, Place, ZoningPlan
from tests.factories import CENTRE, make_parcel, multi, square
from tests.maps.conftest import tile_over

PARCELS = ["territory_parcel"]


def test_bulk_statements_count_as_well_as_single_ones(commune: Commune) -> None:
    make_parcel(commune)
    tile = tile_over(16)
    seen = [revision_of(PARCELS, tile)]
    for change in (
        lambda: Parcel.objects.update(address="Rue 1"),
        lambda: make_parcel(commune),
        lambda: Parcel.objects.all().delete(),
    ):
        change()
        seen.append(revision_of(PARCELS, tile))
    assert seen == sorted(set(seen))


def test_a_row_moved_away_counts_where_it_was(commune: Commune) -> None:
    parcel = make_parcel(commune)
    here, there = tile_over(16), tile_over(16, CENTRE[0] + 50_000)
    before = revision_of(PARCELS, here), revision_of(PARCELS, there)
    Parcel.objects.filter(pk=parcel.pk).update(geometry=multi(square(CENTRE[0] + 50_000, CENTRE[1], 20)))
    assert revision_of(PARCELS, here) > before[0]
    assert revision_of(PARCELS, there) > before[1]


def _neighbourhood(place: tuple[float, float], zooms: range) -> list[Tile]:
    """The tiles under a place in web-mercator metres, and those around them."""
    found = []
    for z in zooms:
        side = 2 * HALF / (1 << z)
        x, y = int((place[0] + HALF) // side), int((HALF - place[1]) // side)
        around = [Tile(z, x + dx, y + dy) for dx in (-2, -1, 0, 1, 2) for dy in (-2, -1, 0, 1, 2)]
        found += [tile for tile in around if tile.exists]
    return found


def _shows(tile: Tile, place: tuple[float, float]) -> bool:
    west, south, east, north = tile.buffered_box
    return west <= place[0] <= east and south <= place[1] <= north


@pytest.mark.parametrize("seed", range(6))
def test_a_moved_point_changes_the_tiles_that_show_it_and_no_other(commune: Commune, seed: int) -> None:
    chance = Random(seed)
    places = [(-257_000 + chance.uniform(0, 3_000), 4_152_000 + chance.uniform(0, 3_000)) for _ in range(2)]
    here, there = (Point(*place, srid=3857) for place in places)
    lamp = Place.objects.create(commune=commune, kind="mosque", name_fr="Lampe", geometry=here)
    place_table = ["territory_place"]
    tiles = {tile for place in places for tile in _neighbourhood(place, range(19))}
    before = {tile: revision_of(place_table, tile) for tile in tiles}
    lamp.geometry = there
    lamp.save()
    changed = {tile for tile in tiles if revision_of(place_table, tile) > before[tile]}
    assert changed == {tile for tile in tiles if any(_shows(tile, place) for place in places)}


@pytest.mark.parametrize("rows", [900, 1_500])
def test_every_tile_that_shows_a_changed_row_changes_however_many_change(commune: Commune, rows: int) -> None:
    make_parcel(commune)
    place = _web_centre()
    tiles = _neighbourhood(place, range(21))
    showing = {tile for tile in tiles if _shows(tile, place)}
    before = {tile: revision_of(PARCELS, tile) for tile in tiles}
    _insert_parcels(rows)
    assert {tile for tile in showing if revision_of(PARCELS, tile) == before[tile]} == set()
    assert revision_of(PARCELS, tile_over(12, CENTRE[0] + 90_000)) == 0


def test_a_row_as_large_as_a_country_counts_in_all_of_it_and_not_beyond(commune: Commune) -> None:
    make_parcel(commune, geometry=square(CENTRE[0] - 50_000, CENTRE[1] - 100_000, 200_000))
    for zoom in (0, 6, 9, 12, 14, 16, 18):
        assert revision_of(PARCELS, tile_over(zoom)) == 1
        assert revision_of(PARCELS, tile_over(zoom, CENTRE[0] + 140_000)) == 1
    assert revision_of(PARCELS, tile_over(16, CENTRE[0] - 900_000)) == 0


def test_truncating_counts_everywhere(commune: Commune) -> None:
    before = revision_of(["maps_block"], Tile(3, 0, 0))
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE maps_block")
    assert revision_of(["maps_block"], Tile(3, 0, 0)) > before


def test_a_revision_of_anywhere_grows_by_one_with_each_statement(commune: Commune) -> None:
    make_parcel(commune)
    before = revision_of(PARCELS)
    Parcel.objects.update(address="Rue 1")
    _insert_parcels(1_500)
    assert revision_of(PARCELS) == before + 2


@pytest.mark.django_db(transaction=True)
def test_listeners_are_told_which_cells_changed(commune: Commune) -> None:
    with psycopg.connect(**connection.get_connection_params() | {"autocommit": True}) as listener:
        listener.execute(f"LISTEN {CHANNEL}")
        make_parcel(commune)
        told = [json.loads(notice.payload) for notice in listener.notifies(timeout=5, stop_after=1)]
        _insert_parcels(1_500)
        coarse = [json.loads(notice.payload) for notice in listener.notifies(timeout=5, stop_after=1)]
    cell = tile_over(16)
    assert told[0]["table"] == "territory_parcel"
    assert [cell.z, cell.x, cell.y] in told[0]["cells"]
    assert len(told[0]["cells"]) <= 4
    area = tile_over(14)
    assert [area.z, area.x, area.y] in coarse[0]["cells"]


def _web_centre() -> tuple[float, float]:
    centre = Point(*CENTRE, srid=26191)
    centre.transform(3857)
    return centre.x, centre.y


def _insert_parcels(rows: int) -> None:
    """One statement that inserts so many parcels on the one that is there."""
    model = Parcel.objects.all()[0]
    columns = [field.column for field in Parcel._meta.concrete_fields if not field.generated]
    kept = ", ".join(column for column in columns if column not in ("id", "reference", "slug"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO territory_parcel (reference, slug, {kept}) "
            f"SELECT reference || 'x' || n, slug || 'x' || n, {kept} "
            "FROM territory_parcel, generate_series(1, %s) AS n WHERE id = %s",
            [rows, model.pk],
        )


def test_a_table_without_geometry_counts_everywhere(commune: Commune) -> None:
    before = revision_of(["territory_zoningplan"], Tile(16, 5, 5))
    ZoningPlan.objects.create(commune=commune)
    assert revision_of(["territory_zoningplan"], Tile(16, 5, 5)) > before


def test_a_feature_just_outside_a_tile_counts_as_its_buffer_shows_it(commune: Commune) -> None:
    cell = tile_over(12)
    last = Tile(12, cell.x + 1, cell.y)
    before = revision_of(PARCELS, last)
    edge = Point(cell.box[2] - cell.unit * 10, (cell.box[1] + cell.box[3]) / 2, srid=3857)
    edge.transform(26191)
    make_parcel(commune, xy=(edge.x - 2, edge.y - 2), side=4)
    assert revision_of(PARCELS, last) > before


def test_compacting_changes_no_revision(commune: Commune) -> None:
    for number in range(5):
        make_parcel(commune, xy=(CENTRE[0] + number * 30, CENTRE[1]))
    tile = tile_over(16)
    before, rows = revision_of(PARCELS, tile), Revision.objects.count()
    assert compact() == rows - Revision.objects.count() > 0
    assert revision_of(PARCELS, tile) == before
    assert compact() == 0


def test_the_cache_holds_no_more_than_its_bytes_and_drops_the_longest_unused() -> None:
    cache = TileCache(bytes_max=3_000)
    tiles = {name: EncodedTile(name.encode() * 400) for name in "abcd"}
    for name in "abc":
        cache.put(name, tiles[name])
    assert cache.get("a") is tiles["a"]
    cache.put("d", tiles["d"])
    assert cache.weight <= 3_000
    assert cache.get("b") is None
    assert cache.get("a") is tiles["a"]


def test_a_tile_larger_than_the_cache_is_not_kept() -> None:
    cache = TileCache(bytes_max=500)
    cache.put("large", EncodedTile(b"x" * 1_000))
    assert cache.get("large") is None
    assert cache.weight == 0


@pytest.mark.parametrize(
    ("tile", "box"),
    [
        (Tile(0, 0, 0), (-20037508.34, -20037508.34, 20037508.34, 20037508.34)),
        (Tile(1, 1, 0), (0.0, 0.0, 20037508.34, 20037508.34)),
    ],
)
def test_tiles_lie_where_the_standard_puts_them(tile: Tile, box: tuple[float, ...]) -> None:
    assert tile.box == pytest.approx(box, abs=0.01)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_let_go_of_its_prepared_statements_reads_on(commune: Commune) -> None:
    make_parcel(commune)
    before = revision_of(PARCELS)
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")  # as psycopg does after a rollback
    assert revision_of(PARCELS) == before
