"""The change between two surface models, beside plain NumPy; zonal statistics beside rasterstats.

    python tests/bench/bench_change.py [--side 10000] [--parcels 12000] [--rounds 1] [--resolutions 0.1 0.2]

One run, each part in a process of its own, interleaved: seconds, peak memory and ratios.

- The pair: `--side` pixels square of 5 cm, deflated, in tiles, with overviews, as the ingest writes analysis
  files. The floor is what the first program of anyone does: read both whole, subtract, threshold, open and
  label with SciPy; it estimates no shift, knows no plants and outlines nothing.
- The same comparison on one worker, on all cores (threads), and on a Dask cluster of one process per core,
  and at each of `--resolutions`.
- `--parcels` squares over a 2,000² raster: exactextract as we call it beside `rasterstats.zonal_stats` in a
  virtual environment of its own under var/bench/peers, same statistics.
"""

import argparse
import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import numpy as np
import rasterio
from rasterio.enums import Resampling
from rasterio.windows import Window

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "bench" / "change"
PEERS = ROOT / "var" / "bench" / "peers"
WEST, NORTH, PIXEL = 731_000.0, 473_200.0, 0.05
STRIP = 512

SETUP = f"""
import sys, time
sys.path[:0] = [{str(ROOT / "backend")!r}, {str(ROOT)!r}]
from pathlib import Path
"""
DONE = """
took = time.monotonic() - start
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print("RESULT", took, int(peak.split()[1]) / 1024, count)
"""
OURS = """
from kharita.rasters.change.finder import find_changes
from kharita.rasters.change.results import ChangeSettings, FlightFiles
def main():
    global start, count
    scheduler = ""
    {cluster}
    start = time.monotonic()
    found = find_changes(FlightFiles(dsm=Path("{before}")), FlightFiles(dsm=Path("{after}")), area=None,
        settings=ChangeSettings(workers={workers}, resolution_m={resolution}), told=lambda *_: None,
        scheduler=scheduler)
    count = len(found.regions)
if __name__ == "__main__":
    main()
"""
CLUSTER = """
    from distributed import LocalCluster
    cluster = LocalCluster(n_workers={cores}, threads_per_worker=1, dashboard_address=None)
    scheduler = cluster.scheduler_address"""
FLOOR = """
import numpy as np, rasterio
from scipy import ndimage
start = time.monotonic()
with rasterio.open("{before}") as one, rasterio.open("{after}") as other:
    difference = other.read(1) - one.read(1)
labels, count = ndimage.label(ndimage.binary_opening(difference > 2, iterations=14))
sizes = np.bincount(labels.ravel())[1:]
count = int((sizes > 15 / 0.0025).sum())
"""
ZONAL_OURS = """
import pickle
from kharita.rasters.zonal import zonal
shapes = pickle.load(open("{shapes}", "rb"))
start = time.monotonic()
count = len(zonal(Path("{raster}"), shapes, ["mean", "max", "count"]))
"""
ZONAL_PEER = """
import pickle
from rasterstats import zonal_stats
shapes = pickle.load(open("{shapes}", "rb"))
start = time.monotonic()
count = len(zonal_stats(shapes, "{raster}", stats=["mean", "max", "count"]))
"""


def make_pair(side: int) -> tuple[Path, Path]:
    """Two surfaces with boxes of two storeys on every 25 m, a tenth of them new in the second."""
    paths = KEPT / f"before-{side}.tif", KEPT / f"after-{side}.tif"
    for number, path in enumerate(paths):
        if path.exists():
            continue
        KEPT.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial.tif")
        random = np.random.default_rng(number)
        with rasterio.open(
            partial, "w", driver="GTiff", width=side, height=side, count=1, dtype="float32", nodata=-9999,
            crs="EPSG:26191", transform=rasterio.Affine(PIXEL, 0, WEST, 0, -PIXEL, NORTH), tiled=True,
            blockxsize=512, blockysize=512, compress="deflate", zlevel=1, predictor=3, num_threads=2,
        ) as target:  # fmt: skip
            for top in range(0, side, STRIP):
                target.write(_strip(top, min(STRIP, side - top), side, number, random), 1,
                             window=Window(0, top, side, min(STRIP, side - top)))  # fmt: skip
        with rasterio.open(partial, "r+") as target:
            target.build_overviews([2, 4, 8, 16], Resampling.average)
        partial.rename(path)
    return paths


