"""A plan of irrigation as ISO 11783-10 task data (TASKDATA.XML, version 4), which farm machines read.

One task for each parcel, whose treatment zones are polygons in WGS84 with a setpoint of water. Data
dictionary entity 1 (ISO 11783-11: setpoint volume per area application rate) counts hundredths of mm³/m²: a
millimetre of water is 1 000 000 mm³/m², and its largest value is 21.47 mm. More is given in several passes,
a task each.
"""

import io
import math
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Final
from xml.etree import ElementTree as ET

import shapely
from shapely.geometry.base import BaseGeometry

RATE_DDI: Final = "0001"
PER_MM: Final = 100_000_000
VALUE_MAX: Final = 2_147_483_647
FILE_NAME: Final = "TASKDATA/TASKDATA.XML"
NO_WATER: Final = 0
"""The code of the zone that holds outside of all others, and where the position is lost."""
_DEGREES = 9
_TEXT_MAX = 32
_AREA_MAX = 4_294_967_294
_PARTFIELD_BOUNDARY, _TREATMENT_ZONE = "1", "2"
_EXTERIOR, _INTERIOR = "1", "2"
_POINT_OTHER, _PLANNED, _FROM_MANAGEMENT = "2", "1", "1"


@dataclass(frozen=True)
class TaskZone:
    """Ground of one class: `geometry` in WGS84 (longitude, latitude); `area_m2` as measured in the official
    CRS."""

    vigour_class: int
    rate_mm: float
    geometry: BaseGeometry
    area_m2: float


@dataclass(frozen=True)
class TaskField:
    """A parcel, or the ground that is on none (`reference` ""): its outline in WGS84 and its zones."""

    reference: str
    outline: BaseGeometry | None
    area_m2: float
    zones: Sequence[TaskZone]


@dataclass(frozen=True)
class TaskTexts:
    """What people read on the terminal, in their language; 32 characters of each are kept."""

    customer: str
    farm: str
    product: str
    vigour_class: str
    no_water: str
    off_parcels: str
    run: str


def passes_of(rate_mm: float) -> int:
    """In how many passes this much water can be asked for."""
    return max(1, math.ceil(rate_mm * PER_MM / VALUE_MAX))


def taskdata_zip(fields: Sequence[TaskField], *, texts: TaskTexts, version: str, now: datetime) -> bytes:
    """The file in the folder in which terminals look for it, zipped."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(FILE_NAME, date_time=now.timetuple()[:6])
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, taskdata_xml(fields, texts=texts, version=version))
    return packed.getvalue()


def taskdata_xml(fields: Sequence[TaskField], *, texts: TaskTexts, version: str) -> bytes:
    """TASKDATA.XML as UTF-8."""
    root = ET.Element(
        "ISO11783_TaskData", VersionMajor="4", VersionMinor="3", ManagementSoftwareManufacturer="Kharita",
        ManagementSoftwareVersion=version[:_TEXT_MAX], DataTransferOrigin=_FROM_MANAGEMENT,
    )  # fmt: skip
    # Many terminals list tasks by customer and farm only.
    ET.SubElement(root, "CTR", A="CTR1", B=texts.customer[:_TEXT_MAX])
    ET.SubElement(root, "FRM", A="FRM1", B=texts.farm[:_TEXT_MAX], I="CTR1")
    ET.SubElement(root, "VPN", A="VPN1", B="0", C="0.00000001", D="1", E="mm")
    ET.SubElement(root, "PDT", A="PDT1", B=texts.product[:_TEXT_MAX])
    polygons = count(1)
    watered = [one for one in fields if any(zone.rate_mm > 0 for zone in one.zones)]
    for number, one in enumerate(watered, start=1):
        _partfield(root, number, one, texts, polygons)
    tasks = count(1)
    for number, one in enumerate(watered, start=1):
        passes = passes_of(max(zone.rate_mm for zone in one.zones))
        for run in range(1, passes + 1):
            _task(root, f"TSK{next(tasks)}", f"PFD{number}", _name(one, run, passes, texts), one, passes,
                  texts, polygons)  # fmt: skip
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def _partfield(root: ET.Element, number: int, one: TaskField, texts: TaskTexts, ids: "count[int]") -> None:
    field = ET.SubElement(
        root, "PFD", A=f"PFD{number}", C=(one.reference or texts.off_parcels)[:_TEXT_MAX],
        D=_area(one.area_m2), E="CTR1", F="FRM1",
    )  # fmt: skip
    if one.outline is not None:
        _polygons(field, one.outline, _PARTFIELD_BOUNDARY, ids)


def _name(one: TaskField, run: int, passes: int, texts: TaskTexts) -> str:
    name = one.reference or texts.off_parcels
    suffix = f" {texts.run} {run}/{passes}" if passes > 1 else ""
    return name[: _TEXT_MAX - len(suffix)] + suffix


def _task(
    root: ET.Element, number: str, field: str, name: str, one: TaskField, passes: int, texts: TaskTexts,
    ids: "count[int]",
) -> None:  # fmt: skip
    task = ET.SubElement(
        root, "TSK", A=number, B=name, C="CTR1", D="FRM1", E=field, G=_PLANNED,
        I=str(NO_WATER), J=str(NO_WATER),
    )  # fmt: skip
    dry = ET.SubElement(task, "TZN", A=str(NO_WATER), B=texts.no_water[:_TEXT_MAX])
    _rate(dry, 0)
    for vigour_class in sorted({zone.vigour_class for zone in one.zones}):
        mine = [zone for zone in one.zones if zone.vigour_class == vigour_class]
        zone = ET.SubElement(
            task, "TZN", A=str(vigour_class), B=f"{texts.vigour_class} {vigour_class}"[:_TEXT_MAX]
        )
        for part in mine:
            _polygons(zone, part.geometry, _TREATMENT_ZONE, ids)
        _rate(zone, round(mine[0].rate_mm * PER_MM / passes))


def _rate(zone: ET.Element, value: int) -> None:
    ET.SubElement(zone, "PDV", A=RATE_DDI, B=str(value), C="PDT1", E="VPN1")


def _polygons(parent: ET.Element, geometry: BaseGeometry, kind: str, ids: "count[int]") -> None:
    """Version 4 has one outer ring in each polygon: a multipolygon is several."""
    for part in shapely.get_parts(shapely.orient_polygons(geometry)):
        polygon = ET.SubElement(parent, "PLN", A=kind, E=f"PLN{next(ids)}")
        _ring(polygon, _EXTERIOR, shapely.get_coordinates(part.exterior))
        for hole in part.interiors:
            _ring(polygon, _INTERIOR, shapely.get_coordinates(hole))


def _ring(polygon: ET.Element, kind: str, places: Iterable[Sequence[float]]) -> None:
    line = ET.SubElement(polygon, "LSG", A=kind)
    for longitude, latitude in places:
        ET.SubElement(
            line, "PNT", A=_POINT_OTHER, C=f"{latitude:.{_DEGREES}f}", D=f"{longitude:.{_DEGREES}f}"
        )


def _area(area_m2: float) -> str:
    return str(min(max(round(area_m2), 0), _AREA_MAX))
