"""Zones of vigour: as large as the ground they stand for, no small ones, no gaps and no overlaps."""

from pathlib import Path

import numpy as np
import pytest
import shapely
from affine import Affine

from kharita.rasters.class_breaks import find_breaks
from kharita.rasters.vigour import Vigour, mean_ndvi, read_vigour
from kharita.rasters.zones import make_zones, smoothed, split_zones
from tests.factories import CENTRE, SRID
from tests.rasters.vigour_files import AREAS_M2, BREAKS, FAIR, STRONG, WEAK, write_vigour

X, Y = CENTRE


@pytest.fixture(scope="module")
def vigour(tmp_path_factory: pytest.TempPathFactory) -> Vigour:
    return read_vigour(write_vigour(tmp_path_factory.mktemp("vigour") / "ms.tif"), red=2, nir=4, srid=SRID)


def _patchy() -> Vigour:
    """Random patches of all sizes with a hole without data."""
    noise = np.random.default_rng(3).normal(0, 1, (240, 300))
    spread = noise.cumsum(axis=0).cumsum(axis=1)
    ndvi = (0.5 + 0.4 * np.sin(spread / 40)).astype("float32")
    ndvi[100:140, 120:180] = np.nan
    return Vigour(ndvi, Affine(1, 0, X, 0, -1, Y + 240))


def test_ndvi_is_read_where_there_is_data(vigour: Vigour) -> None:
    assert vigour.cell_m == 0.5
    assert vigour.known == round(200 * 180 / 0.25)
    assert np.nanmedian(vigour.ndvi[100:, :100]) == pytest.approx(WEAK, abs=0.005)
    assert np.nanmedian(vigour.ndvi[100:, 300:]) == pytest.approx(STRONG, abs=0.005)


def test_a_large_survey_is_looked_at_more_coarsely_and_an_area_alone(tmp_path: Path) -> None:
    path = write_vigour(tmp_path / "ms.tif")
    coarse = read_vigour(path, red=2, nir=4, srid=SRID, cells=10_000)
    assert coarse.cell_m == pytest.approx(2)
    assert np.nanmean(coarse.ndvi) == pytest.approx(0.5, abs=0.01)
    area = shapely.box(X + 150, Y + 10, X + 170, Y + 50)
    part = read_vigour(path, red=2, nir=4, srid=SRID, area=area)
    assert part.known == 20 * 40 * 4
    assert np.nanmean(part.ndvi) == pytest.approx(STRONG, abs=0.005)
    away = read_vigour(path, red=2, nir=4, srid=SRID, area=shapely.box(0, 0, 10, 10))
    assert away.known == 0
    with pytest.raises(IndexError):
        read_vigour(path, red=2, nir=5, srid=SRID)


def test_breaks_fall_between_the_values_and_areas_can_be_made_equal(vigour: Vigour) -> None:
    values = smoothed(vigour)
    low, high = find_breaks(values, 3, "natural")
    assert WEAK + 0.05 < low < FAIR - 0.05 < FAIR + 0.05 < high < STRONG - 0.05
    quarters = find_breaks(values, 4, "equal_areas")
    counts = np.bincount(np.digitize(values[np.isfinite(values)], quarters))
    assert counts == pytest.approx(np.full(4, counts.sum() / 4), rel=0.05)
    assert find_breaks(np.full((50, 50), 0.5, np.float32), 3, "natural") == ()


def test_natural_breaks_are_the_best_there_are() -> None:
    values = np.random.default_rng(2).choice(np.linspace(0, 1, 24), 400).astype("float32")

    def squares(breaks: tuple[float, ...]) -> float:
        parts = np.digitize(values, breaks)
        return sum(float(((values[parts == p] - values[parts == p].mean()) ** 2).sum()) for p in set(parts))

    found = find_breaks(values, 3, "natural")
    others = np.linspace(0, 1, 24) - 0.02
    best = min(squares((low, high)) for low in others[1:] for high in others[1:] if low < high)
    assert squares(found) <= best * 1.001


