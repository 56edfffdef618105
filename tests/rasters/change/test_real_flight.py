"""A real flight (../shared/data/odm-brighton-beach), flown again as it were, with objects added."""

from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.features
from scipy.ndimage import gaussian_filter, shift
from shapely import Polygon, box
from shapely.affinity import rotate

from kharita.rasters.change.finder import find_changes
from kharita.rasters.change.outlines import agreement
from kharita.rasters.change.results import ChangeSettings, FlightFiles

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "odm-brighton-beach"
REAL = FlightFiles(ortho=DATA / "brighton_ortho_rgba_10cm.tif", dsm=DATA / "brighton_dsm_10cm.tif")
NODATA = -9999.0

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the real flight is not beside the project")


def places() -> list[tuple[Polygon, float]]:
    """Three outlines on known, fairly level, open ground, and how high they are built."""
    assert REAL.dsm is not None
    with rasterio.open(REAL.dsm) as source:
        heights, transform = source.read(1), source.transform
    found: list[tuple[Polygon, float]] = []
    for row in range(80, heights.shape[0] - 80, 20):
        for column in range(80, heights.shape[1] - 80, 20):
            here = heights[row - 50 : row + 50, column - 50 : column + 50]
            if (here == NODATA).mean() > 0.02 or np.ptp(here[here != NODATA]) > 1.0:
                continue
            x, y = transform @ (column, row)
            if all(shape.distance(rotate(box(x, y, x, y), 0)) > 12 for shape, _height in found):
                width, depth, height = ((6, 4, 2.8), (8, 5, 3.3), (5, 5, 6.0))[len(found)]
                shape = box(x - width / 2, y - depth / 2, x + width / 2, y + depth / 2)
                found.append((rotate(shape, 25 * len(found)), height))
            if len(found) == 3:
                return found
    return found


def flown_again(folder: Path, built: list[tuple[Polygon, float]]) -> FlightFiles:
    """The same place a year later: moved, lifted, noisier, and built on."""
    assert REAL.dsm is not None
    with rasterio.open(REAL.dsm) as source:
        heights, profile = source.read(1), source.profile
        for shape, height in built:
            inside = rasterio.features.geometry_mask([shape], heights.shape, source.transform, invert=True)
            heights[inside & (heights != NODATA)] = np.median(heights[inside & (heights != NODATA)]) + height
    unknown = heights == NODATA
    random = np.random.default_rng(5)
    heights = gaussian_filter(np.where(unknown, np.median(heights[~unknown]), heights), 1.5)
    heights = shift(heights, (2.3, -3.4), order=1, mode="nearest") + 0.6
    heights += gaussian_filter(random.normal(size=heights.shape), 1) * 0.15
    heights[shift(unknown.astype(float), (2.3, -3.4), order=1) > 0] = NODATA
    with rasterio.open(folder / "dsm.tif", "w", **profile) as target:
        target.write(heights.astype(np.float32), 1)
    return FlightFiles(dsm=folder / "dsm.tif")


def test_objects_added_to_a_real_surface_model_are_found_and_nothing_else(tmp_path: Path) -> None:
    built = places()
    assert len(built) == 3
    later = flown_again(tmp_path, built)
    changes = find_changes(REAL, later, area=None, settings=ChangeSettings(), told=lambda share, step: None)
    assert changes.report.shift_m == pytest.approx((-0.34, -0.23), abs=0.06)
    assert changes.report.offset_m == pytest.approx(0.6, abs=0.08)
    assert "no_colours" in changes.report.notices
    assert len(changes.regions) == 3
    for shape, height in built:
        (region,) = [r for r in changes.regions if r.geometry.intersects(shape)]
        assert agreement(region.geometry, shape) > 0.7  # moved by 0.41 m, as the later flight is
        assert region.area_m2 == pytest.approx(shape.area, rel=0.1)
        assert region.height_m == pytest.approx(height, abs=0.3)
