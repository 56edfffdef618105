"""The coordinate systems that rows are written in: any that PROJ knows by a code, x (east) first."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from pyproj import CRS
from pyproj.exceptions import CRSError

from kharita.core.errors import BadInput
from kharita.core.geo import WEB_MERCATOR, WGS84
from kharita.maps.door import OpenLayer
from kharita.maps.selection import geometry_sql

CRS84 = "OGC:CRS84"
DEGREE_DECIMALS = 8
"""Of a degree: a millimetre on the ground."""
DECIMALS = 7
"""Of a degree, where a centimetre is enough: GeoJSON, KML, the point inside a shape."""
_CODE = re.compile(r"^([A-Za-z][A-Za-z0-9_]{1,15}):([A-Za-z0-9_]{1,20})$")
_ADDRESS = re.compile(r"^(?:https?://www\.opengis\.net/def/crs|urn:ogc:def:crs)[/:](\w+)[/:][\w.]*[/:](\w+)$")


@dataclass(frozen=True)
class Crs:
    """A horizontal coordinate system: its code ("EPSG:26191"), its name, how it is told to files."""

    code: str
    name: str
    wkt: str
    projjson: dict[str, Any]
    is_geographic: bool
    metres_per_unit: float

    @property
    def srid(self) -> int | None:
        """The EPSG number; None for the systems of others."""
        authority, _colon, number = self.code.partition(":")
        return int(number) if authority == "EPSG" else None

    @property
    def decimals(self) -> int:
        """How many decimals a coordinate needs to be right to a millimetre."""
        if self.is_geographic:
            return DEGREE_DECIMALS
        return max(0, 3 + math.ceil(math.log10(self.metres_per_unit)))

    def geometry_sql(self, opened: OpenLayer) -> str:
        """The SQL of a row's geometry in this system, x first whatever the axes' order of the system is."""
        if self.code == CRS84:
            return geometry_sql(opened, WGS84)
        if self.srid is not None:
            return geometry_sql(opened, self.srid)
        # PostGIS hands the code to PROJ and takes the axes as east, north.
        return f"ST_Transform(source.geometry, 'EPSG:{settings.KHARITA_SRID}', '{self.code}')"


def parse_crs(text: str) -> Crs:
    """The system that `text` names: "EPSG:26191", "26191", an OGC address or URN.

    Raises `BadInput` for what PROJ does not know, and for systems that no map is drawn in.
    """
    authority, code = _parts(text.strip())
    return _known(authority.upper(), code)


def _parts(text: str) -> tuple[str, str]:
    if text.isascii() and text.isdigit() and len(text) <= 6:
        return "EPSG", text
    found = _CODE.match(text) or _ADDRESS.match(text)
    if found is None:
        raise _unknown(text)
    return found[1], found[2]


def _unknown(text: str) -> BadInput:
    return BadInput(
        _("“%(code)s” names no coordinate system; one is named like EPSG:%(srid)s.")
        % {"code": text[:40], "srid": settings.KHARITA_SRID},
        field="crs",
    )


@lru_cache(maxsize=64)
def _known(authority: str, code: str) -> Crs:
    try:
        crs = CRS.from_authority(authority, code)
    except CRSError as error:
        raise _unknown(f"{authority}:{code}") from error
    if crs.is_compound or not (crs.is_projected or crs.is_geographic) or len(crs.axis_info) != 2:
        raise BadInput(
            _("“%(name)s” is no system for a flat map: choose a projected or a geographic one.")
            % {"name": crs.name},
            field="crs",
        )
    return Crs(
        code=f"{authority}:{code}",
        name=crs.name,
        wkt=crs.to_wkt(),
        projjson=crs.to_json_dict(),
        is_geographic=crs.is_geographic,
        metres_per_unit=1.0 if crs.is_geographic else float(crs.axis_info[0].unit_conversion_factor),
    )


def official() -> Crs:
    """The deployment's own system."""
    return parse_crs(str(settings.KHARITA_SRID))


def offered() -> list[Crs]:
    """What a person chooses from: the official system, its neighbours in use, degrees, web mercator."""
    merchich = (26191, 26192, 26194, 26195)
    own = settings.KHARITA_SRID
    codes = [own, *(merchich if own in merchich else ()), *_utm_zones(own), WGS84, WEB_MERCATOR]
    return [parse_crs(str(code)) for code in dict.fromkeys(codes)]


def _utm_zones(srid: int) -> list[int]:
    area = CRS.from_epsg(srid).area_of_use
    if area is None:
        return []
    first, last = (int((edge + 180) // 6) + 1 for edge in (area.west, area.east))
    return [(32600 if area.north > 0 else 32700) + zone for zone in range(first, last + 1)][:6]
