"""All checks of a project on its site, in one order; dirty ground answers "unknown", never raises."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from shapely.errors import GEOSException

from kharita.permits.checks import bulk, burdens, land, setbacks, standing
from kharita.permits.checks.finding import Finding, Outcome
from kharita.permits.checks.ground import Ground
from kharita.permits.checks.limits import Limits
from kharita.permits.checks.site import Proposal, Site

Check = Callable[[Ground], Iterator[Finding]]

CHECKS: tuple[tuple[str, Check], ...] = (
    ("declared_area", land.declared_area),
    ("zones", land.zones),
    ("plan_in_force", standing.plan_in_force),
    ("use", land.use),
    ("unbuildable", bulk.unbuildable),
    ("smallest_plot", land.smallest_plot),
    ("access", land.access),
    ("frontage", land.frontage),
    ("footprint", land.drawn_inside),
    ("floor_area_ratio", bulk.floor_area_ratio),
    ("ground_ratio", bulk.ground_ratio),
    ("height", bulk.height),
    ("floors", bulk.floors),
    ("setbacks", setbacks.setbacks),
    ("court", bulk.courts),
    ("parking", bulk.parking),
    ("reservations", burdens.reservations),
    ("planned_road", burdens.planned_roads),
    ("servitudes", burdens.servitudes),
    ("overlapping_permits", standing.overlapping_permits),
)


def examine(proposal: Proposal, site: Site, *, limits: Limits, today: date) -> list[Finding]:
    """The findings of every check (official CRS, metres). Pure and deterministic.

    Without any ground to stand on there is one finding, `plot` unknown.
    """
    ground = Ground(proposal, site, limits=limits, today=today)
    try:
        bare = ground.plot.is_empty
    except GEOSException:
        bare = True
    if bare:
        message = "plot-unreadable" if site.plots else "no-plot"
        return [Finding("plot", Outcome.UNKNOWN, message)]
    return [finding for check, ask in CHECKS for finding in _asked(check, ask, ground)]


def _asked(check: str, ask: Check, ground: Ground) -> Sequence[Finding]:
    try:
        return list(ask(ground))
    except GEOSException as error:
        # GEOS gives up on some coordinates however they are mended; the other checks still stand.
        return [Finding(check, Outcome.UNKNOWN, "geometry-too-dirty", {"reason": str(error)[:200]})]
