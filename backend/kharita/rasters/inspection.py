"""Whether a stranger's raster can be taken in, and what it is: found out in a process with limits."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kharita.core.confined import LookFailed, Refusal, look
from kharita.rasters.refusals import BadRaster, refused

__all__ = ["BadRaster", "RasterFacts", "inspect"]

CHILD = "kharita.rasters"
SECONDS_MAX = 120.0
KINDS = ("ortho", "dsm", "dtm", "multispectral")


@dataclass(frozen=True)
class RasterFacts:
    """A raster as its file declares it.

    `transform` is GDAL's affine as (a, b, c, d, e, f), pixel corners to the CRS; `bounds_wgs84` west, south,
    east, north; `colours` what each band is (red, green, blue, alpha, grey, palette, nir, rededge, height …);
    `notices` codes of `refusals.NOTICES`. A `nodata` of NaN is a NaN.
    """

    driver: str
    width: int
    height: int
    bands: int
    dtype: str
    epsg: int | None
    crs_wkt: str
    transform: tuple[float, ...]
    pixel_size_m: tuple[float, float]
    nodata: float | None
    has_alpha: bool
    colours: tuple[str, ...]
    bounds_wgs84: tuple[float, float, float, float]
    notices: tuple[str, ...]


def inspect(path: Path, *, kind: str, region: Sequence[float] | None = None) -> RasterFacts:
    """The facts of the raster in `path`, to be used as `kind`.

    `region` (west, south, east, north in WGS84) is where it must lie; with it, exchanged axes and a wrong CRS
    are recognised. Content decides, never the file's name; nothing beside the file is read; all of its frame
    and a bounded part of its pixels is unpacked. Raises `BadRaster`.
    """
    if kind not in KINDS:
        raise ValueError(f"No product is of the kind {kind}")
    asked = json.dumps(list(region) if region is not None else None)
    answer = ask("inspect", path, kind, asked, seconds=SECONDS_MAX)
    return _facts(answer)


def ask(task: str, path: Path, *arguments: str, **options: Any) -> dict[str, Any]:
    """The child's answer. Raises `BadRaster`, and what `told` (see `core.confined.look`) raises."""
    try:
        return look(CHILD, task, path.resolve(), *arguments, **options)
    except Refusal as refusal:
        raise refused(refusal.code, refusal.values) from refusal
    except LookFailed as failure:
        raise refused("too-heavy" if failure.reason == "too-heavy" else "damaged", {}) from failure


def _facts(told: dict[str, Any]) -> RasterFacts:
    lists = ("transform", "pixel_size_m", "colours", "bounds_wgs84", "notices")
    values = told | {name: tuple(told[name]) for name in lists}
    if values["nodata"] == "nan":
        values["nodata"] = math.nan
    return RasterFacts(**values)
