"""Vector tiles over 200,000 parcels beside raw SQL and tipg, in one run.

    python tests/bench/bench_tiles.py         # in a database of its own on the server of DATABASE_URL
    python tests/bench/bench_tiles.py --keep  # leave that database for the next run
    python tests/bench/bench_tiles.py --tipg-python PATH  # a Python that has tipg and uvicorn

The same 300 tiles (z12 to z18) are asked for by turns, so that a busy machine is unfair to none:

raw      the plain statement, ST_AsMVT(ST_AsMVTGeom(…)) with the same rows and columns, over psycopg: from z15
         on the derived column of the parcels, below on the blocks that stand for them
ours     the Django view behind granian, one worker, its cache off
kept     the same with the cache
304      the same, asked with the ETag
tipg     tipg behind uvicorn on the parcels' table in the official CRS; tipg-3857 on their web-mercator twin
         (with its own limit of 10,000 features a tile, which spares it the most at low zooms)

Targets: ours ≤ 1.5 × raw and ≤ 1/3 of tipg by the median; no tile over 500 KB or 150 ms. The last is looked
at over a pyramid of all layers together: every tile of the town to z14, every 4th at z15, 16th at z16.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "backend")]

from kharita.maps.grid import BUFFER, EXTENT, HALF, Tile  # noqa: E402  # the path must be set first
from tests.bench.serving import TIPG, Client, kharita, tipg, town_database  # noqa: E402

TILES = 300
ZOOMS = range(12, 19)
KB_MAX, MS_MAX = 500, 150
ALL_LAYERS = "land_cover,zones,parcels,streets,buildings,districts,communes,places"
OURS, OURS_KEPT = 8103, 8113

Answer = tuple[float, int]


def main() -> int:
    """Measure and print; 1 when a target is missed."""
    options = _options()
    with town_database(options.parcels, keep=options.keep) as url:
        tiles = chosen_tiles(url)[: options.tiles]
        with kharita(url, OURS, cache_bytes=0), kharita(url, OURS_KEPT, cache_bytes=64 * 1024**2):
            with tipg(url, options.tipg_python) as has_tipg:
                times = measure(url, tiles, options.rounds, has_tipg=has_tipg)
            heaviest = pyramid(url)
    return report(times, heaviest)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--parcels", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tiles", type=int, default=TILES, help="fewer for a quick look")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--tipg-python", default="", help="left out: a virtual environment under var/bench")
    return parser.parse_args()


def chosen_tiles(url: str) -> list[Tile]:
    """The same tiles each time: over places of the town drawn by a seeded chance, as many at each zoom."""
    with psycopg.connect(url) as connection:
        west, south, east, north = connection.execute(
            "SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box) "
            "FROM (SELECT ST_Extent(web_geometry) AS box FROM territory_parcel) AS extent"
        ).fetchone()
    chance = random.Random(7)  # noqa: S311  # not for secrets
    places = [(chance.uniform(west, east), chance.uniform(south, north)) for _ in range(TILES)]
    return [tile_over(x, y, ZOOMS[number % len(ZOOMS)]) for number, (x, y) in enumerate(places)]


def tile_over(x: float, y: float, z: int) -> Tile:
    side = 2 * HALF / (1 << z)
    return Tile(z, int((x + HALF) / side), int((HALF - y) / side))


def raw_statement(tile: Tile) -> tuple[str, dict[str, float | int]]:
    """What one would write by hand for this tile: same rows, same columns."""
    name, columns, source = (
        ("parcels", ", reference, slug, area_m2", "territory_parcel WHERE valid_to IS NULL AND")
        if tile.z >= 15
        else ("parcels_blocks", "", f"maps_block WHERE zoom = {tile.z} AND")
    )
    west, south, east, north = tile.box
    w, s, e, n = tile.buffered_box
    statement = f"""
        SELECT ST_AsMVT(feature, '{name}', {EXTENT}, 'shape', 'id') FROM (
          SELECT id, ST_AsMVTGeom(
                       web_geometry, ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 3857),
                       {EXTENT}, {BUFFER}) AS shape{columns}
          FROM {source} web_geometry && ST_MakeEnvelope(%(w)s, %(s)s, %(e)s, %(n)s, 3857)
        ) AS feature WHERE shape IS NOT NULL"""  # noqa: S608  # constants
    return statement, {
        "west": west,
        "south": south,
        "east": east,
        "north": north,
        "w": w,
        "s": s,
        "e": e,
        "n": n,
    }


def measure(
    url: str, tiles: list[Tile], rounds: int, *, has_tipg: bool
) -> dict[str, dict[Tile, list[Answer]]]:
    """Milliseconds and bytes of each tile by each way, by turns."""
    connection = psycopg.connect(url, autocommit=True, options="-c jit=off")
    ours, kept, other = Client(OURS), Client(OURS_KEPT), Client(TIPG)
    etags = {tile: kept.get(ours_at(tile))[1]["etag"] for tile in tiles}

    def raw(tile: Tile) -> bytes:
        return connection.execute(*raw_statement(tile)).fetchone()[0]

    ways: dict[str, Callable[[Tile], bytes]] = {
        "raw": raw,
        "ours": lambda tile: ours.get(ours_at(tile))[0],
        "kept": lambda tile: kept.get(ours_at(tile))[0],
        "304": lambda tile: kept.get(ours_at(tile), **{"If-None-Match": etags[tile]})[0],
    }
    if has_tipg:
        ways["tipg"] = lambda tile: other.get(tipg_at("official", tile))[0]
        ways["tipg-3857"] = lambda tile: other.get(tipg_at("mercator", tile))[0]
    times: dict[str, dict[Tile, list[Answer]]] = {way: {tile: [] for tile in tiles} for way in ways}
    for tile in tiles[:7]:
        for ask in ways.values():
            ask(tile)
    for turn in range(rounds):
        for tile in tiles:
            order = list(ways)
            random.Random(turn).shuffle(order)  # noqa: S311  # not for secrets
            for way in order:
                started = time.perf_counter()
                body = ways[way](tile)
                times[way][tile].append(((time.perf_counter() - started) * 1000, len(body)))
    connection.close()
    return times


def ours_at(tile: Tile, ids: str = "parcels") -> str:
    return f"/tiles/{ids}/{tile.z}/{tile.x}/{tile.y}.mvt"


def tipg_at(table: str, tile: Tile) -> str:
    return f"/collections/public.{table}/tiles/WebMercatorQuad/{tile.z}/{tile.x}/{tile.y}"


def pyramid(url: str) -> list[tuple[float, float, Tile]]:
    """Milliseconds (the better of two) and KB of tiles of all layers over the whole town, slowest first."""
    with psycopg.connect(url) as connection:
        west, south, east, north = connection.execute(
            "SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box) "
            "FROM (SELECT ST_Extent(web_geometry) AS box FROM territory_parcel) AS extent"
        ).fetchone()
    client, found = Client(OURS), []
    for z in range(8, 19):
        first, last = tile_over(west, north, z), tile_over(east, south, z)
        every = max(1, 4 ** (z - 14))
        tiles = [Tile(z, x, y) for x in range(first.x, last.x + 1) for y in range(first.y, last.y + 1)]
        for tile in tiles[::every]:
            spent, size = [], 0
            for _ in range(2):
                started = time.perf_counter()
                size = len(client.get(ours_at(tile, ALL_LAYERS))[0])
                spent.append((time.perf_counter() - started) * 1000)
            found.append((min(spent), size / 1024, tile))
    return sorted(found, key=lambda row: row[0], reverse=True)


def report(times: dict[str, dict[Tile, list[Answer]]], heaviest: list[tuple[float, float, Tile]]) -> int:
    """Print the figures; 1 when a target is missed."""
    best = {
        way: {tile: statistics.median(ms for ms, _ in answers) for tile, answers in found.items()}
        for way, found in times.items()
    }
    print(f"{'way':10}{'median ms':>10}{'p95':>8}{'max':>8}{'max KB':>8}")
    for way, found in best.items():
        ordered = sorted(found.values())
        size = max(size for answers in times[way].values() for _, size in answers) / 1024
        p95 = ordered[int(len(ordered) * 0.95)]
        print(f"{way:10}{statistics.median(ordered):10.2f}{p95:8.1f}{ordered[-1]:8.1f}{size:8.0f}")
    for z in ZOOMS:
        row = {
            way: statistics.median(ms for tile, ms in found.items() if tile.z == z)
            for way, found in best.items()
        }
        print(f"z{z}: " + "  ".join(f"{way} {ms:.2f}" for way, ms in row.items()))
    medians = {way: statistics.median(found.values()) for way, found in best.items()}
    slowest, largest = heaviest[0], max(heaviest, key=lambda row: row[1])
    print(
        f"pyramid of {len(heaviest)} tiles, all layers: slowest {slowest[0]:.0f} ms {slowest[2]}, "
        f"largest {largest[1]:.0f} KB {largest[2]}"
    )
    held = [
        ("ours / raw", medians["ours"] / medians["raw"], 1.5),
        ("slowest tile, ms", slowest[0], MS_MAX),
        ("largest tile, KB", largest[1], KB_MAX),
    ]
    if "tipg" in medians:
        held.append(("ours / tipg", medians["ours"] / medians["tipg"], 1 / 3))
    for name, value, most in held:
        print(f"{name}: {value:.2f} (at most {most:.2f}) {'ok' if value <= most else 'MISSED'}")
    return int(any(value > most for _, value, most in held))


if __name__ == "__main__":
    sys.exit(main())
