"""An orthophoto made into its two files, beside the bare GDAL commands that make the same two.

    python tests/bench/bench_ingest.py [--side 20000] [--rounds 1] [--keep]

A textured RGB picture of `side` × `side` pixels of 5 cm (seeded) is made once under var/bench. Then, in
turns: Kharita's ingest (inspection, analysis and display COG, footprint, statistics, thumbnail, sha256 of
the source), and GDAL's command for each of the two files, as COG on all cores with the same packing and tile
sizes. Seconds, their ratio, and the peak of resident memory of the process with all its children. GDAL's
display file has overviews off the web's grid (ALIGNED_LEVELS would make it slower); ours lie on it.
Fails above `RATIO_MAX` or `MEMORY_MB_MAX`.
"""

import argparse
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import django
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "backend"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

import rasterio  # noqa: E402 - after the settings, as all that follows
from affine import Affine  # noqa: E402
from rasterio.windows import Window  # noqa: E402

from kharita.rasters.cogs import make_analysis_cog, make_display_cog  # noqa: E402
from kharita.rasters.display_pyramid import QUALITY  # noqa: E402
from kharita.rasters.inspection import inspect  # noqa: E402
from kharita.rasters.survey_facts import footprint, statistics, thumbnail  # noqa: E402  # after the path
from kharita.uploads.digests import sha256_of  # noqa: E402  # after the path

FOLDER = ROOT / "var" / "bench"
RATIO_MAX, MEMORY_MB_MAX = 1.3, 700
BLOCK = 512
COMMON = ("-q", "-of", "COG", "--config", "GDAL_CACHEMAX", "64", "-co", f"BLOCKSIZE={BLOCK}",
          "-co", "NUM_THREADS=ALL_CPUS", "-co", "BIGTIFF=IF_SAFER")  # fmt: skip


def make_source(path: Path, side: int) -> None:
    """Ground, fields and roofs with noise: what packs about as badly as a real orthophoto does."""
    profile = {
        "driver": "GTiff", "width": side, "height": side, "count": 3, "dtype": "uint8", "crs": "EPSG:26191",
        "transform": Affine(0.05, 0, 500_000, 0, -0.05, 300_000), "tiled": True, "blockxsize": BLOCK,
        "blockysize": BLOCK, "compress": "lzw", "predictor": 2, "photometric": "RGB", "bigtiff": "IF_SAFER",
    }  # fmt: skip
    unfinished = path.with_suffix(".part")
    with rasterio.open(unfinished, "w", num_threads="ALL_CPUS", **profile) as dataset:
        for row in range(0, side, BLOCK):
            for column in range(0, side, BLOCK):
                height, width = min(BLOCK, side - row), min(BLOCK, side - column)
                dataset.write(_patch(row, column, height, width), window=Window(column, row, width, height))
    unfinished.rename(path)


def _patch(
    row: int, column: int, height: int, width: int
) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    chance = np.random.default_rng([17, row, column])
    rows, columns = np.mgrid[row : row + height, column : column + width].astype(np.float32)
    ground = 110 + 25 * np.sin(columns / 171) * np.cos(rows / 233) + 10 * np.sin((columns + 2 * rows) / 37)
    roofs = 70.0 * ((columns % 400 < 170) & (rows % 330 < 150)) + 12 * np.sin(columns / 3) * (
        rows % 900 < 300
    )
    fine = chance.normal(0, 5, (height, width)).astype(np.float32)
    picture = (ground + roofs + fine)[None] * np.array([1.0, 0.95, 0.8], np.float32)[:, None, None]
    picture += chance.normal(0, 1.5, picture.shape)
    return np.clip(picture, 0, 255).astype(np.uint8)


def ours(source: Path, folder: Path) -> None:
    def quiet(_done: float) -> None:
        """Nobody watches."""

    inspect(source, kind="ortho")
    sha256_of(source)
    make_analysis_cog(source, folder / "analysis.tif", kind="ortho", told=quiet)
    make_display_cog(source, folder / "display.tif", kind="ortho", told=quiet)
    footprint(folder / "analysis.tif")
    statistics(folder / "analysis.tif")
    thumbnail(folder / "analysis.tif", folder / "thumbnail.webp", kind="ortho")


def bare(source: Path, folder: Path) -> None:
    analysis = ("-co", "COMPRESS=ZSTD", "-co", "PREDICTOR=YES", "-co", "OVERVIEW_RESAMPLING=AVERAGE")
    options = ("TILING_SCHEME=GoogleMapsCompatible", "COMPRESS=WEBP", f"QUALITY={QUALITY}", "ADD_ALPHA=YES",
               "WARP_RESAMPLING=CUBIC", "OVERVIEW_RESAMPLING=AVERAGE")  # fmt: skip
    display = [part for option in options for part in ("-co", option)]
    translate, warp = shutil.which("gdal_translate"), shutil.which("gdalwarp")
    if not translate or not warp:
        sys.exit("gdal_translate and gdalwarp are needed to compare with (Debian: gdal-bin).")
    files = str(source), str(folder / "analysis.tif"), str(folder / "display.tif")
    subprocess.run([translate, *COMMON, *analysis, files[0], files[1]], check=True)  # noqa: S603 - our arguments
    # The COG driver warps by itself: gdalwarp in front of it would warp into a file of its own first.
    subprocess.run([translate, *COMMON, *display, files[0], files[2]], check=True)  # noqa: S603 - our arguments


class Memory:
    """The peak of resident memory of this process's children (and theirs), looked at ten times a second."""

    def __init__(self) -> None:
        self.peak_mb = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.1):
            self.peak_mb = max(self.peak_mb, sum(_resident_mb(pid) for pid in _family(os.getpid())))


def _family(parent: int) -> list[int]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue
    family, grown = {parent}, True
    while grown:
        more = {pid for pid, above in parents.items() if above in family} - family
        family |= more
        grown = bool(more)
    return list(family)


def _resident_mb(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, ValueError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def timed(make: Callable[[Path, Path], None], source: Path, name: str) -> tuple[float, float]:
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with Memory() as memory:
        start = time.perf_counter()
        make(source, folder)
        seconds = time.perf_counter() - start
    sizes = {path.name: round(path.stat().st_size / 1024**2) for path in sorted(folder.iterdir())}
    print(f"{name:>6}: {seconds:7.1f} s, peak {memory.peak_mb:6.0f} MB, files in MB: {sizes}", flush=True)
    return seconds, memory.peak_mb


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--side", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="leave the made files in var/bench")
    asked = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    source = FOLDER / f"ortho-{asked.side}.tif"
    if not source.exists():
        make_source(source, asked.side)
    print(
        f"{asked.side} × {asked.side} RGB, {source.stat().st_size / 1024**2:.0f} MB, {os.cpu_count()} cores"
    )
    ratios, peaks = [], []
    for _ in range(asked.rounds):
        mine, peak = timed(ours, source, "ours")
        theirs, _peak = timed(bare, source, "bare")
        ratios.append(mine / theirs)
        peaks.append(peak)
    if not asked.keep:
        for name in ("ours", "bare"):
            shutil.rmtree(FOLDER / name)
    ratio = float(np.median(ratios))
    print(
        f"ours / bare: {ratio:.2f} (at most {RATIO_MAX}); peak {max(peaks):.0f} MB (at most {MEMORY_MB_MAX})"
    )
    sys.exit(ratio > RATIO_MAX or max(peaks) > MEMORY_MB_MAX)


if __name__ == "__main__":
    main()