def test_zones_are_as_large_as_their_ground_and_small_ones_are_merged(vigour: Vigour) -> None:
    zones = make_zones(vigour, BREAKS, least_m2=500)
    assert [zone.vigour_class for zone in sorted(zones, key=lambda zone: zone.geometry.bounds)] == [1, 2, 3]
    by_class = {zone.vigour_class: zone.geometry for zone in zones}
    for number, area in enumerate(AREAS_M2, start=1):
        assert by_class[number].area == pytest.approx(area, rel=0.02)
    with_the_lawn = make_zones(vigour, BREAKS, least_m2=50)
    lawns = [zone for zone in with_the_lawn if zone.vigour_class == 3 and zone.geometry.area < 200]
    assert len(lawns) == 1
    assert lawns[0].geometry.area == pytest.approx(100, rel=0.1)


@pytest.mark.parametrize(("least_m2", "kept"), [(10, 0.6), (500, 0.9)])
def test_zones_have_no_gaps_no_overlaps_and_the_least_size(least_m2: float, kept: float) -> None:
    vigour = _patchy()
    zones = make_zones(vigour, (0.3, 0.5, 0.7), least_m2=least_m2)
    outlines = np.array([zone.geometry for zone in zones])
    assert len(zones) > 5
    assert shapely.is_valid(outlines).all()
    assert shapely.coverage_is_valid(outlines)
    whole = shapely.union_all(outlines)
    assert whole.area == pytest.approx(shapely.area(outlines).sum(), abs=1e-6)
    assert whole.area == pytest.approx(vigour.known, rel=0.01)
    assert shapely.area(outlines).min() > least_m2 * kept  # outlines are simplified after the merging
    touching = shapely.STRtree(outlines).query(outlines, predicate="intersects").T
    for one, other in touching[touching[:, 0] < touching[:, 1]]:
        shared = shapely.intersection(outlines[one], outlines[other])
        if shared.length > 0:
            assert zones[one].vigour_class != zones[other].vigour_class


def test_the_mean_of_a_zone_is_that_of_its_cells(vigour: Vigour) -> None:
    zones = make_zones(vigour, BREAKS, least_m2=500)
    means = mean_ndvi(vigour, [zone.geometry for zone in zones])
    by_class = {zone.vigour_class: mean for zone, mean in zip(zones, means, strict=True)}
    assert by_class[2] == pytest.approx(FAIR, abs=0.01)
    assert by_class[1] == pytest.approx(WEAK + (STRONG - WEAK) * 100 / AREAS_M2[0], abs=0.01)


def test_zones_are_parted_along_parcels_without_loss_even_where_these_overlap(vigour: Vigour) -> None:
    zones = make_zones(vigour, BREAKS, least_m2=500)
    parcels = [
        shapely.box(X, Y, X + 50, Y + 100),
        shapely.box(X + 40, Y, X + 160, Y + 100),  # the first ten metres are the first parcel's
        shapely.box(X + 130, Y + 100, X + 145, Y + 120),  # 5 m of strong ground: too little for a zone
    ]
    pieces = split_zones(zones, parcels, least_m2=500)
    total = sum(piece.geometry.area for piece in pieces)
    assert total == pytest.approx(sum(zone.geometry.area for zone in zones), abs=0.01)
    areas = {
        (piece.ground, piece.vigour_class): piece.geometry.area
        for piece in pieces
        if piece.ground is not None
    }
    assert areas[0, 1] == pytest.approx(5000)
    assert areas[1, 1] == pytest.approx(1000, rel=0.05)
    assert areas[1, 2] == pytest.approx(8000, rel=0.02)
    assert areas[1, 3] == pytest.approx(2000, rel=0.05)
    assert set(areas) == {(0, 1), (1, 1), (1, 2), (1, 3), (2, 2)}
    assert areas[2, 2] == pytest.approx(300)
