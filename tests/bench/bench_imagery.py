"""Tiles of a survey beside TiTiler on the same file and beside a static file of the same size, in one run.

    python tests/bench/bench_imagery.py                 # in a database of its own on the server of
    DATABASE_URL python tests/bench/bench_imagery.py --titiler-python PATH  # a Python that has titiler.core
    and uvicorn

A picture of --pixels² at 5 cm is made, with its display file; the same tiles are asked for by turns over one
kept connection each, and by eight at once for the throughput:

stored     /imagery/{survey}/{z}/{x}/{y}.webp of a published survey: the display file's own bytes
person     the same of a survey that is not published, with a session
file       a static file of the median tile's size from the same server
look       a painted tile (relief) of the heights, 256 pixels
titiler    TiTiler on the display file, 512 pixels, WEBP; titiler-256 its relief of the heights (hillshade)

Targets: stored ≥ 20 × the throughput of TiTiler, and ≤ 1.3 × the median of the static file.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "backend")]

from kharita.rasters.stored_tiles import StoredTiles  # noqa: E402  # the path must be set first
from tests.bench.serving import (  # noqa: E402  # the same
    SECRET_KEY,
    Client,
    _peer_environment,
    environment,
    kharita,
    manage,
    running,
)

OURS, TITILER = 8153, 8163
CLIENTS = 8
SECONDS = 4.0
NAME = "kharita_bench_imagery"
Way = Callable[[Client, tuple[int, int, int]], int]

TITILER_APP = """
from fastapi import FastAPI
from titiler.core.algorithm import algorithms
from titiler.core.factory import TilerFactory

app = FastAPI()
app.include_router(TilerFactory(process_dependency=algorithms.dependency).router)


@app.get("/ready")
def ready():
    return "ok"
"""


def main() -> int:
    """Measure and print; 1 when a target is missed."""
    options = _options()
    with tempfile.TemporaryDirectory() as name, database() as url:
        folder = Path(name)
        os.environ["KHARITA_MEDIA_DIR"] = str(folder / "media")
        told = made(url, folder, options.pixels)
        tiles = chosen(Path(told["display"]))
        stored = StoredTiles(Path(told["display"]))
        size = int(statistics.median(len(stored.read(*tile) or b"") for tile in tiles))
        (folder / "site").mkdir()
        body = random.Random(5).randbytes(size)  # noqa: S311  # not for secrets
        (folder / "site" / "body.bin").write_bytes(body)
        with (
            kharita(url, OURS, cache_bytes=0, workers=2, threads=4, files=folder / "site"),
            titiler(folder, options.titiler_python) as has_titiler,
        ):
            ways = ways_of(told, has_titiler=has_titiler)
            return report(
                medians_of(ways, tiles, options.rounds), rates_of(ways, tiles, options.rounds), size
            )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pixels", type=int, default=6_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--titiler-python", default="", help="left out: a virtual environment under var/bench"
    )
    return parser.parse_args()


@contextmanager
def database() -> Iterator[str]:
    """An empty database of Kharita's beside the one of DATABASE_URL; its URL."""
    url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{NAME}"))
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NAME)))
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
    try:
        manage(url, "migrate", "--verbosity", "0")
        yield url
    finally:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(NAME)))


