"""How often rows changed, and where."""

import pytest
from django.contrib.gis.geos import Point

from kharita.maps.cache import EncodedTile, TileCache
from kharita.maps.grid import Tile
from kharita.maps.models import Revision
from kharita.maps.revisions import compact, revision_of
from kharita.territory.models import Commune, Parcel, ZoningPlan
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


def test_a_row_as_large_as_a_country_counts_everywhere(commune: Commune) -> None:
    far = tile_over(16, CENTRE[0] - 90_000)
    before = revision_of(PARCELS, far)
    make_parcel(commune, geometry=square(CENTRE[0] - 50_000, CENTRE[1] - 100_000, 200_000))
    assert revision_of(PARCELS, far) > before


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
    tiles = {name: EncodedTile(name.encode() * 700, None) for name in "abcd"}
    for name in "abc":
        cache.put(name, tiles[name])
    assert cache.get("a") is tiles["a"]
    cache.put("d", tiles["d"])
    assert cache.weight <= 3_000
    assert cache.get("b") is None
    assert cache.get("a") is tiles["a"]


def test_a_tile_larger_than_the_cache_is_not_kept() -> None:
    cache = TileCache(bytes_max=500)
    cache.put("large", EncodedTile(b"x" * 1_000, None))
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
