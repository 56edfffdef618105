"""The coordinate systems that features are given and asked in (OGC API – Features Part 2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from django.conf import settings
from django.utils.translation import gettext as _
from pyproj import CRS

from kharita.core.errors import BadInput
from kharita.core.geo import WEB_MERCATOR, WGS84

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
MERCHICH = (26191, 26192, 26194, 26195)
"""Morocco's four Lambert zones: neighbours exchange files in them."""
UTM_NORTH, UTM_SOUTH = 32600, 32700


@dataclass(frozen=True)
class System:
    """`northing_first`: its authority writes the latitude or northing before the longitude or easting."""

    uri: str
    srid: int
    northing_first: bool = False

    @property
    def in_degrees(self) -> bool:
        return _crs(self.srid).is_geographic


@lru_cache(maxsize=64)
def _crs(srid: int) -> CRS:
    return CRS.from_epsg(srid)


def system_of(srid: int) -> System:
    """The system of an EPSG code, in its authority's order of axes."""
    return System(f"{EPSG}{srid}", srid, _crs(srid).axis_info[0].direction == "north")


DEFAULT = System(CRS84, WGS84)


def storage() -> System:
    """The system that geometries are kept in."""
    return system_of(settings.KHARITA_SRID)


@cache
def offered() -> Mapping[str, System]:
    """The systems that every collection can be asked in, by URI, CRS84 first."""
    official: int = settings.KHARITA_SRID
    codes = [official, WGS84, WEB_MERCATOR, *_utm_zones(official)]
    if official in MERCHICH:
        codes += MERCHICH
    return {CRS84: DEFAULT} | {one.uri: one for one in map(system_of, dict.fromkeys(codes))}


def _utm_zones(official: int) -> list[int]:
    area = _crs(official).area_of_use
    if area is None or area.east - area.west > 24:
        return []
    first, last = (int((edge + 180) // 6) + 1 for edge in (area.west, area.east))
    return [(UTM_NORTH if area.north > 0 else UTM_SOUTH) + zone for zone in range(first, last + 1)]


def system_asked(uri: str | None, *, parameter: str) -> System:
    """The system that a parameter names; CRS84 where it is not given. Raises `BadInput`."""
    if uri is None:
        return DEFAULT
    found = offered().get(uri)
    if found is None:
        raise BadInput(
            _("This coordinate system is not offered; the collection's “crs” lists those that are."),
            field=parameter,
        )
    return found
