"""The layer engine under load, beside raw SQL, tipg, pygeoapi and a static file server, in one run.

    python tests/bench/bench_layers.py         # in a database of its own on the server of DATABASE_URL
    python tests/bench/bench_layers.py --keep  # leave that database for the next run
    python tests/bench/bench_layers.py --tipg-python PATH --pygeoapi-python PATH  # that have them

200,000 parcels and 75,000 points (`town.py`), the 300 tiles of `bench_tiles.py`, 40 boxes of 1,000 parcels.
By turns, `--rounds` times, the medians of which are compared:

tiles, 8 clients      each of the 300 tiles once, by eight clients at once; caches off
features              1,000 parcels of a box as GeoJSON, one client: raw SQL, ours, tipg, pygeoapi
hot, 8 connections    by wrk: a body as large as a tile from a file, the tile from the cache, its 304; the
                      same file by nginx
export                200,000 parcels written by `export_layer`: seconds, peak memory of the process, and what
                      of it is its own (RssAnon: without the pages of program files, which processes share)

The targets are printed with what was reached; 1 when one is missed. (One client's tiles: `bench_tiles.py`.)
"""

import argparse
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import local

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "backend")]

from kharita.maps.grid import Tile  # noqa: E402  # the path must be set first
from tests.bench.bench_tiles import chosen_tiles, ours_at, raw_statement, tipg_at  # noqa: E402
from tests.bench.serving import (  # noqa: E402
    PYGEOAPI,
    STATIC,
    TIPG,
    Client,
    environment,
    kharita,
    pygeoapi,
    static_files,
    tipg,
    town_database,
)

OURS, HOT = 8153, 8163
CLIENTS = 8
BOXES, FEATURES = 40, 1_000
HOT_SECONDS = 4
EXPORTS = ("geojsonseq", "gpkg", "parquet", "fgb", "csv")
EXPORT_MB_MAX = 200

Box = tuple[float, float, float, float]
Medians = dict[str, float]


