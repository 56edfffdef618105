"""The child's side of making COGs: GDAL under its options, into a folder of its own."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import rasterio
from rasterio.errors import RasterioError

from kharita.core.confined_child import Fault, tell
from kharita.rasters.display_pyramid import write_pyramid
from kharita.rasters.gdal_calls import Gdal, GdalFailed
from kharita.rasters.gdal_options import CONFINED
from kharita.rasters.packed_blocks import check_all_blocks
from kharita.rasters.tiff_structure import read_structure

CACHE_MB = 64  # more makes GDAL slower here: it then fills memory before it begins to write
MADE = "made.tif"
BLOCK = 512
TELL_STEP = 0.002
CHECKED = 0.1  # how much of the work it is to find all blocks sound
COG = {
    # Lossless, and twice as fast as DEFLATE at the same size.
    "COMPRESS": "ZSTD",
    "PREDICTOR": "YES",
    "BLOCKSIZE": str(BLOCK),
    # The source's own overviews are neither trusted nor needed.
    "OVERVIEWS": "IGNORE_EXISTING",
    "OVERVIEW_RESAMPLING": "AVERAGE",
    "NUM_THREADS": "ALL_CPUS",
    "BIGTIFF": "IF_SAFER",
    "STATISTICS": "NO",
}


def make_analysis(path: Path, kind: str, folder: str) -> dict[str, Any]:
    """`MADE` in `folder`: all values as they are, in the raster's own CRS, north up. Raises `Fault`."""
    target = Path(folder) / MADE
    gdal = Gdal()
    gdal.configure(**CONFINED, GDAL_CACHEMAX=str(CACHE_MB), GDAL_NUM_THREADS="ALL_CPUS", CPL_TMPDIR=folder)
    creation = [part for name, value in COG.items() for part in ("-co", f"{name}={value}")]
    steps = _steps()
    check_all_blocks(path, read_structure(path), lambda done: steps(CHECKED * done))
    with rasterio.Env(**CONFINED), rasterio.open(path, driver="GTiff", sharing=False) as dataset:
        turned, arguments = _north_up(dataset, kind), _values(dataset, kind)

    def told(done: float) -> None:
        steps(CHECKED + (1 - CHECKED) * done)

    try:
        with gdal.opened(path, "GTiff") as source:
            if turned:
                gdal.warp(source, target, ["-of", "COG", *creation, *turned, "-multi", "-wm", "64"], told)
            else:
                gdal.translate(source, target, ["-of", "COG", *creation, *arguments], told)
    except GdalFailed as error:
        raise _fault(str(error), Path(folder)) from error
    _refuse_empty(target)
    return {}


def make_display(path: Path, kind: str, folder: str) -> dict[str, Any]:
    """`MADE` in `folder`: tiles of the web's grid as WebP. Raises `Fault`."""
    options = {**CONFINED, "GDAL_CACHEMAX": CACHE_MB, "GDAL_NUM_THREADS": "ALL_CPUS"}
    made = Path(folder) / MADE
    try:
        with rasterio.Env(**options):
            count = write_pyramid(path, made, kind=kind, spool=Path(folder) / "tiles", told=_steps())
    except (RasterioError, OSError) as error:
        raise _fault(str(error), Path(folder)) from error
    if count == 0:
        raise Fault("no-data")
    return {"tiles": count}


def _steps() -> Callable[[float], None]:
    """Progress that is told in steps: GDAL reports each tile."""
    last = -1.0

    def told(done: float) -> None:
        nonlocal last
        if done - last >= TELL_STEP or done >= 1:
            last = done
            tell(done)

    return told


def _north_up(dataset: rasterio.DatasetReader, kind: str) -> list[str]:
    """What turns a rotated or mirrored raster; [] for one that lies north up."""
    transform = dataset.transform
    if transform.b == 0 and transform.d == 0:
        if transform.a > 0 > transform.e:
            return []
        edges = [str(float(edge)) for edge in _edges(dataset)]
        # The very same pixels in another order.
        return ["-te", *edges, "-ts", str(dataset.width), str(dataset.height), "-r", "near"]
    side = str(min(abs(complex(transform.a, transform.d)), abs(complex(transform.b, transform.e))))
    nodata = ["-dstnodata", "nan"] if dataset.nodata is None and dataset.dtypes[0].startswith("float") else []
    alpha = ["-dstalpha"] if kind in ("ortho", "multispectral") and dataset.nodata is None else []
    return ["-tr", side, side, "-r", "bilinear", *nodata, *alpha]


def _edges(dataset: rasterio.DatasetReader) -> tuple[float, float, float, float]:
    transform = dataset.transform
    xs = sorted((transform.c, transform.c + transform.a * dataset.width))
    ys = sorted((transform.f, transform.f + transform.e * dataset.height))
    return xs[0], ys[0], xs[1], ys[1]


def _values(dataset: rasterio.DatasetReader, kind: str) -> list[str]:
    if dataset.colorinterp[0].name == "palette":
        return ["-expand", "rgb" if dataset.nodata is None else "rgba"]
    if kind in ("dsm", "dtm") and dataset.nodata is None and dataset.dtypes[0].startswith("float"):
        return ["-a_nodata", "nan"]
    return []


def _refuse_empty(path: Path) -> None:
    """Raises `Fault` where the smallest overview shows no pixel that holds data."""
    with rasterio.Env(**CONFINED), rasterio.open(path) as dataset:
        scale = max(1, max(dataset.width, dataset.height) // BLOCK)
        shape = (max(1, dataset.height // scale), max(1, dataset.width // scale))
        if not dataset.dataset_mask(out_shape=shape).any():
            raise Fault("no-data")


def _fault(said: str, folder: Path) -> Exception:
    """The file's fault, or the disk's."""
    room = os.statvfs(folder)
    if "No space left" in said or room.f_bavail * room.f_frsize < 1024**2:
        return Fault("no-space")
    return Fault("not-converted", said=said[:200])