def made(url: str, folder: Path, pixels: int) -> dict[str, str]:
    """The two surveys and their files; what the bench has to know of them."""
    program = Path(__file__).with_name("imagery_survey.py")
    run = subprocess.run(
        [sys.executable, str(program), str(folder), str(pixels)],
        env=environment(url, KHARITA_SECRET_KEY=SECRET_KEY), cwd=ROOT, check=True, text=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    return dict(line.split("=", 1) for line in run.stdout.splitlines() if "=" in line)


@contextmanager
def titiler(folder: Path, python: str) -> Iterator[bool]:
    """TiTiler behind uvicorn with two workers; False where it cannot be had."""
    python = python or str(_peer_environment("titiler", "titiler.core", "uvicorn"))
    if not Path(python).exists():
        yield False
        return
    (folder / "measured_titiler.py").write_text(TITILER_APP)
    command = [
        *(python, "-m", "uvicorn", "measured_titiler:app", "--app-dir", str(folder), "--host", "127.0.0.1"),
        *("--port", str(TITILER), "--log-level", "error", "--no-access-log", "--workers", "2"),
    ]
    # As its own documentation advises for files on a disk.
    tuned = {"GDAL_CACHEMAX": "200", "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR", "VSI_CACHE": "TRUE"}
    with running(command, {**os.environ, **tuned}, TITILER, "/ready"):
        yield True


def chosen(display: Path) -> list[tuple[int, int, int]]:
    """Tiles of the finest zooms that are full of picture, always the same."""
    stored = StoredTiles(display)
    found = []
    for z in range(max(stored.zooms[0], stored.zooms[1] - 2), stored.zooms[1] + 1):
        level = stored._levels[z]
        rows, columns = level.page.lengths.nonzero()
        found += [
            (z, int(column) + level.first_column, int(row) + level.first_row)
            for row, column in zip(rows, columns, strict=True)
        ]
    random.Random(7).shuffle(found)  # noqa: S311  # not for secrets
    return found[:60]


def ways_of(told: dict[str, str], *, has_titiler: bool) -> dict[str, tuple[int, Way]]:
    """How each asks for a tile: its port, and what sends the request."""

    def ask(path: str, **headers: str) -> Way:
        def send(client: Client, tile: tuple[int, int, int]) -> int:
            z, x, y = tile
            body, _headers, status = client.get(path.format(z=z, x=x, y=y), **headers)
            if status != 200:
                raise SystemExit(f"{status} for {path}: {body[:200]!r}")
            return len(body)

        return send

    cookie = {"Cookie": f"{told['cookie']}={told['session']}"}
    ways = {
        "stored": (OURS, ask(f"/imagery/{told['published']}/{{z}}/{{x}}/{{y}}.webp")),
        "person": (OURS, ask(f"/imagery/{told['inside']}/{{z}}/{{x}}/{{y}}.webp", **cookie)),
        "file": (OURS, ask("/static/app/body.bin")),
        "look": (OURS, ask(f"/imagery/{told['published']}/relief/{{z}}/{{x}}/{{y}}.webp")),
    }
    if has_titiler:
        place = "/tiles/WebMercatorQuad/{z}/{x}/{y}"
        ways["titiler"] = (TITILER, ask(f"{place}.webp?tilesize=512&url={quote(told['display'])}"))
        ways["titiler-256"] = (
            TITILER,
            ask(f"{place}.webp?url={quote(told['dsm'])}&algorithm=hillshade&buffer=3"),
        )
    return ways


def medians_of(
    ways: dict[str, tuple[int, Way]], tiles: list[tuple[int, int, int]], rounds: int
) -> dict[str, float]:
    """Milliseconds over one connection, asked by turns."""
    clients = {name: Client(port) for name, (port, _ask) in ways.items()}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 1):
        for tile in tiles:
            for name, (_port, ask) in ways.items():
                started = time.perf_counter()
                ask(clients[name], tile)
                if turn:
                    times[name].append((time.perf_counter() - started) * 1000)
    return {name: statistics.median(found) for name, found in times.items()}


def rates_of(
    ways: dict[str, tuple[int, Way]], tiles: list[tuple[int, int, int]], rounds: int
) -> dict[str, float]:
    """Tiles a second for eight connections, the median of the rounds."""
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, (port, ask) in ways.items():
            rates[name].append(_rate(port, ask, tiles))
    return {name: statistics.median(found) for name, found in rates.items()}


def _rate(port: int, ask: Way, tiles: list[tuple[int, int, int]]) -> float:
    counts = [0] * CLIENTS
    until = time.perf_counter() + SECONDS

    def asker(number: int) -> None:
        client = Client(port)
        while time.perf_counter() < until:
            ask(client, tiles[(number * 7 + counts[number]) % len(tiles)])
            counts[number] += 1

    threads = [threading.Thread(target=asker, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


def report(medians: dict[str, float], rates: dict[str, float], size: int) -> int:
    print(f"a stored tile has {size} bytes (median); {CLIENTS} connections for the throughput")
    for name, median in medians.items():
        print(f"{name:12}{median:9.2f} ms{rates[name]:10.0f} tiles/s")
    held = [("median, stored / file", medians["stored"] / medians["file"], 1.3)]
    if "titiler" in rates:
        held.append(("20 × throughput of TiTiler / stored", 20 * rates["titiler"] / rates["stored"], 1.0))
    missed = 0
    for name, found, most in held:
        print(f"{name}: {found:.2f} (at most {most})")
        missed += found > most
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