def main() -> int:
    """Measure and print; 1 when a target is missed."""
    options = _options()
    with town_database(options.parcels, keep=options.keep) as url, tempfile.TemporaryDirectory() as folder:
        held: list[tuple[str, float, float]] = []
        if "tiles" in options.parts:
            held += tiles_by_many(url, options)
        if "features" in options.parts:
            held += features_by_one(url, options)
        if "hot" in options.parts:
            held += hot_tiles(url, Path(folder), options.rounds)
        if "export" in options.parts:
            held += exports(url, Path(folder))
    for name, value, most in held:
        print(f"{name}: {value:.2f} (at most {most:.2f}) {'ok' if value <= most else 'MISSED'}")
    return int(any(value > most for _, value, most in held))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parts = ["tiles", "features", "hot", "export"]
    parser.add_argument("parts", nargs="*", default=parts, help=f"of {', '.join(parts)}; all if left out")
    parser.add_argument("--parcels", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--tipg-python", default="", help="left out: a virtual environment under var/bench")
    parser.add_argument("--pygeoapi-python", default="", help="the same")
    return parser.parse_args()


def tiles_by_many(url: str, options: argparse.Namespace) -> list[tuple[str, float, float]]:
    """Seconds for the 300 tiles by eight clients; Kharita and tipg with two workers each."""
    tiles = chosen_tiles(url)
    with (
        kharita(url, OURS, cache_bytes=0, workers=2, threads=4),
        tipg(url, options.tipg_python, workers=2, connections=4) as has_tipg,
    ):
        ways: dict[str, Callable[[Tile], object]] = {
            "raw": _raw_by_thread(url),
            "ours": _get_by_thread(OURS, ours_at),
        }
        if has_tipg:
            ways["tipg"] = _get_by_thread(TIPG, lambda tile: tipg_at("official", tile))
            ways["tipg-3857"] = _get_by_thread(TIPG, lambda tile: tipg_at("mercator", tile))
        seconds = _by_turns(
            {way: lambda ask=ask: _all_at_once(ask, tiles) for way, ask in ways.items()}, options.rounds
        )
    for way, spent in seconds.items():
        print(f"tiles, {CLIENTS} clients: {way:10}{len(tiles) / spent:8.0f} tiles/s")
    if not has_tipg:
        return []
    return [
        ("tipg's throughput / ours", seconds["ours"] / seconds["tipg"], 1 / 2.5),
        ("tipg's on web mercator / ours", seconds["ours"] / seconds["tipg-3857"], 1 / 1.5),
    ]


def features_by_one(url: str, options: argparse.Namespace) -> list[tuple[str, float, float]]:
    """Milliseconds for 1,000 parcels of a box as GeoJSON."""
    boxes = chosen_boxes(url)
    connection = psycopg.connect(url, autocommit=True, options="-c jit=off")
    with (
        kharita(url, OURS, cache_bytes=0),
        tipg(url, options.tipg_python) as has_tipg,
        pygeoapi(url, options.pygeoapi_python) as has_pygeoapi,
    ):
        ours, other, third = Client(OURS), Client(TIPG), Client(PYGEOAPI)
        ways: dict[str, Callable[[Box], bytes]] = {
            "raw": lambda box: raw_features(connection, box),
            "ours": lambda box: ours.get(f"/ogc/collections/parcels/items?{_asked(box)}&f=json")[0],
        }
        if has_tipg:
            ways["tipg"] = lambda box: other.get(
                f"/collections/public.official/items?{_asked(box)}&f=geojson"
            )[0]
        if has_pygeoapi:
            ways["pygeoapi"] = lambda box: third.get(f"/collections/official/items?{_asked(box)}&f=json")[0]
        counts = {way: ask(boxes[0]).count(b'"Feature"') for way, ask in ways.items()}
        if set(counts.values()) != {FEATURES}:
            raise SystemExit(f"not the same features: {counts}")
        times: dict[str, list[float]] = {way: [] for way in ways}
        for turn in range(options.rounds):
            for box in boxes:
                for way in _shuffled(ways, turn):
                    started = time.perf_counter()
                    ways[way](box)
                    times[way].append((time.perf_counter() - started) * 1000)
    connection.close()
    medians = {way: statistics.median(found) for way, found in times.items()}
    for way, milliseconds in medians.items():
        print(f"{FEATURES} features: {way:10}{milliseconds:8.1f} ms")
    held = [("features, ours / raw", medians["ours"] / medians["raw"], 1.1)]
    if has_tipg:
        held.append(("features, ours / tipg", medians["ours"] / medians["tipg"], 1 / 4))
    return held


def hot_tiles(url: str, folder: Path, rounds: int) -> list[tuple[str, float, float]]:
    """Requests a second of a tile from the cache and of its 304, as shares of a file of the same size."""
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing: apt-get install wrk")
    tiles = [tile for tile in chosen_tiles(url) if tile.z == 17]
    with kharita(url, HOT, cache_bytes=64 * 1024**2, workers=2, threads=4, files=folder):
        client = Client(HOT)
        answers = {tile: client.get(ours_at(tile)) for tile in tiles}
        size = int(statistics.median(len(body) for body, _, _ in answers.values()))
        places = sorted(tiles, key=lambda tile: abs(len(answers[tile][0]) - size))[:20]
    (folder / "body.bin").write_bytes(random.Random(5).randbytes(size))  # noqa: S311  # not for secrets
    (folder / "ready").write_text("ok")
    with (
        kharita(url, HOT, cache_bytes=64 * 1024**2, workers=2, threads=4, files=folder),
        static_files(folder) as has_nginx,
    ):
        etags = [(ours_at(tile), answers[tile][1]["etag"]) for tile in places]
        ways = {
            "file": lambda: _wrk(HOT, [("/static/app/body.bin", "")], folder),
            "cached": lambda: _wrk(HOT, [(path, "") for path, _ in etags], folder),
            "304": lambda: _wrk(HOT, etags, folder),
        }
        if has_nginx:
            ways["nginx"] = lambda: _wrk(STATIC, [("/body.bin", "")], folder)
        for ask in ways.values():
            ask()
        rates: dict[str, list[float]] = {way: [] for way in ways}
        for turn in range(rounds):
            for way in _shuffled(ways, turn):
                rates[way].append(ways[way]())
    medians = {way: statistics.median(found) for way, found in rates.items()}
    for way, rate in medians.items():
        print(f"hot, {CLIENTS} connections, {size} bytes: {way:10}{rate:8.0f} requests/s")
    return [
        ("0.6 × file / cached tile", 0.6 * medians["file"] / medians["cached"], 1.0),
        ("0.6 × file / 304", 0.6 * medians["file"] / medians["304"], 1.0),
    ]


def exports(url: str, folder: Path) -> list[tuple[str, float, float]]:
    """Seconds and peak memory of the process that writes all parcels in each format."""
    held = []
    for export in EXPORTS:
        command = ["backend/manage.py", "export_layer", "parcels", "--format", export]
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *command, "--out", str(folder / f"parcels.{export}")],
            cwd=ROOT,
            env=environment(url),
            stdout=subprocess.DEVNULL,
        )
        whole, own = 0.0, 0.0
        while process.poll() is None:
            megabytes = _memory(process.pid)
            whole, own = max(whole, megabytes.get("VmHWM", 0)), max(own, megabytes.get("RssAnon", 0))
            time.sleep(0.02)
        if process.returncode:
            raise SystemExit(f"export_layer --format {export} failed")
        spent = time.perf_counter() - started
        print(f"export, {export:10}{spent:8.1f} s{whole:8.0f} MB at most, its own {own:.0f} MB")
        held.append((f"export as {export}, MB of its own", own, EXPORT_MB_MAX))
    return held


