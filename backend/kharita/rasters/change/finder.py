"""What was built, raised or demolished between two flights: the whole comparison, from files to regions."""

from django.utils.translation import gettext as _
from shapely import MultiPolygon

from kharita.rasters.change.coregistration import estimate_shift
from kharita.rasters.change.grids import Grid, common_grid
from kharita.rasters.change.heights import Pair, find_pieces
from kharita.rasters.change.images import find_image_changes
from kharita.rasters.change.levelling import level
from kharita.rasters.change.reading import forget_tiles
from kharita.rasters.change.regions import outline_regions
from kharita.rasters.change.results import (
    ChangeReport,
    Changes,
    ChangeSettings,
    FlightFiles,
    Shift,
    UnusableFlights,
)
from kharita.rasters.change.runners import Runner, runner
from kharita.rasters.change.searching import Search, Told, search

EDGE_FLOOR_PX = 0.15
"""Uncertainty of an edge's place in pixels where the shift itself is certain."""


def find_changes(
    before: FlightFiles,
    after: FlightFiles,
    *,
    area: MultiPolygon | None,
    settings: ChangeSettings,
    told: Told,
    scheduler: str = "",
) -> Changes:
    """The changes from `before` to `after` within `area` (CRS of the later flight), most certain first.

    By heights where both flights have a DSM, else by images, with less confidence. Memory is bounded by
    `settings.block_px` and the workers, not by the files; `scheduler`, the address of a Dask scheduler, only
    says where it runs: the result is the same. `told` steps: "place", "level", "compare", "outline".
    Raises `UnusableFlights`.
    """
    try:
        with runner(scheduler=scheduler, workers=settings.workers) as run:
            if before.dsm is not None and after.dsm is not None:
                return _by_heights(before, after, area, settings, told, run)
            if before.ortho is not None and after.ortho is not None:
                return find_image_changes(
                    before.ortho, after.ortho, area=area, settings=settings, told=told, run=run
                )
    finally:
        forget_tiles()
    raise UnusableFlights(_("Two height models or two orthophotos are needed; one flight has neither."))


def _by_heights(
    before: FlightFiles,
    after: FlightFiles,
    area: MultiPolygon | None,
    settings: ChangeSettings,
    told: Told,
    run: Runner,
) -> Changes:
    assert before.dsm is not None and after.dsm is not None  # noqa: S101 - the caller looked
    told(0.0, "place")
    grid = common_grid([after.dsm], [before.dsm], area=area, resolution_m=settings.resolution_m)
    shift, colour_shift = _shifts(before, after, grid, run)
    told(0.1, "level")
    moved = (-shift.east_m, -shift.north_m)
    levelled = level((before, after), grid=grid, offset=moved, run=run)
    pair = Pair(
        files=(before, after),
        grid=grid,
        offset=moved,
        colour_offset=(-colour_shift.east_m, -colour_shift.north_m),
        level=levelled,
        edge_m=max(shift.spread_m, EDGE_FLOOR_PX * grid.pixel_m),
        settings=settings,
    )
    regions = search(
        Search(pair, grid, settings, ("up", "down"), find_pieces, outline_regions),
        area=area,
        least_confidence=settings.min_confidence,
        told=told,
        run=run,
    )
    report = ChangeReport(
        method="heights",
        shift=shift,
        resolution_m=grid.pixel_m,
        compared_m2=round(grid.width * grid.height * grid.pixel_m**2, 1),
        offset_m=round(levelled.middle_m, 3),
        tilt_m=round(levelled.tilt_m, 3),
        surface=levelled.surface,
        sigma_m=round(levelled.sigma_m, 4),
        threshold_m=round(max(settings.min_height_m, settings.sigmas * levelled.sigma_m), 3),
        confidence=round(_confidence(shift, levelled.surface != "none", levelled.sigma_m), 3),
        notices=_notices(before, after, shift, levelled.surface != "none"),
    )
    told(1.0, "outline")
    return Changes(report, grid.crs_wkt, regions)


def _shifts(before: FlightFiles, after: FlightFiles, grid: Grid, run: Runner) -> tuple[Shift, Shift]:
    """The heights' own shift, and the pictures'; one stands in for the other where that is unknown."""
    assert before.dsm is not None and after.dsm is not None  # noqa: S101 - the caller looked
    colours: Shift | None = None
    if before.ortho is not None and after.ortho is not None:
        colours = estimate_shift(before.ortho, after.ortho, kind="colours", grid=grid, run=run)
    if colours is None or colours.confidence == 0:
        heights = estimate_shift(before.dsm, after.dsm, kind="heights", grid=grid, run=run)
        return heights, heights
    heights = estimate_shift(before.dsm, after.dsm, kind="heights", grid=grid, run=run, known=colours)
    return heights if heights.confidence > 0 else colours, colours


def _confidence(shift: Shift, levelled: bool, sigma_m: float) -> float:
    """How far the comparison as a whole can be trusted."""
    return (0.5 + 0.5 * shift.confidence) * (1.0 if levelled else 0.5) * min(1.0, 0.5 / max(sigma_m, 0.01))


def _notices(before: FlightFiles, after: FlightFiles, shift: Shift, levelled: bool) -> tuple[str, ...]:
    said = {
        "shift_unknown": shift.confidence == 0,
        "no_stable_ground": not levelled,
        "no_colours": before.ortho is None or after.ortho is None,
    }
    return tuple(code for code, holds in said.items() if holds)
