"""The checks of a dossier, and of a draft while it is being filled in."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import shapely
from django.contrib.gis.geos import GEOSGeometry
from shapely.geometry.base import BaseGeometry

from kharita.permits.checks.finding import Finding
from kharita.permits.checks.limits import load_limits
from kharita.permits.checks.loading import load_site
from kharita.permits.checks.running import examine
from kharita.permits.checks.site import Proposal
from kharita.permits.models import Permit


def check_permit(*, permit: Permit, today: date) -> list[Finding]:
    """The findings of a stored dossier, draft or not."""
    return run_checks(
        parcel_ids=list(permit.parcel_links.values_list("parcel_id", flat=True)),
        project=permit.project,
        footprint=permit.footprint,
        today=today,
        own_permits=[pk for pk in (permit.pk, permit.parent_id) if pk is not None],
    )


def run_checks(
    *,
    parcel_ids: Sequence[int],
    project: Mapping[str, Any],
    footprint: GEOSGeometry | BaseGeometry | None,
    today: date,
    own_permits: Sequence[int] = (),
    courts: BaseGeometry | None = None,
) -> list[Finding]:
    """The findings of a project that need not be stored: `project` as `permits.project.Project` has it (with
    gaps while it is filled in), `footprint` and `courts` in the official CRS.

    The same input gives the same findings. Nothing is raised for dirty geometry: it answers "unknown".
    """
    limits = load_limits()
    site = load_site(parcel_ids=parcel_ids, own_permits=own_permits, limits=limits)
    proposal = proposal_of(project, footprint=as_shape(footprint), courts=courts)
    return examine(proposal, site, limits=limits, today=today)


def proposal_of(
    project: Mapping[str, Any], *, footprint: BaseGeometry | None = None, courts: BaseGeometry | None = None
) -> Proposal:
    """A project's figures as the checks read them; what is no number is not stated."""
    return Proposal(
        use=str(project.get("use") or ""),
        floors=_whole(project.get("floors")),
        height_m=_measured(project.get("height_m")),
        covered_area_m2=_measured(project.get("covered_area_m2")),
        floor_area_m2=_measured(project.get("floor_area_m2")),
        overhang_m2=_measured(project.get("overhang_m2")),
        dwellings=_whole(project.get("dwellings")),
        parking_places=_whole(project.get("parking_places")),
        footprint=footprint,
        courts=courts,
    )


def as_shape(geometry: GEOSGeometry | BaseGeometry | None) -> BaseGeometry | None:
    """A database geometry for shapely."""
    if isinstance(geometry, GEOSGeometry):
        return shapely.from_wkb(bytes(geometry.wkb), on_invalid="ignore")
    return geometry


def _whole(value: Any) -> int | None:
    number = _measured(value)
    return None if number is None else int(number)


def _measured(value: Any) -> float | None:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value < 1e9 else None