def _memory(pid: int) -> dict[str, float]:
    """What the kernel says of a process's memory, in MB; nothing once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return {}
    return {
        name: int(rest.split()[0]) / 1024
        for name, _, rest in (line.partition(":") for line in lines)
        if rest.endswith("kB")
    }


def chosen_boxes(url: str) -> list[Box]:
    """The same boxes each time, in degrees, each with well over 1,000 parcels."""
    with psycopg.connect(url) as connection:
        west, south, east, north = connection.execute(
            "SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box) "
            "FROM (SELECT ST_Transform(ST_SetSRID(ST_Extent(web_geometry)::geometry, 3857), 4326) AS box "
            "FROM territory_parcel) AS extent"
        ).fetchone()
    chance = random.Random(11)  # noqa: S311  # not for secrets
    # Away from the edge: the town is a square that stands aslant in its extent.
    width, height = (east - west) / 8, (north - south) / 8
    found = []
    for _ in range(BOXES):
        x, y = (chance.uniform(0.35, 0.65) for _ in range(2))
        middle = west + (east - west) * x, south + (north - south) * y
        found.append(
            (middle[0] - width / 2, middle[1] - height / 2, middle[0] + width / 2, middle[1] + height / 2)
        )
    return found


def raw_features(connection: psycopg.Connection, box: Box) -> bytes:
    """What one would write by hand: the collection as one text made in SQL."""
    row = connection.execute(
        """
        SELECT '{"type":"FeatureCollection","features":[' || string_agg(feature, ',') || ']}' FROM (
          SELECT json_build_object(
                   'type', 'Feature', 'id', id,
                   'geometry', ST_AsGeoJSON(ST_Transform(geometry, 4326), 7)::json,
                   'properties', json_build_object('reference', reference, 'slug', slug, 'area_m2', area_m2)
                 )::text AS feature
          FROM territory_parcel
          WHERE valid_to IS NULL
            AND geometry && ST_Transform(ST_MakeEnvelope(%s, %s, %s, %s, 4326), 26191)
          ORDER BY id LIMIT %s) AS page""",
        [*box, FEATURES],
    ).fetchone()
    return str(row[0]).encode().replace(b'"type" : "Feature"', b'"type":"Feature"')


def _asked(box: Box) -> str:
    return f"bbox={','.join(map(str, box))}&limit={FEATURES}"


def _raw_by_thread(url: str) -> Callable[[Tile], object]:
    own = local()

    def ask(tile: Tile) -> object:
        if not hasattr(own, "connection"):
            own.connection = psycopg.connect(url, autocommit=True, options="-c jit=off")
        return own.connection.execute(*raw_statement(tile)).fetchone()

    return ask


def _get_by_thread(port: int, address: Callable[[Tile], str]) -> Callable[[Tile], object]:
    own = local()

    def ask(tile: Tile) -> object:
        if not hasattr(own, "client"):
            own.client = Client(port)
        status = own.client.get(address(tile))[2]
        if status not in (200, 204):
            raise SystemExit(f"{address(tile)}: {status}")
        return status

    return ask


def _all_at_once(ask: Callable[[Tile], object], tiles: Sequence[Tile]) -> float:
    with ThreadPoolExecutor(CLIENTS) as clients:
        started = time.perf_counter()
        list(clients.map(ask, tiles))
        return time.perf_counter() - started


def _by_turns(ways: dict[str, Callable[[], float]], rounds: int) -> Medians:
    spent: dict[str, list[float]] = {way: [] for way in ways}
    for turn in range(rounds):
        for way in _shuffled(ways, turn):
            spent[way].append(ways[way]())
    return {way: statistics.median(found) for way, found in spent.items()}


def _shuffled(ways: dict[str, Callable[..., object]], turn: int) -> list[str]:
    order = list(ways)
    random.Random(turn).shuffle(order)  # noqa: S311  # not for secrets
    return order


def _wrk(port: int, wanted: list[tuple[str, str]], folder: Path) -> float:
    """Requests a second by wrk, which goes round the addresses, each with the ETag that the client holds."""
    script = folder / "ask.lua"
    asked = ", ".join(f"{{'{path}', '{etag}'}}" for path, etag in wanted)
    script.write_text(
        f"local asked = {{{asked}}}\nlocal turn = 0\n"
        "request = function()\n  turn = turn % #asked + 1\n  local headers = {}\n"
        "  if asked[turn][2] ~= '' then headers['If-None-Match'] = asked[turn][2] end\n"
        "  return wrk.format('GET', asked[turn][1], headers)\nend\n"
    )
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{HOT_SECONDS}s", "-s", str(script)]
    told = subprocess.run(
        [*command, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in told:
        raise SystemExit(told)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])


if __name__ == "__main__":
    sys.exit(main())
