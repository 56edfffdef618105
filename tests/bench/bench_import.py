"""Import of many parcels beside `ogr2ogr` with COPY, in one run on one machine: ratios, not seconds, count.

    python tests/bench/bench_import.py [--parcels 200000] [--rounds 3]

Uses the database of `DATABASE_URL` (a commune "BENCH" is made there and removed again). Each round runs, in
turn: ogr2ogr into a table of its own, a first import (dry run and apply, in a process of its own whose peak
memory is read from the kernel), the same file again, and the undo of the first import.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

ROOT = Path(__file__).resolve().parents[2]
MANAGE = [sys.executable, str(ROOT / "backend" / "manage.py")]
SRID = 26191
ORIGIN = (778_000.0, 481_000.0)
PITCH = 22.0
LIMITS = {"first import": 6.0, "same file again": 4.0}
MEMORY_LIMIT_MB = 600


def make_parcels(count: int, seed: int = 7) -> Any:
    """`count` polygons of 6 to 12 corners on a grid, no two alike, in EPSG:26191 (a GeoDataFrame)."""
    import geopandas  # the measuring process stays small: what it holds would count for its children
    import numpy as np
    import shapely

    random = np.random.default_rng(seed)
    side = int(np.ceil(np.sqrt(count)))
    column, row = np.arange(count) % side, np.arange(count) // side
    centres = np.column_stack([ORIGIN[0] + column * PITCH, ORIGIN[1] + row * PITCH])
    corners = random.integers(6, 13, count)
    polygons = np.empty(count, dtype=object)
    for number in range(6, 13):
        chosen = np.flatnonzero(corners == number)
        angles = np.linspace(0, 2 * np.pi, number, endpoint=False) + random.uniform(0, 0.3, (len(chosen), 1))
        radius = random.uniform(7, 10.5, (len(chosen), number))
        points = np.stack([np.cos(angles), np.sin(angles)], axis=2) * radius[..., None]
        rings = np.round(points + centres[chosen][:, None, :], 3)
        polygons[chosen] = shapely.polygons(np.concatenate([rings, rings[:, :1]], axis=1))
    order = random.permutation(count)
    tenures = np.array(["titled", "requisition", "melk", "state"])[random.integers(0, 4, count)]
    return geopandas.GeoDataFrame(
        {
            "titre": [f"{number}/40" for number in (order + 1)],
            "statut": tenures,
            "superficie": np.round(shapely.area(polygons), 1),
            "adresse": [f"Lot {number}, quartier {number % 40}" for number in order],
        },
        geometry=polygons,
        crs=SRID,
    )


def ogr_connection(url: str) -> str:
    parts = urlsplit(url)
    host = parse_qs(parts.query).get("host", [parts.hostname or ""])[0]
    words = {
        "dbname": parts.path.lstrip("/"),
        "host": host,
        "user": parts.username,
        "password": parts.password,
    }
    port = str(parts.port) if parts.port else ""
    return "PG:" + " ".join(f"{key}={value}" for key, value in {**words, "port": port}.items() if value)


def run(command: list[str]) -> tuple[float, float]:
    """Seconds and peak memory (MB) of a command in a process of its own."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    output = process.stdout.read() if process.stdout else ""
    _pid, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command[:4])} failed:\n{output[-2000:]}")
    run.output = output  # type: ignore[attr-defined]  # the last output, for the import's number
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def manage(code: str) -> None:
    run([*MANAGE, "shell", "-c", code])


def number_of(output: str) -> str:
    return next(word for word in output.split() if word.startswith("I/"))


def rounds(path: Path, count: int) -> dict[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = {}
    importing = [*MANAGE, "import_file", str(path), "--target", "parcels", "--commune", "BENCH", "--apply"]
    for _round in range(count):
        ogr = ["ogr2ogr", "-f", "PostgreSQL", ogr_connection(os.environ["DATABASE_URL"]), str(path), "-nln",
               "bench_ogr", "-overwrite", "--config", "PG_USE_COPY", "YES"]  # fmt: skip
        found.setdefault("ogr2ogr COPY", []).append(run(ogr))
        found.setdefault("first import", []).append(run(importing))
        number = number_of(run.output)  # type: ignore[attr-defined]
        found.setdefault("same file again", []).append(run(importing))
        found.setdefault("undo", []).append(run([*MANAGE, "undo_import", number]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--parcels", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--make", type=Path, help="only write the file of parcels")
    options = parser.parse_args()
    if options.make is not None:
        make_parcels(options.parcels).to_file(options.make)
        return
    os.environ.setdefault("KHARITA_LOG_LEVEL", "WARNING")
    os.environ.setdefault("KHARITA_DEBUG", "true")
    manage(
        "from kharita.territory.models import Commune; "
        "Commune.objects.get_or_create(code='BENCH', defaults={'name_fr': 'Banc'})"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "parcels.gpkg"
        # in a process of its own: a child starts with its parent's memory on its account
        run([sys.executable, __file__, "--parcels", str(options.parcels), "--make", str(path)])
        print(f"{options.parcels:,} parcels, {path.stat().st_size / 1e6:.0f} MB; {options.rounds} rounds")
        found = rounds(path, options.rounds)
    base = statistics.median(seconds for seconds, _memory in found["ogr2ogr COPY"])
    kept = True
    for name, runs in found.items():
        seconds = statistics.median(seconds for seconds, _memory in runs)
        memory = max(memory for _seconds, memory in runs)
        limit = LIMITS.get(name)
        note = ""
        if limit is not None:
            good = seconds <= limit * base and memory < MEMORY_LIMIT_MB
            kept &= good
            note = f"  limit {limit:.0f}x, {MEMORY_LIMIT_MB} MB: {'kept' if good else 'EXCEEDED'}"
        print(f"{name:<16}{seconds:7.2f} s  {seconds / base:5.2f}x  {memory:6.0f} MB{note}")
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
