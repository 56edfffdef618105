"""A change made anywhere shows on every map that is open, and only what it touched is asked for again."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site, Visit
from tests.e2e.on_map import a_parcel, over, settled

TILE = re.compile(r"/tiles/([\w,]+)/(\d+)/(\d+)/(\d+)\.mvt")
NEAR = 16
"""The zoom of the cells that the database names."""


class Traffic:
    """The tiles that a page asks for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tiles: list[tuple[str, int, int, int]] = []
        page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if found := TILE.search(url):
            self.tiles.append((found[1], int(found[2]), int(found[3]), int(found[4])))

    def forget(self) -> None:
        self.tiles.clear()

    def of(self, layer: str) -> list[tuple[int, int, int]]:
        return [(z, x, y) for layers, z, x, y in self.tiles if layer in layers.split(",")]


@pytest.fixture
def street(site: Site) -> Iterator[dict[str, Any]]:
    """The parcel looked at, and the others of its neighbourhood, put back afterwards."""
    parcel = a_parcel(site)
    (tile,) = site.query(
        """SELECT maps_column_of(ST_X(at), 16), maps_row_of(ST_Y(at), 16) FROM (
             SELECT ST_PointOnSurface(web_geometry) AS at FROM territory_parcel
             WHERE slug = %s AND valid_to IS NULL) AS found""",
        parcel["slug"],
    )
    shapes = site.query("SELECT id, geometry::text FROM territory_parcel WHERE slug = %s", parcel["slug"])
    yield parcel | {"tile": tile, "id": shapes[0][0]}
    for key, shape in shapes:
        site.query("UPDATE territory_parcel SET geometry = %s::geometry WHERE id = %s", shape, key)


def connected(page: Page) -> Page:
    """The map is drawn and its stream is open."""
    page.wait_for_selector("html[data-live=open]", state="attached")
    return settled(page)


def grow(site: Site, slug: str, factor: float) -> None:
    """A bulk statement, as psql would send it: one parcel becomes `factor` times as large."""
    site.query(
        """UPDATE territory_parcel SET geometry = ST_Multi(ST_Translate(ST_Scale(geometry, %s, %s),
             ST_X(ST_Centroid(geometry)) * (1 - %s), ST_Y(ST_Centroid(geometry)) * (1 - %s)))
           WHERE slug = %s AND valid_to IS NULL""",
        *[factor] * 4,
        slug,
    )


def until_it_shows(page: Page, before: bytes) -> None:
    for _attempt in range(240):
        page.wait_for_timeout(250)
        if page.get_by_test_id("map").screenshot() != before:
            return
    raise AssertionError("the map never showed the change")


def test_two_maps_show_a_change_made_by_sql_without_being_loaded_again(
    site: Site, visit: Visit, street: dict[str, Any]
) -> None:
    desk = connected(visit(f"/desk{over(street, 17)}", user="urbanism"))
    public = connected(visit(f"/{over(street, 17)}", size="phone"))
    pages = [desk, public]
    traffic = [Traffic(page) for page in pages]
    before = [page.get_by_test_id("map").screenshot() for page in pages]
    grow(site, street["slug"], 0.4)
    for page, picture in zip(pages, before, strict=True):
        until_it_shows(page, picture)
        expect(page.get_by_test_id("live")).to_have_text(re.compile(r"\d\d:\d\d:\d\d"))
    x, y = street["tile"]
    for seen in traffic:
        assert seen.of("parcels"), "no tile was asked for"
        strangers = [tile for tile in seen.of("parcels") if not _is_near(tile, (int(x), int(y)))]
        assert strangers == []
        others = {layers for layers, *_tile in seen.tiles} - {"parcels"}
        assert others == set(), "layers that did not change were asked for"


def _is_near(tile: tuple[int, int, int], cell: tuple[int, int]) -> bool:
    """Whether a tile lies in the cell of the change or in one that the parcel's edge may reach."""
    z, x, y = tile
    up = z - NEAR
    column, row = (x >> up, y >> up) if up >= 0 else (x << -up, y << -up)
    reach = 1 if up >= 0 else 1 << -up
    return abs(column - cell[0]) <= reach and abs(row - cell[1]) <= reach


def test_a_map_is_right_again_after_the_stream_was_away(
    site: Site, visit: Visit, street: dict[str, Any]
) -> None:
    page = connected(visit(f"/{over(street, 17)}"))
    before = page.get_by_test_id("map").screenshot()
    site.live.stop()
    try:
        grow(site, street["slug"], 0.4)
        page.wait_for_selector("html[data-live=away]", state="attached")
        assert page.get_by_test_id("map").screenshot() == before, "nobody told it, yet it knew"
    finally:
        site.live.start()
    until_it_shows(page, before)


def test_an_open_dossier_follows_its_parcel(site: Site, visit: Visit, street: dict[str, Any]) -> None:
    page = visit(f"/desk{over(street, 17)}&parcel={street['slug']}", user="urbanism")
    dossier = connected(page).get_by_test_id("dossier")
    expect(dossier).to_contain_text(street["reference"])
    old = site.query("SELECT address FROM territory_parcel WHERE id = %s", street["id"])[0][0]
    try:
        site.query(
            "UPDATE territory_parcel SET address = 'Rue de la Mise à jour' WHERE id = %s", street["id"]
        )
        expect(dossier).to_contain_text("Rue de la Mise à jour")
    finally:
        site.query("UPDATE territory_parcel SET address = %s WHERE id = %s", old, street["id"])
