"""All tiles of a layer, as nobody sees it, in one PMTiles archive (version 3)."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from kharita.catalog.entries import Entry
from kharita.core.layers import Layer
from kharita.maps.door import OpenLayer
from kharita.maps.grid import BUFFER, EXTENT, HALF, Tile
from kharita.maps.manifest import tilejson_of
from kharita.maps.mvt import encode
from kharita.maps.tiles import open_for_tile

E7 = 10_000_000  # the archive's header holds degrees as whole ten-millionths


def write_pyramid(entry: Entry, path: Path) -> int:
    """Write the archive; how many tiles are in it. Each tile is what /tiles/ answers to nobody."""
    with path.open("wb") as file:
        writer = Writer(file)
        for tile, body in encoded_tiles(entry.layer):
            writer.write_tile(zxy_to_tileid(tile.z, tile.x, tile.y), gzip.compress(body, 6, mtime=0))
        if not writer.tile_entries:
            return 0
        writer.finalize(_header(entry), _metadata(entry))
        return int(writer.addressed_tiles)


def encoded_tiles(layer: Layer) -> Iterator[tuple[Tile, bytes]]:
    """The tiles that hold anything, in the archive's order: by zoom, then along the Hilbert curve."""
    first, last = layer.zooms
    for zoom in range(first, last + 1):
        for tile in _occupied(layer, zoom):
            body = encode(open_for_tile([layer], None, tile), tile)
            if body:
                yield tile, body


def _occupied(layer: Layer, zoom: int) -> list[Tile]:
    """The tiles of a zoom that a row's box touches, buffer included."""
    [opened] = open_for_tile([layer], None, Tile(zoom, 0, 0))
    tiles = [Tile(zoom, x, y) for x, y in _columns_and_rows(opened, zoom)]
    return sorted(tiles, key=lambda tile: zxy_to_tileid(tile.z, tile.x, tile.y))


def _columns_and_rows(opened: OpenLayer, zoom: int) -> list[tuple[int, int]]:
    side = 2 * HALF / (1 << zoom)
    margin, last = side * BUFFER / EXTENT, (1 << zoom) - 1

    def cell(edge: str) -> str:
        return f"greatest(0, least({last}, floor(({edge}) / {side})))::int"

    sql = f"""
        SELECT DISTINCT x, y FROM (
          SELECT {cell(f"ST_XMin(web_geometry) - {margin} + {HALF}")} AS x0,
                 {cell(f"ST_XMax(web_geometry) + {margin} + {HALF}")} AS x1,
                 {cell(f"{HALF} - {margin} - ST_YMax(web_geometry)")} AS y0,
                 {cell(f"{HALF} + {margin} - ST_YMin(web_geometry)")} AS y1
          FROM {opened.source} WHERE NOT ST_IsEmpty(web_geometry)) AS box,
        LATERAL generate_series(x0, x1) AS x, LATERAL generate_series(y0, y1) AS y"""  # noqa: S608  # numbers of our own, rows from the door
    with connection.cursor() as cursor:
        cursor.execute(sql, opened.params)
        return list(cursor.fetchall())


def _header(entry: Entry) -> dict[str, Any]:
    west, south, east, north = (round(edge * E7) for edge in entry.bounds or (0, 0, 0, 0))
    return {
        "version": 3,
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": west,
        "min_lat_e7": south,
        "max_lon_e7": east,
        "max_lat_e7": north,
        "center_zoom": entry.layer.zooms[0],
        "center_lon_e7": (west + east) // 2,
        "center_lat_e7": (south + north) // 2,
    }


def _metadata(entry: Entry) -> dict[str, Any]:
    told = tilejson_of([entry.layer], None, "")
    return {
        "name": told["name"],
        "description": str(entry.layer.description),
        "attribution": told["attribution"],
        "type": "overlay",
        "version": str(entry.revision),
        "vector_layers": told["vector_layers"],
    }