def _strip(top: int, rows: int, side: int, number: int, random: np.random.Generator) -> np.ndarray:
    y, x = np.arange(top, top + rows)[:, None] * PIXEL, np.arange(side)[None, :] * PIXEL
    heights = 100 + 0.01 * x + np.sin(y / 40) + np.zeros((rows, side))
    cell = (y // 25).astype(int) * 1000 + (x // 25).astype(int)
    house = (y % 25 < 9) & (x % 25 < 12) & ((cell * 2654435761 % 100 < 70) | (number == 1))
    heights[house] += 6
    noise = random.normal(scale=0.05, size=heights.shape)
    return (heights + noise + 0.2 * number).astype(np.float32)


def make_parcels(count: int) -> tuple[Path, Path]:
    """A raster of 2,000² pixels of half a metre, and squares over all of it."""
    import pickle  # noqa: PLC0415 - this part alone

    import shapely  # noqa: PLC0415 - this part alone

    KEPT.mkdir(parents=True, exist_ok=True)
    raster, shapes = KEPT / "zonal.tif", KEPT / f"parcels-{count}.pickle"
    values = np.random.default_rng(1).normal(5, 2, (2000, 2000)).astype(np.float32)
    with rasterio.open(
        raster, "w", driver="GTiff", width=2000, height=2000, count=1, dtype="float32", nodata=-9999,
        crs="EPSG:26191", transform=rasterio.Affine(0.5, 0, WEST, 0, -0.5, NORTH), tiled=True,
        compress="deflate",
    ) as target:  # fmt: skip
        target.write(values, 1)
    across = int(np.ceil(np.sqrt(count)))
    step = 1000 / across
    corners = [(WEST + (i % across) * step, NORTH - (i // across + 1) * step) for i in range(count)]
    boxes = [shapely.box(x + 0.3, y + 0.3, x + step - 0.3, y + step - 0.3) for x, y in corners]
    shapes.write_bytes(pickle.dumps(boxes))
    return raster, shapes


def timed(script: str, python: str = sys.executable) -> tuple[float, float, int]:
    """Seconds, peak memory (MB) of the process without its children, and what it counted."""
    path = KEPT / "part.py"
    path.write_text(SETUP + script + DONE_MAIN.get("ours" if "def main" in script else "", DONE))
    environment = {**os.environ, "KHARITA_DEBUG": "1"}
    ran = subprocess.run([python, str(path)], capture_output=True, text=True, env=environment)
    found = re.search(r"RESULT (\S+) (\S+) (\d+)", ran.stdout)
    if found is None:
        raise SystemExit(ran.stderr[-2000:])
    return float(found[1]), float(found[2]), int(found[3])


DONE_MAIN = {"ours": "".join(f"    {line}\n" for line in DONE.strip().splitlines())}


def peer() -> str:
    """The interpreter of a virtual environment with rasterstats."""
    home = PEERS / "rasterstats"
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "rasterstats"], check=True)
    return str(python)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--side", type=int, default=10_000)
    parser.add_argument("--parcels", type=int, default=12_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--resolutions", type=float, nargs="+", default=[0.1, 0.2])
    options = parser.parse_args()
    before, after = make_pair(options.side)
    cores = os.cpu_count() or 1
    raster, shapes = make_parcels(options.parcels)
    files = {"before": before, "after": after}
    parts: dict[str, tuple[str, str]] = {"NumPy and SciPy": (FLOOR.format(**files), sys.executable)}
    for resolution in options.resolutions:
        for name, workers, cluster in (
            ("one worker", 1, ""),
            (f"{cores} threads", 0, ""),
            (f"{cores} processes (Dask)", 0, CLUSTER.format(cores=cores)),
        ):
            script = OURS.format(**files, cluster=cluster, workers=workers, resolution=resolution)
            parts[f"changes at {resolution} m, {name}"] = (script, sys.executable)
    zonal = {"raster": raster, "shapes": shapes}
    parts["rasterstats"] = (ZONAL_PEER.format(**zonal), peer())
    parts["our zonal"] = (ZONAL_OURS.format(**zonal), sys.executable)
    figures: dict[str, list[tuple[float, float, int]]] = {name: [] for name in parts}
    for _round in range(options.rounds):
        for name, (script, python) in parts.items():
            figures[name].append(timed(script, python))
    print(f"{'':44} seconds   MB peak   found   of the peer's time")
    for name, runs in figures.items():
        seconds, memory, count = min(runs)
        other = "rasterstats" if name in ("rasterstats", "our zonal") else "NumPy and SciPy"
        print(f"{name:44} {seconds:7.2f} {memory:9.0f} {count:7}   {seconds / min(figures[other])[0]:6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
