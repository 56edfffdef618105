"""What is true of a scene: every change with its verdict, and the permits that were granted."""

from datetime import UTC, datetime

import geopandas as gpd
import numpy as np
import shapely

from gis_data.demo_flights.scene import Scene
from gis_data.demo_town.streets import CRS

GRANTED = datetime(2026, 2, 16, 9, tzinfo=UTC)


def truth(scene: Scene) -> gpd.GeoDataFrame:
    """A row for each case and decoy, EPSG:26191.

    `geometry`: where the change is to be seen (for `footprint_exceeds` the whole new building). `before`,
    `after`, `permitted`: outlines as WKB or None. `height_before_m`, `height_after_m`: over bare ground.
    `verdict`: no_permit, footprint_exceeds, height_exceeds, in_servitude, authorised, demolished, or none.
    `decoy` says that nothing was built; `change_m`: the median difference between the two surfaces.
    """
    cases = scene.cases
    return gpd.GeoDataFrame(
        {
            "id": np.arange(1, len(cases) + 1),
            "kind": [case.kind for case in cases],
            "decoy": [case.kind.startswith("decoy") for case in cases],
            "legal": [case.legal for case in cases],
            "verdict": [case.verdict for case in cases],
            "parcel": [case.reference for case in cases],
            "area_m2": [round(float((case.outline).area), 2) for case in cases],
            "height_before_m": [round(case.height_before, 2) for case in cases],
            "height_after_m": [round(case.height_after, 2) for case in cases],
            "change_m": [round(case.height_after - case.height_before, 2) for case in cases],
            "permitted_height_m": [case.permitted_height for case in cases],
            "before": [shapely.to_wkb(case.before) for case in cases],
            "after": [shapely.to_wkb(case.after) for case in cases],
            "permitted": [shapely.to_wkb(case.permitted) for case in cases],
        },
        geometry=[case.outline for case in cases],
        crs=CRS,
    )


def permits(scene: Scene) -> gpd.GeoDataFrame:
    """The permits of a scene: parcel, permitted outline, floors over the ground floor, greatest height."""
    granted = [(number, case) for number, case in enumerate(scene.cases, 1) if case.permitted is not None]
    return gpd.GeoDataFrame(
        {
            "case": [number for number, _case in granted],
            "parcel": [case.reference for _number, case in granted],
            "kind": [
                "raising" if case.kind.startswith("extra") else "new_building" for _number, case in granted
            ],
            "floors": [case.permitted_floors for _number, case in granted],
            "max_height_m": [case.permitted_height for _number, case in granted],
            "area_m2": [
                round(float(case.permitted.area), 1)
                for _number, case in granted
                if case.permitted is not None
            ],
            "granted_at": [GRANTED for _case in granted],
        },
        geometry=[case.permitted for _number, case in granted],
        crs=CRS,
    )
