"""A footprint from an uploaded file (GeoJSON, shapefile, GeoPackage, KML, DXF plan) in the official CRS."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from django.utils.translation import gettext as _
from shapely import MultiPolygon

from kharita.importing.crs import Region, detect, region_of, transform_from
from kharita.importing.faults import BadFile, title_of
from kharita.importing.geometry import check, read_wkb
from kharita.importing.intake import Opened, opened
from kharita.importing.sources import GEOMETRY, Source, batches, describe
from kharita.permits.checks.loading import load_plots
from kharita.permits.checks.presenting import to_degrees
from kharita.permits.checks.tidy import NOWHERE, united
from kharita.permits.plans.report import PlanReport, compare_plan
from kharita.territory.models import Commune

DRIVERS = frozenset({"GeoJSON", "GeoJSONSeq", "TopoJSON", "ESRI Shapefile", "GPKG", "FlatGeobuf", "KML"})
ROWS_MAX = 200
CORNERS_MAX = 20_000


@dataclass(frozen=True)
class Footprint:
    """What a file draws, in the official CRS. `crs` is what it was read in ("" for a plan); `remarks` say
    what was left out or mended, in the reader's language; `plan` is the report of a DXF plan."""

    geometry: MultiPolygon
    courts: MultiPolygon = NOWHERE
    crs: str = ""
    remarks: tuple[str, ...] = ()
    plan: PlanReport | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "footprint": None if self.geometry.is_empty else to_degrees(self.geometry),
            "area_m2": round(self.geometry.area, 2),
            "crs": self.crs,
            "remarks": list(self.remarks),
            "plan": None if self.plan is None else self.plan.as_json(),
        }


def read_footprint(path: Path, *, commune: Commune, parcel_ids: Sequence[int]) -> Footprint:
    """The polygons of `path` as one footprint on the present parcels `parcel_ids`; see `read_drawing`."""
    cadastre = united(plot.geometry for plot in load_plots(parcel_ids))
    return read_drawing(path, region=region_of(commune), cadastre=cadastre)


def read_drawing(path: Path, *, region: Region, cadastre: MultiPolygon) -> Footprint:
    """The polygons of `path` as one footprint; a DXF plan is laid on `cadastre` (official CRS, may be empty).

    Raises `BadFile` (unknown or damaged content, several files, another place on earth, nothing that covers
    ground, more than a footprint) and `BadPlan` for a DXF drawing that cannot be read.
    """
    with opened(path) as file:
        if file.driver == "DXF":
            report = compare_plan(file.path, cadastre=cadastre)
            return Footprint(report.footprint, report.courts, plan=report)
        if file.driver not in DRIVERS:
            raise BadFile(
                _("A footprint is a drawing: send GeoJSON, a zipped shapefile, GeoPackage, KML or DXF."),
                code="not-a-drawing",
            )
        return _of_rows(file, region)


def _of_rows(file: Opened, region: Region) -> Footprint:
    source, _sample = describe(file)
    if source.features > ROWS_MAX:
        raise BadFile(
            _("The file holds %(count)s shapes: send the footprint of one project only.")
            % {"count": source.features},
            code="too-many-rows",
        )
    values = _geometries(file, source)
    found = detect(source.declared_crs, shapely.from_wkb(values, on_invalid="ignore"), region)
    if found.code is None or not _lands(found.confidence):
        raise BadFile(str(found.reason), code="wrong-crs")
    checked = check(
        read_wkb(values),
        kind="polygon",
        transform=transform_from(found.code, swap_axes=found.swapped),
        region=region.geometry,
        repair=True,
    )
    ground = united(checked.geometries[checked.fit])
    if ground.is_empty:
        reasons = ", ".join(dict.fromkeys(title_of(str(reason)) for reason in checked.reasons if reason))
        raise BadFile(
            _("Nothing in the file covers ground here (%(reasons)s).") % {"reasons": reasons},
            code="no-ground",
        )
    return Footprint(ground, crs=found.code, remarks=tuple(_remarks(checked, found.swapped)))


def _lands(confidence: str) -> bool:
    """Whether the file was found to lie on the commune in some system."""
    return confidence in ("high", "medium")


def _geometries(file: Opened, source: Source) -> np.ndarray[Any, np.dtype[np.object_]]:
    """The geometries of all rows as WKB (None where a row has none)."""
    columns = [
        batch.column(GEOMETRY).to_numpy(zero_copy_only=False)
        for batch in batches(file, layer=source.layer, encoding=source.encoding, columns=[])
    ]
    values = np.concatenate(columns)
    if sum(len(value) for value in values if value is not None) > CORNERS_MAX * 16:
        raise BadFile(
            _("The footprint has more than %(limit)s corners: simplify it.") % {"limit": CORNERS_MAX},
            code="too-many-corners",
        )
    return values


def _remarks(checked: Any, swapped: bool) -> list[str]:
    remarks = []
    if swapped:
        remarks.append(_("The axes were swapped."))
    left_out = int((~checked.fit).sum())
    if left_out:
        reasons = ", ".join(dict.fromkeys(title_of(str(reason)) for reason in checked.reasons if reason))
        remarks.append(
            _("Shapes left out: %(count)s (%(reasons)s).") % {"count": left_out, "reasons": reasons}
        )
    if checked.repairs:
        remarks.append(_("Shapes mended: %(count)s.") % {"count": len(checked.repairs)})
    return remarks
