"""In which coordinate system a file is: what it declares, held against where the commune lies."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from django.conf import settings
from django.contrib.gis.db.models import Extent
from pyproj import CRS, Geod, Transformer
from pyproj.exceptions import CRSError, ProjError

from kharita.core.geo import WEB_MERCATOR, WGS84
from kharita.importing.faults import BadFile, BadMapping
from kharita.importing.geometry import Transform, moved
from kharita.importing.messages import Message, told
from kharita.territory.models import Commune, Parcel

# Merchich's four Lambert zones; exchanged files often name the wrong one, or none.
MERCHICH = (26191, 26192, 26194, 26195)
NEAR_M = 2_000
BOUNDARY_SLACK_M = 300  # published boundaries of communes are good to some 300 m
CADASTRE_SLACK_M = 5_000
LANDED = 0.5


@dataclass(frozen=True)
class Region:
    """Where a commune's records can be, in the official CRS, and how that is known."""

    geometry: shapely.Geometry
    origin: str  # boundary | cadastre | crs


@dataclass(frozen=True)
class Detection:
    """The CRS that a file seems to be in. `swapped`: its axes stand in the other order."""

    code: str | None
    name: str
    confidence: str  # high | medium | low
    reason: Message
    swapped: bool
    candidates: tuple[dict[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "name": self.name,
            "confidence": self.confidence,
            "reason": self.reason.as_json(),
            "swapped": self.swapped,
            "candidates": list(self.candidates),
        }


def region_of(commune: Commune) -> Region:
    """Where records of `commune` can be: its boundary, else around its cadastre, else the official CRS's
    area."""
    if commune.boundary is not None:
        return Region(shapely.from_wkb(bytes(commune.boundary.wkb)).buffer(BOUNDARY_SLACK_M), "boundary")
    extent = Parcel.objects.current().filter(commune=commune).aggregate(extent=Extent("geometry"))["extent"]
    if extent is not None:
        return Region(shapely.box(*extent).buffer(CADASTRE_SLACK_M), "cadastre")
    official = CRS.from_epsg(settings.KHARITA_SRID)
    area = official.area_of_use
    if area is None:
        raise BadMapping(told("no-region"))
    edge = shapely.segmentize(shapely.box(area.west, area.south, area.east, area.north), 0.1)
    transform = transform_from(f"EPSG:{WGS84}")
    return Region(edge if transform is None else moved(edge, transform), "crs")


@lru_cache(maxsize=16)
def _transformer(code: str, official: int) -> Transformer:
    return Transformer.from_crs(parse_crs(code), CRS.from_epsg(official), always_xy=True)


def parse_crs(code: str) -> CRS:
    """The CRS that `code` names ("EPSG:26191", "26191", WKT); `BadMapping` when PROJ knows none."""
    try:
        return CRS.from_user_input(int(code) if code.strip().isdigit() else code)
    except CRSError as error:
        raise BadMapping(told("unknown-crs", code=code[:60]), code="unknown-crs") from error


def transform_from(code: str, *, swap_axes: bool = False) -> Transform | None:
    """From `code` to the official CRS, x before y; None when nothing has to be done."""
    if parse_crs(code).to_epsg() == settings.KHARITA_SRID:
        return (lambda x, y: (y, x)) if swap_axes else None
    transformer = _transformer(code, settings.KHARITA_SRID)

    def transform(x: Any, y: Any) -> tuple[Any, Any]:
        projected: tuple[Any, Any] = transformer.transform(*((y, x) if swap_axes else (x, y)))
        return projected

    return transform


def detect(declared: str | None, geometries: Any, region: Region) -> Detection:
    """The CRS in which a sample of the file's `geometries` falls on the commune.

    What the file declares is believed when it lands there. Otherwise the systems in use are tried, then all
    of them with swapped axes; the reason says what was found.
    """
    x, y = _points(geometries)
    near = shapely.buffer(region.geometry, NEAR_M) if region.origin != "crs" else region.geometry
    shapely.prepare(near)
    candidates = tuple({"code": code, "name": _name(code)} for code in _candidates(declared))
    sure = "high" if region.origin != "crs" else "medium"
    if declared and _share(declared, x, y, near) >= LANDED:
        code = _short(declared)
        return Detection(code, _name(code), sure, told("crs-as-declared"),
                         False, candidates)  # fmt: skip
    for swapped in (False, True):
        for candidate in candidates:
            code = candidate["code"]
            if _share(code, *((y, x) if swapped else (x, y)), near) >= LANDED:
                reason = _why(declared, code, swapped, x, y, region)
                return Detection(code, _name(code), "medium" if declared is None else "low", reason, swapped,
                                 candidates)  # fmt: skip
    code_or_none = _short(declared) if declared else None
    return Detection(code_or_none, _name(code_or_none) if code_or_none else "", "low",
                     _nowhere(declared, x, y, region), False, candidates)  # fmt: skip


def refuse_wrong_crs(
    code: str, swap_axes: bool, declared: str | None, geometries: Any, region: Region
) -> None:
    """`BadFile` when hardly any of the sample lands on the commune: the CRS is wrong, not the rows."""
    x, y = _points(geometries)
    if not len(x):
        return
    near = shapely.buffer(region.geometry, NEAR_M) if region.origin != "crs" else region.geometry
    shapely.prepare(near)
    if _share(code, *((y, x) if swap_axes else (x, y)), near) > 0.1:
        return
    better = detect(code, geometries, region)
    if better.swapped and not swap_axes and better.code == _short(code):
        raise BadFile(better.reason, code="swapped-axes", suggestion=better.code)
    raise BadFile(better.reason, code="wrong-crs", suggestion=better.code)


def _candidates(declared: str | None) -> list[str]:
    codes = [_short(declared)] if declared else []
    official = settings.KHARITA_SRID
    zones = MERCHICH if official in MERCHICH else ()
    for epsg in (official, WGS84, WEB_MERCATOR, *zones, 4261, *_utm_zones(official)):
        if (code := f"EPSG:{epsg}") not in codes:
            codes.append(code)
    return codes


def _utm_zones(official: int) -> list[int]:
    area = CRS.from_epsg(official).area_of_use
    if area is None:
        return []
    zones = range(int((area.west + 180) // 6) + 1, int((area.east + 180) // 6) + 2)
    return [(32600 if area.north > 0 else 32700) + zone for zone in zones]


def _points(geometries: Any) -> tuple[Any, Any]:
    present = geometries[~(shapely.is_missing(geometries) | shapely.is_empty(geometries))]
    bounds = shapely.bounds(present)
    bounds = bounds[np.isfinite(bounds).all(axis=1)]
    return (bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2


def _landing(code: str, x: Any, y: Any) -> tuple[Any, Any]:
    try:
        transform = transform_from(code)
        landed = transform(x, y) if transform is not None else (x, y)
    except (ProjError, BadMapping):
        return np.full(len(x), np.inf), np.full(len(x), np.inf)
    return landed


def _share(code: str, x: Any, y: Any, near: shapely.Geometry) -> float:
    """The share of points that land in `near` when read as `code`."""
    if not len(x):
        return 0.0
    if code in (f"EPSG:{WGS84}", "EPSG:4261") and (np.abs(x) > 180).mean() > 0.5:
        return 0.0
    east, north = _landing(code, x, y)
    finite = np.isfinite(east) & np.isfinite(north)
    return float(shapely.intersects_xy(near, np.where(finite, east, 0), np.where(finite, north,
    0))[finite].sum()
                 / len(x))  # fmt: skip


def _why(declared: str | None, code: str, swapped: bool, x: Any, y: Any, region: Region) -> Message:
    if declared is None and not swapped:
        return told("crs-silent", code=code)
    if swapped:
        return told("axes-swapped", code=code)
    return told(
        "crs-looks-like",
        declared=_short(declared or ""),
        code=code,
        where=_where(declared or "", x, y, region),
    )


def _nowhere(declared: str | None, x: Any, y: Any, region: Region) -> Message:
    if declared is None:
        return told("crs-silent-nowhere")
    return told("crs-nowhere", declared=_short(declared), where=_where(declared, x, y, region))


def _where(declared: str, x: Any, y: Any, region: Region) -> Message:
    """Where the file would land, in words: its distance from the commune, or that it lands nowhere."""
    east, north = _landing(declared, x, y)
    finite = np.isfinite(east) & np.isfinite(north)
    degrees_out_of_range = parse_crs(declared).is_geographic and len(x) and (np.abs(x) > 180).mean() > 0.5
    if not finite.any() or degrees_out_of_range:
        return told("no-place-on-earth")
    to_degrees = Transformer.from_crs(settings.KHARITA_SRID, WGS84, always_xy=True)
    landed = to_degrees.transform(float(np.median(east[finite])), float(np.median(north[finite])))
    middle = shapely.centroid(region.geometry)
    home = to_degrees.transform(shapely.get_x(middle), shapely.get_y(middle))
    if not np.isfinite([*landed, *home]).all():
        return told("no-place-on-earth")
    kilometres = Geod(ellps="WGS84").inv(*landed, *home)[2] / 1000
    return told("lands-far", distance=f"{kilometres:,.0f}".replace(",", "\u202f"))


def _short(code: str) -> str:
    crs = parse_crs(code)
    epsg = crs.to_epsg()
    return f"EPSG:{epsg}" if epsg else code


def _name(code: str) -> str:
    return str(parse_crs(code).name)
